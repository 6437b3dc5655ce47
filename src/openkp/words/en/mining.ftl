## Operators, licences, zones and sites, slip booklets

mining-number-malformed = “{ $number }” is not a number of this register: it begins with { $participant }- and has capital letters, digits and hyphens.
mining-number-taken = { $number } exists already. Numbers are never given twice.
mining-place-malformed = “{ $place }” is not the code of a place: it begins with { $participant }: and has capital letters, digits and hyphens.
mining-text-missing = This cannot stay empty: { $field }.
mining-kind-unknown = “{ $kind }” is not a kind of operator.
mining-licence-kind-unknown = “{ $kind }” is not a kind of licence.
mining-dates-reversed = The licence would end on { $valid_until_day }, before it begins on { $valid_from }.
mining-zone-unknown = No zone { $zone } is registered here.
mining-site-unknown = No site { $site } is registered here.
mining-site-not-in-zone = Site { $site } is not in zone { $zone }.
mining-term-too-long = A licence of this kind is given for { $months } months at most: from that first day, until { $last_day }.
mining-area-too-large = This kind of licence covers { $hectares ->
    [one] one hectare
   *[other] { $hectares } hectares
  } at most; the site measures { $square_metres } square metres.
mining-area-missing = A mining licence names its zone or its site: the area of authorised mining (Annex II, recommendation 12).
mining-area-not-positive = The area must be a positive number of square metres.
mining-not-on-earth = These coordinates are not on Earth. Latitude runs from -90 to 90 degrees, longitude from -180 to 180.
mining-operator-unknown = No operator { $operator } is registered here.
mining-licence-unknown = No licence { $licence } is registered here.
mining-already-revoked = Licence { $licence } was already revoked on { $revoked_on }.
mining-range-malformed = A booklet runs from its first slip to its last, with at most { $most } slips.
mining-fate-unknown = “{ $fate }” cannot be the fate of an unused slip: choose spoiled or missing.
mining-slip-outside = Slip { $number } lies outside booklet { $booklet }.
mining-site-abroad = Site { $site } belongs to another country than its zone { $zone }.
mining-revoked-without-reason = Licence { $licence } is revoked without a reason.
mining-place-unknown = No zone or site { $place } is registered here.
