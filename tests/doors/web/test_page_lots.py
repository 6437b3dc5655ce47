"""Lots: what is held, and from which pit it came."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk import Desk

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]


def test_a_lot_is_drawn_back_to_the_pit(desk: Desk, as_person: AsPerson) -> None:
    lot = desk.land.exporters_lot(3205)
    page = as_person("exporter").get(f"/fr/lots/{lot}/").content.decode()
    assert "3,205 ct" in page
    assert "Yengema 1" in page
    assert '<path class="band"' in page
    assert "2 bordereaux" in page


def test_a_seller_behind_the_seller_stays_a_number_to_the_exporter(desk: Desk, as_person: AsPerson) -> None:
    lot = desk.land.exporters_lot(1000)
    page = as_person("exporter").get(f"/en/lots/{lot}/").content.decode()
    assert "SL-AM-0001" in page
    assert "Aminata Kamara" not in page
    assert "Aminata Kamara" in as_person("officer").get(f"/en/lots/{lot}/").content.decode()


def test_others_see_nothing(desk: Desk, as_person: AsPerson) -> None:
    lot = desk.land.exporters_lot(1000)
    assert as_person("officer_lr").get(f"/en/lots/{lot}/").status_code == 404
    assert lot not in as_person("buyer").get("/en/lots/").content.decode()
    assert lot in as_person("exporter").get("/en/lots/").content.decode()
    assert as_person().get(f"/en/lots/{lot}/").status_code == 302
    assert as_person("exporter").post(f"/en/lots/{lot}/").status_code == 405
