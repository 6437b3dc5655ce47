## The public log: notes, checkpoints, proofs (C2SP)

tlog-vkey-malformed = The key of the log is not a C2SP verifier key (name+hash+key), or its hash is not its own.
tlog-note-malformed = The signed text of the log is not a C2SP note: it was cut, changed, or is something else.
tlog-note-unsigned = None of the keys that are trusted here signed this text of the log.
tlog-signature-wrong = The signature of “{ $name }” on this text of the log is wrong: the text or the signature was changed.
tlog-checkpoint-malformed = The signed text is not the head of a log: its origin, size and root cannot be read.
tlog-other-log = This is the head of another log, “{ $origin }”, which is not trusted here.
tlog-proof-malformed = The proof of publication cannot be read: it was cut, changed, or is something else.
tlog-not-included = The proof does not lead to the signed head of the log: what was shown is not what was logged.
tlog-no-such-tile = “{ $path }” is not the name of a file of the log.
tlog-tile-missing = The log lacks its file “{ $path }”.
tlog-tile-malformed = A file of the log does not have the length that its name announces.
tlog-policy-malformed = The policy of the log cannot be read (line { $line }; 0 means the file as a whole).
tlog-no-quorum = Too few witnesses cosigned the head of the log: { $count }, which does not satisfy “{ $quorum }”.
