## What an audit of the log finds broken

transparency-leaf-altered = A logged entry is not what was logged (leaf row { $leaf_id }): its bytes do not have the hash kept beside them.
transparency-leaf-missing = Entry { $index } of the log is missing from the database; what follows it cannot be examined.
transparency-leaf-unsigned = { $count } entries are numbered, but the last signed head covers { $size }.
transparency-root-differs = The head signed at { $size } entries is not the head of these entries.
transparency-head-wrong = The head kept at { $size } entries is not signed as it should be ({ $detail }).
transparency-head-beyond = A head was signed at { $size } entries, but only { $count } are there.
transparency-head-missing = The signed head of the log is missing: { $path }
transparency-head-unknown = { $path } does not hold a head that this database decided. Two histories may be in circulation: stop issuing and find out why.
transparency-head-old = { $path } stands at { $size } entries although the log went on to { $last }: an old copy was put back.
transparency-anchor-behind = The log shows { $shown } entries, but the head kept apart stands at { $anchor }.
transparency-policy-wrong = The policy of the log does not let its own head pass ({ $detail }).
transparency-file-missing = The published log lacks its file { $path }.
transparency-file-differs = The published file { $path } is not what the entries make it.
transparency-file-unexpected = The published log holds a file that none of its heads explains: { $path }
