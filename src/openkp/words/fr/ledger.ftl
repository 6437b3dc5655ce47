## Le grand livre des carats

ledger-lot-unknown = Aucun lot { $lot } n’est inscrit ici.
ledger-not-holder = Le lot { $lot } n’est pas détenu par { $holder }.
ledger-overdraft = Le lot { $lot } contient { $balance_mct } ; on ne peut pas en tirer { $asked_mct }.
ledger-before-it-was-made = Le lot { $lot } a été formé le { $made_on } ; il n’a pas pu changer de mains le { $day }.
ledger-not-hundredths = { $weight_mct } n’est pas un nombre entier de centièmes de carat. Certifiez un poids arrondi ; le reste demeure en stock.
ledger-nothing-left = Il ne reste rien du lot { $lot }.
ledger-not-in-transit = Le lot { $lot } n’est pas en transit.
ledger-not-bought = Le lot { $lot } ne vient pas d’un achat ; seul un achat peut être rendu.
ledger-already-drawn = Le lot { $lot } a été acheté avec { $made_mct } et contient { $balance_mct } : ce qui est parti ne peut pas être rendu.
ledger-reason-missing = Dites pourquoi : le motif reste inscrit pour toujours.
ledger-source-missing = Indiquez la pièce qui prouve ce stock.
ledger-currency-malformed = « { $currency } » n’est pas une monnaie : écrivez ses trois lettres, par exemple SLE, LRD, GNF, XOF ou USD.
ledger-place-abroad = { $place } n’est pas dans le pays de l’acheteur.
ledger-origin-malformed = « { $origin } » ne peut pas être une origine avec son poids : écrivez un pays (SL), une zone (SL:KONO) ou MIXED, avec un poids positif.
ledger-origins-differ = Les origines pèsent ensemble { $origins_mct }, le lot { $total_mct }.
ledger-too-many-origins = On peut distinguer { $most } origines au plus dans un lot.
ledger-declaration-unknown = Aucune déclaration de stock { $declaration } n’est inscrite ici.
ledger-same-officer = Vous avez déclaré ce stock vous-même. Un autre agent doit l’ouvrir.
ledger-already-opened = La déclaration { $declaration } a déjà été ouverte.
ledger-balance-wrong = Le lot { $lot } indique { $balance_mct } sur { $made_mct }, mais ses écritures apportent { $in_mct } et retirent { $out_mct }.
ledger-origins-wrong = Les origines du lot { $lot } pèsent ensemble { $origins_mct } ; il a été formé avec { $made_mct }.
ledger-origins-unfounded = Les origines du lot { $lot } ne sont pas ce que ses parents lui ont donné.
ledger-filled-by-another = Le lot { $lot } a été rempli par un mouvement qui ne l’a pas formé.
ledger-movement-misshapen = Le mouvement { $movement } n’a pas les écritures ou les détenteurs de son genre ({ $kind }).
ledger-slip-astray = Le bordereau { $slip } n’est pas avec un achat et un seul.
ledger-opened-alone = La déclaration { $declaration } a été ouverte par l’agent qui l’a faite.
ledger-trace-of = Lot { $lot } : { $count ->
    [0] aucun lot avant lui
    [one] { $count } lot avant lui
   *[other] { $count } lots avant lui
}
ledger-kind-production = extraction
ledger-kind-mine-production = production de la mine
ledger-kind-opening-stock = stock d’ouverture
ledger-kind-purchase = achat
ledger-kind-split = division
ledger-kind-merge = réunion
ledger-kind-reweigh = nettoyage
ledger-kind-return = retour au vendeur
ledger-kind-export = exportation
ledger-kind-import = importation
ledger-kind-import-outside = importation d’une autre installation
ledger-kind-restore = retour à l’exportateur
ledger-kind-seizure = saisie
ledger-kind-manufacture = taille
ledger-kind-loss = perte
