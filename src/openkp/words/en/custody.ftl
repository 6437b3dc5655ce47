## Custody: slips, stock, licences, finds and prices, for those who dig, buy and sell

custody-nav = Slips
custody-pages = Pages of the chain
custody-slips = Slips
custody-stock = Stock
custody-licences = Licences and booklets
custody-booklets = Slip booklets
custody-disputes = Disputes
custody-finds = Finds
custody-prices = Prices
custody-home = Slips, stock and licences

## How long a licence is good, in words

custody-licence-left = Licence { $number } is good for { $days } more days, today included: until { $until }.
custody-licence-today = Licence { $number } ends today, { $until }. Renew it before you dig, buy or sell again.
custody-licence-expired = Licence { $number } ended on { $until }. Nothing may be dug, bought or sold under it.
custody-licence-not-yet = Licence { $number } begins on { $begins } and ends on { $until }.
custody-licence-revoked = Licence { $number } was revoked on { $revoked }. Nothing may be dug, bought or sold under it.
custody-no-licences = No licence of yours is recorded here. Ask the mines office.
custody-show-code = Show the code of this licence
custody-code-text = A buyer’s phone reads this code and opens the check of this licence. It says what the card says, and nothing else.
custody-code-of = Code of licence { $number }
custody-runs = Slips
custody-from-slip = { $first } to { $last }
custody-issued-on = Issued on
custody-used = Used
custody-withdrawn = Withdrawn
custody-left = Left
custody-next = Next unused
custody-fate = What became of it
custody-fate-spoiled = Spoiled
custody-fate-missing = Missing

## The check of a licence, in large words

custody-check-valid = Valid
custody-check-not-valid = Not valid
custody-check-unknown = Not known
custody-check-lead = Before you sell or buy: is this card good? Nobody needs an account to ask.
custody-check-day = On which day (today, if you leave it)
custody-check-photo = Or a photo of the code on the card
custody-check-photo-help = Take the picture from near, with the whole code in it. At most 5 MB.
custody-check-nothing = Give the number, or a photo of the code on the card.
custody-check-no-licence-in-code = This code is not that of a licence. Type the number printed on the card.
custody-check-text-valid = Licence { $number } is good on { $on }, and until { $until }.
custody-check-text-expired = Licence { $number } is not good on { $on }: it ended on { $until }.
custody-check-text-not-yet = Licence { $number } is not good on { $on }: it begins on { $begins }.
custody-check-text-revoked = Licence { $number } is not good on { $on }: it was revoked on { $revoked }.
custody-check-bearer = The card’s bearer must be { $holder }.
custody-check-what = For what
custody-check-where = Where
custody-check-country = In the whole country
custody-check-sells = May sell to
custody-check-buys = May buy from
custody-check-nobody = nobody
custody-check-barred = But not here and now. { $what } is under a restriction: { $basis }
custody-check-ask-again = Ask about another card
custody-allows-artisanal-mining = To dig by hand within its area, and to sell what was dug there
custody-allows-digger-card = To dig, within a gang under a licence holder
custody-allows-cooperative-approval = To gather what its members dig, and to sell it
custody-allows-collector-card = To buy from those who dig, and to sell on
custody-allows-broker-licence = To bring buyers and sellers together, and to sell to dealers
custody-allows-dealer-licence = To buy rough diamonds, and to sell them on
custody-allows-export-licence = To buy rough diamonds, and to export them with a certificate
custody-allows-buying-house-licence = To buy rough diamonds, and to export them with a certificate
custody-allows-industrial-mining = To mine on a large scale within its area, and to sell what was mined
custody-allows-import-licence = To import rough diamonds with a certificate
custody-chain-miner = miners
custody-chain-digger-group = groups of diggers
custody-chain-cooperative = cooperatives
custody-chain-collector = collectors
custody-chain-broker = brokers
custody-chain-dealer = dealers
custody-chain-exporter = exporters
custody-chain-buying-house = buying houses
custody-chain-large-scale-mine = large-scale mines
custody-chain-importer = importers

## Slips

custody-slip-number = Slip { $slip } of { $booklet }
custody-side-all = All
custody-side-sold = Sold
custody-side-bought = Bought
custody-sold-to = sold to { $name }
custody-bought-from = bought from { $name }
custody-from-to = { $seller } to { $buyer }
custody-returned = given back
custody-disputed = disputed
custody-ended-stands = dispute ended: the slip stands
custody-ended-wrong = dispute ended: figures wrong
custody-ended-false = dispute ended: slip false
custody-ended-withdrawn = dispute withdrawn
custody-no-slips = No slip names you yet. A slip that is written in your name appears here at once.
custody-dispute-button = This slip is not right
custody-as-written = As it was written
custody-carats = Carats
custody-per-carat = Price per carat
custody-seller = Seller
custody-buyer = Buyer
custody-day = Day of the sale
custody-payment = How it was paid
custody-payment-bank = Bank
custody-payment-cash = Cash
custody-payment-mobile = Mobile money
custody-payment-prefinanced = Prefinanced
custody-drawn = Taken from
custody-became = Became lot
custody-recorded = Recorded
custody-not-now = This cannot be done now: it has been done already, or is no longer possible. The page shows how it stands.

## Disputes

custody-dispute-of = Disputed on { $opened }
custody-mark-line = Slip { $slip } of { $booklet }, disputed on { $opened }.
custody-disputes-in-lot = Disputed slips behind this lot
custody-heard-until = The buyer may answer until { $due_until }. Before that, nobody decides against a buyer who has not answered.
custody-no-disputes = No dispute is open.
custody-all-disputes = Those that have ended too
custody-complaint = What is wrong with the slip
custody-complaint-not-mine = I did not make this sale
custody-complaint-weight = The carats are wrong
custody-complaint-stones = The number of stones is wrong
custody-complaint-price = The price is wrong
custody-complaint-not-paid = I was not paid
custody-complaint-other = Something else
custody-statement = What happened, in your words
custody-answer = Your answer
custody-outcome = How it ends
custody-outcome-stands = The slip stands as it was written
custody-outcome-wrong = There was a sale, and the slip’s figures are wrong
custody-outcome-false = There was no such sale: the slip is false
custody-outcome-withdrawn = The seller withdraws the dispute
custody-explanation = Why, and on what proof
custody-act-dispute = Say that this slip is not right
custody-help-dispute = Your name stands on this slip. The buyer and the mines office read what you write here. The slip stays as it is until an officer has heard both of you.
custody-press-dispute = Dispute this slip
custody-done-dispute = The slip is disputed. The buyer and the mines office see it now.
custody-act-answer = Answer
custody-help-answer = The other side and the mines office read it. It stays written for ever.
custody-press-answer = Send the answer
custody-done-answer = The answer is written.
custody-act-settle = End the dispute
custody-help-settle = Hear both sides first. Nothing on the slip changes: what must follow, such as giving the goods back, is an act of its own.
custody-press-settle = End it so
custody-done-settle = The dispute has ended.
custody-wait-answer = { $count ->
    [one] dispute for you to answer
   *[other] disputes for you to answer
}
custody-wait-settle = { $count ->
    [one] dispute for the mines office to end
   *[other] disputes for the mines office to end
}
custody-wait-mine = { $count ->
    [one] dispute of yours, open
   *[other] disputes of yours, open
}

## Writing a slip

custody-write = Write a slip
custody-write-lead = For a sale that was made. Both licences must be good on its day.
custody-write-who = Who and when
custody-write-goods = The stones
custody-write-money = The payment
custody-write-booklet = Booklet
custody-write-slip = Number of the slip
custody-write-seller = Seller’s licence
custody-write-seller-help = The number on the card, such as SL-ART-0001.
custody-write-buyer = Buyer’s licence
custody-write-buyer-help = The number on the buyer’s card.
custody-write-buyer-own = Buyer
custody-write-lot = { $place ->
    [1] Lot of the seller
   *[other] Lot { $place } of the seller
}
custody-write-lot-help = As the seller’s phone or the field officer shows it: L-SL-000012.
custody-write-carats = { $place ->
    [1] Carats taken from it
   *[other] Carats from lot { $place }
}
custody-write-stones = Number of stones
custody-write-price = Price
custody-write-currency = Currency
custody-write-currency-help = Its three letters: SLE, LRD, GNF, XOF, USD.
custody-write-payment-ref = Reference of the payment
custody-write-payment-ref-help = Of the bank’s document. Cash always needs one.
custody-write-place = Where
custody-write-note = Note
custody-check-licence = Check the seller’s licence
custody-checked = { $number }: { $holder }.
custody-more-lots = More lots of this seller
custody-for-ever = A slip that is written stays written. A mistake is put right by giving the goods back and writing another.
custody-press-write = Write the slip
custody-done-write = Slip { $slip } is written. The seller sees it now.
custody-lot-malformed = “{ $typed }” is not the number of a lot: it looks like L-SL-000012.
custody-both = Give a lot and its carats, or neither.
custody-not-whole = Give a whole number, more than nothing.
custody-not-offered = Choose one of those offered.
custody-carats-too-fine = “{ $typed }” has too many decimals: at most three.

## Stock

custody-hs = Kind of stones
custody-hs-7102-10 = 7102.10 Unsorted
custody-hs-7102-21 = 7102.21 Industrial
custody-hs-7102-31 = 7102.31 Gem quality
custody-lots = Lots
custody-total = Together
custody-choose-lot = Put { $lot } together with others
custody-lot-acts = Divide, weigh again, give back
custody-where-from = Where it comes from
custody-history = What was done with it
custody-part = Carats of part { $place }
custody-part-hs = Kind of part { $place }
custody-more-parts = More parts
custody-after = Carats now
custody-lost = Carats lost
custody-reason = Reason
custody-act-merge = Put lots together
custody-help-merge = Choose two lots or more above. The new lot keeps all of their origins.
custody-press-merge = Put together
custody-done-merge = The lots are now lot { $lot }.
custody-act-split = Divide or sort this lot
custody-help-split = The parts together weigh what the lot holds. Only unsorted stones may change their kind.
custody-press-split = Divide
custody-done-split = The lot is divided.
custody-act-reweigh = Weigh again after cleaning
custody-help-reweigh = What cleaning took is written off, within what the rules allow.
custody-press-reweigh = Record the weight
custody-done-reweigh = The new weight is recorded.
custody-act-return = Give the goods back
custody-help-return = The whole lot goes back to the seller. The slip stays written, and used.
custody-press-return = Give back
custody-done-return = The goods are the seller’s again.
custody-act-loss = Write carats off
custody-help-loss = What was stolen or lost. It stays written, with its reason.
custody-press-loss = Write off
custody-done-loss = The carats are written off.
custody-act-withdraw = A slip was spoiled or is missing
custody-help-withdraw = An unused slip that is withdrawn can never serve.
custody-press-withdraw = Withdraw the slip
custody-done-withdraw = Slip { $slip } is withdrawn.
custody-event-ledger-record-production = Found
custody-event-ledger-record-mine-production = Produced by the mine
custody-event-ledger-open-stock = Opened from declared stock
custody-event-ledger-record-purchase = Bought on a slip
custody-event-ledger-split = Divided
custody-event-ledger-merge = Put together
custody-event-ledger-reweigh = Weighed again
custody-event-ledger-return-goods = Given back
custody-event-ledger-record-loss = Written off
custody-event-ledger-seize = Seized
custody-event-ledger-manufacture = Sent to be cut

## Finds

custody-find = Record a find
custody-find-lead = What was dug, where and when, as it was weighed and counted.
custody-find-miner = Miner’s licence
custody-find-site = Site
custody-find-day = Day of the find
custody-press-find = Record the find
custody-done-find = The find is lot { $lot }. The buyer needs this number for the slip.
custody-no-finds = No find is recorded yet.
custody-stones-count = { $count ->
    [one] one stone
   *[other] { $count } stones
}

## Prices

custody-prices-lead = What buyers really paid for a carat, from slips written around you.
custody-prices-model = A price is told only where at least { $slips } slips of { $sellers } sellers stand behind it, so that nobody’s own price is shown. The size is that of the average stone of a slip. This view is a model of this software. Prices are in the currency that was paid; in US$ also where a rate of the day is recorded.
custody-every-zone = Every zone
custody-show = Show
custody-size = Average stone
custody-size-under = under { $upper_mct }
custody-size-from = { $lower_mct } to { $upper_mct }
custody-size-over = { $lower_mct } and more
custody-median = Middle price per carat
custody-range = From – to
custody-slips-count = Slips
custody-no-prices = In the last { $count } months no zone has { $slips } slips of { $sellers } sellers for one size of stone.

## Refusals of a dispute

ledger-slip-unwritten = No sale is written on slip { $number } of booklet { $booklet }.
ledger-dispute-already-open = This slip is disputed already.
ledger-dispute-unknown = No dispute { $dispute } is recorded here.
ledger-dispute-astray = Dispute { $dispute } is not of a sale between the two whom it names, or was ended by whoever wrote the slip.
ledger-dispute-closed = This dispute has ended.
ledger-complaint-unknown = “{ $complaint }” is not one of the things that can be wrong with a slip.
ledger-statement-missing = Say it in your words: it stays written.
ledger-dispute-own-slip = You wrote this slip yourself. Another officer must end its dispute.
ledger-dispute-outcome-unknown = “{ $outcome }” is not one of the ways in which a dispute ends.
ledger-buyer-not-heard = The buyer has not answered, and may until { $due_until }. Before that, nobody decides against it.
