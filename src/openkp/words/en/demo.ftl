## The demonstration: its progress, its accounts and its story, as the terminal tells them

demo-title = The story of one parcel, from the pit to the border
demo-disclaimer = A demonstration. People, companies, sites and carats are invented; places are real. Every certificate says SPECIMEN and is worth nothing.
demo-world-as-of = This world was made on { $made_on }. To make it anew, choose an empty OPENKP_HOME.
demo-who = Sign in as the account named beside a page to open it; each page is also shown to the others whose business it is, and to nobody else.
demo-accounts-title = Accounts (one for each role; also shown on the sign-in page)
demo-sign-in = Sign in at { $address }
demo-border-title = At the borders, where it does not go smoothly
demo-waiting-title = Files that wait for you, one at each step
demo-states-title = Certificates, one at least in every state
demo-files-title = Import files at customs, one at least in every state
demo-verify-title = Verify it yourself, with the network off
demo-see = see { $address }
demo-see-as = see { $address } (as { $account })
demo-serving = Serving on { $address } (Ctrl+C to stop)

demo-story-find = { $on }: { $person }, a licensed miner ({ $licence }), washes { $weight_mct } in { $stones ->
    [one] one stone
   *[other] { $stones } stones
} from the gravel at { $place }, { $zone }.
demo-story-find-lot = The find enters the ledger as lot { $lot }, at the site’s coordinates.
demo-story-sale = { $on }: he sells them on slip { $slip } to { $buyer }, a licensed dealer: lot { $lot }.
demo-story-pass = { $on }: { $seller } sells a parcel made of { $parents } slips to { $buyer }, an exporter in Freetown: lot { $lot }. Each slip stays its parent for ever.
demo-story-clean = { $on }: the exporter has the parcel cleaned; it weighs { $weight_mct }, { $lost_mct } less.
demo-story-submit = { $on }: { $exporter } applies for a certificate for { $weight_cct } to { $importer }, { $destination_country }.
demo-story-value = { $on }: three valuations: the state { $state_usd_cents }, the independent valuer { $independent_usd_cents }, the exporter { $exporter_usd_cents }. The highest counts: { $value_usd_cents }.
demo-story-levy = { $on }: the levy of { $levy_usd_cents } is paid into the bank; the receipt is in the file.
demo-story-seal = { $on }: the contents are checked and weighed, and sealed under { $seal }.
demo-story-issue = { $on }: a second officer, { $approver }, validates; certificate { $number } is issued, signed twice, and its hash goes into the public log.
demo-story-depart = { $on }: the shipment leaves.
demo-story-present = { $on }: at Antwerp, container and certificate { $number } are presented together; the paper is checked, { $findings ->
    [0] nothing is found
    [one] one finding
   *[other] { $findings } findings
}; import file { $file } opens.
demo-story-inspect = { $on }: seal { $seal } is intact; the container is opened and the parcel weighed again: { $weight_cct }, as certified.
demo-story-confirm = { $on }: { $customs } of customs confirms { $weight_cct }. The confirmation is signed and its hash goes into the public log; the carats are { $importer }’s: lot { $lot }.

demo-border-discrepancy = { $number }: { $certified_cct } certified at Freetown, { $found_cct } found at Antwerp. The carats wait while the two authorities write to each other.
demo-border-alarm = { $number } was confirmed at Antwerp and then presented at Dubai: an alarm at both, and at Monrovia.
demo-border-query = { $number }: Antwerp asked Freetown whether it is genuine; the answer has a clock.
demo-border-foreign = { $number }: paper from outside this installation, keyed in, weighed and confirmed.
demo-border-wrong-year = { $number }: paper from outside with a number of last year’s range. It is detained; its issuer, asked, writes that it is not its own: an alarm.
demo-border-late = { $number } was awaited at Dubai on { $on }: nobody has presented it.
demo-story-pdf = The PDF, the QR code and the signed forms are in { $path }

demo-waiting-submitted = to be valued: file { $reference } of { $exporter }
demo-waiting-valued = to be levied: file { $reference } of { $exporter }
demo-waiting-levied = to be sealed: file { $reference } of { $exporter }
demo-waiting-sealed = to be validated by a second officer: file { $reference } of { $exporter }
demo-waiting-approved = to be issued: file { $reference } of { $exporter }
demo-waiting-departed = to be presented at the border: certificate { $number }
demo-waiting-presented = to be weighed at the border: import file { $reference }
demo-waiting-inspected = to be confirmed at the border: import file { $reference }

demo-states-issued = issued, in force, not yet presented: { $numbers }
demo-states-exported = exported, on the way: { $numbers }
demo-states-confirmed = confirmed on arrival: { $numbers }
demo-states-discrepant = discrepant: 3.20 ct left, 3.14 ct arrived: { $numbers }
demo-states-void = void before it left: { $numbers }
demo-states-replaced = replaced, for a wrong address: { $numbers }
demo-states-lost = lost: { $numbers }
demo-states-stolen = stolen: { $numbers }
demo-states-returned-unused = returned unused: { $numbers }
demo-states-returned = sent back by customs: { $numbers }
demo-states-detained = detained by customs: { $numbers }
demo-states-seized = seized by customs: { $numbers }
demo-states-expired = expired, never presented: { $numbers }
demo-states-technical = technical certificate, for seized goods that go back: { $numbers }
demo-states-transit = in transit through Antwerp: { $numbers }
demo-states-re-export = re-export that draws down its import certificates: { $numbers }
demo-states-re-export-mixed = re-export of goods of several countries, put together after their import: { $numbers }
demo-states-came-back = sent back by customs, and received again by its authority: { $numbers }
demo-states-released = detained, remedied, released and confirmed: { $numbers }
demo-states-presented = presented at customs, not weighed yet: { $numbers }
demo-states-inspected = presented and weighed, not confirmed yet: { $numbers }
demo-states-settled = a difference that was explained and settled: { $numbers }
demo-states-query-answered = its authority was asked, and answered that it is genuine: { $numbers }
demo-states-query-open = its authority is asked whether it is genuine: { $numbers }
demo-states-alarm-open = presented in two countries, the alarm is open: { $numbers }
demo-states-alarm-closed = its number typed wrong elsewhere, the alarm is closed: { $numbers }
demo-states-in-transit = on its way through Dubai: { $numbers }
demo-states-held-in-transit = held in transit at Dubai: { $numbers }
demo-states-late = awaited, and late: { $numbers }
demo-states-slip = confirmed by a slip from outside this installation: { $numbers }

demo-files-presented = presented, not opened yet: { $references }
demo-files-inspected = opened and weighed: { $references }
demo-files-detained = detained: { $references }
demo-files-confirmed = confirmed: { $references }
demo-files-discrepant = waiting for a difference to be explained: { $references }
demo-files-returned = sent back: { $references }
demo-files-seized = seized: { $references }
demo-files-dismissed = dismissed, no goods were shown: { $references }
demo-files-in-transit = in transit: { $references }
demo-files-held-in-transit = held in transit: { $references }
demo-files-passed = seen in and out again, untouched: { $references }

demo-part-ground = database, reference facts, keys of the house
demo-part-people = people and their roles
demo-part-keys = keys of the authorities (specimens)
demo-part-registers = companies, licences, sites, slip booklets, blank forms
demo-part-season = a year of finds, sales, exports and imports
demo-part-desks = files that wait on desks
demo-part-publish = public log, status lists, trust list
demo-part-papers = the papers of the story

demo-not-here = There is no demonstration here yet. Run: openkp demo
demo-is-real = There is an installation in { $path } that is not a demonstration. Use another OPENKP_HOME.
demo-other-seed = The demonstration in { $path } was made with seed { $seed }. Use another OPENKP_HOME for another world.
demo-other-port = The demonstration in { $path } was made for { $address }: the addresses in its certificates are for ever. Run it with --port { $port }, or use another OPENKP_HOME.
demo-port-taken = Port { $port } is taken by another program. Stop it, or choose another with --port and another OPENKP_HOME.

## Synthetic certificates

generate-real = This installation has issued certificates of its own with real keys: synthetic ones are not mixed with them. Use another OPENKP_HOME.
generate-part-registers = participants, keys, operators, blank forms
generate-part-certificates = { $done } of { $total } certificates, { $rate } a second
generate-part-publish = public log, status lists, trust list
generate-done = { $certificates } synthetic certificates in { $seconds } s ({ $rate } a second), { $leaves } leaves in the log. Nothing in them is true.
