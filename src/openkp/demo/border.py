"""What customs of an importing country do with a shipment, and what the two authorities say to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from openkp.certificates import actions as certificates
from openkp.core.roles import Actor
from openkp.core.rules.arrival import IMPORT_PURPOSE, TRANSIT_PURPOSE
from openkp.demo.filing import File
from openkp.demo.hand import Hand
from openkp.demo.registers import AUTHORITY
from openkp.documents import actions as documents
from openkp.shipments import actions as shipments
from openkp.shipments import queries


class Border:
    """The desks of customs. `at` is the participant where it happens: the importer's, if it is not said. `clock` gives
    the next free moment of a day. An act of one kind happens to a file once at a desk, or is told apart by `again`."""

    def __init__(self, hand: Hand, clock: Callable[[dt.date], dt.datetime]) -> None:
        self.hand, self.clock = hand, clock

    # -- the goods

    def present(self, file: File, day: dt.date, *, at: str = "", purpose: str = IMPORT_PURPOSE, **shown: Any) -> None:
        """Container and certificate are shown; what the answer says is kept with the file."""
        desk = at or file.importer.participant
        answer = self._act(
            shipments.present, file, day, "present", desk, participant=desk, authority=AUTHORITY[desk],
            number=file.number, purpose=purpose, **shown,
        )  # fmt: skip
        file.imports[desk] = answer["file"]
        file.alarms += answer["alarms"]

    def transit(self, file: File, day: dt.date, *, at: str) -> None:
        self.present(file, day, at=at, purpose=TRANSIT_PURPOSE)

    def see_out(self, file: File, day: dt.date, *, at: str) -> None:
        self._on(shipments.see_out, file, day, at, untouched=True)

    def inspect(self, file: File, day: dt.date, *, at: str = "", missing_cct: int = 0, again: str = "") -> None:
        """Opened and weighed; `missing_cct` is what the first parcel lacks."""
        desk = at or file.importer.participant
        stated = queries.import_file(file.imports[desk], viewer=Actor.system())
        assert stated is not None, "the file is there"
        weights = {parcel.reference: parcel.weight_cct for parcel in stated.parcels}
        weights[stated.parcels[0].reference] -= missing_cct
        self._on(
            shipments.inspect, file, day, desk, again=again,
            found={reference: {"weight_cct": weight} for reference, weight in weights.items()},
            number_of_parcels=len(weights), seals_intact=True,
        )  # fmt: skip

    def confirm(self, file: File, day: dt.date, *, at: str = "") -> None:
        """The signed confirmation; the lots at the importer, of what did not differ, are kept with the file."""
        answer = self._on(shipments.confirm, file, day, at)
        file.arrived = [answer["lots"][p.reference] for p in file.parcels if p.reference in answer["lots"]]

    def arrive(self, file: File, day: dt.date, *, missing_cct: int = 0) -> None:
        """Weighed again and confirmed, on one day."""
        self.inspect(file, day, missing_cct=missing_cct)
        self.confirm(file, day)

    def detain(self, file: File, day: dt.date, *, reason: str, at: str = "") -> None:
        self._on(shipments.detain, file, day, at, reason=reason)

    def release(self, file: File, day: dt.date, *, remedy: str, at: str = "") -> None:
        self._on(shipments.release, file, day, at, remedy=remedy)

    def return_goods(self, file: File, day: dt.date, *, reason: str, at: str = "") -> None:
        self._on(shipments.return_goods, file, day, at, reason=reason)

    def seize(self, file: File, day: dt.date, *, reason: str, at: str = "") -> None:
        file.arrived = self._on(shipments.seize, file, day, at, reason=reason)["lots"]

    def dismiss(self, file: File, day: dt.date, *, reason: str, at: str = "") -> None:
        self._on(shipments.dismiss, file, day, at, reason=reason)

    # -- what is said

    def write(self, file: File, day: dt.date, *, text: str, again: str) -> None:
        """Customs write to the issuing authority about a difference."""
        self._on(shipments.write_to_other_side, file, day, "", again=f"ask-{again}", text=text)

    def answer(self, file: File, day: dt.date, *, text: str, again: str) -> None:
        """The issuing authority answers about a difference."""
        self._on(
            shipments.write_to_other_side, file, day, "", by=f"{file.participant}.officer", again=f"answer-{again}",
            text=text,
        )  # fmt: skip

    def settle(self, file: File, day: dt.date, *, outcome: str, explanation: str) -> None:
        answer = self._on(shipments.settle_discrepancy, file, day, "", outcome=outcome, explanation=explanation)
        file.arrived += list(answer["lots"].values())

    def ask(self, file: File, day: dt.date, *, question: str, at: str = "") -> None:
        file.query = self._on(shipments.ask_issuer, file, day, at, question=question)["query"]

    def reply(self, file: File, day: dt.date, *, answer: str, explanation: str, letter: bytes = b"") -> None:
        """The issuing authority answers the question of a file; one that has no desk here by a `letter`, a PDF, which
        customs keep and record."""
        told: dict[str, Any] = {"query": file.query, "answer": answer, "explanation": explanation}
        by = f"{file.participant}.officer"
        if letter:
            by = f"{file.importer.participant}.customs"
            stored = self._act(
                documents.store_upload, file, day, "letter", "", by=by, data=letter, media_type="application/pdf"
            )
            told["document"] = stored["sha256"]
        file.alarms += self._act(shipments.answer_query, file, day, "reply", "", by=by, **told)["alarms"]

    def close_alarms(self, file: File, day: dt.date, *, at: str, outcome: str, reason: str) -> None:
        for order, alarm in enumerate(file.alarms):
            self._act(
                certificates.close_alarm, file, day, f"close-alarm-{order}", at, alarm=alarm, outcome=outcome,
                reason=reason, participant=at,
            )  # fmt: skip

    def _on(
        self,
        action: Callable[..., Any],
        file: File,
        day: dt.date,
        at: str,
        *,
        by: str = "",
        again: str = "",
        **facts: Any,
    ) -> dict[str, Any]:
        """An act on the import file that lies at a desk."""
        desk = at or file.importer.participant
        what = f"{action.__name__.replace('_', '-')}{again and f'-{again}'}"
        return self._act(action, file, day, what, desk, by=by, on={"file": file.imports[desk]}, **facts)

    def _act(
        self, action: Callable[..., Any], file: File, day: dt.date, what: str, desk: str, *,
        by: str = "", on: dict[str, str] | None = None, **facts: Any,
    ) -> dict[str, Any]:  # fmt: skip
        file.days.setdefault(what, day)
        key = f"{file.key}-{desk}-{what}"
        return self.hand.act(action, by=by or f"{desk}.customs", now=self.clock(day), key=key, **(on or {}), **facts)
