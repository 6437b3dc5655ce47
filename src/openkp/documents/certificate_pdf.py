"""The PDF of a certificate: PDF/A-3b, the credential and its log proof attached, signed as PAdES. docs/formats/pdf.md.

No proof, no print: a page is made only once the certificate is in the public log.
"""

from __future__ import annotations

import datetime as dt

from openkp.core.facts import CertificateFacts
from openkp.core.refusal import Refusal
from openkp.words import LANGUAGES, say

from . import qr
from .certificate_words import ENGLISH, languages_of, page_data
from .pdf_signature import DocumentSigner, sign_pdf
from .typesetting import typeset

TEMPLATE = "certificate.typ"
CREDENTIAL_NAME = "credential.vc.jwt"
PROOF_SUFFIX = ".tlog-proof"


def render(
    facts: CertificateFacts,
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

    `proof_text` is a C2SP tlog-proof, `qr_text` what the code holds (see `qr.qr_fits`). SPECIMEN lies across every page
    if `specimen`, if the facts say so or if the signer's key is worth nothing. The signature differs each time; the
    pages do not. Refuses ``documents.language``, ``documents.not_sealed`` (no proof yet), ``documents.qr_too_long``.
    """
    pages = typeset(TEMPLATE, _data(facts, lang, vc_jwt, proof_text, qr_text, verify_url, specimen, signer), at=now)
    reason = say(ENGLISH, "pdf.page_statement")
    return sign_pdf(pages, signer=signer, reason=reason, now=now)


def _data(
    facts: CertificateFacts,
    lang: str,
    vc_jwt: str,
    proof_text: str,
    qr_text: str,
    verify_url: str,
    specimen: bool,
    signer: DocumentSigner,
) -> dict[str, object]:
    if lang not in LANGUAGES:
        raise Refusal("documents.language", language=lang[:20])
    if not proof_text:
        raise Refusal("documents.not_sealed", number=facts.number)
    data = page_data(
        facts, languages=languages_of(lang), proof_text=proof_text, verify_url=verify_url, serial=signer.serial
    )
    return data | {
        "qr_svg": qr.svg(qr_text),
        "qr_side_tenths_mm": qr.SIDE_TENTHS_MM,
        "specimen": specimen or facts.specimen or signer.specimen,
        "attachments": [
            {
                "name": CREDENTIAL_NAME,
                "text": vc_jwt,
                "media_type": "application/vc+jwt",
                "relationship": "source",
                "description": say(ENGLISH, "pdf.page_attached_credential"),
            },
            {
                "name": facts.number + PROOF_SUFFIX,
                "text": proof_text,
                "media_type": "text/plain",
                "relationship": "supplement",
                "description": say(ENGLISH, "pdf.page_attached_proof"),
            },
        ],
    }
