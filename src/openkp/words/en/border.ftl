## The border: the desk, one import file, what is presented, alarms

border-title = Border
border-file = File
border-files = Import files
border-all-files = All import files
border-none = No import file concerns you here.
border-presented = Presented
border-to-weigh = to weigh
border-not-first = not the first
border-late = late
border-overdue = overdue
border-runs = running
border-by-day = by
border-due = Answer due
border-found = found:
border-yes = Yes
border-no = No

border-tally-expected = { $count ->
    [one] shipment announced
   *[other] shipments announced
}
border-tally-late = { $count } late
border-tally-weigh = { $count ->
    [one] file to open and weigh
   *[other] files to open and weigh
}
border-tally-questions = { $count ->
    [one] question to answer
   *[other] questions to answer
}
border-tally-overdue = { $count } overdue
border-tally-discrepancies = { $count ->
    [one] open difference
   *[other] open differences
}
border-tally-alarms = { $count ->
    [one] open alarm
   *[other] open alarms
}

border-expected = Expected arrivals
border-expected-day = Expected
border-none-expected = No shipment is announced that has not been presented.
border-from = From
border-between = Exporter, importer
border-carrier = Carrier
border-outside = told by message
border-open-files = Open import files
border-none-open = No import file is open.
border-questions = Questions to answer
border-asked = Asked, and not answered yet
border-none-questions = Nobody is waiting for an answer from you.
border-question = Question
border-asked-to = From, to
border-discrepancies = Differences
border-discrepancies-lead = Where goods and certificate do not say the same: both authorities speak, the importing one ends it.
border-none-discrepancies = No difference is open.
border-all-discrepancies = Closed ones too
border-open-discrepancies = Open ones only
border-what-differs = What differs
border-alarms = Alarms
border-alarms-lead = A number that should not have been shown, or was shown twice. Both authorities hear of it at once.
border-none-alarms = No alarm.
border-closed-alarms = Closed alarms
border-who-is-late = Who is late with what
border-who-is-late-text = Clocks of dated rules that ran out unmet, of every participant. No name and no trade is told.
border-late-with = Late with
border-late-count = How many
border-late-since = Oldest since
border-nobody-late = Nobody is late.
border-clock-shipment-arrival = Arrival of an announced shipment
border-clock-import-decision = Decision on what was presented
border-clock-detention-report = Report of a detention to the issuing authority
border-clock-query-answer = Answer to a question about a certificate
border-clock-discrepancy-answer = Answer to a difference
border-clock-certificate-way-back = Return of goods that were sent back
border-clock-certificate-confirmation = Import confirmation
border-clock-certificate-confirmation-overdue = Import confirmation, overdue
border-clock-certificate-confirmation-to-chair = Import confirmation, before the Chair
border-clock-certificate-expiry = End of a certificate that nobody confirmed

border-present = Present a certificate
border-present-lead = Container and certificate are before you. Type the number, or give what its QR code says: the rest is known, if the certificate was issued here.
border-present-what = What is presented
border-present-number = Number of the certificate
border-present-number-help = Two letters and digits, such as SL004317. It may stay empty where you give the code.
border-present-credential = Text of the QR code, or credential
border-present-credential-help = As a scanner reads it: it begins with KP1:.
border-present-file = Or a photograph, scan or file of it
border-present-file-help = PNG, JPEG, PDF, credential.vc.jwt or .cose. At most 5 MB.
border-present-office = Office
border-present-purpose = Purpose
border-present-importer = Number of the importing operator
border-present-importer-help = Only where the certificate does not say it: as in your register, such as EU-IM-0001.
border-present-note = Remark
border-present-more = Remark, or recorded later
border-present-nothing = Type the number of the certificate, or give its code.
border-present-unknown = Certificate { $number } is not known here. Key in what is printed on it, then present it again.
border-purpose-import = Import
border-purpose-transit = Transit: it only passes through
border-own-time = Time at the desk, if recorded later (GMT)
border-press-present = Present
border-presented-first = Presented. This file now holds the certificate.
border-presented-not-first = Presented, but not for the first time: another file holds this certificate.
border-presented-alarm = Presented, and an alarm is raised: both authorities see it. Hold the goods until it is clear.

border-act-prealert = Enter an announcement
border-help-prealert = A shipment was announced by mail or message, by an authority outside this installation. It then stands among the expected arrivals.
border-press-prealert = Enter it
border-done-prealert = Entered: the shipment is expected.
border-prealert-sent-on = Sent on
border-prealert-expected-on = Expected on, if the message says so
border-prealert-source = How the message came, and from whom
border-act-report = Report a number
border-help-report = You met a number with no goods to hold: never issued, void, or of a form that is lost or stolen. Both authorities hear of it at once.
border-press-report = Report it
border-done-report = Reported: both authorities see the alarm.
border-report-note = Where and how you met it

border-paper-title = What is printed on the certificate
border-paper-lead = As it stands there, even where it seems wrong: what does not agree is told to you afterwards.
border-paper-authority = Issuing authority
border-paper-issued-on = Date of issue
border-paper-valid-until = Date of expiry
border-paper-exporter = Exporter
border-paper-exporter-name = Name of the exporter
border-paper-exporter-address = Address of the exporter
border-paper-exporter-country = Country of the exporter
border-paper-importer = Importer
border-paper-importer-name = Name of the importer
border-paper-importer-address = Address of the importer
border-paper-importer-country = Country of the importer
border-paper-destination = Country of destination
border-paper-number-of-parcels = Number of parcels
border-paper-weight-cct = Total weight, carats
border-paper-value-usd-cents = Total value, US$
border-paper-signatory = Validated by
border-paper-seals = Seals
border-paper-seals-help = Several with commas between them.
border-paper-parcels = Parcels
border-paper-parcel = Parcel { $place }
border-paper-parcel-reference = Parcel { $place }: reference
border-paper-parcel-hs = Parcel { $place }: HS code
border-paper-parcel-weight = Parcel { $place }: carats
border-paper-parcel-value = Parcel { $place }: value, US$
border-paper-parcel-origin = Parcel { $place }: origin
border-paper-rows-help = Leave the lines empty that you do not need.
border-more-rows = { $count } more parcels
border-country-unknown = “{ $typed }” is not a country known here. Give its two letters, such as SL, or its name.
border-not-a-moment = Give a day and a time, such as 2026-11-24 14:05.
border-not-a-count = Give a whole number, from 1 to 100.

border-findings = What the paper shows
border-note-not-first = This certificate was presented before: another file holds it. These goods can be detained, sent back or seized, not confirmed.
border-note-weigh = These goods must be opened and weighed before anything is confirmed.
border-note-as-stated = These goods need not be opened: they were not drawn for inspection and the paper raises no doubt. You may open them all the same.
border-both-figures = Certificate and goods
border-stated-carats = Carats stated
border-found-carats = Carats found
border-stated-value = Value stated
border-found-value = Value found
border-line-and-origin = HS code, origin
border-went-into = Went into lot
border-differs = Differs
border-no-difference = Certificate and goods agree
border-as-shown = As presented
border-known-from = Known from
border-source-here = This installation issued it
border-source-prior = The record of an earlier certificate
border-source-credential = Its signed code
border-source-paper = The paper, keyed in here
border-inspection = Inspection
border-when = When
border-photo = Photograph { $place }
border-discrepancy = Difference
border-answer-by = answer due by
border-nobody-wrote = Nobody has written yet.
border-said-last = how it ended
border-its-document = The document
border-questions-to-issuer = Questions to the issuing authority
border-no-answer-yet = no answer yet
border-files-kept = { $count ->
    [one] One file is kept and goes with this form.
   *[other] { $count } files are kept and go with this form.
}

border-confirmation = Import confirmation
border-confirmation-text = Signed by the importing authority, and logged. Whoever has it can verify it without this site.
border-received = Carats found
border-received-on = Received on
border-confirmed-by = Confirmed by
border-get-confirmation = Signed confirmation
border-verify-confirmation = Verify it

border-act-inspect = Open and weigh
border-help-inspect = Weigh each parcel again and write what the scale says, not what the certificate says. Both figures stay side by side.
border-press-inspect = Record what was found
border-done-inspect = What you found is recorded, and it agrees with the certificate.
border-done-inspect-differing = What you found is recorded. It differs from the certificate: confirm it as it is, ask, or detain.
border-found-of = { $parcel }: carats found ({ $weight_cct } stated)
border-parcel-missing = { $parcel } is not there
border-weighed-or-missing = Give the weight or say that it is missing, not both.
border-hs-of = { $parcel }: HS code found
border-as-stated = as stated, { $stated }
border-value-of = { $parcel }: value found, US$
border-origin-of = { $parcel }: origin it looks like
border-more-looked = Looked at besides: HS code, value, origin; or recorded later
border-more-time = Recorded later
border-number-of-parcels = Number of parcels found
border-seals-intact = Are the seals intact?
border-container-intact = Is the container intact?
border-photos = Photographs
border-photos-help = Up to five, 5 MB in all: container, seals, scale.
border-document = Document
border-document-help = A letter or a scan, PDF, PNG or JPEG, if there is one.
border-note = Remark

border-act-confirm = Confirm the import
border-help-confirm = Signs what was found, in the name of your authority, and tells the authority that issued the certificate. It cannot be taken back.
border-press-confirm = Sign and confirm
border-done-confirm = The import is confirmed, signed and logged. The carats are the importer’s.
border-done-confirm-differing = Signed as found. What differs waits: a file of differences is open, and the issuing authority is asked.
border-fate-of = { $parcel }
border-fate-accepted = Accepted
border-fate-returned = Sent back
border-fate-seized = Seized
border-fate-reason = Why not all is accepted
border-fate-reason-help = Only where a parcel is sent back or seized.
border-importer = Number of the importing operator
border-importer-help = The paper names { $name }. Give the number under which your register knows this operator.

border-act-detain = Detain the goods
border-help-detain = You keep goods and certificate. The issuing authority sees it at once, and a clock for your report to it starts.
border-press-detain = Detain
border-done-detain = The goods are detained.
border-act-release = Release with the remedy
border-help-release = The fault is put right, and it was not made knowingly, or another authority made it. The file goes on where it stood.
border-press-release = Release
border-done-release = The goods are released. The file goes on.
border-remedy = What was put right, and how
border-act-return-goods = Send the goods back
border-help-return-goods = The whole shipment goes back to the authority that certified it. This ends the file.
border-press-return-goods = Send back
border-done-return-goods = The goods are on their way back.
border-act-seize = Seize the goods
border-help-seize = The whole shipment passes into the hands of your participant. This ends the file.
border-press-seize = Seize
border-done-seize = The goods are seized.
border-act-dismiss = This was no presentation
border-help-dismiss = A number typed wrong, goods never shown. The certificate is free to be presented again.
border-press-dismiss = Dismiss this file
border-done-dismiss = The file is dismissed.
border-act-see-out = See the goods out
border-help-see-out = The goods in transit leave again, container and certificate as they came in.
border-press-see-out = They have left
border-done-see-out = The goods have passed through.
border-untouched = Container and certificate are as they came in
border-act-ask = Ask the issuing authority
border-help-ask = Is this certificate yours? The goods wait meanwhile, and a clock runs for the answer.
border-press-ask = Send the question
border-done-ask = The question is sent.
border-act-answer = Answer the question
border-help-answer = Your authority is asked about a certificate that bears its name. “Not ours” raises an alarm at both authorities.
border-help-answer-outside = Where the issuing authority answered outside this installation: record its answer, with the document that brought it.
border-press-answer = Answer
border-done-answer = The answer is recorded.
border-answer = Answer
border-answer-genuine = It is ours, as shown
border-answer-not-genuine = It is not ours
border-answer-cannot-say = We cannot say
border-act-write = Write to the other authority
border-help-write = Both sides read it, and it stays in the file.
border-press-write = Send
border-done-write = Sent.
border-message = Message
border-act-settle = End the difference
border-help-settle = How it ends, from a closed list. What was found beyond a certificate never simply enters a stock.
border-press-settle = End it so
border-done-settle = The difference is ended.
border-outcome = How it ends
border-outcome-as-found = As found: the second weighing stands. What is missing is written off in the open; the importer has what is there.
border-outcome-as-certified = As certified: the second weighing or count was wrong. The importer has what the certificate says.
border-outcome-excess-seized = Excess seized: the importer has what was certified, your participant keeps what was found beyond it.
border-outcome-goods-returned = Goods sent back: what waited goes back to the authority that certified it.
border-outcome-goods-seized = Goods seized: what waited passes into the hands of your participant.
border-ended-as-found = ended as found
border-ended-as-certified = ended as certified
border-ended-excess-seized = ended: excess seized
border-ended-goods-returned = ended: goods sent back
border-ended-goods-seized = ended: goods seized
border-question-asked = Question
border-reason = Reason
border-explanation = Explanation

border-step-present = Presented
border-step-inspect = Opened and weighed
border-step-confirm = Import confirmed
border-step-confirm-differing = Import confirmed, figures differ
border-step-resolve = Difference ended
border-step-detain = Detained
border-step-release = Released
border-step-return-goods = Goods sent back
border-step-seize = Goods seized
border-step-dismiss = Dismissed
border-step-see-out = Left again, untouched

border-alarm = Alarm
border-alarm-number = Number
border-alarm-parties = Whom it concerns
border-alarm-raised = Raised
border-alarm-unseen = not seen by you
border-alarm-times = { $count ->
    [one] once
   *[other] { $count } times
}
border-alarm-text-presented-twice = The number was presented again after its first presentation. One of the two papers may be a copy, or a number was typed wrong.
border-alarm-text-presented-elsewhere = The number was presented to another authority than the one it is meant for. One of the papers may be a copy.
border-alarm-text-confirmed-again = The import of this number was confirmed a second time. One of the two confirmations is wrong.
border-alarm-text-blank-lost-or-stolen = A form that was reported missing, lost, stolen or spoiled turned up as a certificate.
border-alarm-text-never-issued = No certificate was issued under this number, though the forms of its issuer are kept here.
border-alarm-text-void-presented = The certificate was void when it was presented.
border-alarm-text-lost-presented = The certificate had been reported lost or stolen when it was presented.
border-alarm-text-issuer-restricted = The issuer could not certify, or the two could not trade, on that day.
border-alarm-text-forged = The paper or its code is not what the authority it names issued.
border-alarm-said = What was said
border-alarm-again = It happened again
border-alarm-closed-by = Closed by
border-alarm-role-issuer = Issuer
border-alarm-role-presenter = Where it was presented
border-alarm-role-destination = Destination
border-alarm-seen = Seen
border-alarm-not-seen = Not seen yet
border-alarm-act-see = Say that you have seen it
border-alarm-help-see = The other authority sees that you know of it.
border-alarm-press-see = Seen
border-done-alarm-see = Noted: you have seen it.
border-alarm-act-note = Write to all whom it concerns
border-alarm-help-note = It stays with the alarm and is read by every authority that it concerns.
border-alarm-press-note = Write
border-done-alarm-note = Written.
border-alarm-text = Message
border-alarm-act-close = Close the alarm
border-alarm-help-close = With what came out, and why you are sure. If it happens again, there is a new alarm.
border-alarm-press-close = Close it so
border-done-alarm-close = The alarm is closed.
border-alarm-outcome = What came out
border-alarm-reason = Why
border-related = Files and certificate

## The certificate: how it ended

border-how-it-ended = How it ended
border-two-authorities = Both authorities’ figures, each signed: what was certified, and what was found.
border-certified = Certified
border-fate = Fate
border-fate-missing = Not there
border-total = In all
border-announced = Announced
border-announced-text = Expected on
border-import-files = At the border
border-slip = Confirmed by a paper slip
border-not-valued = not valued
