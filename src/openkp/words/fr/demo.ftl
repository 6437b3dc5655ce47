## La démonstration : son avancement, ses comptes et son récit, tels que le terminal les donne

demo-title = L’histoire d’un colis, du puits à la frontière
demo-disclaimer = Ceci est une démonstration. Les personnes, les sociétés, les chantiers et les carats sont inventés ; les lieux sont réels. Chaque certificat porte SPÉCIMEN et ne vaut rien.
demo-world-as-of = Ce monde a été créé le { $made_on }. Pour en créer un autre, choisissez un OPENKP_HOME vide.
demo-who = Pour ouvrir une page, connectez-vous avec le compte indiqué à côté ; chaque page s’ouvre aussi aux autres qu’elle concerne, et à personne d’autre.
demo-accounts-title = Comptes (un par rôle ; ils figurent aussi sur la page de connexion)
demo-sign-in = Connexion : { $address }
demo-border-title = Aux frontières, quand tout ne va pas droit
demo-waiting-title = Les dossiers qui vous attendent, un à chaque étape
demo-states-title = Les certificats, un au moins dans chaque état
demo-files-title = Les dossiers d’importation en douane, un au moins dans chaque état
demo-verify-title = Vérifiez vous-même, sans réseau
demo-see = voir { $address }
demo-see-as = voir { $address } (compte { $account })
demo-serving = En service sur { $address } (Ctrl+C pour arrêter)

demo-story-find = { $on } : { $person }, exploitant artisanal titulaire d’une licence ({ $licence }), tire du gravier de { $place }, { $zone }, { $stones ->
    [one] une pierre
   *[other] { $stones } pierres
} d’un poids de { $weight_mct }.
demo-story-find-lot = La production entre au registre des carats : lot { $lot }, aux coordonnées du chantier.
demo-story-sale = { $on } : il les vend, bordereau { $slip }, à { $buyer }, négociant titulaire d’une licence : lot { $lot }.
demo-story-pass = { $on } : { $seller } vend à { $buyer }, exportateur à Freetown, un colis issu de { $parents } bordereaux : lot { $lot }. Chaque bordereau en reste le parent pour toujours.
demo-story-clean = { $on } : l’exportateur fait nettoyer le colis ; il pèse { $weight_mct }, soit { $lost_mct } de moins.
demo-story-submit = { $on } : { $exporter } demande un certificat pour { $weight_cct } à destination de { $importer } ({ $destination_country }).
demo-story-value = { $on } : trois expertises : État { $state_usd_cents }, évaluateur indépendant { $independent_usd_cents }, exportateur { $exporter_usd_cents }. La plus haute l’emporte : { $value_usd_cents }.
demo-story-levy = { $on } : la taxe de { $levy_usd_cents } est versée en banque ; le reçu est au dossier.
demo-story-seal = { $on } : le contenu est contrôlé, pesé, et mis sous le scellé { $seal }.
demo-story-issue = { $on } : un second agent, { $approver }, valide ; le certificat { $number } est délivré, signé deux fois, et son empreinte va au journal public.
demo-story-depart = { $on } : le chargement part.
demo-story-present = { $on } : à Anvers, le conteneur et le certificat { $number } sont présentés ensemble ; le papier est contrôlé, { $findings ->
    [0] rien à relever
    [one] une observation
   *[other] { $findings } observations
} ; le dossier d’importation { $file } s’ouvre.
demo-story-inspect = { $on } : le scellé { $seal } est intact ; le conteneur est ouvert et le colis pesé de nouveau : { $weight_cct }, comme certifié.
demo-story-confirm = { $on } : { $customs }, de la douane, confirme { $weight_cct }. La confirmation est signée et son empreinte va au journal public ; les carats sont à { $importer } : lot { $lot }.

demo-border-discrepancy = { $number } : { $certified_cct } certifiés à Freetown, { $found_cct } trouvés à Anvers. Les carats attendent que les deux autorités s’expliquent par écrit.
demo-border-alarm = { $number }, confirmé à Anvers, a été présenté ensuite à Dubaï : alerte chez l’une et l’autre, et à Monrovia.
demo-border-query = { $number } : Anvers a demandé à Freetown s’il est authentique ; le délai de réponse court.
demo-border-foreign = { $number } : un papier d’une autorité extérieure, saisi, pesé et confirmé.
demo-border-wrong-year = { $number } : un papier d’une autorité extérieure, avec un numéro de la série de l’an passé. Il est retenu ; l’émetteur, interrogé, écrit qu’il n’est pas de lui : alerte.
demo-border-late = { $number } était attendu à Dubaï le { $on } : personne ne l’a présenté.
demo-story-pdf = Le PDF, le code QR et les formes signées sont dans { $path }

demo-waiting-submitted = à évaluer : dossier { $reference } de { $exporter }
demo-waiting-valued = taxe à percevoir : dossier { $reference } de { $exporter }
demo-waiting-levied = à sceller : dossier { $reference } de { $exporter }
demo-waiting-sealed = à valider par un second agent : dossier { $reference } de { $exporter }
demo-waiting-approved = à délivrer : dossier { $reference } de { $exporter }
demo-waiting-departed = à présenter à la frontière : certificat { $number }
demo-waiting-presented = à peser à la frontière : dossier d’importation { $reference }
demo-waiting-inspected = à confirmer à la frontière : dossier d’importation { $reference }

demo-states-issued = délivré, en vigueur, pas encore présenté : { $numbers }
demo-states-exported = exporté, en route : { $numbers }
demo-states-confirmed = confirmé à l’arrivée : { $numbers }
demo-states-discrepant = en écart : 3,20 ct au départ, 3,14 ct à l’arrivée : { $numbers }
demo-states-void = annulé avant le départ : { $numbers }
demo-states-replaced = remplacé, pour une adresse fausse : { $numbers }
demo-states-lost = perdu : { $numbers }
demo-states-stolen = volé : { $numbers }
demo-states-returned-unused = rendu sans avoir servi : { $numbers }
demo-states-returned = renvoyé par la douane : { $numbers }
demo-states-detained = retenu en douane : { $numbers }
demo-states-seized = marchandise saisie en douane : { $numbers }
demo-states-expired = expiré sans avoir été présenté : { $numbers }
demo-states-technical = certificat technique, pour des marchandises saisies qui repartent : { $numbers }
demo-states-transit = en transit par Anvers : { $numbers }
demo-states-re-export = réexportation qui s’impute sur ses certificats d’importation : { $numbers }
demo-states-re-export-mixed = réexportation de marchandises de plusieurs pays, réunies après leur importation : { $numbers }
demo-states-came-back = renvoyé par la douane, et repris par son autorité : { $numbers }
demo-states-released = retenu, régularisé, libéré et confirmé : { $numbers }
demo-states-presented = présenté en douane, pas encore pesé : { $numbers }
demo-states-inspected = présenté et pesé, pas encore confirmé : { $numbers }
demo-states-settled = écart expliqué et réglé : { $numbers }
demo-states-query-answered = son autorité, interrogée, a répondu qu’il est authentique : { $numbers }
demo-states-query-open = son autorité est interrogée sur son authenticité : { $numbers }
demo-states-alarm-open = présenté dans deux pays, l’alerte est ouverte : { $numbers }
demo-states-alarm-closed = son numéro mal saisi ailleurs, l’alerte est close : { $numbers }
demo-states-in-transit = en transit à Dubaï : { $numbers }
demo-states-held-in-transit = retenu en transit à Dubaï : { $numbers }
demo-states-late = attendu, et en retard : { $numbers }
demo-states-slip = confirmé par le talon revenu d’une autorité extérieure : { $numbers }

demo-files-presented = présentés, pas encore ouverts : { $references }
demo-files-inspected = ouverts et pesés : { $references }
demo-files-detained = retenus : { $references }
demo-files-confirmed = confirmés : { $references }
demo-files-discrepant = en attente de l’explication d’un écart : { $references }
demo-files-returned = renvoyés : { $references }
demo-files-seized = saisis : { $references }
demo-files-dismissed = classés, aucune marchandise n’ayant été montrée : { $references }
demo-files-in-transit = en transit : { $references }
demo-files-held-in-transit = retenus en transit : { $references }
demo-files-passed = ressortis intacts du territoire : { $references }

demo-part-ground = base de données, faits de référence, clés de la maison
demo-part-people = les personnes et leurs rôles
demo-part-keys = les clés des autorités (spécimens)
demo-part-registers = sociétés, licences, chantiers, carnets à souches, formulaires vierges
demo-part-season = une année de production, de ventes, d’exportations et d’importations
demo-part-desks = les dossiers qui attendent sur les bureaux
demo-part-publish = journal public, listes d’état, liste de confiance
demo-part-papers = les papiers du récit

demo-not-here = Il n’y a pas encore de démonstration ici. Lancez : openkp demo
demo-is-real = Il y a dans { $path } une installation qui n’est pas une démonstration. Prenez un autre OPENKP_HOME.
demo-other-seed = La démonstration de { $path } a été créée avec la graine { $seed }. Prenez un autre OPENKP_HOME pour un autre monde.
demo-other-port = La démonstration de { $path } a été créée pour { $address } : les adresses de ses certificats sont définitives. Lancez-la avec --port { $port }, ou prenez un autre OPENKP_HOME.
demo-port-taken = Le port { $port } est pris par un autre programme. Arrêtez-le, ou choisissez-en un autre par --port avec un autre OPENKP_HOME.

## Certificats de synthèse

generate-real = Cette installation a délivré de vrais certificats avec de vraies clés : on n’y mêle pas de certificats de synthèse. Prenez un autre OPENKP_HOME.
generate-part-registers = participants, clés, opérateurs, formulaires vierges
generate-part-certificates = { $done } certificats sur { $total }, { $rate } par seconde
generate-part-publish = journal public, listes d’état, liste de confiance
generate-done = { $certificates } certificats de synthèse en { $seconds } s ({ $rate } par seconde), { $leaves } feuilles au journal. Rien n’y est vrai.
