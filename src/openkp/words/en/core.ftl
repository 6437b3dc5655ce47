## Refusals of the core and of the frame of actions

units-not-a-number = { $field }: “{ $text }” is not a number. Write digits and a point, such as 12.34.
units-too-precise = { $field }: “{ $text }” has too many decimals; at most { $places } are kept.
units-too-large = { $field }: “{ $text }” is larger than anything the Process has recorded. Check the unit.
roles-not-yours = You do not hold the role this act needs ({ $roles }). Ask the administrator of your authority.
lifecycle-not-now = This cannot be done now: the { $life } is “{ $state }”, which does not allow “{ $act }”.
events-request-id-reused = This request number was already used for something else. Load the page again and retry.
events-request-id-malformed = The request number must be 8 to 80 plain characters.
