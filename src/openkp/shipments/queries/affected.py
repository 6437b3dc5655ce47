"""Import confirmations that a key signed. For whoever runs the installation."""

from __future__ import annotations

from openkp.core.credential.jws import kid_of
from openkp.core.roles import Actor, Role

from ..models import Confirmation


def confirmations_signed_with(kid: str, *, viewer: Actor) -> tuple[str, ...]:
    """Numbers of the certificates whose import was confirmed with the key `kid`, oldest first."""
    if not viewer.has((Role.ADMIN, Role.SYSTEM)):
        return ()
    rows = Confirmation.objects.order_by("pk").values_list("number", "jwt")
    return tuple(number for number, jwt in rows.iterator() if kid_of(jwt) == kid)
