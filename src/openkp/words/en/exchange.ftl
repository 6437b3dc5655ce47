## Webhooks: what is refused

exchange-url-malformed = This is no address for webhooks: https, a host name, a path; no user name, no “#”, at most 400 ASCII characters.
exchange-url-not-https = Webhooks go by https only: what they say must not be read on the way.
exchange-url-private = { $host } leads into a private network, where nothing is sent. Give an address that the public internet reaches.
exchange-url-unknown-host = { $host } leads nowhere: no such name is known.
exchange-type-unknown = “{ $type }” is not a type of the feed. The published list: docs/formats/webhooks.md.
exchange-endpoints-too-many = A participant has at most { $most } endpoints in use. Disable one that is needed no more.
exchange-endpoint-unknown = There is no endpoint { $endpoint } here, or it is not yours.
exchange-endpoint-disabled = Endpoint { $endpoint } is disabled. Register it anew; the feed has what was missed.

## The public feed

exchange-feed-title = Changes of Kimberley Process certificates
exchange-feed-subtitle = Numbers lost, stolen, void, replaced, returned, seized, confirmed; blank forms missing, lost or stolen. Nothing of the trade.
exchange-change = { $number }: { $kind ->
    [void] void
    [lost] certificate reported lost
    [stolen] certificate reported stolen
    [replaced] replaced by another certificate
    [returned] returned to its issuer
    [expired-unused] expired without being used
    [confirmed] confirmed on import
    [seized] seized by customs
    [blank-missing] blank form missing
    [blank-lost] blank form lost
    [blank-stolen] blank form stolen
   *[other] changed
}
