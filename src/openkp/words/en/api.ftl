## Answers of the API that are not verdicts

api-status = { $status ->
    [202] Being sealed
    [400] Cannot be read
    [404] Not found
    [405] Not this method
    [406] Not in a form you accept
    [413] Too large
    [422] Refused
    [429] Too many requests
   *[other] Not possible
}
api-nothing-given = Nothing was given to verify. Send the file or text as the body, or a form with “file” or “text”.
api-shape = The request does not have the shape that the description of the API asks for: { $told }
api-too-large = At most { $limit } bytes are read.
api-not-found = There is nothing at this address.
api-not-understood = The request could not be understood.
api-no-such-number = No certificate { $number } is known here.
api-not-acceptable = This credential is offered as: { $offered }.
api-being-sealed = { $number } is signed and is being sealed into the public log. Ask again in a few seconds.
api-wrong-method = This address takes: { $allowed }.
api-too-many = Too many requests from your address. Wait a minute.
