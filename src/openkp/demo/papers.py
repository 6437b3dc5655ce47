"""The papers of the story, as files: what `openkp certificate export` and `openkp trust export` write."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from openkp.certificates import papers, queries, trust_export
from openkp.core.roles import Actor
from openkp.shipments import queries as shipments

FOLDER = "story"
CONFIRMATION = ".confirmation.vc.jwt"
TRUST = "trust.json"


def write(home: Path, number: str, *, now: dt.datetime) -> Path:
    """Write the story's certificate in every form, the signed confirmation of its import, and the trust list beside
    them; answers the folder."""
    folder = home / FOLDER
    folder.mkdir(exist_ok=True)
    shown = queries.certificate(number, viewer=Actor.system(), now=now)
    assert shown is not None, "the story has its certificate"
    paper = papers.paper(shown.row.credential_id, now=now)
    assert paper is not None, "a certificate has a paper"
    confirmed = shipments.confirmation(number, viewer=Actor.system())
    assert confirmed is not None, "the story's certificate is confirmed"
    files = {
        f"{number}.pdf": papers.pdf(paper, papers.PAGE_LANGUAGE, now=now),
        f"{number}.png": papers.qr_png(paper),
        f"{number}.qr.txt": papers.qr_text(paper).encode(),
        f"{number}.vc.jwt": paper.vc_jwt.encode(),
        f"{number}.tlog-proof": papers.proof_text(paper).encode(),
        f"{number}{CONFIRMATION}": confirmed.jwt.encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    trust_export.write(folder / TRUST, now=now)
    return folder


def clear(home: Path) -> None:
    """Remove the folder of papers: they are made anew at any time."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)
