## The import confirmation: what is wrong with one, what it says, where it differs from the certificate

confirmation-value = “{ $field }” of the confirmation holds what no confirmation may say there.
confirmation-malformed = This is not a whole import confirmation: “{ $field }” is missing, unknown or not as the format says.
confirmation-signature = The signature does not match: the confirmation was altered, or another key signed it ({ $kid }).
confirmation-key-purpose = The key it is signed with is not for import confirmations ({ $kid }).
confirmation-specimen = It is a specimen: a demonstration confirmation or key, and the trust list is a real one.
confirmation-not-yet = It is dated in the future ({ $confirmed_at }).
confirmation-not-an-authority = { $confirmer } was not an importing authority of { $participant_country } on { $day }.
confirmation-participant-barred = On { $day }, { $participant_country } could not receive rough diamonds. { $basis }
confirmation-not-an-issuer = { $issuer }, which it names as the issuer of the certificate, was never an authority of { $participant_country }.
confirmation-proof-wrong = The proof does not show that this confirmation stands in the public log.
confirmation-not-in-log = The confirmation does not stand in the copy of the log.
confirmation-log-older = The copy of the log ends before this confirmation’s proof ({ $size } entries), so the two were not compared.
confirmation-differences = The importing authority found { $count ->
    [one] one difference
   *[other] { $count } differences
  } from certificate { $number }.
confirmation-seals-broken = The seals of { $number } were not intact on arrival.

confirmation-summary = Import confirmation of { $number } ({ $issuing_country }), received in { $participant_country } on { $received_on }: { $weight_cct }, { $parcels ->
    [one] one parcel
   *[other] { $parcels } parcels
  }
confirmation-value-found = Value as found: { $value_usd_cents }
confirmation-parties = { $exporter } to { $importer }; confirmed by { $confirmed_by } on { $confirmed_at }
confirmation-line = { $reference } ({ $hs }): { $weight_cct }, { $fate ->
    [accepted] accepted
    [returned] returned
    [seized] seized
   *[missing] missing
  }

confirmation-number-differs = The confirmation is of certificate { $found }, this one is { $certified }.
confirmation-other-certificate = The confirmation was made for another credential than this one of { $number }.
confirmation-issuer-differs = Issuer: { $certified } on the certificate, { $found } in the confirmation.
confirmation-issuing-participant-differs = Issuing participant: { $certified_country } on the certificate, { $found_country } in the confirmation.
confirmation-destination-differs = Destination: { $certified_country } on the certificate; received in { $found_country }.
confirmation-exporter-differs = Exporter: “{ $certified }” on the certificate, “{ $found }” in the confirmation.
confirmation-importer-differs = Importer: “{ $certified }” on the certificate, “{ $found }” in the confirmation.
confirmation-parcels-differs = Parcels: { $certified } certified, { $found } found.
confirmation-total-weight-differs = Total weight: { $certified_cct } certified, { $found_cct } found.
confirmation-total-value-differs = Total value: { $certified_usd_cents } certified, { $found_usd_cents } found.
confirmation-parcel-missing = Parcel { $parcel }: { $certified_cct } certified, missing on arrival ({ $found_cct } found).
confirmation-parcel-not-certified = Parcel { $parcel }: { $found_cct } found, not on the certificate ({ $certified_cct } certified).
confirmation-hs-differs = Parcel { $parcel }: HS code { $certified } certified, { $found } found.
confirmation-weight-differs = Parcel { $parcel }: { $certified_cct } certified, { $found_cct } found.
confirmation-value-differs = Parcel { $parcel }: { $certified_usd_cents } certified, { $found_usd_cents } found.

confirmation-text-valid = The importing authority it names signed it. What it found is told below.
confirmation-text-not-valid = Do not take this for the word of an importing authority.
confirmation-text-cannot-check = This is neither a yes nor a no: what is missing is told below.
confirmation-facts-title = What the confirmation says
