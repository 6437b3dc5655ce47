## Export files

shipments-unknown = There is no file { $shipment }.
shipments-unknown-certificate = No file here belongs to certificate { $number }.
shipments-malformed = The application is not in the expected form.
shipments-importer-elsewhere = { $operator } is not an operator of { $destination_country }.
shipments-reason-missing = Give the reason.
shipments-bank-reference-missing = Give the reference of the bank's receipt.
shipments-levy-unknown = This file owes no levy “{ $levy }”.
shipments-levy-paid = The levy “{ $levy }” is already paid.
shipments-four-eyes = A second officer must do this: you have already acted on this file.
shipments-not-a-signatory = Nobody may validate for { $authority } who is not one of its appointed signatories that day.
shipments-expired = Certificate { $number } has expired: the shipment cannot leave with it.
shipments-received-in-future = { $day } has not come yet.
shipments-received-before-issue = The goods cannot have been received on { $received_on }: the certificate was issued on { $issued_on }.

## What an audit of the files finds

shipments-life-unlawful = The life of { $shipment } has a step that is not allowed: “{ $act }”.
shipments-state-without-life = { $shipment } is “{ $state }”, but its life ends at “{ $told }”.
shipments-two-eyes = The same person acted on both sides of the approval of { $shipment }.
shipments-certificate-missing = The state of { $shipment } and its certificate do not agree.
shipments-certificate-differs = { $shipment } and certificate { $number } do not say the same.
shipments-unpaid = { $shipment } was issued before its levies were paid.
shipments-unsealed = { $shipment } was issued without a seal.
shipments-value-differs = The value that { $shipment } counts with is not the one its valuations give.

## Import files, pre-alerts, slips

shipments-unknown-import = There is no import file { $file }.
shipments-expected-in-past = { $day } is over: a shipment cannot be expected on it.
shipments-expected-too-far = { $day } is too far off for a shipment that leaves today.
shipments-prealert-known = Certificate { $number } was announced already, or was issued here.
shipments-prealert-malformed = Check the weight, the value, the number of parcels and the day of the message.
shipments-prealert-incomplete = Name the exporter, the importer and how the message came.
shipments-slip-incomplete = Name the importer and who signed the slip.
shipments-slip-differs = The slip says { $found_cct } in { $found } parcels, the certificate { $weight_cct } in { $certified }. If it says less, note what the importing authority wrote to you; if it says more, ask it first.
shipments-no-discrepancy = There is no discrepancy file { $file }.
shipments-no-query = There is no question { $query }.
shipments-query-answered = That question is already answered.
shipments-answer-unknown = “{ $answer }” is not an answer. Choose one of: { $known }.
shipments-answer-needs-document = The answer came from outside: store the document that brought it and name it.
shipments-claim-differs = Number { $number } and { $shipment } do not agree on which presentation holds the certificate.
shipments-certificate-elsewhere = { $shipment } holds certificate { $number }, whose state “{ $state }” does not go with it.
shipments-confirmation-broken = The confirmation of { $number } cannot be read, or no known key signed it.
shipments-confirmation-differs = The confirmation of { $number } and what is recorded of it do not agree.
shipments-discrepancy-lost = The state of { $shipment } and its discrepancy file do not agree.
shipments-slip-of-this-house = The authority of { $destination_country } confirms in this installation itself: no slip is needed.
