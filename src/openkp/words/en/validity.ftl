## Validity

validity-days = { $count ->
    [one] to 24:00 on the day after issue
   *[other] to 24:00 on day { $count } after issue
}
validity-months = { $count ->
    [one] one month from issue
   *[other] { $count } months from issue
}
