"""The words by which names are found: made of the names that were there before, and gone with a person's filters."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from tests.cast import MINER, Cast
from tests.land import KONO_PIT, lay_out

from openkp.mining import queries as mining
from openkp.parties import actions as parties
from openkp.parties import queries as people

pytestmark = pytest.mark.django_db


def test_names_that_were_there_before_the_search_are_found(cast: Cast) -> None:
    lay_out(cast)
    for kind in ("OperatorWord", "SiteWord"):
        apps.get_model("mining", kind)._default_manager.all().delete()
    assert mining.search("kamara", viewer=cast.officer, now=cast.now) == ()
    importlib.import_module("openkp.mining.migrations.0002_name_words").fill(apps, None)
    assert [hit.key for hit in mining.search("kamara", viewer=cast.officer, now=cast.now)] == [(MINER,)]
    assert [hit.key for hit in mining.search("yengema", viewer=cast.officer, now=cast.now)] == [(KONO_PIT,)]
    assert mining.search("kamara", viewer=cast.officer_lr, now=cast.now) == ()
    assert mining.search("k", viewer=cast.officer, now=cast.now) == (), "one letter is nobody's name"


def test_what_a_person_looked_for_goes_with_the_person(cast: Cast) -> None:
    told = {"page": "lots", "name": "Of Sahr Gbondo", "query": "other=SL-AM-0002"}
    parties.save_filter(by=cast.officer, now=cast.now, request_id=cast.ask(), **told)
    assert people.saved_filters("lots", viewer=cast.officer)
    erased = cast.officer.person_id
    parties.erase_person(by=cast.admin, now=cast.now, request_id=cast.ask(), person_id=erased)
    assert people.saved_filters("lots", viewer=cast.officer) == ()
