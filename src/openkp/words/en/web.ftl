## The pages: frame, front page, verify, licences

web-skip = Skip to the content
web-nav = Main
web-nav-verify = Verify
web-nav-licences = Check a licence
web-nav-work = My work
web-nav-shipments = Export files
web-nav-files = Files
web-nav-certificates = Certificates
web-nav-border = Border
web-nav-lots = Lots
web-sign-in = Sign in
web-breadcrumb = Where you are
web-pager = Pages
web-pager-next = Older
web-colon = {": "}
web-go-home = To the front page
web-errors-title = Please look again
web-not-recorded = not recorded
web-mixed-origin = Mixed origin
web-notice = Notice
web-demonstration = Demonstration. The participants are real; people, companies, parcels and certificates are invented, and every certificate says SPECIMEN.
web-foot-about = OpenKP runs the Kimberley Process Certification Scheme: rough diamonds followed from the pit to a certificate that anyone can verify, without having to trust this site.
web-foot-log = Public log: latest checkpoint
web-foot-trust = Signed trust list, to verify offline
web-foot-api = API description (OpenAPI)

web-bad-request-title = This request cannot be read
web-bad-request-text = Something in it is not as a browser sends it. Go back, load the page again and retry.
web-not-yours-title = This page is for others
web-not-yours-text = Your roles do not open it. If they should, ask the administrator of your authority.
web-not-found-title = There is nothing here
web-not-found-text = The address is mistyped, or what it names is not for you to see. To check a certificate, verify it: that is open to all.
web-csrf-title = The form had grown too old
web-csrf-text = Go back, load the page again and send the form once more. If it happens again, allow cookies for this site.
web-too-many-title = Too many requests
web-too-many-text = Wait a minute, then try again.
web-too-large-title = This is too large
web-too-large-text = At most 5 MB are read at once. A scan of one page at 200 dpi is enough.
web-server-error-title = Something broke on our side
web-server-error-text = What you sent was not saved. Try again in a few minutes; if it still fails, tell the administrator of this installation at what time it happened.
web-wrong-method-title = Not this way
web-wrong-method-text = This address does not take that kind of request.

web-home-title = From the pit to the border, with proof
web-home-lead = Rough diamonds, followed from the licensed site where they were found to a Kimberley Process certificate that anyone can verify, on paper or on a phone.
web-home-licence = Is this buyer licensed?
web-home-licence-text = Type the number on the card. No account needed.
web-home-people = For people of the Process
web-home-people-text = Miners, buyers, exporters, valuers, authorities, customs: your work is behind the sign-in.
web-home-to-work = Go to my work
web-home-chain = How a certificate comes to be
web-home-step1 = Found
web-home-step1-text = At a licensed site, weighed and recorded. Each slip is used once; each parent of a parcel is kept for ever.
web-home-step2 = Valued and sealed
web-home-step2-text = Three valuations, the highest counts. Levies paid. The authority checks the contents and seals them.
web-home-step3 = Certified
web-home-step3-text = A second officer approves. More carats than were mined or lawfully imported cannot be certified.
web-home-step4 = Verified
web-home-step4-text = A fingerprint that tells nothing of the trade goes into a public log; the certificate travels with the goods and is checked at the border, even offline.

web-verify-title = Verify a certificate
web-verify-lead = Paste the text of its QR code, give the file, or type its number. Nothing you give is kept.
web-verify-text = Text of the QR code, or number
web-verify-text-help = It begins with KP1: or is a number: two letters and digits, such as SL004317.
web-verify-file = Or a file
web-verify-file-help = The PDF, a photo or scan of the QR code (PNG, JPEG), credential.vc.jwt or .cose. At most 5 MB.
web-verify-button = Verify
web-verify-nothing = Paste a text, type a number or choose a file.
web-verify-both = Give the text or the file, not both.
web-verify-text-too-long = This text is longer than any certificate.
web-verify-file-empty = The file is empty. Choose it again.
web-verify-file-too-large = The file is larger than 5 MB. A scan of one page at 200 dpi is enough.
web-verify-answers-title = Three answers
web-verify-answer-valid = The authority signed it, it is in force, and no list says otherwise.
web-verify-answer-not-valid = Forged, altered, expired, void, lost or stolen: the reason is given.
web-verify-answer-cannot-check = Something needed to tell is missing or too old. This says nothing against the certificate.
web-verify-offline-title = Without this site
web-verify-offline-text = The same check runs on your own machine, with the network off:
web-verify-offline-trust = Download the signed trust list
web-verify-another = Verify another

web-verdict-valid = Valid
web-verdict-not-valid = Not valid
web-verdict-cannot-check = Cannot check
web-verdict-text-valid = The authority it names signed it, it is in force, and no list speaks against it.
web-verdict-text-not-valid = Do not accept the goods on this certificate.
web-verdict-text-cannot-check = This is neither a yes nor a no: what is missing is told below.
web-verdict-text-spent = The authority it names signed it and its time is not over, but it has served: the import is confirmed.
web-spent = Already used. If goods are presented with it now, detain them: a certificate serves once.
web-specimen = SPECIMEN: a demonstration, worth nothing
web-authentic-though = It is authentic: the authority it names did sign it.
web-reasons-title = Reasons
web-grade-no = Against
web-grade-unknown = Unknown
web-grade-warning = Note
web-facts-title = What the certificate says
web-facts-unproven-title = What it claims
web-facts-unproven = These lines could not be shown to be the authority’s. Do not rely on them.
web-compare-goods = The certificate is good. Now compare it with the goods: seals, weight, number of parcels.
web-ages-title = How old the lists are
web-ages-text = Verified against the trust list that this installation publishes.
web-age-trust-list = Trust list
web-age-status-list = Status list
web-age-minutes = { $count ->
    [0] less than a minute
    [one] { $count } minute
   *[other] { $count } minutes
}
web-age-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
web-age-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
web-number-known = Issued by { $issuer }. By its number alone, this is all that anyone may learn.
web-number-unknown = No certificate of this number is known here. It may have been issued elsewhere, or never.
web-number-proves-nothing = A number proves nothing: anyone can copy one. Verify the QR code, the PDF or the credential.
web-number-verify-whole = Verify the whole certificate

web-kind = Kind
web-issued-by = Issued by
web-parcels = Parcels
web-participant = Participant
web-valid-from = Valid from
web-valid-until = Valid until
web-revoked-on = Revoked on
web-zone = Zone
web-site = Site
web-purpose-seized-goods-return = return of seized goods
web-purpose-scientific-sample = scientific sample
web-purpose-correction-of-error = correction of an error

web-licence-title = Check a licence
web-licence-lead = Before you sell or buy: is this card good today?
web-licence-number = Number of the licence or card
web-licence-number-help = As printed on it, for example SL-M-0001-L1.
web-licence-button = Check
web-licence-unknown = No licence { $number } is known here. Neither sell to its bearer nor buy from them before you have asked the mines office.
web-licence-kind = Kind
web-licence-holder = Holder
web-licence-kind-artisanal-mining = Artisanal mining licence
web-licence-kind-digger-card = Digger’s card
web-licence-kind-cooperative-approval = Approval of a cooperative
web-licence-kind-collector-card = Collector’s card
web-licence-kind-broker-licence = Broker’s licence
web-licence-kind-dealer-licence = Dealer’s licence
web-licence-kind-export-licence = Export licence
web-licence-kind-buying-house-licence = Buying house licence
web-licence-kind-industrial-mining = Large-scale mining licence
web-licence-kind-import-licence = Import licence

## States, as badges

web-state-licence-valid = good today
web-state-licence-not-yet = not yet in force
web-state-licence-expired = expired
web-state-licence-revoked = revoked

web-state-public-valid = in force
web-state-public-presented = before an importing authority
web-state-public-expired = expired
web-state-public-void = no longer valid
web-state-public-lost = lost or stolen
web-state-public-unknown = not known here
web-state-public-restricted = issuer restricted today

web-state-certificate-issued = issued
web-state-certificate-exported = exported
web-state-certificate-presented = before customs
web-state-certificate-came-back = came back
web-state-certificate-confirmed = confirmed
web-state-certificate-discrepant = figures differ
web-state-certificate-void = void
web-state-certificate-replaced = replaced
web-state-certificate-lost = lost
web-state-certificate-stolen = stolen
web-state-certificate-returned-unused = returned unused
web-state-certificate-returned = returned
web-state-certificate-detained = detained
web-state-certificate-seized = seized
web-state-certificate-expired = expired
web-state-certificate-sealing = being sealed

web-state-shipment-draft = draft
web-state-shipment-submitted = submitted
web-state-shipment-valued = valued
web-state-shipment-levied = levies paid
web-state-shipment-sealed = sealed
web-state-shipment-approved = approved
web-state-shipment-issued = certificate issued
web-state-shipment-departed = departed
web-state-shipment-arrived = arrived
web-state-shipment-closed = closed
web-state-shipment-refused = refused
web-state-shipment-withdrawn = withdrawn
web-state-shipment-cancelled = cancelled

web-state-import-presented = presented
web-state-import-inspected = weighed
web-state-import-detained = detained
web-state-import-confirmed = confirmed
web-state-import-discrepant = figures differ
web-state-import-returned = sent back
web-state-import-seized = seized
web-state-import-dismissed = dismissed
web-state-import-in-transit = in transit
web-state-import-held-in-transit = held in transit
web-state-import-passed = passed through
web-state-discrepancy-open = to be answered
web-state-discrepancy-answered = answered
web-state-discrepancy-closed = closed
web-state-alarm-open = open
web-state-alarm-closed = closed
web-state-finding-impossible = impossible
web-state-finding-doubt = to look at again
web-state-finding-note = not recorded

## Roles

web-role-miner = Miner
web-role-buyer = Buyer
web-role-exporter = Exporter
web-role-agent = Exporter’s agent
web-role-valuer = Government valuer
web-role-independent-valuer = Independent valuer
web-role-field-officer = Mines monitoring officer
web-role-officer = Authority officer
web-role-approver = Second officer (approves)
web-role-customs = Customs, importing authority
web-role-secretariat = Secretariat
web-role-chair = Chair
web-role-reviewer = Reviewer
web-role-statistician = Statistician
web-role-coordinator = Assistance coordinator
web-role-observer = Observer
web-role-admin = Administrator

## The page of a certificate, and of lots

certificate-page-state = State
certificate-page-every-state = every state
certificate-page-filter = Show
certificate-page-from-to = From, to
certificate-page-carats = Carats
certificate-page-none = No certificate concerns you here yet.
certificate-page-its-file = Export file
certificate-page-next-step = To the next step of its file
certificate-page-as-on-paper = As it stands on the paper
certificate-page-related = Named by:
certificate-page-carry = To carry and to check
certificate-page-being-sealed = Signed, and being sealed into the public log. The QR code and the PDF follow in a few seconds: load the page again.
certificate-page-get-pdf = Certificate to print
certificate-page-get-qr = Text of the QR code
certificate-page-get-vc = Verifiable credential
certificate-page-get-cose = Compact form
certificate-page-get-proof = Log proof
certificate-page-get-leaf = Logged entry, byte for byte
certificate-page-print-paper = Print onto security paper
certificate-page-paper-refused = This cannot be printed onto the security paper
certificate-page-today = today
certificate-page-life-title = Its life
certificate-page-act-issue = Issued
certificate-page-act-depart = Left the country
certificate-page-act-void = Declared void
certificate-page-act-replace = Replaced
certificate-page-act-return-unused = Returned unused
certificate-page-act-report-lost = Reported lost
certificate-page-act-report-stolen = Reported stolen
certificate-page-act-confirm = Import confirmed
certificate-page-act-confirm-differing = Import confirmed, figures differ
certificate-page-act-resolve = Difference resolved
certificate-page-act-detain = Detained
certificate-page-act-return-goods = Goods sent back
certificate-page-act-seize = Goods seized
certificate-page-act-present = Presented at the border
certificate-page-act-dismiss = Presentation dismissed
certificate-page-act-release = Released
certificate-page-act-confirm-by-slip = Confirmed by a paper slip
certificate-page-act-receive-back = Goods came back
certificate-page-act-inspect = Opened and weighed
certificate-page-act-present-again = Presented again elsewhere
certificate-page-act-transit = In transit
certificate-page-provenance-title = From the pit
certificate-page-provenance-text = { $sites ->
    [0] No site of this register
    [one] { $sites } site
   *[other] { $sites } sites
}, { $slips ->
    [0] no slip
    [one] { $slips } slip
   *[other] { $slips } slips
}, { $lots ->
    [one] { $lots } lot
   *[other] { $lots } lots
} along the way.
certificate-page-gathered = Small ones are drawn together.
certificate-page-share-model = Widths are carats of this parcel. In a mixed lot they are shared in proportion to what each parent lot gave: a model of this software, not a text of the Process.
certificate-page-as-table = The same as a table
certificate-page-from = From
certificate-page-to = To
certificate-page-column-origin = Found at
certificate-page-column-hands = Passed through
certificate-page-column-certificate = Now in
certificate-page-others = { $count ->
    [one] { $count } other
   *[other] { $count } others
}
certificate-page-opening-stock = Declared opening stock
certificate-page-imported = Imported under { $number }
certificate-page-proofs = Proofs
certificate-page-proofs-text = The log is public and the trade is not: it holds only the hash below. With these files anyone can check, offline and with their own tools, that this certificate was published and not changed since.
certificate-page-proof-place = Place in the log
certificate-page-proof-leaf = Logged entry
certificate-page-proof-leaf-hash = Hash of the entry
certificate-page-proof-facts-hash = Hash of the facts
certificate-page-proof-root = Root of the tree
certificate-page-proof-log = Log
certificate-page-proof-key = Signed with

lot-page-lot = Lot
lot-page-holder = Held by
lot-page-made = Came to be
lot-page-balance = Carats left
lot-page-made-weight = Carats at first
lot-page-facts = The lot
lot-page-origins = Origins
lot-page-origins-model = As kept when the lot was made, in whole thousandths of a carat. This is a model of this software, not a text of the Process.
lot-page-none = No lot is in your hands or in your scope at present. Lots that were sold or exported live on in the parcels they went into.
lot-page-kind-production = Found
lot-page-kind-mine-production = Mine production
lot-page-kind-opening-stock = Opening stock
lot-page-kind-purchase = Bought on a slip
lot-page-kind-split = Split
lot-page-kind-merge = Merged
lot-page-kind-reweigh = Weighed again
lot-page-kind-return = Returned
lot-page-kind-export = Exported
lot-page-kind-import = Imported
lot-page-kind-import-outside = Imported
lot-page-kind-restore = Back in stock
lot-page-kind-seizure = Seized
lot-page-kind-manufacture = Sent to manufacture
lot-page-kind-loss = Loss

## One's own first page

work-waiting = Waiting for you
work-shipments = Export files
work-certificates = Certificates
work-lots = Lots
work-licences = Licences
work-all = See all
work-nothing = Nothing waits for you, and nothing is in your scope yet. Verifying a certificate and checking a licence are open to you, as to all.

## The page of an export file

file-file = File
file-submitted = Applied for
file-certificate = Certificate
file-none = No export file concerns you here.
file-to-do = What you can do now
file-next-draft = Next: the exporter hands in the application.
file-next-submitted = Next: the valuations. Each valuer who is awaited gives one.
file-next-valued = Next: an officer of the authority records the payments.
file-next-levied = Next: an officer of the authority checks and seals.
file-next-sealed = Next: a second officer approves, other than the one who sealed.
file-next-approved = Next: an officer of the authority, other than the one who approved, issues the certificate.
file-next-issued = Next: the exporter or the authority records the departure.
file-next-departed = Next: the importing authority confirms the import.
file-next-arrived = Next: the importing authority resolves the difference.
file-not-now = This cannot be done now: somebody has taken the file further, or it is not your step. The page shows how it stands.
file-ended = Certificate { $number } ended this file: nothing more is to be done in it.
file-application = Application
file-declared = Declared
file-counts = Counts
file-drawn-from = Drawn from
file-levies = Levies
file-levy = Levy
file-levy-export-duty = Export duty
file-levy-special-stone-duty = Duty on special stones
file-levy-royalty = Royalty
file-base = On
file-rate = Rate
file-amount = Amount
file-paid = Paid
file-unpaid = to be paid
file-valuations = Valuations
file-seat-state = Government valuer
file-seat-independent = Independent valuer
file-seat-exporter = Exporter
file-awaited = awaited
file-given-blind = given; shown once all are in
file-wins = highest, counts
file-arrival = Arrival
file-life = What happened

file-step-submit = Applied for
file-step-value = Valued
file-step-levy = Levies paid
file-step-seal = Checked and sealed
file-step-approve = Approved by a second officer
file-step-issue = Certificate issued
file-step-depart = Left the country
file-step-arrive = Arrived
file-step-close = Import confirmed, closed
file-step-refuse = Refused
file-step-withdraw = Withdrawn

file-act-value = Value the parcels
file-help-value = Give your own value of each parcel, in US dollars. Nobody sees it until every seat of the panel has spoken.
file-press-value = Give the valuation
file-done-value = Your valuation is in.
file-act-levy = Record a payment
file-help-levy = Once the bank has confirmed it.
file-press-levy = Record the payment
file-done-levy = The payment is recorded.
file-act-seal = Check and seal
file-help-seal = Weigh each parcel again, seal each container, write down both numbers.
file-press-seal = Record weights and seals
file-done-seal = Weights and seals are recorded. A second officer can now approve.
file-act-approve = Approve
file-help-approve = Your name will stand on the certificate as validating officer. Whoever sealed cannot approve.
file-press-approve = Approve this shipment
file-done-approve = Approved. An officer can now issue the certificate.
file-act-issue = Issue the certificate
file-help-issue = Takes the next number of the blank stock, draws the carats, signs, and writes to the public log. It cannot be undone, only declared void.
file-press-issue = Issue
file-done-issue = The certificate is issued.
file-act-depart = Record the departure
file-help-depart = The sealed shipment leaves the country with its certificate.
file-press-depart = It has left
file-done-depart = The departure is recorded.
file-act-slip = Record a paper confirmation
file-help-slip = The confirmation came back on paper, from an authority outside this installation. A weight that differs cannot be recorded: ask that authority first.
file-press-slip = Record it
file-done-slip = The confirmation is recorded: the certificate is confirmed.
file-slip-weight = Carats on the slip
file-slip-importer = Importer on the slip
file-slip-signed-by = Signed by
file-act-refuse = Refuse this file
file-press-refuse = Refuse
file-done-refuse = The file is refused.
file-act-withdraw = Withdraw this file
file-press-withdraw = Withdraw
file-done-withdraw = The file is withdrawn.

file-missing = This is needed.
file-figure-missing = Give a figure, such as 1234.50.
file-figure-wrong = “{ $typed }” is not a figure. Give digits, and no sign before them, such as 1234.50.
file-figure-too-fine = “{ $typed }” has too many decimals: at most two.
file-figure-too-large = “{ $typed }” is larger than any figure here.
file-not-a-day = Give a day, such as 2026-11-24.
file-not-a-count = Give a whole number, from 0 to 10,000.
file-value-of = Value of { $parcel }, US$
file-weight-of = Weight of { $parcel }, carats
file-special = Parcels of special stones
file-bank-reference = Reference of the bank’s receipt
file-container-number = Container { $place }
file-more-containers = More containers
file-seal-number = Seal { $place }
file-reason = Reason, told to the exporter
file-received-on = Received on
file-number-of-parcels = Number of parcels found
file-seals-intact = Seals and container intact
file-at-border = At the border
file-expected-on = Expected there on
file-expected-on-help = Left empty: by the rule of the destination.
file-carrier = Carrier
file-waybill = Waybill
