"""A certificate as its holder carries it: QR code and PDF with the log's proof inside. No proof, no paper.

Composed here because three rooms that do not know each other meet: signing, transparency, documents.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from openkp.core.credential.qr import encode_qr
from openkp.core.facts import CertificateFacts
from openkp.core.refusal import Refusal
from openkp.core.tlog import LogProof
from openkp.documents import certificate_pdf, pdf_cache, qr
from openkp.signing import queries as signing
from openkp.transparency import queries as transparency
from openkp.words import LANGUAGES

from . import queries

PAGE_LANGUAGE = "fr"  # beside English, KPCS Annex I A: "an English translation incorporated"


@dataclass(frozen=True, slots=True)
class Paper:
    """What every form of one certificate is made of. `leaf` are the exact logged bytes; `proof` None while it is
    being sealed."""

    number: str
    credential_id: str
    facts: CertificateFacts
    cose: bytes
    vc_jwt: str
    leaf: bytes
    proof: LogProof | None


def paper(credential_id: str, *, now: dt.datetime) -> Paper | None:
    """The certificate of that id; None if there is none."""
    found = queries.by_credential_id(credential_id, now=now)
    if found is None:
        return None
    leaf = transparency.leaf(found.leaf_id)
    assert leaf is not None, "a certificate names a leaf of the log"
    return Paper(
        found.row.number,
        credential_id,
        found.facts,
        found.cose,
        found.vc_jwt,
        leaf.data,
        transparency.proof(found.leaf_id),
    )


def proof_text(paper: Paper) -> str:
    """C2SP tlog-proof. Refuses ``documents.not_sealed``."""
    return _proof(paper).to_text()


def qr_text(paper: Paper) -> str:
    """What the code holds: with the proof where it still reads from a scan at 200 dpi, else without.

    Refuses ``documents.not_sealed``, and ``documents.qr_too_long`` where even the certificate alone does not fit.
    """
    whole = encode_qr(paper.cose, _proof(paper))
    if qr.qr_fits(whole):
        return whole
    alone = encode_qr(paper.cose, None)
    if not qr.qr_fits(alone):
        raise Refusal("documents.qr_too_long", characters=len(alone))
    return alone


def qr_png(paper: Paper) -> bytes:
    """The code as a black and white PNG. Refuses as `qr_text`."""
    return qr.png(qr_text(paper))


def pdf(paper: Paper, lang: str, *, now: dt.datetime) -> bytes:
    """The signed PDF in English with French beside it, or English alone (``en``); kept in the cache once made.

    Refuses as `qr_text`, and as `signing.queries.document_signer` does.
    """
    lang = lang if lang in LANGUAGES else PAGE_LANGUAGE
    proof, text = proof_text(paper), qr_text(paper)

    def make() -> bytes:
        return certificate_pdf.render(
            lang=lang,
            vc_jwt=paper.vc_jwt,
            proof_text=proof,
            qr_text=text,
            verify_url=address(paper.credential_id),
            specimen=settings.OPENKP_SPECIMEN,
            signer=signing.document_signer(issuer=paper.facts.issuer, on=now),
            now=now,
        )

    serial = signing.document_serial(issuer=paper.facts.issuer, on=now)
    return pdf_cache.cached(paper.credential_id, lang, serial, make)


def address(credential_id: str) -> str:
    """Where anyone who holds the paper finds it: printed on it, so it is for ever."""
    return f"{settings.OPENKP_URL}/credentials/{credential_id}"


def _proof(paper: Paper) -> LogProof:
    if paper.proof is None:
        raise Refusal("documents.not_sealed", number=paper.number)
    return paper.proof
