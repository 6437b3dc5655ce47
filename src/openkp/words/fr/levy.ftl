## Droits et redevances

levy-export-duty = Droit à l’exportation
levy-special-stone-duty = Droit sur les pierres exceptionnelles
levy-royalty = Redevance
