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
shipments-less-than-nothing = A weight or a number of parcels cannot be less than nothing.

## What an audit of the files finds

shipments-life-unlawful = The life of { $shipment } has a step that is not allowed: “{ $act }”.
shipments-state-without-life = { $shipment } is “{ $state }”, but its life ends at “{ $told }”.
shipments-two-eyes = The same person acted on both sides of the approval of { $shipment }.
shipments-certificate-missing = The state of { $shipment } and its certificate do not agree.
shipments-certificate-differs = { $shipment } and certificate { $number } do not say the same.
shipments-unpaid = { $shipment } was issued before its levies were paid.
shipments-unsealed = { $shipment } was issued without a seal.
shipments-arrival-missing = The state of { $shipment } and what is recorded of its arrival do not agree.
shipments-value-differs = The value that { $shipment } counts with is not the one its valuations give.
