## The verdicts and their reasons

verdict-valid = VALID
verdict-not-valid = NOT VALID
verdict-cannot-check = CANNOT CHECK
verdict-specimen = SPECIMEN: a demonstration, worth nothing
verdict-authentic = It was signed by the authority it names.
verdict-not-authentic = It was not signed by the authority it names.
verdict-trust-list = Checked against the trust list of { $issued_at } ({ $url }).
verdict-summary = { $number }: { $provenance_country } to { $destination_country }, { $weight_cct }, { $value_usd_cents }, { $parcels ->
    [one] one parcel
   *[other] { $parcels } parcels
  }
verdict-parties = { $exporter } to { $importer }; issued by { $authority } on { $issued }, valid until { $valid_until }

verify-not-a-certificate = This is not a certificate in any form that can be verified.
verify-number-alone = A number alone proves nothing: { $number } can be copied by anyone. Verify the QR code, the PDF or the credential.
verify-number-never-issued = { $participant_country } never issued the number { $number }.
verify-no-trust-list = There is no trust list to check against. Give one with --trust.
verify-trust-stale = The trust list is { $age_hours } hours old; its own policy allows { $max_hours }. Get a newer one.
verify-trust-from-future = The trust list was made later ({ $issued_at }) than the moment judged. If you did not ask about an earlier day, set the clock right.
verify-unknown-key = It is signed with a key that the trust list does not know ({ $kid }).
verify-key-purpose = The key it is signed with is not for certificates ({ $kid }).
verify-key-revoked = The key it is signed with was revoked ({ $kid }, { $revoked_at }).
verify-key-not-in-force = The key it is signed with was not in force on { $day } ({ $kid }).
verify-signature = The signature does not match: the certificate was altered, or another key signed it ({ $kid }).
verify-specimen = It is a specimen: a demonstration certificate or key, and the trust list is a real one.
verify-not-an-authority = “{ $authority }” was not an issuing authority of { $participant_country } on { $day }.
verify-not-a-participant = { $participant_country } was not a participant in the Kimberley Process on { $day }.
verify-participant-barred = On { $day }, { $participant_country } could not issue certificates: { $status ->
    [suspended] suspended
    [self-suspended] withdrew itself from trade
    [embargo-un] under a United Nations embargo
    [removed] removed from the list of participants
   *[applicant] an applicant only
  }. { $basis }
verify-restricted = On { $day }, exports of { $participant_country } were restricted. { $basis }
verify-participation-not-recorded = It is not recorded since when { $participant_country } has been a participant, so { $day } cannot be judged.
verify-destination-not-listed = The destination, { $destination_country }, is not on the trust list as a participant. Rough diamonds may not be sent to a non-participant.
verify-number-prefix = The number { $number } does not begin with the code of the issuing participant ({ $participant_country }).
verify-number-out-of-range = { $participant_country } did not issue the number { $number } in { $year }.
verify-number-ranges-unknown = { $participant_country } has not published which numbers it issued, so { $number } was not compared with them.
verify-cross-check = The certificate breaks a rule of { $participant_country }: { $check ->
   *[parcel-reference-ends-with-number] the reference of each parcel must end with the certificate’s number ({ $number })
  }.
verify-not-yet-issued = It is dated in the future ({ $issued_at }).
verify-expired = It has expired: it was valid until { $valid_until }.
verify-status-void = The authority declared { $number } void.
verify-status-lost = { $number } was reported lost.
verify-status-stolen = { $number } was reported stolen.
verify-status-replaced = { $number } was replaced by another certificate.
verify-status-returned = { $number } was returned: it no longer accompanies a shipment.
verify-status-seized = The shipment of { $number } was seized.
verify-status-confirmed = The import of { $number } was already confirmed. If a shipment is being presented with it now, hold the shipment: a certificate serves once.
verify-status-detained = The goods of { $number } are detained by customs (list of { $listed_at }). The certificate still holds; if a shipment is being presented with it anywhere else, hold the shipment: the paper may be a copy.
verify-status-presented = { $number } is already before an importing authority (list of { $listed_at }). If you are not that authority, the paper in front of you may be a copy: hold the shipment and ask.
verify-status-reserved = The status list says something of this certificate that this verifier does not understand ({ $meaning }). Update the verifier.
verify-status-missing = The trust list does not carry the status list that tells whether the certificate is void or lost ({ $url }).
verify-status-unreliable = The status list cannot be relied on ({ $url }: { $why }).
verify-status-stale = The status list is { $age_hours } hours old or past its end; the policy allows { $max_hours }. Get a newer trust list.
verify-proof-absent = No proof that it stands in the public log came with it.
verify-proof-required = No proof that it stands in the public log came with it, and the trust list requires one.
verify-proof-wrong = The proof does not show that this certificate stands in the public log.
verify-proof-checkpoint = The proof’s checkpoint is not signed as the trust list requires.
verify-proof-unknown-log = The proof comes from a log that the trust list does not name ({ $origin }).
verify-proof-malformed = The log proof is damaged or was altered.
verify-log-unreadable = The copy of the log cannot be read, or does not hold together ({ $where }).
verify-log-other = The copy of the log is of another log ({ $origin }).
verify-log-inconsistent = The log contradicts itself: the copy of the log and the proof tell different histories. Report this.
verify-log-older = The copy of the log ends before this certificate’s proof ({ $size } entries), so the two were not compared.
verify-not-in-log = The certificate does not stand in the copy of the log.
