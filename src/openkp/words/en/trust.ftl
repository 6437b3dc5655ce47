## Trust lists, status lists and leaves of the log

trust-malformed = This is not a whole trust list: “{ $field }” is missing, unknown or not as the format says.
trust-version = This trust list has version { $version } of the format, which this verifier does not know. Update the verifier.
trust-signature = The trust list was altered: its signature does not match.
trust-signer = The trust list is not signed by a key that may sign it ({ $kid }).
trust-pin = The trust list is signed by the key { $found }, not by the one you named ({ $pin }).
status-malformed = This is not a whole status list.
status-not-of-issuer = The status list at { $url } is not signed by a key of the authority it speaks for.
status-signature = The status list at { $url } was altered: its signature does not match.
leaf-malformed = This is not an entry of the log.
