"""The PDF of a certificate: PDF/A-3b, the credential and its log proof attached, signed as PAdES. docs/formats/pdf.md.

No proof, no print: a page is made only once the certificate is in the public log.
"""

from __future__ import annotations

import datetime as dt

from openkp.core.credential.cose import read_cose
from openkp.core.credential.qr import decode_qr
from openkp.core.credential.vc import read_vc
from openkp.core.facts import CertificateFacts
from openkp.core.logcheck import issued_leaf
from openkp.core.merkle import leaf_hash, verify_inclusion
from openkp.core.refusal import Damage, Refusal
from openkp.core.tlog import LogProof, read_checkpoint
from openkp.words import LANGUAGES, say

from . import qr
from .certificate_words import ENGLISH, languages_of, page_data
from .pdf_signature import DocumentSigner, sign_pdf
from .typesetting import typeset

TEMPLATE = "certificate.typ"
CREDENTIAL_NAME = "credential.vc.jwt"
PROOF_SUFFIX = ".tlog-proof"


def render(
    *,
    lang: str,
    vc_jwt: str,
    proof_text: str,
    qr_text: str,
    verify_url: str,
    specimen: bool,
    signer: DocumentSigner,
    now: dt.datetime,
) -> bytes:
    """The signed PDF in English with `lang` beside it (``"en"``: English alone).

    What the pages show is read from the credential that is attached to them; the code, the proof and the address must
    be of the same certificate: Damage if they are not. `proof_text` is a C2SP tlog-proof, `qr_text` what the code holds
    (see `qr.qr_fits`). SPECIMEN lies across every page if `specimen`, if the facts say so or if the signer's key is
    worth nothing. The signature differs each time; the pages do not. Refuses ``documents.language``,
    ``documents.not_sealed`` (no proof yet), ``documents.qr_too_long``, ``tlog.proof_malformed``.
    """
    if lang not in LANGUAGES:
        raise Refusal("documents.language", language=lang[:20])
    facts = _facts(vc_jwt)
    if not proof_text:
        raise Refusal("documents.not_sealed", number=facts.number)
    picture = qr.svg(qr_text)
    _agree(facts, LogProof.from_text(proof_text), qr_text, verify_url)
    data = page_data(
        facts, languages=languages_of(lang), proof_text=proof_text, verify_url=verify_url, serial=signer.serial
    )
    data |= {
        "qr_svg": picture,
        "qr_side_tenths_mm": qr.SIDE_TENTHS_MM,
        "specimen": specimen or facts.specimen or signer.specimen,
        "attachments": _attachments(facts.number, vc_jwt, proof_text),
    }
    pages = typeset(TEMPLATE, data, at=now)
    return sign_pdf(pages, signer=signer, reason=say(ENGLISH, "pdf.page_statement"), now=now)


def _facts(vc_jwt: str) -> CertificateFacts:
    try:
        return read_vc(vc_jwt).facts
    except Refusal as refusal:
        raise Damage(f"a credential to be printed cannot be read: {refusal}") from refusal


def _agree(facts: CertificateFacts, proof: LogProof, qr_text: str, verify_url: str) -> None:
    """One paper, one certificate: whoever reads the code or the address must find what the page says."""
    try:
        cose, carried = decode_qr(qr_text)
        in_code = read_cose(cose).facts
        head = read_checkpoint(proof.checkpoint)
    except Refusal as refusal:
        raise Damage(f"{facts.number}: its code or its proof cannot be read: {refusal}") from refusal
    if in_code != facts:
        raise Damage(f"{facts.number}: the code to be printed is of {in_code.number}, or says other things")
    if carried not in (None, proof):
        raise Damage(f"{facts.number}: the code to be printed carries another proof")
    if not verify_inclusion(proof.index, head.size, leaf_hash(issued_leaf(facts)), proof.hashes, head.root):
        raise Damage(f"{facts.number}: the proof to be attached is of another entry of the log")
    if verify_url.rsplit("/", 1)[-1] != facts.credential_id:
        raise Damage(f"{facts.number}: the address to be printed is of another certificate")


def _attachments(number: str, vc_jwt: str, proof_text: str) -> list[dict[str, str]]:
    return [
        {
            "name": CREDENTIAL_NAME,
            "text": vc_jwt,
            "media_type": "application/vc+jwt",
            "relationship": "source",
            "description": say(ENGLISH, "pdf.page_attached_credential"),
        },
        {
            "name": number + PROOF_SUFFIX,
            "text": proof_text,
            "media_type": "text/plain",
            "relationship": "supplement",
            "description": say(ENGLISH, "pdf.page_attached_proof"),
        },
    ]
