## Dossiers d’exportation

shipments-unknown = Il n’y a pas de dossier { $shipment }.
shipments-unknown-certificate = Aucun dossier d’ici n’appartient au certificat { $number }.
shipments-malformed = La demande n’a pas la forme attendue.
shipments-importer-elsewhere = { $operator } n’est pas un opérateur du participant suivant : { $destination_country }.
shipments-reason-missing = Indiquez le motif.
shipments-bank-reference-missing = Indiquez la référence du reçu de la banque.
shipments-levy-unknown = Ce dossier ne doit pas de droit « { $levy } ».
shipments-levy-paid = Le droit « { $levy } » est déjà payé.
shipments-four-eyes = Un second agent doit le faire : vous êtes déjà intervenu dans ce dossier.
shipments-not-a-signatory = Nul ne valide pour { $authority } sans être, ce jour-là, l’un de ses signataires désignés.
shipments-expired = Le certificat { $number } a expiré : le chargement ne peut pas partir avec lui.
shipments-received-in-future = Le { $day } n’est pas encore venu.
shipments-received-before-issue = Les pierres ne peuvent pas avoir été reçues le { $received_on } : le certificat a été délivré le { $issued_on }.
shipments-less-than-nothing = Un poids ou un nombre de colis ne peut pas être inférieur à zéro.

## Ce que trouve un contrôle des dossiers

shipments-life-unlawful = La vie de { $shipment } contient une étape interdite : « { $act } ».
shipments-state-without-life = { $shipment } est à l’état « { $state } », mais sa vie s’arrête à « { $told } ».
shipments-two-eyes = La même personne est intervenue des deux côtés de l’approbation de { $shipment }.
shipments-certificate-missing = L’état de { $shipment } et son certificat ne s’accordent pas.
shipments-certificate-differs = { $shipment } et le certificat { $number } ne disent pas la même chose.
shipments-unpaid = { $shipment } a donné un certificat avant le paiement de ses droits.
shipments-unsealed = { $shipment } a donné un certificat sans scellé.
shipments-arrival-missing = L’état de { $shipment } et ce qui est enregistré de son arrivée ne s’accordent pas.
shipments-value-differs = La valeur retenue dans { $shipment } n’est pas celle que donnent ses expertises.
