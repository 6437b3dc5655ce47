"""The border in a browser: presented, weighed, confirmed, disputed; by the wrong hand, with the wrong figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.cast import AUTHORITY_EU
from tests.desk import Desk

from openkp.shipments import queries as shipments

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
WEIGHED = {"number_of_parcels": "1", "seals_intact": "yes", "container_intact": "yes"}


def press(client: Client, file: str, act: str, key: str = "", lang: str = "en", **told: object) -> int:
    return answer(client, file, act, key, lang, **told).status_code


def answer(client: Client, file: str, act: str, key: str = "", lang: str = "en", **told: object):  # type: ignore[no-untyped-def]
    prefix = f"{act}{key}"
    fields = {f"{prefix}-{name.replace('__', '-')}": value for name, value in told.items()}
    return client.post(f"/{lang}/work/imports/{file}/{act}/", {"form": prefix, **fields})


def present(client: Client, lang: str = "en", **told: object):  # type: ignore[no-untyped-def]
    sent = {"office": AUTHORITY_EU, "purpose": "import", "number": "", "credential": "", **told}
    return client.post(f"/{lang}/work/imports/present/", sent)


def state(desk: Desk, file: str) -> str:
    found = shipments.import_file(file, viewer=desk.cast.customs_eu)
    assert found is not None
    return found.row.state


@pytest.fixture
def shown(desk: Desk) -> str:
    """The import file of a certificate presented at Antwerp."""
    return str(desk.present(desk.depart(desk.issue()))["file"])


def test_presented_by_its_number_weighed_and_confirmed(desk: Desk, as_person: AsPerson) -> None:
    number = desk.depart(desk.issue())
    customs = as_person("customs_eu")
    came = present(customs, number=number.lower())
    assert came.status_code == 302
    page = customs.get(came["Location"]).content.decode()
    assert "must be opened and weighed" in page
    assert "Sign and confirm" not in page
    file = came["Location"].split("/")[-2]
    assert press(customs, file, "inspect", parcel__0="3,20", **WEIGHED) == 302
    page = customs.get(came["Location"]).content.decode()
    assert "Certificate and goods agree" in page
    assert "Sign and confirm" in page
    assert press(customs, file, "confirm", fate__0="accepted") == 302
    assert desk.state(number) == "confirmed"
    page = customs.get(came["Location"]).content.decode()
    assert "Lotte Peeters" in page
    kept = customs.get(f"/en/work/imports/{file}/confirmation.jwt")
    assert kept["Content-Type"] == "application/vc+jwt"
    assert kept.content.startswith(b"ey")
    assert as_person("officer").get(f"/en/work/imports/{file}/confirmation.jwt").content == kept.content
    assert as_person("importer_eu").get(f"/fr/work/imports/{file}/").status_code == 200
