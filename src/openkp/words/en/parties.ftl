## May A send rough diamonds to B on day D?

trade-allowed = On { $on }, { $sender_country } may send rough diamonds to { $receiver_country }.
trade-refused = On { $on }, { $sender_country } may not send rough diamonds to { $receiver_country }.

trade-before-the-scheme = The certification scheme began on 1 January 2003: there was no certificate on { $on }.
trade-within-one-participant = { $sender_country } and { $receiver_country } are one participant ({ $within_country }): goods moving inside it are not Kimberley Process trade and take no certificate.
trade-not-a-participant = { $party_country } was not a participant of the Kimberley Process on { $on }. Participants neither import from nor export to non-participants.
trade-not-yet-a-participant = { $party_country } was not a participant yet on { $on }: it takes part since { $since_precision ->
    [month] { $since_month }
    [year] { $since_year }
   *[day] { $since }
  }.
trade-removed = { $party_country } was off the list of participants from { $since_precision ->
    [unknown] a day that is not recorded
    [month] { $since_month }
    [year] { $since_year }
   *[day] { $since }
  } { $until_precision ->
    [unknown] and still is
    [month] until { $until_month }
    [year] until { $until_year }
   *[day] until { $until }
  }.
trade-suspended = { $party_country } was suspended from { $since_precision ->
    [unknown] a day that is not recorded
    [month] { $since_month }
    [year] { $since_year }
   *[day] { $since }
  } { $until_precision ->
    [unknown] and still is
    [month] until { $until_month }
    [year] until { $until_year }
   *[day] until { $until }
  }.
trade-self-suspended = { $party_country } had stopped trading by its own decision from { $since_precision ->
    [unknown] a day that is not recorded
    [month] { $since_month }
    [year] { $since_year }
   *[day] { $since }
  } { $until_precision ->
    [unknown] and still does
    [month] until { $until_month }
    [year] until { $until_year }
   *[day] until { $until }
  }.
trade-embargo-un = A United Nations embargo covered the rough diamonds of { $party_country } from { $since_precision ->
    [unknown] a day that is not recorded
    [month] { $since_month }
    [year] { $since_year }
   *[day] { $since }
  } { $until_precision ->
    [unknown] and still does
    [month] until { $until_month }
    [year] until { $until_year }
   *[day] until { $until }
  }.
trade-applicant = { $party_country } has applied to take part and is not admitted yet.

trade-active = { $party_country } is a participant since { $since_precision ->
    [unknown] a day that is not recorded
    [month] { $since_month }
    [year] { $since_year }
   *[day] { $since }
  }.
trade-active-with-restriction = { $party_country } is a participant whose exports are limited since { $since_precision ->
    [unknown] a day that is not recorded
    [month] { $since_month }
    [year] { $since_year }
   *[day] { $since }
  }.
trade-meeting-requirements = { $party_country } is not a participant, but its rough diamond-trading entity meets the minimum requirements, and participants trade with it.
trade-through-group = { $party_country } takes part in the Process through { $group_country }.
trade-start-not-recorded = The day on which { $party_country } began to take part is not recorded.
trade-start-not-recorded-before = The day on which { $party_country } began to take part is not recorded; the first list at hand that names it is of { $recorded }.
trade-start-day-not-recorded = { $party_country } takes part since { $since_precision ->
    [year] { $since_year }
   *[month] { $since_month }
  }, and the day is not recorded: it may not have begun yet.
trade-end-day-not-recorded = { $party_country } took part until { $until_precision ->
    [year] { $until_year }
   *[month] { $until_month }
  }, and the day is not recorded: it may have ended already.
trade-bar-day-not-recorded = The exact days of this limit on { $party_country } are not recorded. Where in doubt, it is held to apply.
trade-transit-outside = { $party_country }, which the goods cross, is not a participant that day: see that the container and the certificate leave it unopened and unchanged.

trade-restricted-all = A restriction ({ $restriction }) bars { $party_country } from this trade since { $since_precision ->
    [unknown] a day that is not recorded
    [month] { $since_month }
    [year] { $since_year }
   *[day] { $since }
  }.
trade-zone-forbidden = Stones from the zone { $target } of { $party_country } may not be traded ({ $restriction }).
trade-zone-not-listed = The zone { $target } of { $party_country } is not among the compliant zones from which exports are allowed ({ $restriction }).
trade-zone-must-be-stated = { $party_country } may export only from compliant zones ({ $restriction }): state the zone of every parcel. Allowed: { $listed }.
trade-some-zones-forbidden = Stones from some zones of { $party_country } may not be traded ({ $restriction }): { $listed }.
trade-mine-forbidden = Stones from the mine { $target } of { $party_country } may not be traded ({ $restriction }).
trade-mine-not-listed = The mine { $target } of { $party_country } is not among those from which exports are allowed ({ $restriction }).
trade-mine-must-be-stated = { $party_country } may export only from listed mines ({ $restriction }): state the mine of every parcel. Allowed: { $listed }.
trade-some-mines-forbidden = Stones from some mines of { $party_country } may not be traded ({ $restriction }): { $listed }.
trade-operator-forbidden = The operator { $target } of { $party_country } may not trade ({ $restriction }).
trade-operator-not-listed = The operator { $target } of { $party_country } is not among those that may trade ({ $restriction }).
trade-operator-must-be-stated = Only listed operators of { $party_country } may trade ({ $restriction }): state the operator. Allowed: { $listed }.
trade-some-operators-forbidden = Some operators of { $party_country } may not trade ({ $restriction }): { $listed }.

trade-condition-monitor-approves-each-export = Condition: the monitor appointed by the Process approves each export of { $party_country }.
trade-condition-monitoring-team-approves-each-export = Condition: the monitoring team of the Process examines and approves each export of { $party_country }.
trade-condition-stockpile-audit = Condition: no stock of { $party_country } from before leaves without an audit.
trade-condition-monthly-data = Condition: { $party_country } sends the monitoring team its complete data every month.
trade-condition-importers-vigilant = Condition: importers take special care with shipments from { $party_country }.

## Names of statuses, scopes and rules

parties-status-active = Participant
parties-status-active-with-restriction = Participant, with restrictions
parties-status-meeting-requirements = Meets the requirements, not a participant
parties-status-self-suspended = Self-suspended
parties-status-suspended = Suspended
parties-status-embargo-un = Under a United Nations embargo
parties-status-removed = Removed from the list
parties-status-applicant = Applicant
parties-scope-all = Whole country
parties-scope-zone = Zone
parties-scope-mine = Mine
parties-scope-operator = Operator
parties-standing-text = read in a law or an official procedure
parties-standing-reported = reported by others
parties-standing-ours = a model of ours, to be replaced by the participant’s own rule
parties-standing-open = not known: confirm before use
parties-not-recorded = not recorded

## Refusals

parties-unknown-participant = “{ $party }” is not a participant known to this installation. Check the two-letter code.
parties-unknown-person = This person is not known here, or you may not read their details.
parties-unknown-authority = No authority is known here by the name { $slug }.
parties-unknown-restriction = No restriction is known here by the name { $restriction }.
parties-unknown-fact = The record { $fact } does not exist. Load the page again.
parties-unknown-time-zone = “{ $zone }” is not a time zone. Write one such as Africa/Freetown.
parties-unknown-authority-kind = An authority is for export, for import, or for both; not “{ $kind }”.
parties-unknown-function = A signature counts to issue, to validate or to confirm; not for “{ $function }”.
parties-unknown-standing = “{ $standing }” does not say on what a rule rests: text, reported, ours or open.
parties-rule-absent = No rule “{ $key }” is recorded for { $participant } on { $on }. Record it before going on.
parties-code-malformed = “{ $party }” is not a code: two capital letters of ISO 3166-1, or EU.
parties-slug-malformed = “{ $slug }” cannot be part of an address: small letters, digits and single hyphens, at most 40.
parties-known-already = { $known } is known already.
parties-already-corrected = The record { $fact } was corrected already. Correct the newer one.
parties-already-ended = An end is recorded already ({ $until }); an end is set once. Record a correction instead.
parties-ends-before-it-begins = The end ({ $until }) comes before the beginning ({ $since }).
parties-start-needed = State the day from which the new status holds: the old one ends on it.
parties-restriction-targets = A restriction of the whole country names no target; one by zone, mine or operator names at least one when it forbids.
parties-unsourced = State the { $field }: nothing is recorded about a participant without it.
parties-email-malformed = This is not an e-mail address.
parties-email-taken = Someone already signs in with this e-mail address.
parties-role-of-no-person = This role belongs to the system itself; no person can hold it.
parties-unknown-token = There is no token { $token } here, or it is not yours to end.
parties-token-scope-unknown = “{ $scope }” is not a scope of tokens: read, registry, custody, export, import, admin.
parties-token-scope-missing = A token names at least one scope: what it may be used for.
parties-token-name-missing = Say what the token is for, so that it is recognised when it has to be revoked.
parties-token-days = A token holds from one day to { $most } days.
parties-token-inactive-person = This person can no longer sign in; no token acts in their name.
parties-role-for-oneself = No one gives a role to themselves. Ask another administrator.

parties-filter-name = Give the filter a name of at most { $most } characters.
parties-filter-too-long = This filter is too long to keep: at most { $most } characters.
parties-filter-too-many = You keep { $most } filters for this list already. Forget one first.
