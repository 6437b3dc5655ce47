## What a foreign paper tells: findings for the officer who decides (core/rules/paper.py)

paper-severity-impossible = Impossible
paper-severity-doubt = To look at again
paper-severity-note = Not recorded here

paper-field-missing = The { $field } is not on the paper, or was not keyed in. Annex I asks for it.
paper-number-malformed = “{ $number }” is not the number of a certificate: two letters, then digits.
paper-prefix-of-another = The prefix { $prefix } is not that of the issuer: { $issuer_country }.
paper-no-specimen = No specimen of this participant's certificate is recorded here: { $issuer_country }. Number and signatures could not be compared.
paper-digits = { $number } has { $printed } digits. The issuer prints { $expected }.
paper-range-of-another-year = { $number } is of the numbers in use in { $used }, not in { $issued }.
paper-outside-ranges = { $number } is outside every range of numbers in use in { $issued }.
paper-ranges-not-recorded = The numbers in use in { $issued } are not recorded for this participant: { $issuer_country }.
paper-expires-before-issue = The paper expires on { $expires_on }, before it was issued on { $issued_on }.
paper-issued-in-future = The paper says that it was issued on { $issued_on }. It was shown on { $shown_on }.
paper-expired = The certificate expired on { $expires_on } and was shown on { $shown_on }.
paper-expiry-too-late = The paper expires on { $expires_on }. By the issuer's own rule it could hold until { $longest_on } at most.
paper-authorities-not-recorded = No issuing authority of this participant is recorded here: { $issuer_country }.
paper-authority-unknown = “{ $authority }” is not an authority that is recorded for this participant: { $issuer_country }.
paper-authority-not-then = “{ $authority }” was not an authority on { $issued_on }.
paper-signatories-not-recorded = No signatory of this participant is recorded here: { $issuer_country }.
paper-signatory-unknown = “{ $signatory }” is not a signatory that is recorded for this participant: { $issuer_country }.
paper-signatory-not-then = “{ $signatory }” could not sign on { $issued_on }.
paper-other-destination = The paper is for { $destination_country }, and was shown to the authority of { $receiver_country }.
paper-parcels-do-not-add-up = The paper says { $printed } parcels and lists { $lines }.
paper-weights-do-not-add-up = The paper says { $printed_cct } in all. Its parcels add up to { $sum_cct }.
paper-values-do-not-add-up = The paper says { $printed_usd_cents } in all. Its parcels add up to { $sum_usd_cents }.
paper-hs-not-rough = Parcel { $parcel }: { $hs } is not a line of rough diamonds (7102.10, 7102.21, 7102.31).
paper-weighs-nothing = Parcel { $parcel } has no weight, or a value below nothing.
paper-price-out-of-bounds = Parcel { $parcel }: { $carat_usd_cents } a carat. Between { $low_usd_cents } and { $high_usd_cents } one would expect; was the value typed in another currency?
paper-mixed-contradicts = { $stated ->
    [yes] The paper says that the origin is mixed, and gives one country for every parcel.
   *[other] The paper says that the origin is not mixed, and has a parcel of mixed origin.
}
paper-mixed-without-sources = A first export of a producer has one origin ({ $issuer_country }). This paper says mixed and names no certificate of import.
paper-no-seal-number = Certificates of this participant name the seal of each container: { $issuer_country }. None was keyed in.
paper-reference-without-number = The reference of parcel { $parcel } does not end with the number of the certificate, { $number }. On genuine papers of this issuer it does.

## A paper that cannot be read as it was given

paper-field = The { $field } is missing, or cannot be read.
paper-field-unknown = A certificate has no field “{ $field }”.
paper-parcels-count = A certificate covers 1 to { $most } parcels.
paper-parcel-malformed = Parcel { $place } needs a line of the Harmonised System, a weight, a value and an origin that agree.
paper-parcels-alike = Two parcels have the same reference. Give each its own.

## Features of a paper

paper-feature-watermark = Watermark
paper-feature-uv-fibres = Fibres that shine under ultraviolet light
paper-feature-uv-dull-paper = Paper that stays dark under ultraviolet light
paper-feature-solvent-sensitive = Paper that stains when it meets a solvent
paper-feature-rainbow-background = Rainbow background that does not photocopy
paper-feature-second-tint = Second tint, fast to light
paper-feature-uv-stars = Stars that only ultraviolet light shows
paper-feature-intaglio-border = Border that a finger can feel
paper-feature-coloured-flag = Flag in its own colours
paper-feature-micro-text = Text too small to copy
paper-feature-latent-image = Image that appears when the paper is tilted
paper-feature-anti-copy-medallion = Medallion that a copier betrays
paper-feature-perforation = Perforation between the parts
paper-feature-serial-twice = Serial number on each part
paper-feature-serial-under-uv = Serial number again under ultraviolet light
paper-feature-two-languages = Printed in two languages
paper-feature-confirmation-slip = Slip for the confirmation of import
paper-feature-seal-numbers = Numbers of the seals
