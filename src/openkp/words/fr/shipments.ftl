## Dossiers d’exportation

shipments-unknown = Il n’y a pas de dossier { $shipment }.
shipments-unknown-certificate = Aucun dossier d’ici n’appartient au certificat { $number }.
shipments-malformed = La demande n’a pas la forme attendue.
shipments-importer-elsewhere = { $operator } n’est pas un opérateur du participant suivant : { $destination_country }.
shipments-reason-missing = Indiquez le motif.
shipments-bank-reference-missing = Indiquez la référence du reçu de la banque.
shipments-levy-unknown = Ce dossier ne doit pas de droit « { $levy } ».
shipments-levy-paid = Le droit « { $levy } » est déjà payé.
shipments-four-eyes = Un second agent doit le faire : vous êtes déjà intervenu dans ce dossier.
shipments-not-a-signatory = Nul ne valide pour { $authority } sans être, ce jour-là, l’un de ses signataires désignés.
shipments-expired = Le certificat { $number } a expiré : le chargement ne peut pas partir avec lui.
shipments-received-in-future = Le { $day } n’est pas encore venu.
shipments-received-before-issue = Les pierres ne peuvent pas avoir été reçues le { $received_on } : le certificat a été délivré le { $issued_on }.

## Ce que trouve un contrôle des dossiers

shipments-life-unlawful = La vie de { $shipment } contient une étape interdite : « { $act } ».
shipments-state-without-life = { $shipment } est à l’état « { $state } », mais sa vie s’arrête à « { $told } ».
shipments-two-eyes = La même personne est intervenue des deux côtés de l’approbation de { $shipment }.
shipments-certificate-missing = L’état de { $shipment } et son certificat ne s’accordent pas.
shipments-certificate-differs = { $shipment } et le certificat { $number } ne disent pas la même chose.
shipments-unpaid = { $shipment } a donné un certificat avant le paiement de ses droits.
shipments-unsealed = { $shipment } a donné un certificat sans scellé.
shipments-value-differs = La valeur retenue dans { $shipment } n’est pas celle que donnent ses expertises.

## Dossiers d’importation, préavis, talons

shipments-unknown-import = Il n’y a pas de dossier d’importation { $file }.
shipments-expected-in-past = Le { $day } est passé : un chargement ne peut pas y être attendu.
shipments-expected-too-far = Le { $day } est trop loin pour un chargement qui part aujourd’hui.
shipments-prealert-known = Le certificat { $number } est déjà annoncé, ou a été délivré ici.
shipments-prealert-malformed = Vérifiez le poids, la valeur, le nombre de colis et le jour du message.
shipments-prealert-incomplete = Indiquez l’exportateur, l’importateur et la voie par laquelle le message est venu.
shipments-slip-incomplete = Indiquez l’importateur et le signataire du talon.
shipments-slip-differs = Le talon indique { $found_cct } en { $found } colis, le certificat { $weight_cct } en { $certified }. S’il indique moins, notez ce que l’autorité importatrice vous a écrit ; s’il indique plus, interrogez-la d’abord.
shipments-no-discrepancy = Il n’y a pas de dossier d’écart { $file }.
shipments-no-query = Il n’y a pas de question { $query }.
shipments-query-answered = Cette question a déjà reçu sa réponse.
shipments-answer-unknown = « { $answer } » n’est pas une réponse. Choisissez parmi : { $known }.
shipments-answer-needs-document = La réponse est venue de l’extérieur : conservez le document qui l’apporte et indiquez-le.
shipments-claim-differs = Le numéro { $number } et { $shipment } ne s’accordent pas sur la présentation qui détient le certificat.
shipments-certificate-elsewhere = { $shipment } détient le certificat { $number }, dont l’état « { $state } » ne s’accorde pas avec lui.
shipments-confirmation-broken = La confirmation de { $number } est illisible, ou aucune clé connue ne l’a signée.
shipments-confirmation-differs = La confirmation de { $number } et ce qui en est enregistré ne s’accordent pas.
shipments-discrepancy-lost = L’état de { $shipment } et son dossier d’écart ne s’accordent pas.
shipments-slip-of-this-house = L’autorité du participant suivant confirme elle-même dans cette installation, sans talon : { $destination_country }.
