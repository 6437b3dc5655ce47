## At the border: what is shown, what is found, what may not be done

arrival-time-in-future = { $at_until } has not come yet. Check the clock of the device.
arrival-time-too-early = { $at_until } is before the presentation, { $before_until }.
arrival-office-unknown = Name the office where it is presented. Offices known that day: { $known }.
arrival-purpose-unknown = “{ $purpose }” is not a purpose: import or transit.
arrival-paper-needed = Certificate { $number } is not known here. Key in what is printed on it: authority, dates, exporter, importer, destination, parcels.
arrival-credential-other = The code you read belongs to certificate { $other }, not to { $number }.
arrival-parcel-unknown = The certificate names no parcel { $parcel }.
arrival-parcels-malformed = The number of parcels found is not a number that can be.
arrival-weight-malformed = Parcel { $parcel }: give the weight found as a number of carats with two decimals.
arrival-hs-unknown = Parcel { $parcel }: { $hs } is not a line of rough diamonds.
arrival-value-malformed = Parcel { $parcel }: give the value found in US dollars.
arrival-origin-malformed = Parcel { $parcel }: give the origin as a country's two letters, or MIXED.
arrival-too-many-photos = At most { $most } photographs can be kept with an inspection.
arrival-document-unknown = No stored file has the digest { $sha256 }. Send the file first.
arrival-not-untouched = Container and certificate are not as they came: detain the shipment.
arrival-number-is-good = Nothing is wrong with number { $number }: it is in force and was not reported. Present the certificate instead.
arrival-inspection-needed = { $file } must be opened and weighed before it is confirmed.
arrival-not-the-first = Certificate { $number } was presented before, and that presentation holds it. Detain these goods, or dismiss this file.
arrival-remedy-needed = { $count ->
    [one] One finding on the paper is not remedied. Detain the shipment, and release it with the remedy.
   *[other] { $count } findings on the paper are not remedied. Detain the shipment, and release it with the remedy.
}
arrival-not-destined-here = Certificate { $number } names another destination. Send the goods back or detain them.
arrival-dates-impossible = The paper says it was issued on { $issued_on }, after it was presented. It cannot be confirmed.
arrival-nothing-accepted = No parcel is accepted: send the shipment back or seize it instead.
arrival-fate-unknown = Parcel { $parcel }: “{ $fate }” is not a fate. Accepted, returned or seized.
arrival-importer-not-registered = { $importer } is not a registered operator here. Register it, then name its number (KPCS Annex II, 13).
arrival-importer-named = The goods are for { $importer }: nobody else receives them on this certificate.
arrival-not-a-signatory = You are not an appointed signatory of { $authority } for import confirmations that day.
arrival-outcome-unknown = “{ $outcome }” is not an outcome. Choose one of: { $known }.
arrival-excess-not-certified = { $excess_cct } were found beyond the certificate. They cannot enter the importer's stock: seize the excess, or send the goods back.
arrival-no-excess = Nothing was found beyond the certificate, so there is no excess to seize; missing: { $missing_cct }.

## Differences and findings

arrival-parcels-differ = { $found } parcels were found; the certificate says { $certified }.
arrival-seal-broken = A seal is not intact.
arrival-container-opened = The container was opened.
arrival-parcel-missing = Parcel { $parcel }, { $weight_cct }, is not there.
arrival-weight-differs = Parcel { $parcel } weighs { $found_cct }; the certificate says { $weight_cct }.
arrival-hs-differs = Parcel { $parcel } is of line { $found }; the certificate says { $certified }.
arrival-value-differs = Parcel { $parcel } is valued at { $found_usd_cents }; the certificate says { $certified_usd_cents }.
arrival-origin-differs = Parcel { $parcel } looks like goods of { $found_origin }; the certificate says { $certified_origin }.
arrival-paper-differs = “{ $field }” on the paper is { $shown }; the certificate was issued with { $issued }.
arrival-credential-differs = The code read is not the one that was issued under this number.
arrival-credential-forged = The code read bears no good signature.
