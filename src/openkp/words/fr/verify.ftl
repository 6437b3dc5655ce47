## Les verdicts et leurs motifs

verdict-valid = VALABLE
verdict-not-valid = NON VALABLE
verdict-cannot-check = VÉRIFICATION IMPOSSIBLE
verdict-specimen = SPÉCIMEN : une démonstration, sans aucune valeur
verdict-authentic = Il a été signé par l’autorité qu’il nomme.
verdict-not-authentic = Il n’a pas été signé par l’autorité qu’il nomme.
verdict-trust-list = Vérifié d’après la liste de confiance du { $issued_at } ({ $url }).
verdict-summary = { $number } : de { $provenance_country } vers { $destination_country }, { $weight_cct }, { $value_usd_cents }, { $parcels ->
    [one] un colis
   *[other] { $parcels } colis
  }
verdict-parties = { $exporter } à { $importer } ; délivré par { $authority } le { $issued }, valable jusqu’au { $valid_until }

verify-not-a-certificate = Ce n’est un certificat sous aucune forme vérifiable.
verify-number-alone = Un numéro seul ne prouve rien : { $number } peut être recopié par quiconque. Vérifiez le code QR, le PDF ou le justificatif.
verify-number-never-issued = Le numéro { $number } n’a jamais été délivré ({ $participant_country }).
verify-no-trust-list = Il n’y a pas de liste de confiance à laquelle se fier. Donnez-en une par --trust.
verify-trust-stale = La liste de confiance date de { $age_hours } heures ; sa propre règle en admet { $max_hours }. Procurez-vous une liste plus récente.
verify-trust-from-future = La liste de confiance a été faite ({ $issued_at }) après le moment jugé. Si vous n’interrogez pas un jour passé, mettez l’horloge à l’heure.
verify-unknown-key = Il est signé d’une clé que la liste de confiance ne connaît pas ({ $kid }).
verify-key-purpose = La clé dont il est signé ne sert pas aux certificats ({ $kid }).
verify-key-revoked = La clé dont il est signé a été révoquée ({ $kid }, { $revoked_at }).
verify-key-not-in-force = La clé dont il est signé n’était pas en vigueur le { $day } ({ $kid }).
verify-signature = La signature ne correspond pas : le certificat a été modifié, ou une autre clé l’a signé ({ $kid }).
verify-specimen = C’est un spécimen : un certificat ou une clé de démonstration, alors que la liste de confiance est réelle.
verify-not-an-authority = « { $authority } » n’était pas une autorité de délivrance le { $day } ({ $participant_country }).
verify-not-a-participant = Ce pays n’était pas participant au Processus de Kimberley le { $day } : { $participant_country }.
verify-participant-barred = Le { $day }, ce participant ne pouvait pas délivrer de certificats ({ $participant_country }) : { $status ->
    [suspended] suspendu
    [self-suspended] retiré du commerce de son propre chef
    [embargo-un] sous embargo des Nations Unies
    [removed] retiré de la liste des participants
   *[applicant] seulement candidat
  }. { $basis }
verify-restricted = Le { $day }, les exportations de ce participant étaient restreintes ({ $participant_country }). { $basis }
verify-participation-not-recorded = La date depuis laquelle ce pays est participant n’est pas renseignée ({ $participant_country }) : on ne peut juger du { $day }.
verify-destination-not-listed = La destination ({ $destination_country }) ne figure pas comme participant sur la liste de confiance. Aucun diamant brut ne peut être envoyé à un non-participant.
verify-number-prefix = Le numéro { $number } ne commence pas par le code du participant qui délivre ({ $participant_country }).
verify-number-out-of-range = Le numéro { $number } n’a pas été délivré en { $year } ({ $participant_country }).
verify-number-ranges-unknown = Ce participant n’a pas publié les numéros qu’il a délivrés ({ $participant_country }) : { $number } n’y a pas été comparé.
verify-cross-check = Le certificat enfreint une règle nationale ({ $participant_country }) : { $check ->
   *[parcel-reference-ends-with-number] la référence de chaque colis doit se terminer par le numéro du certificat ({ $number })
  }.
verify-not-yet-issued = Il est daté de l’avenir ({ $issued_at }).
verify-expired = Il est expiré : il était valable jusqu’au { $valid_until }.
verify-status-void = L’autorité a annulé { $number }.
verify-status-lost = { $number } a été déclaré perdu.
verify-status-stolen = { $number } a été déclaré volé.
verify-status-replaced = { $number } a été remplacé par un autre certificat.
verify-status-returned = { $number } a été renvoyé : il n’accompagne plus de chargement.
verify-status-seized = Le chargement de { $number } a été saisi.
verify-status-confirmed = L’importation de { $number } a déjà été confirmée. Si un chargement est présenté avec lui maintenant, retenez-le : un certificat ne sert qu’une fois.
verify-status-detained = La douane retient la marchandise de { $number } (liste du { $listed_at }). Le certificat vaut toujours ; si un envoi est présenté ailleurs avec lui, retenez-le : le papier est peut-être une copie.
verify-status-presented = { $number } se trouve déjà devant une autorité importatrice (liste du { $listed_at }). Si vous n’êtes pas cette autorité, le papier que vous avez sous les yeux est peut-être une copie : retenez l’envoi et demandez.
verify-status-reserved = La liste d’état dit de ce certificat quelque chose que ce vérificateur ne comprend pas ({ $meaning }). Mettez le vérificateur à jour.
verify-status-missing = La liste de confiance ne contient pas la liste d’état qui dirait si le certificat est annulé ou perdu ({ $url }).
verify-status-unreliable = On ne peut se fier à la liste d’état ({ $url } : { $why }).
verify-status-stale = La liste d’état date de { $age_hours } heures ou a pris fin ; la règle en admet { $max_hours }. Procurez-vous une liste de confiance plus récente.
verify-proof-absent = Il n’est accompagné d’aucune preuve de son inscription au journal public.
verify-proof-required = Il n’est accompagné d’aucune preuve de son inscription au journal public, et la liste de confiance en exige une.
verify-proof-wrong = La preuve ne montre pas que ce certificat est inscrit au journal public.
verify-proof-checkpoint = Le point de contrôle de la preuve n’est pas signé comme l’exige la liste de confiance.
verify-proof-unknown-log = La preuve vient d’un journal que la liste de confiance ne nomme pas ({ $origin }).
verify-proof-malformed = La preuve du journal est abîmée ou a été modifiée.
verify-log-unreadable = La copie du journal est illisible, ou ne se tient pas ({ $where }).
verify-log-other = La copie du journal est celle d’un autre journal ({ $origin }).
verify-log-inconsistent = Le journal se contredit : la copie du journal et la preuve racontent deux histoires. Signalez-le.
verify-log-older = La copie du journal s’arrête avant la preuve de ce certificat ({ $size } entrées) : les deux n’ont pas été comparées.
verify-not-in-log = Le certificat n’est pas inscrit dans la copie du journal.
