## The carat ledger

ledger-lot-unknown = No lot { $lot } is recorded here.
ledger-not-holder = Lot { $lot } is not held by { $holder }.
ledger-overdraft = Lot { $lot } holds { $balance_mct }; { $asked_mct } cannot be taken from it.
ledger-before-it-was-made = Lot { $lot } was made on { $made_on }; it could not change hands on { $day }.
ledger-not-hundredths = { $weight_mct } is not a whole number of hundredths of a carat. Certify a rounded weight; the rest stays in stock.
ledger-nothing-left = Nothing is left of lot { $lot }.
ledger-not-in-transit = Lot { $lot } is not in transit.
ledger-not-bought = Lot { $lot } was not made by a purchase; only a purchase can be given back.
ledger-already-drawn = Lot { $lot } was bought with { $made_mct } and holds { $balance_mct }: what has gone on cannot be given back.
ledger-reason-missing = Say why: the reason stays written for ever.
ledger-source-missing = Name the paper that proves this stock.
ledger-currency-malformed = “{ $currency }” is not a currency: write its three letters, such as SLE, LRD, GNF, XOF or USD.
ledger-place-abroad = { $place } is not in the country of the buyer.
ledger-origin-malformed = “{ $origin }” cannot be an origin with its weight: write a country (SL), a zone (SL:KONO) or MIXED, each with a positive weight.
ledger-origins-differ = The origins weigh { $origins_mct } together, the lot { $total_mct }.
ledger-too-many-origins = At most { $most } origins can be told apart in one lot.
ledger-declaration-unknown = No declaration { $declaration } of stock is recorded here.
ledger-same-officer = You declared this stock yourself. Another officer must open it.
ledger-already-opened = Declaration { $declaration } has already been opened.
ledger-balance-wrong = Lot { $lot } says { $balance_mct } of { $made_mct }, but its entries bring { $in_mct } and take { $out_mct }.
ledger-origins-wrong = The origins of lot { $lot } weigh { $origins_mct } together; it was made with { $made_mct }.
ledger-origins-unfounded = The origins of lot { $lot } are not what its parents gave it.
ledger-filled-by-another = Lot { $lot } was filled by a movement that did not make it.
ledger-movement-misshapen = Movement { $movement } does not have the entries or holders of its kind ({ $kind }).
ledger-slip-astray = Slip { $slip } does not stand with exactly one purchase.
ledger-opened-alone = Declaration { $declaration } was opened by the officer who made it.
ledger-trace-of = Lot { $lot }: { $count ->
    [0] it comes from no other lot
    [one] one lot before it
   *[other] { $count } lots before it
}
ledger-kind-production = find
ledger-kind-mine-production = mine production
ledger-kind-opening-stock = opening stock
ledger-kind-purchase = purchase
ledger-kind-split = split
ledger-kind-merge = merge
ledger-kind-reweigh = cleaning
ledger-kind-return = return to the seller
ledger-kind-export = export
ledger-kind-import = import
ledger-kind-import-outside = import from another installation
ledger-kind-restore = back to the exporter
ledger-kind-seizure = seizure
ledger-kind-manufacture = cutting
ledger-kind-loss = loss
