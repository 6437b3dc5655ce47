"""What comes from participants whose authority has no desk here: their specimens, pre-alerts by mail, paper keyed in at
the border and confirmed, and one paper with a number of another year. All of it invented, and said to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from openkp.certificates import actions as certificates
from openkp.core.rules.arrival import NOT_GENUINE
from openkp.demo import letter
from openkp.demo.border import Border
from openkp.demo.filing import File, Parcel
from openkp.demo.hand import Hand
from openkp.demo.registers import before
from openkp.demo.season import UNSORTED, Held
from openkp.demo.world import Company
from openkp.shipments import actions as shipments

ISSUER = "BW"
AUTHORITY = "Diamond authority of Botswana (invented for the demonstration)"
SOURCE = "OpenKP demonstration: invented, true of no certificate"
SELLER = {"name": "Okavango Tenders (Pty) Ltd", "address": "Plot 990, Gaborone", "country": "BW"}
SERIALS_A_YEAR = 1000
GOOD_AGO, WRONG_AGO, EXPECTED_AGO = 45, 14, 4  # when each is presented, or announced
GOOD_MCT, WRONG_MCT = 412_300, 88_000
ANSWER_TAKES = 6  # days, by post
ISSUED_BEFORE = 5  # days before it is shown
CENTS_PER_CARAT = 14_500

Act = Callable[[dt.date], None]


class Outside:
    """Paper from outside, presented to the customs of an importer. `land` is told what arrived."""

    def __init__(self, hand: Hand, border: Border, importer: Company, land: Callable[[File, list[str]], None]) -> None:
        self.hand, self.border, self.importer, self.land = hand, border, importer, land
        self.good = self._file("foreign", GOOD_AGO, GOOD_MCT, years_ago=0)
        self.wrong = self._file("foreign-wrong-year", WRONG_AGO, WRONG_MCT, years_ago=1)
        self.coming = self._file("foreign-coming", EXPECTED_AGO, WRONG_MCT, years_ago=0)

    def plan(self) -> list[tuple[int, Act]]:
        """(days ago, act), in their order."""
        reason = "The number is of last year's range; Gaborone is asked"
        return [
            (GOOD_AGO + 5, lambda day: self._announced(self.good, day)),
            (GOOD_AGO, lambda day: self._present(self.good, day, GOOD_AGO)),
            (GOOD_AGO - 1, self._arrive),
            (WRONG_AGO, lambda day: self._present(self.wrong, day, WRONG_AGO)),
            (WRONG_AGO - 1, lambda day: self.border.detain(self.wrong, day, reason=reason)),
            (WRONG_AGO - 1, lambda day: self.border.ask(self.wrong, day, question="Did you issue this number?")),
            (WRONG_AGO - ANSWER_TAKES, self._denied),
            (EXPECTED_AGO, lambda day: self._announced(self.coming, day)),
        ]

    def tell_specimen(self) -> None:
        """The Secretariat records the specimen of the issuer, with its ranges of numbers by year."""
        now = before(self.hand, 20)
        told = self.hand.act(
            certificates.register_specimen, by="KP.secretariat", now=now, key=f"specimen-{ISSUER}", participant=ISSUER,
            name_printed="Botswana (demonstration)", digits=6, source=SOURCE, standing="ours",
        )  # fmt: skip
        for year in range(self.hand.calendar.start.year - 1, self.hand.calendar.today.year + 1):
            if year <= now.year + 1:
                first = _first_serial(year)
                self.hand.act(
                    certificates.add_specimen_range, by="KP.secretariat", now=now, key=f"specimen-{ISSUER}-{year}",
                    specimen=told["specimen"], year=year, first=first, last=first + SERIALS_A_YEAR - 1, source=SOURCE,
                )  # fmt: skip

    def _file(self, key: str, ago: int, mct: int, *, years_ago: int) -> File:
        """A certificate issued some days before it is shown, with a number of its year or of one before."""
        year = self._issued_on(ago).year - years_ago
        serial = _first_serial(year) + 200 + ago
        value = mct * CENTS_PER_CARAT // 1000
        parcel = Parcel(f"OK-{serial}", [Held("", mct, UNSORTED, mct // 400, value)])
        return File(key, ISSUER, None, self.importer, [parcel], number=f"{ISSUER}{serial:06d}")

    def _issued_on(self, ago: int) -> dt.date:
        return self.hand.calendar.ago(ago + ISSUED_BEFORE)

    def _announced(self, file: File, day: dt.date) -> None:
        """Customs enter the pre-alert that came by mail."""
        (parcel,) = file.parcels
        self.hand.act(
            shipments.register_prealert, by=f"{self.importer.participant}.customs", now=self.border.clock(day),
            key=f"{file.key}-prealert", participant=self.importer.participant, number=file.number, sent_on=day,
            weight_cct=parcel.weight_cct, value_usd_cents=parcel.value_cents, parcels=1, exporter=SELLER["name"],
            importer=self.importer.name, source="By mail from Gaborone (demonstration)",
        )  # fmt: skip

    def _present(self, file: File, day: dt.date, ago: int) -> None:
        self.border.present(file, day, paper=self._paper(file, ago), importer=self.importer.number)

    def _paper(self, file: File, ago: int) -> dict[str, Any]:
        """What is printed, as customs key it in."""
        (parcel,) = file.parcels
        issued = self._issued_on(ago)
        line = {
            "reference": parcel.reference, "hs": UNSORTED, "weight_cct": parcel.weight_cct,
            "value_usd_cents": parcel.value_cents, "origin": ISSUER,
        }  # fmt: skip
        return {
            "authority": AUTHORITY,
            "issued_on": issued.isoformat(),
            "valid_until": (issued + dt.timedelta(days=59)).isoformat(),
            "exporter": SELLER,
            "importer": {
                "name": self.importer.name,
                "address": self.importer.address,
                "country": self.importer.country,
            },
            "destination": self.importer.country,
            "parcels": [line],
            "number_of_parcels": 1,
            "weight_cct": parcel.weight_cct,
            "value_usd_cents": parcel.value_cents,
            "seals": [f"BWS{ago:05d}"],
        }

    def _denied(self, day: dt.date) -> None:
        """The issuer writes that the paper is none of its own."""
        words = (
            f"SPECIMEN. {AUTHORITY}",
            "",
            f"To the customs of {self.importer.address}",
            f"Your question about {self.wrong.number}",
            "",
            "This number belongs to a form of last year, which was used for other goods.",
            "We did not issue the certificate that was presented to you.",
        )
        explanation = "A form of last year, used for other goods; this paper was not issued by Gaborone"
        self.border.reply(self.wrong, day, answer=NOT_GENUINE, explanation=explanation, letter=letter.page(words))

    def _arrive(self, day: dt.date) -> None:
        self.border.arrive(self.good, day)
        self.land(self.good, self.good.arrived)


def _first_serial(year: int) -> int:
    """The first number of a year's range."""
    return (year - 2000) * SERIALS_A_YEAR
