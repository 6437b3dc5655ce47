## A peut-il envoyer des diamants bruts à B le jour J ?

trade-allowed = Le { $on }, l’envoi de diamants bruts est permis. Expéditeur : { $sender_country } ; destinataire : { $receiver_country }.
trade-refused = Le { $on }, l’envoi de diamants bruts n’est pas permis. Expéditeur : { $sender_country } ; destinataire : { $receiver_country }.

trade-before-the-scheme = Le système de certification a commencé le 1er janvier 2003 : il n’existait aucun certificat le { $on }.
trade-within-one-participant = { $sender_country } et { $receiver_country } forment un seul participant ({ $within_country }) : ce qui circule à l’intérieur n’est pas un commerce du Processus de Kimberley et ne demande pas de certificat.
trade-not-a-participant = { $party_country } : pas de participation au Processus de Kimberley le { $on }. Les participants n’importent rien des non-participants et ne leur exportent rien.
trade-not-yet-a-participant = { $party_country } : pas encore participant le { $on } ; la participation commence { $since_precision ->
    [month] en { $since_month }
    [year] en { $since_year }
   *[day] le { $since }
  }.
trade-removed = { $party_country } : retrait de la liste des participants { $since_precision ->
    [unknown] depuis un jour non consigné
    [month] depuis { $since_month }
    [year] depuis { $since_year }
   *[day] à partir du { $since }
  }, { $until_precision ->
    [unknown] toujours en cours
    [month] jusqu’en { $until_month }
    [year] jusqu’en { $until_year }
   *[day] jusqu’au { $until }
  }.
trade-suspended = { $party_country } : suspension { $since_precision ->
    [unknown] depuis un jour non consigné
    [month] depuis { $since_month }
    [year] depuis { $since_year }
   *[day] à partir du { $since }
  }, { $until_precision ->
    [unknown] toujours en cours
    [month] jusqu’en { $until_month }
    [year] jusqu’en { $until_year }
   *[day] jusqu’au { $until }
  }.
trade-self-suspended = { $party_country } : commerce arrêté par décision du pays lui-même { $since_precision ->
    [unknown] depuis un jour non consigné
    [month] depuis { $since_month }
    [year] depuis { $since_year }
   *[day] à partir du { $since }
  }, { $until_precision ->
    [unknown] toujours en cours
    [month] jusqu’en { $until_month }
    [year] jusqu’en { $until_year }
   *[day] jusqu’au { $until }
  }.
trade-embargo-un = { $party_country } : embargo des Nations Unies sur les diamants bruts { $since_precision ->
    [unknown] depuis un jour non consigné
    [month] depuis { $since_month }
    [year] depuis { $since_year }
   *[day] à partir du { $since }
  }, { $until_precision ->
    [unknown] toujours en cours
    [month] jusqu’en { $until_month }
    [year] jusqu’en { $until_year }
   *[day] jusqu’au { $until }
  }.
trade-applicant = { $party_country } : candidature déposée, admission non prononcée.

trade-active = { $party_country } : participant { $since_precision ->
    [unknown] depuis un jour non consigné
    [month] depuis { $since_month }
    [year] depuis { $since_year }
   *[day] depuis le { $since }
  }.
trade-active-with-restriction = { $party_country } : participant, exportations limitées { $since_precision ->
    [unknown] depuis un jour non consigné
    [month] depuis { $since_month }
    [year] depuis { $since_year }
   *[day] depuis le { $since }
  }.
trade-meeting-requirements = { $party_country } : pas un participant, mais son entité de commerce de diamants bruts remplit les exigences minimales et les participants commercent avec elle.
trade-through-group = { $party_country } : participation au Processus par l’intermédiaire de : { $group_country }.
trade-start-not-recorded = { $party_country } : le jour du début de la participation n’est pas consigné.
trade-start-not-recorded-before = { $party_country } : le jour du début de la participation n’est pas consigné ; la première liste connue qui nomme le pays est du { $recorded }.
trade-start-day-not-recorded = { $party_country } : participation depuis { $since_precision ->
    [year] { $since_year }
   *[month] { $since_month }
  }, jour non consigné ; elle n’avait peut-être pas encore commencé.
trade-end-day-not-recorded = { $party_country } : participation jusqu’en { $until_precision ->
    [year] { $until_year }
   *[month] { $until_month }
  }, jour non consigné ; elle avait peut-être déjà pris fin.
trade-bar-day-not-recorded = { $party_country } : les jours exacts de cette limite ne sont pas consignés. Dans le doute, elle est tenue pour applicable.
trade-transit-outside = { $party_country }, que les marchandises traversent, n’est pas un participant ce jour-là : veillez à ce que le contenant et le certificat en sortent intacts et inchangés.

trade-restricted-all = { $party_country } : une restriction ({ $restriction }) interdit ce commerce { $since_precision ->
    [unknown] depuis un jour non consigné
    [month] depuis { $since_month }
    [year] depuis { $since_year }
   *[day] depuis le { $since }
  }.
trade-zone-forbidden = { $party_country } : les pierres de la zone { $target } ne peuvent pas être commercées ({ $restriction }).
trade-zone-not-listed = { $party_country } : la zone { $target } n’est pas une zone conforme d’où l’exportation est permise ({ $restriction }).
trade-zone-must-be-stated = { $party_country } : exportation permise depuis les seules zones conformes ({ $restriction }) ; indiquez la zone de chaque colis. Permises : { $listed }.
trade-some-zones-forbidden = { $party_country } : les pierres de certaines zones ne peuvent pas être commercées ({ $restriction }) : { $listed }.
trade-mine-forbidden = { $party_country } : les pierres de la mine { $target } ne peuvent pas être commercées ({ $restriction }).
trade-mine-not-listed = { $party_country } : la mine { $target } n’est pas de celles d’où l’exportation est permise ({ $restriction }).
trade-mine-must-be-stated = { $party_country } : exportation permise depuis les seules mines désignées ({ $restriction }) ; indiquez la mine de chaque colis. Permises : { $listed }.
trade-some-mines-forbidden = { $party_country } : les pierres de certaines mines ne peuvent pas être commercées ({ $restriction }) : { $listed }.
trade-operator-forbidden = { $party_country } : l’opérateur { $target } ne peut pas commercer ({ $restriction }).
trade-operator-not-listed = { $party_country } : l’opérateur { $target } n’est pas de ceux qui peuvent commercer ({ $restriction }).
trade-operator-must-be-stated = { $party_country } : seuls des opérateurs désignés peuvent commercer ({ $restriction }) ; indiquez l’opérateur. Permis : { $listed }.
trade-some-operators-forbidden = { $party_country } : certains opérateurs ne peuvent pas commercer ({ $restriction }) : { $listed }.

trade-condition-monitor-approves-each-export = Condition ({ $party_country }) : l’observateur désigné par le Processus approuve chaque exportation.
trade-condition-monitoring-team-approves-each-export = Condition ({ $party_country }) : l’équipe de suivi du Processus examine et approuve chaque exportation.
trade-condition-stockpile-audit = Condition ({ $party_country }) : aucun stock antérieur ne part sans audit.
trade-condition-monthly-data = Condition ({ $party_country }) : données complètes remises chaque mois à l’équipe de suivi.
trade-condition-importers-vigilant = Condition ({ $party_country }) : les importateurs portent une attention particulière à ces chargements.

## Noms des statuts, des portées et des règles

parties-status-active = Participant
parties-status-active-with-restriction = Participant, avec restrictions
parties-status-meeting-requirements = Remplit les exigences, sans être participant
parties-status-self-suspended = Suspension volontaire
parties-status-suspended = Suspendu
parties-status-embargo-un = Sous embargo des Nations Unies
parties-status-removed = Retiré de la liste
parties-status-applicant = Candidat
parties-scope-all = Tout le pays
parties-scope-zone = Zone
parties-scope-mine = Mine
parties-scope-operator = Opérateur
parties-standing-text = lu dans un texte de loi ou une procédure officielle
parties-standing-reported = rapporté par d’autres
parties-standing-ours = modèle de notre fait, à remplacer par la règle du participant
parties-standing-open = inconnu : à confirmer avant usage
parties-not-recorded = non consigné

## Refus

parties-unknown-participant = « { $party } » n’est pas un participant connu de cette installation. Vérifiez le code à deux lettres.
parties-unknown-person = Cette personne n’est pas connue ici, ou vous ne pouvez pas lire ses données.
parties-unknown-authority = Aucune autorité n’est connue ici sous le nom { $slug }.
parties-unknown-restriction = Aucune restriction n’est connue ici sous le nom { $restriction }.
parties-unknown-fact = L’enregistrement { $fact } n’existe pas. Rechargez la page.
parties-unknown-time-zone = « { $zone } » n’est pas un fuseau horaire. Écrivez par exemple Africa/Freetown.
parties-unknown-authority-kind = Une autorité l’est pour l’exportation, pour l’importation ou pour les deux ; pas « { $kind } ».
parties-unknown-function = Une signature vaut pour délivrer, valider ou confirmer ; pas pour « { $function } ».
parties-unknown-standing = « { $standing } » ne dit pas sur quoi la règle repose : text, reported, ours ou open.
parties-rule-absent = Aucune règle « { $key } » n’est consignée ({ $participant }) le { $on }. Consignez-la avant de continuer.
parties-code-malformed = « { $party } » n’est pas un code : deux majuscules de l’ISO 3166-1, ou EU.
parties-slug-malformed = « { $slug } » ne peut pas entrer dans une adresse : minuscules, chiffres et traits d’union simples, 40 au plus.
parties-known-already = { $known } est déjà connu.
parties-already-corrected = L’enregistrement { $fact } a déjà été corrigé. Corrigez le plus récent.
parties-already-ended = Une fin est déjà consignée ({ $until }) ; une fin se fixe une seule fois. Consignez une correction.
parties-ends-before-it-begins = La fin ({ $until }) précède le début ({ $since }).
parties-start-needed = Indiquez le jour à partir duquel le nouveau statut vaut : l’ancien prend fin ce jour-là.
parties-restriction-targets = Une restriction de tout le pays ne nomme aucune cible ; par zone, mine ou opérateur, elle en nomme au moins une lorsqu’elle interdit.
parties-unsourced = Indiquez { $field ->
    [basis] le fondement
   *[source] la source
  } : rien n’est consigné sur un participant sans cela.
parties-email-malformed = Ceci n’est pas une adresse électronique.
parties-email-taken = Quelqu’un se connecte déjà avec cette adresse électronique.
parties-role-of-no-person = Ce rôle appartient au système lui-même ; aucune personne ne peut le tenir.
parties-unknown-token = Il n’y a pas ici de jeton { $token }, ou il ne vous revient pas d’y mettre fin.
parties-token-scope-unknown = « { $scope } » n’est pas une portée de jeton : read, registry, custody, export, import, admin.
parties-token-scope-missing = Un jeton a au moins une portée : ce à quoi il peut servir.
parties-token-name-missing = Dites à quoi sert le jeton, pour le reconnaître le jour où il faudra le révoquer.
parties-token-days = Un jeton vaut d’un jour à { $most } jours.
parties-token-inactive-person = Cette personne ne peut plus se connecter ; aucun jeton n’agit en son nom.
parties-role-for-oneself = Nul ne se donne un rôle à soi-même. Adressez-vous à un autre administrateur.

parties-filter-name = Donnez au filtre un nom de { $most } caractères au plus.
parties-filter-too-long = Ce filtre est trop long pour être gardé : { $most } caractères au plus.
parties-filter-too-many = Vous gardez déjà { $most } filtres pour cette liste. Oubliez-en un d’abord.
