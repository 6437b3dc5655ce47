## Ce qu’un audit du journal trouve rompu

transparency-leaf-altered = Une inscription n’est plus ce qui a été inscrit (ligne { $leaf_id }) : ses octets n’ont pas l’empreinte conservée à côté d’eux.
transparency-leaf-missing = L’inscription { $index } du journal manque dans la base ; la suite ne peut pas être examinée.
transparency-leaf-unsigned = { $count } inscriptions sont numérotées, mais la dernière tête signée en couvre { $size }.
transparency-root-differs = La tête signée à { $size } inscriptions n’est pas celle de ces inscriptions.
transparency-head-wrong = La tête conservée à { $size } inscriptions n’est pas signée comme il se doit ({ $detail }).
transparency-head-beyond = Une tête a été signée à { $size } inscriptions, mais il n’y en a que { $count }.
transparency-head-missing = La tête signée du journal manque : { $path }
transparency-head-unknown = { $path } ne contient pas une tête que cette base a décidée. Deux histoires circulent peut-être : cessez de délivrer et cherchez pourquoi.
transparency-head-old = { $path } en est à { $size } inscriptions alors que le journal est allé jusqu’à { $last } : une ancienne copie a été remise en place.
transparency-anchor-behind = Le journal montre { $shown } inscriptions, mais la tête conservée à part en est à { $anchor }.
transparency-policy-wrong = La politique du journal n’admet pas sa propre tête ({ $detail }).
transparency-file-missing = Il manque au journal publié son fichier { $path }.
transparency-file-differs = Le fichier publié { $path } n’est pas ce que les inscriptions en font.
transparency-file-unexpected = Le journal publié contient un fichier qu’aucune de ses têtes n’explique : { $path }
