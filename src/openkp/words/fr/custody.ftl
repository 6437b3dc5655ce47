## Possession : bordereaux, stock, licences, trouvailles et prix, pour ceux qui creusent, achètent et vendent

custody-nav = Bordereaux
custody-pages = Pages de la chaîne
custody-slips = Bordereaux
custody-stock = Stock
custody-licences = Licences et carnets
custody-booklets = Carnets à souches
custody-disputes = Contestations
custody-finds = Trouvailles
custody-prices = Prix
custody-home = Bordereaux, stock et licences

## Combien de temps une licence est encore valable, en mots

custody-licence-left = La licence { $number } est valable encore { $days } jours, aujourd’hui compris : jusqu’au { $until }.
custody-licence-today = La licence { $number } finit aujourd’hui, { $until }. Renouvelez-la avant de creuser, d’acheter ou de vendre de nouveau.
custody-licence-expired = La licence { $number } a pris fin le { $until }. Elle ne permet plus de creuser, d’acheter ni de vendre.
custody-licence-not-yet = La licence { $number } commence le { $begins } et finit le { $until }.
custody-licence-revoked = La licence { $number } a été révoquée le { $revoked }. Elle ne permet plus de creuser, d’acheter ni de vendre.
custody-no-licences = Aucune licence à votre nom n’est inscrite ici. Adressez-vous au bureau des mines.
custody-show-code = Montrer le code de cette licence
custody-code-text = Le téléphone d’un acheteur lit ce code et ouvre le contrôle de cette licence. Il dit ce que dit la carte, et rien d’autre.
custody-code-of = Code de la licence { $number }
custody-runs = Bordereaux
custody-from-slip = { $first } à { $last }
custody-issued-on = Délivré le
custody-used = Employés
custody-withdrawn = Retirés
custody-left = Restants
custody-next = Prochain libre
custody-fate = Ce qu’il est devenu
custody-fate-spoiled = Gâché
custody-fate-missing = Manquant

## Le contrôle d’une licence, en grands mots

custody-check-valid = Valable
custody-check-not-valid = Non valable
custody-check-unknown = Inconnue
custody-check-lead = Avant de vendre ou d’acheter : cette carte est-elle valable ? Personne n’a besoin d’un compte pour le demander.
custody-check-day = Quel jour (aujourd’hui, si vous laissez vide)
custody-check-photo = Ou une photo du code de la carte
custody-check-photo-help = Prenez la photo de près, avec le code entier. 5 Mo au plus.
custody-check-nothing = Donnez le numéro, ou une photo du code de la carte.
custody-check-no-licence-in-code = Ce code n’est pas celui d’une licence. Écrivez le numéro imprimé sur la carte.
custody-check-text-valid = La licence { $number } est valable le { $on }, et jusqu’au { $until }.
custody-check-text-expired = La licence { $number } n’est pas valable le { $on } : elle a pris fin le { $until }.
custody-check-text-not-yet = La licence { $number } n’est pas valable le { $on } : elle commence le { $begins }.
custody-check-text-revoked = La licence { $number } n’est pas valable le { $on } : elle a été révoquée le { $revoked }.
custody-check-bearer = Le porteur de la carte doit être { $holder }.
custody-check-what = Pour quoi
custody-check-where = Où
custody-check-country = Dans tout le pays
custody-check-sells = Peut vendre aux
custody-check-buys = Peut acheter aux
custody-check-nobody = à personne
custody-check-barred = Mais pas ici ni maintenant. { $what } est sous restriction : { $basis }
custody-check-ask-again = Contrôler une autre carte
custody-allows-artisanal-mining = Exploiter à la main dans son périmètre, et vendre ce qui y a été trouvé
custody-allows-digger-card = Creuser, dans une équipe sous un titulaire de licence
custody-allows-cooperative-approval = Rassembler ce que creusent ses membres, et le vendre
custody-allows-collector-card = Acheter à ceux qui creusent, et revendre
custody-allows-broker-licence = Mettre en rapport acheteurs et vendeurs, et vendre aux négociants
custody-allows-dealer-licence = Acheter des diamants bruts, et les revendre
custody-allows-export-licence = Acheter des diamants bruts, et les exporter avec un certificat
custody-allows-buying-house-licence = Acheter des diamants bruts, et les exporter avec un certificat
custody-allows-industrial-mining = Exploiter à grande échelle dans son périmètre, et vendre la production
custody-allows-import-licence = Importer des diamants bruts avec un certificat
custody-chain-miner = exploitants artisanaux
custody-chain-digger-group = groupes de creuseurs
custody-chain-cooperative = coopératives
custody-chain-collector = collecteurs
custody-chain-broker = courtiers
custody-chain-dealer = négociants
custody-chain-exporter = exportateurs
custody-chain-buying-house = bureaux d’achat
custody-chain-large-scale-mine = mines industrielles
custody-chain-importer = importateurs

## Bordereaux

custody-slip-number = Bordereau { $slip } du carnet { $booklet }
custody-side-all = Tous
custody-side-sold = Vendus
custody-side-bought = Achetés
custody-sold-to = vendu à { $name }
custody-bought-from = acheté à { $name }
custody-from-to = { $seller } à { $buyer }
custody-returned = rendu
custody-disputed = contesté
custody-ended-stands = contestation close : le bordereau vaut
custody-ended-wrong = contestation close : chiffres inexacts
custody-ended-false = contestation close : bordereau faux
custody-ended-withdrawn = contestation retirée
custody-no-slips = Aucun bordereau ne vous nomme encore. Tout bordereau écrit à votre nom apparaît ici aussitôt.
custody-dispute-button = Ce bordereau n’est pas juste
custody-as-written = Tel qu’il a été écrit
custody-carats = Carats
custody-per-carat = Prix au carat
custody-seller = Vendeur
custody-buyer = Acheteur
custody-day = Jour de la vente
custody-payment = Mode de paiement
custody-payment-bank = Banque
custody-payment-cash = Espèces
custody-payment-mobile = Argent mobile
custody-payment-prefinanced = Préfinancement
custody-drawn = Tiré de
custody-became = Devenu le lot
custody-recorded = Inscrit
custody-not-now = Cela ne se peut pas maintenant : c’est déjà fait, ou ce n’est plus possible. La page montre où en sont les choses.

## Contestations

custody-dispute-of = Contesté le { $opened }
custody-mark-line = Bordereau { $slip } du carnet { $booklet }, contesté le { $opened }.
custody-disputes-in-lot = Bordereaux contestés derrière ce lot
custody-heard-until = L’acheteur peut répondre jusqu’au { $due_until }. D’ici là, personne ne tranche contre un acheteur qui n’a pas répondu.
custody-no-disputes = Aucune contestation n’est ouverte.
custody-all-disputes = Celles qui sont closes aussi
custody-complaint = Ce qui n’est pas juste dans le bordereau
custody-complaint-not-mine = Je n’ai pas fait cette vente
custody-complaint-weight = Les carats sont inexacts
custody-complaint-stones = Le nombre de pierres est inexact
custody-complaint-price = Le prix est inexact
custody-complaint-not-paid = Je n’ai pas été payé
custody-complaint-other = Autre chose
custody-statement = Ce qui s’est passé, avec vos mots
custody-answer = Votre réponse
custody-outcome = Comment elle finit
custody-outcome-stands = Le bordereau vaut tel qu’il a été écrit
custody-outcome-wrong = La vente a eu lieu, et les chiffres du bordereau sont inexacts
custody-outcome-false = Il n’y a pas eu de vente : le bordereau est faux
custody-outcome-withdrawn = Le vendeur retire sa contestation
custody-explanation = Pourquoi, et sur quelle preuve
custody-act-dispute = Dire que ce bordereau n’est pas juste
custody-help-dispute = Votre nom est sur ce bordereau. L’acheteur et le bureau des mines lisent ce que vous écrivez ici. Le bordereau reste tel quel jusqu’à ce qu’un agent vous ait entendus tous les deux.
custody-press-dispute = Contester ce bordereau
custody-done-dispute = Le bordereau est contesté. L’acheteur et le bureau des mines le voient dès maintenant.
custody-act-answer = Répondre
custody-help-answer = L’autre partie et le bureau des mines le lisent. Cela reste inscrit pour toujours.
custody-press-answer = Envoyer la réponse
custody-done-answer = La réponse est inscrite.
custody-act-settle = Clore la contestation
custody-help-settle = Entendez d’abord les deux parties. Rien ne change sur le bordereau : ce qui doit suivre, par exemple rendre la marchandise, est un acte à part.
custody-press-settle = La clore ainsi
custody-done-settle = La contestation est close.
custody-wait-answer = { $count ->
    [one] contestation à laquelle répondre
   *[other] contestations auxquelles répondre
}
custody-wait-settle = { $count ->
    [one] contestation que le bureau des mines doit clore
   *[other] contestations que le bureau des mines doit clore
}
custody-wait-mine = { $count ->
    [one] contestation de votre part, ouverte
   *[other] contestations de votre part, ouvertes
}

## Écrire un bordereau

custody-write = Écrire un bordereau
custody-write-lead = Pour une vente qui a été faite. Les deux licences doivent être valables ce jour-là.
custody-write-who = Qui et quand
custody-write-goods = Les pierres
custody-write-money = Le paiement
custody-write-booklet = Carnet
custody-write-slip = Numéro du bordereau
custody-write-seller = Licence du vendeur
custody-write-seller-help = Le numéro de la carte, par exemple SL-ART-0001.
custody-write-buyer = Licence de l’acheteur
custody-write-buyer-help = Le numéro de la carte de l’acheteur.
custody-write-buyer-own = Acheteur
custody-write-lot = { $place ->
    [1] Lot du vendeur
   *[other] Lot { $place } du vendeur
}
custody-write-lot-help = Tel que le montre le téléphone du vendeur ou l’agent de terrain : L-SL-000012.
custody-write-carats = { $place ->
    [1] Carats tirés de ce lot
   *[other] Carats tirés du lot { $place }
}
custody-write-stones = Nombre de pierres
custody-write-price = Prix
custody-write-currency = Monnaie
custody-write-currency-help = Ses trois lettres : SLE, LRD, GNF, XOF, USD.
custody-write-payment-ref = Référence du paiement
custody-write-payment-ref-help = Celle de la pièce bancaire. Les espèces en exigent toujours une.
custody-write-place = Où
custody-write-note = Remarque
custody-check-licence = Contrôler la licence du vendeur
custody-checked = { $number } : { $holder }.
custody-more-lots = D’autres lots de ce vendeur
custody-for-ever = Un bordereau écrit reste écrit. Une erreur se répare en rendant la marchandise et en écrivant un autre bordereau.
custody-press-write = Écrire le bordereau
custody-done-write = Le bordereau { $slip } est écrit. Le vendeur le voit dès maintenant.
custody-lot-malformed = « { $typed } » n’est pas le numéro d’un lot : il ressemble à L-SL-000012.
custody-both = Donnez un lot et ses carats, ou ni l’un ni l’autre.
custody-not-whole = Donnez un nombre entier, supérieur à zéro.
custody-not-offered = Choisissez parmi ce qui est proposé.
custody-carats-too-fine = « { $typed } » a trop de décimales : trois au plus.

## Stock

custody-hs = Sorte de pierres
custody-hs-7102-10 = 7102.10 Non triées
custody-hs-7102-21 = 7102.21 Industrielles
custody-hs-7102-31 = 7102.31 De joaillerie
custody-lots = Lots
custody-total = Ensemble
custody-choose-lot = Réunir { $lot } à d’autres
custody-lot-acts = Diviser, repeser, rendre
custody-where-from = D’où il vient
custody-history = Ce qui en a été fait
custody-part = Carats de la part { $place }
custody-part-hs = Sorte de la part { $place }
custody-more-parts = D’autres parts
custody-after = Carats à présent
custody-lost = Carats perdus
custody-reason = Motif
custody-act-merge = Réunir des lots
custody-help-merge = Choisissez ci-dessus deux lots ou plus. Le nouveau lot garde toutes leurs origines.
custody-press-merge = Réunir
custody-done-merge = Les lots forment maintenant le lot { $lot }.
custody-act-split = Diviser ou trier ce lot
custody-help-split = Les parts pèsent ensemble ce que contient le lot. Seules les pierres non triées peuvent changer de sorte.
custody-press-split = Diviser
custody-done-split = Le lot est divisé.
custody-act-reweigh = Peser de nouveau après nettoyage
custody-help-reweigh = Ce que le nettoyage a ôté est passé en perte, dans la limite des règles.
custody-press-reweigh = Inscrire le poids
custody-done-reweigh = Le nouveau poids est inscrit.
custody-act-return = Rendre la marchandise
custody-help-return = Le lot entier revient au vendeur. Le bordereau reste écrit, et employé.
custody-press-return = Rendre
custody-done-return = La marchandise est de nouveau au vendeur.
custody-act-loss = Passer des carats en perte
custody-help-loss = Ce qui a été volé ou perdu. Cela reste inscrit, avec son motif.
custody-press-loss = Passer en perte
custody-done-loss = Les carats sont passés en perte.
custody-act-withdraw = Un bordereau est gâché ou manquant
custody-help-withdraw = Un bordereau libre que l’on retire ne servira jamais.
custody-press-withdraw = Retirer le bordereau
custody-done-withdraw = Le bordereau { $slip } est retiré.
custody-event-ledger-record-production = Trouvé
custody-event-ledger-record-mine-production = Produit par la mine
custody-event-ledger-open-stock = Ouvert depuis un stock déclaré
custody-event-ledger-record-purchase = Acheté sur bordereau
custody-event-ledger-split = Divisé
custody-event-ledger-merge = Réuni
custody-event-ledger-reweigh = Pesé de nouveau
custody-event-ledger-return-goods = Rendu
custody-event-ledger-record-loss = Passé en perte
custody-event-ledger-seize = Saisi
custody-event-ledger-manufacture = Envoyé à la taille

## Trouvailles

custody-find = Inscrire une trouvaille
custody-find-lead = Ce qui a été trouvé, où et quand, tel que pesé et compté.
custody-find-miner = Licence de l’exploitant
custody-find-site = Chantier
custody-find-day = Jour de la trouvaille
custody-press-find = Inscrire la trouvaille
custody-done-find = La trouvaille est le lot { $lot }. L’acheteur a besoin de ce numéro pour le bordereau.
custody-no-finds = Aucune trouvaille n’est encore inscrite.
custody-stones-count = { $count ->
    [one] { $count } pierre
   *[other] { $count } pierres
}

## Prix

custody-prices-lead = Ce que les acheteurs ont réellement payé au carat, d’après les bordereaux écrits autour de vous.
custody-prices-model = Un prix n’est montré que si au moins { $slips } bordereaux de { $sellers } vendeurs le fondent : ainsi, le prix de personne n’est révélé. La taille est celle de la pierre moyenne d’un bordereau. Cette vue est un modèle de ce logiciel. Les prix sont dans la monnaie payée ; en $ US aussi, quand un taux du jour est inscrit.
custody-every-zone = Toutes les zones
custody-show = Montrer
custody-size = Pierre moyenne
custody-size-under = moins de { $upper_mct }
custody-size-from = { $lower_mct } à { $upper_mct }
custody-size-over = { $lower_mct } et plus
custody-median = Prix médian au carat
custody-range = De – à
custody-slips-count = Bordereaux
custody-no-prices = Sur les { $count } derniers mois, aucune zone n’a { $slips } bordereaux de { $sellers } vendeurs pour une même taille de pierre.

## Refus d’une contestation

ledger-slip-unwritten = Aucune vente n’est écrite sur le bordereau { $number } du carnet { $booklet }.
ledger-dispute-already-open = Ce bordereau est déjà contesté.
ledger-dispute-unknown = Aucune contestation { $dispute } n’est inscrite ici.
ledger-dispute-astray = La contestation { $dispute } ne porte pas sur une vente entre les deux parties qu’elle nomme, ou a été close par qui a écrit le bordereau.
ledger-dispute-closed = Cette contestation est close.
ledger-complaint-unknown = « { $complaint } » ne compte pas parmi ce qui peut ne pas être juste dans un bordereau.
ledger-statement-missing = Dites-le avec vos mots : cela reste inscrit.
ledger-dispute-own-slip = Vous avez écrit ce bordereau vous-même. Un autre agent doit clore sa contestation.
ledger-dispute-outcome-unknown = « { $outcome } » ne compte pas parmi les manières de clore une contestation.
ledger-buyer-not-heard = L’acheteur n’a pas répondu, et le peut jusqu’au { $due_until }. D’ici là, personne ne tranche contre lui.
