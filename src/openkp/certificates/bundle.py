"""All forms of one certificate as files: QR text and picture, PDF, credential, proof of the log."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from openkp.core.refusal import Refusal
from openkp.core.roles import Actor

from . import papers, queries


def export(number: str, out_dir: Path, *, viewer: Actor, now: dt.datetime, lang: str = "fr") -> tuple[Path, ...]:
    """Write NUMBER.qr.txt, NUMBER.png, NUMBER.pdf, NUMBER.vc.jwt and NUMBER.tlog-proof into `out_dir`; answers them.

    Refuses ``certificates.unknown`` (also to those whom it does not concern), ``certificates.being_sealed`` until the
    log's proof exists, and as `papers` does.
    """
    found = queries.certificate(number, viewer=viewer, now=now)
    if found is None or not found.named:
        raise Refusal("certificates.unknown", number=number[:40])
    paper = papers.paper(found.row.credential_id, now=now)
    assert paper is not None, "a certificate that was just read"
    if paper.proof is None:
        raise Refusal("certificates.being_sealed", number=number)
    forms = {
        "qr.txt": papers.qr_text(paper).encode(),
        "png": papers.qr_png(paper),
        "pdf": papers.pdf(paper, lang, now=now),
        "vc.jwt": paper.vc_jwt.encode(),
        "tlog-proof": papers.proof_text(paper).encode(),
    }
    out_dir.mkdir(parents=True, exist_ok=True)
    written = []
    for ending, data in forms.items():
        path = out_dir / f"{number}.{ending}"
        path.write_bytes(data)
        written.append(path)
    return tuple(written)
