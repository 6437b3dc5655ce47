"""The matter of the demonstration world: places, names, chance and time."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from openkp.demo import names, places
from openkp.demo.calendar import DAYS, Calendar
from openkp.demo.dice import LARGEST_STONE_MCT, Dice

SHARED = Path(__file__).parents[4] / "shared" / "data"
FOUNDED = dt.datetime(2026, 11, 24, 5, 30, tzinfo=dt.UTC)  # a Tuesday, before the offices open


def test_each_country_has_its_mining_places_each_with_its_source() -> None:
    expected = {
        "SL": {"Koidu", "Tongo", "Kenema", "Bo", "Pujehun"},
        "LR": {"Weasua", "Lofa Bridge", "Kakata", "Bahn", "Camp Alpha"},
        "GN": {"Kérouané", "Banankoro", "Kissidougou", "Macenta"},
        "CI": {"Séguéla", "Tortiya", "Bobi", "Diarabana"},
    }
    for participant, wanted in expected.items():
        assert wanted <= {place.name for place in places.places_of(participant)}
    assert {place.source for place in places.places()} <= {"natural-earth", "geonames", "approximate"}
    assert all(zone.code.startswith(f"{zone.participant}:") for zone in places.zones())


def test_west_africa_is_where_it_is() -> None:
    for place in places.places():
        assert 4_000_000 < place.latitude_udeg < 13_000_000
        assert -15_500_000 < place.longitude_udeg < -2_000_000


@pytest.mark.shared_data
def test_coordinates_said_to_be_of_natural_earth_are_its() -> None:
    path = SHARED / "maps" / "populated_places_producing_countries.csv"
    if not path.exists():
        pytest.skip("needs the folder of real data beside the project")
    with path.open(encoding="utf-8") as file:
        known = {
            row["name"]: (float(row["latitude" if "latitude" in row else "lat"]), float(row["lon"]))
            for row in csv.DictReader(file)
            if row["iso3"] in {"SLE", "LBR", "GIN", "CIV"}
        }
    ours = [place for place in places.places() if place.source == "natural-earth"]
    assert ours
    for place in ours:
        latitude, longitude = known[place.name]
        assert place.latitude_udeg == round(latitude * 1_000_000)
        assert place.longitude_udeg == round(longitude * 1_000_000)


def test_people_are_many_different_and_the_same_for_the_same_seed() -> None:
    once = names.people("SL", 40, seed=1)
    assert len(set(once)) == 40
    assert names.people("SL", 40, seed=1) == once
    assert names.people("SL", 40, seed=2) != once
    assert names.ascii_name("Sékou N'Diaye Condé") == "sekou.ndiaye.conde"


def test_stones_are_whole_and_mostly_small() -> None:
    dice = Dice(1, "stones")
    stones = sorted(dice.stones_mct(4000, 380))
    assert all(isinstance(mct, int) and 20 <= mct <= LARGEST_STONE_MCT for mct in stones)
    assert 340 < stones[2000] < 420
    assert stones[-40] > 5 * stones[2000]  # the largest hundredth carries the value


def test_prices_stay_about_the_band_of_the_country() -> None:
    dice = Dice(1, "prices")
    drawn = [
        dice.price_cents_per_carat(20_000, 30_000, mean_stone_mct=m, median_mct=380) for m in dice.stones_mct(2000, 380)
    ]
    assert all(isinstance(cents, int) and 16_000 <= cents <= 40_500 for cents in drawn)
    assert 23_000 < sum(drawn) // len(drawn) < 28_000


def test_streams_of_chance_do_not_shake_each_other() -> None:
    first = [Dice(1, "a").whole(0, 10**9) for _ in range(3)]
    Dice(1, "b").whole(0, 10**9)
    assert [Dice(1, "a").whole(0, 10**9) for _ in range(3)] == first


def test_nothing_happens_after_the_world_was_begun() -> None:
    calendar = Calendar(FOUNDED)
    assert calendar.start == FOUNDED.date() - dt.timedelta(days=DAYS)
    assert calendar.at(calendar.ago(1), 599) < FOUNDED
    with pytest.raises(AssertionError, match="no future"):
        calendar.at(calendar.today, 0)


def test_offices_are_shut_on_saturday_and_sunday() -> None:
    saturday = dt.date(2026, 11, 21)
    assert Calendar.workday(saturday) == Calendar.workday(saturday + dt.timedelta(days=1)) == dt.date(2026, 11, 20)
    assert Calendar.workday(dt.date(2026, 11, 23)) == dt.date(2026, 11, 23)
