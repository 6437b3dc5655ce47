## Pages and files

documents-language = There is no certificate page in the language “{ $language }”.
documents-not-sealed = Certificate { $number } is being sealed: its page follows as soon as it is in the public log.
documents-qr-too-long = The certificate is too long for one QR code that still reads on paper ({ $characters } characters). Use fewer parcels, or the code without the log’s proof.
documents-empty = The file is empty.
documents-too-large = The file is too large: { $size } bytes, and at most { $limit } are kept.
documents-media-type = Files of the type “{ $media_type }” are not kept. Bring a PDF, a PNG or JPEG picture, a CSV or an XLSX table.
documents-not-as-said = The file is not what it is said to be ({ $media_type }).
documents-no-such-file = There is no file { $sha256 }.
documents-file-broken = The stored file { $sha256 } is gone or was altered.
documents-paper-layout = The layout of the security paper is wrong at “{ $place }”.
documents-paper-overflow = “{ $name }” does not fit its box on the security paper. Correct the layout, or shorten the text.
documents-paper-rows = The security paper has room for { $rows } parcels; this shipment has { $parcels }.
documents-paper-alignment = Alignment test: print at 100 %, lay over a blank certificate, then correct the offsets.
