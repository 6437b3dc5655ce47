## Ce qu’un audit trouve rompu

check-trigger-missing = La base de données ne garantit plus d’elle-même « { $name } » : son déclencheur manque ou est désactivé.
check-reference-broken = La ligne { $row } de { $table } nomme une ligne de { $parent } qui n’existe pas.
check-event-incomplete = L’événement { $event_id } n’a pas d’issue, ce qu’aucun acte ne laisse derrière lui.
check-migration-pending = Le schéma de la base n’est pas celui de cette version ({ $name }). Lancez : openkp init
check-database-integrity = Le fichier de la base de données est lui-même abîmé : { $detail }
check-part-crashed = La partie « { $part } » n’a pas pu être examinée jusqu’au bout : { $detail }
check-part-events = événements et déclencheurs
check-part-parties = participants, restrictions, personnes
check-part-signing = clés
check-part-transparency = journal, tuiles, points de contrôle
check-part-documents = fichiers conservés
check-part-mining = licences, carnets, bordereaux
check-part-ledger = lots et carats
check-part-certificates = certificats et stock de formulaires vierges
check-part-shipments = dossiers d’exportation
check-all-well = Rien n’est rompu.
check-broken = { $count ->
    [one] Une promesse est rompue :
   *[other] { $count } promesses sont rompues :
}
check-part-seals = lignes et leurs scellés
check-seal-broken = { $table } : une ligne, de { $first } à { $last }, n’est plus ce qui fut scellé : modifiée, supprimée ou glissée de l’extérieur.
check-filled-from-outside = { $table }, ligne { $first } : { $column } fut rempli de l’extérieur, par aucun acte.
check-seal-round-broken = Le scellement { $round } n’est pas celui que dit le journal public.
check-seal-round-missing = Le journal public connaît plus de scellements que les { $known } qui sont ici : certains ont été supprimés.
