## Levies

levy-export-duty = Export duty
levy-special-stone-duty = Duty on special stones
levy-royalty = Royalty
