## À la frontière : ce qui est montré, ce qui est trouvé, ce qui ne peut pas se faire

arrival-time-in-future = Le moment indiqué, { $at_until }, n’est pas encore venu. Vérifiez l’horloge de l’appareil.
arrival-time-too-early = Le moment indiqué, { $at_until }, précède la présentation ({ $before_until }).
arrival-office-unknown = Indiquez le bureau où le certificat est présenté. Bureaux connus ce jour-là : { $known }.
arrival-purpose-unknown = « { $purpose } » n’est pas un but : importation ou transit.
arrival-paper-needed = Le certificat { $number } n’est pas connu ici. Saisissez ce qui y est imprimé : autorité, dates, exportateur, importateur, destination, colis.
arrival-credential-other = Le code lu appartient au certificat { $other }, non au { $number }.
arrival-parcel-unknown = Le certificat ne nomme aucun colis { $parcel }.
arrival-parcels-malformed = Le nombre de colis trouvés n’est pas un nombre possible.
arrival-weight-malformed = Colis { $parcel } : indiquez le poids trouvé en carats, avec deux décimales.
arrival-hs-unknown = Colis { $parcel } : { $hs } n’est pas une position des diamants bruts.
arrival-value-malformed = Colis { $parcel } : indiquez la valeur trouvée en dollars des États-Unis.
arrival-origin-malformed = Colis { $parcel } : indiquez l’origine par les deux lettres du pays, ou MIXED.
arrival-too-many-photos = Une vérification garde au plus { $most } photographies.
arrival-document-unknown = Aucun fichier conservé n’a l’empreinte { $sha256 }. Envoyez d’abord le fichier.
arrival-not-untouched = Le contenant et le certificat ne sont pas tels qu’à l’entrée : retenez le chargement.
arrival-number-is-good = Le numéro { $number } est en règle : en vigueur, et sans signalement. Présentez plutôt le certificat.
arrival-inspection-needed = { $file } doit être ouvert et pesé avant d’être confirmé.
arrival-not-the-first = Le certificat { $number } a déjà été présenté, et cette présentation le détient. Retenez ces pierres, ou classez ce dossier.
arrival-remedy-needed = { $count ->
    [one] Un constat sur le document n’est pas réparé. Retenez le chargement, puis libérez-le en indiquant la réparation.
   *[other] { $count } constats sur le document ne sont pas réparés. Retenez le chargement, puis libérez-le en indiquant la réparation.
}
arrival-not-destined-here = Le certificat { $number } indique une autre destination. Renvoyez les pierres ou retenez-les.
arrival-dates-impossible = Le document se dit délivré le { $issued_on }, après sa présentation. Il ne peut pas être confirmé.
arrival-nothing-accepted = Aucun colis n’est accepté : renvoyez plutôt le chargement, ou saisissez-le.
arrival-fate-unknown = Colis { $parcel } : « { $fate } » n’est pas un sort possible. Accepté, renvoyé ou saisi.
arrival-importer-not-registered = L’importateur { $importer } n’est pas un opérateur enregistré ici. Enregistrez-le, puis indiquez son numéro (SCPK, annexe II, 13).
arrival-importer-named = Les marchandises sont destinées à { $importer } : nul autre ne les reçoit sur la foi de ce certificat.
arrival-not-a-signatory = Vous n’êtes pas, ce jour-là, signataire désigné des confirmations d’importation pour { $authority }.
arrival-outcome-unknown = « { $outcome } » n’est pas une issue. Choisissez parmi : { $known }.
arrival-excess-not-certified = { $excess_cct } ont été trouvés au-delà du certificat. Ils ne peuvent pas entrer dans le stock de l’importateur : saisissez l’excédent, ou renvoyez les pierres.
arrival-no-excess = Rien n’a été trouvé au-delà du certificat : il n’y a pas d’excédent à saisir ; il manque { $missing_cct }.

## Écarts et constats

arrival-parcels-differ = { $found } colis ont été trouvés ; le certificat en indique { $certified }.
arrival-seal-broken = Un scellé n’est pas intact.
arrival-container-opened = Le contenant a été ouvert.
arrival-parcel-missing = Le colis { $parcel }, { $weight_cct }, n’y est pas.
arrival-weight-differs = Le colis { $parcel } pèse { $found_cct } ; le certificat indique { $weight_cct }.
arrival-hs-differs = Le colis { $parcel } relève de la position { $found } ; le certificat indique { $certified }.
arrival-value-differs = Le colis { $parcel } est évalué à { $found_usd_cents } ; le certificat indique { $certified_usd_cents }.
arrival-origin-differs = Le colis { $parcel } semble venir de { $found_origin } ; le certificat indique { $certified_origin }.
arrival-paper-differs = « { $field } » est { $shown } sur le document ; le certificat a été délivré avec { $issued }.
arrival-credential-differs = Le code lu n’est pas celui qui a été délivré sous ce numéro.
arrival-credential-forged = Le code lu ne porte pas de signature valable.
