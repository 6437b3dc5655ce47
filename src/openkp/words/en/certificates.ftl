## Certificates and blank forms

certificates-unknown = There is no certificate { $number } here.
certificates-no-blanks = { $authority } has no blank forms left. Allocate some before issuing.
certificates-source-missing = Give the printer and the delivery note of the forms.
certificates-range-unknown = There is no range of forms { $range }.
certificates-range-exhausted = { $asked } forms were asked for and { $left } are left in this range.
certificates-not-of-participant = { $authority } is not an authority of { $participant_country }.
certificates-count-not-positive = At least one form must be allocated.
certificates-fate-unknown = “{ $fate }” is not what can become of a form: missing, lost or stolen.
certificates-forms-at-once = Name at least one form, and at most { $most }.
certificates-blank-unknown = { $number } is not a form of the stock.
certificates-blanks-of-one-participant = Name forms of one participant at a time.
certificates-blank-gone = { $number } can no longer be changed: it is recorded as { $fate }.
certificates-reason-missing = Give the reason.
certificates-goods-have-left = The goods of { $number } have left the country: they cannot go back to the exporter's stock here.
certificates-received-in-future = { $day } has not come yet.
certificates-number-known = Certificate { $number } is already registered. A number exists once.
certificates-being-sealed = Certificate { $number } is being sealed in the public log. Try again in a moment.

## What an audit of certificates finds

certificates-leaf-differs = The log does not hold what certificate { $number } says of “{ $act }”.
certificates-envelope-unreadable = The { $form } form of { $number } cannot be read: { $why }.
certificates-envelope-signature = The { $form } form of { $number } is not signed by a key of its issuer that was in force.
certificates-envelopes-differ = The two signed forms of { $number } do not say the same.
certificates-copy-differs = The column { $field } of { $number } is not what its envelope says.
certificates-life-unlawful = The life of { $number } has a step that is not allowed: “{ $act }”, from “{ $before }” to “{ $after }”.
certificates-state-without-life = { $number } is “{ $state }”, but its life ends at “{ $told }”.
certificates-carats-differ = Lot { $lot } does not carry what { $number } certifies.
certificates-form-not-used = Certificate { $number } was issued on a form that is not recorded as used.
certificates-form-without-certificate = Form { $number } is recorded as used, but there is no such certificate.
certificates-form-outside-stock = Form { $number } was used, but no allocation had reached it.
certificates-allocation-outside-range = The allocation { $allocation } is outside its range.
certificates-stock-overlaps = The forms { $forms } are in stock twice.
certificates-trust-damaged = The published trust list is damaged or another’s ({ $why }). The worker writes it anew: openkp worker --once
certificates-status-differs = The status list { $url } does not say what the states are.

## Specimens: what each participant tells of its paper

certificates-specimen-unknown = There is no specimen { $specimen } to change here.
certificates-specimen-field = Give the { $field } of the specimen, in a few lines at most.
certificates-feature-unknown = “{ $feature }” is not a feature of the list. Describe it in words instead.
certificates-standing-unknown = “{ $standing }” does not say what the source is worth: text, reported or ours.
certificates-year-unlikely = No certificate of the Process is numbered for the year { $year }.
certificates-function-unknown = “{ $function }” is not what a signature does: issue or validate.
certificates-signatory-unknown = This specimen has no signatory { $signatory }.
certificates-already-ended = Its end is recorded already. An end is said once; what was recorded wrongly is corrected by a new entry.
certificates-already-corrected = This entry was corrected before. Correct the newer one.
certificates-ends-before-it-begins = It cannot end on { $until }: it begins on { $since }.

## Certificates in force before this installation

certificates-prior-unknown = There is no earlier certificate { $prior } here.
certificates-prior-confirmed = { $number } was confirmed before.
certificates-prior-corrected = The entry of { $number } was corrected. Use the newer one.
certificates-prior-expired = The certificate expired on { $expired_on }: it is not in force any more.
certificates-prior-ended = { $number } is spent or ended already.
certificates-fate-of-prior = “{ $fate }” is not how an earlier certificate ends. Known: { $known }.
certificates-same-officer = Another officer than the one who declared it has to confirm it.
certificates-number-in-stock = { $number } is the number of a form in the blank stock: it cannot be that of an earlier certificate.
certificates-range-holds-prior = Certificate { $number } was issued before this stock began. Enter the forms on both sides of it.

## Alarms

certificates-no-alarm = There is no alarm { $alarm }.
certificates-alarm-closed = Alarm { $alarm } was closed before.
certificates-text-missing = Say something.
certificates-outcome-unknown = “{ $outcome }” is not how an alarm ends. Known: { $known }.
certificates-alarm-kind-presented-twice = Presented a second time
certificates-alarm-kind-presented-elsewhere = Presented to another participant than its destination
certificates-alarm-kind-confirmed-again = Confirmed abroad a second time
certificates-alarm-kind-blank-lost-or-stolen = On a blank form that is lost, stolen, missing or spoiled
certificates-alarm-kind-never-issued = A number that was never issued
certificates-alarm-kind-void-presented = A void certificate was presented
certificates-alarm-kind-lost-presented = A lost or stolen certificate was presented
certificates-alarm-kind-issuer-restricted = Its issuer could not certify that day
certificates-alarm-kind-forged = Not genuine
certificates-alarm-outcome-false-number-typed = The number was typed wrong
certificates-alarm-outcome-forgery = A forgery
certificates-alarm-outcome-duplicate-in-error = The same shipment, presented twice in error
certificates-alarm-outcome-genuine-loss = A genuine certificate that had been lost
certificates-alarm-outcome-other = Another outcome

## What an audit finds of reports

certificates-report-differs = The log does not hold what was reported of { $number }.
certificates-prior-without-form = The number of the earlier certificate { $number } and its form do not agree: one is recorded without the other.
