## What an audit finds broken

check-trigger-missing = The database no longer enforces the promise “{ $name }” by itself: its trigger is missing or off.
check-reference-broken = Row { $row } of { $table } names a row of { $parent } that is not there.
check-event-incomplete = Event { $event_id } has no outcome, which no action leaves behind.
check-migration-pending = The database schema is not the one this version needs ({ $name }). Run: openkp init
check-database-integrity = The database file itself is damaged: { $detail }
check-part-crashed = The part “{ $part }” could not be examined to the end: { $detail }
check-part-events = events and triggers
check-part-parties = participants, restrictions, people
check-part-signing = keys
check-part-transparency = log, tiles, checkpoints
check-part-documents = stored files
check-part-mining = licences, booklets, slips
check-part-ledger = lots and carats
check-part-certificates = certificates and blank stock
check-part-shipments = export files
check-all-well = Nothing is broken.
check-broken = { $count ->
    [one] One promise is broken:
   *[other] { $count } promises are broken:
}
check-part-seals = rows against their seals
check-seal-broken = { $table }: a row from { $first } to { $last } is not what was sealed: changed, removed or slipped in from outside.
check-filled-from-outside = { $table }, row { $first }: { $column } was filled from outside, by no act.
check-seal-round-broken = Sealing { $round } is not what the public log says it was.
check-seal-round-missing = The public log knows of more sealings than the { $known } that are here: some were taken away.
