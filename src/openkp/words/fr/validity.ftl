## Validité

validity-days = { $count ->
    [one] jusqu’à 24 h 00 le lendemain de la délivrance
   *[other] jusqu’à 24 h 00 le { $count }e jour après la délivrance
}
validity-months = { $count ->
    [one] un mois à compter de la délivrance
   *[other] { $count } mois à compter de la délivrance
}
