## Expertise

valuation-no-such-seat = Selon les règles en vigueur, le collège des évaluateurs n’a pas de siège « { $seat } ».
valuation-already-given = L’évaluateur du siège « { $seat } » a déjà donné une valeur.
valuation-one-seat-each = Vous avez déjà donné une valeur au siège « { $seat } ». Chaque siège revient à une autre personne.
valuation-parcel-missing = Le colis { $parcel } n’a pas été évalué.
valuation-parcel-unknown = Aucun colis de ce chargement ne s’appelle { $parcel }.
valuation-not-positive = Colis { $parcel } : la valeur doit être supérieure à zéro.
