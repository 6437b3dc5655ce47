## Answers of the API that are not verdicts

api-status = { $status ->
    [202] Being sealed
    [400] Cannot be read
    [401] Not signed in
    [403] Not allowed
    [404] Not found
    [405] Not this method
    [406] Not in a form you accept
    [409] Not now
    [413] Too large
    [415] Not this kind of body
    [422] Refused
    [429] Too many requests
   *[other] Not possible
}
api-nothing-given = Nothing was given to verify. Send the file or text as the body, or a form with “file” or “text”.
api-too-large = At most { $limit } bytes are read.
api-not-found = There is nothing at this address.
api-not-understood = The request could not be understood.
api-no-such-number = No certificate { $number } is known here.
api-not-acceptable = This credential is offered as: { $offered }.
api-being-sealed = { $number } is signed and is being sealed into the public log. Ask again in a few seconds.
api-wrong-method = This address takes: { $allowed }.
api-too-many = Too many requests from your address. Wait a minute.

## Who asks, and how

api-token-missing = Send a token: “Authorization: Bearer okp_…”. An administrator makes one with “openkp token create” or by the API.
api-token-unknown = This token opens nothing: it is unknown, expired or revoked. Ask an administrator for a new one.
api-scope-missing = This token does not have the scope “{ $scope }”, which this operation needs. Use one that has it.
api-key-missing = Send an Idempotency-Key: a key of yours for this act (a UUID, your own reference). With the same key, the act is done once, however often it is sent.
api-key-malformed = An Idempotency-Key has 8 to 50 visible ASCII characters.
api-not-json = Send the body as application/json, and say so in Content-Type.
api-not-lines = Send lines as application/jsonl, or a table as text/csv, and say so in Content-Type.
api-not-utf8 = The body is not UTF-8 text.
api-not-acceptable-list = Lists are offered as: { $offered }.
api-cursor-malformed = This is not a cursor. Follow the address in “next” as it stands.
api-no-such-object = There is no such object here, or it is not yours to read.
api-field-unknown = A form has the fields “file”, “text” and “proof”; not these, or not so: { $field }
api-file-or-text = Give a file or a text, not both.
api-too-many-lines = At most { $most } lines are read at once. Send the rest in another request.
api-operation-unknown = “{ $operation }” is not an operation that can be done in bulk.
api-csv-operation = Say in the address of which operation the lines are: ?operation=… One of: { $known }.
api-csv-header = The first line names the fields, each once, “key” among them. Fields: { $known }.
api-csv-malformed = This is not CSV as RFC 4180 writes it.

## Faults of shape

api-shape = { $count ->
    [one] One field does not have the shape that the description of the API asks for.
   *[other] { $count } fields do not have the shape that the description of the API asks for.
}
api-shape-missing = “{ $field }” is missing.
api-shape-unknown = There is no field “{ $field }” here.
api-shape-text = “{ $field }” must be text.
api-shape-short = “{ $field }” is too short: at least { $limit } characters.
api-shape-long = “{ $field }” is too long: at most { $limit } characters.
api-shape-few = “{ $field }” has too few entries: at least { $limit }.
api-shape-many = “{ $field }” has too many entries: at most { $limit }.
api-shape-whole = “{ $field }” must be a whole number.
api-shape-yes-no = “{ $field }” must be true or false.
api-shape-list = “{ $field }” must be a list.
api-shape-object = “{ $field }” must be an object.
api-shape-choice = “{ $field }” must be one of: { $limit }.
api-shape-day = “{ $field }” must be a day, such as 2026-11-24.
api-shape-decimal = “{ $field }” must be a decimal number as text, with at most { $limit } decimals: "12.5".
api-shape-range = “{ $field }” is beyond what can be: { $limit }.
api-shape-form = “{ $field }” does not have its form.
api-shape-sound = “{ $field }” holds characters that are not text.
api-shape-wrong = “{ $field }” cannot be read.
