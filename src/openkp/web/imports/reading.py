"""What comes with a presentation, in one form: a photograph, a scan, a PDF or a file becomes the text of its code."""

from __future__ import annotations

import re

from django.http import HttpRequest, QueryDict

from openkp.core.credential.cose import looks_like_cose, read_cose
from openkp.core.credential.qr import decode_qr, encode_qr
from openkp.core.credential.vc import looks_like_vc, read_vc
from openkp.core.pdf import read_pdf
from openkp.core.refusal import Refusal
from openkp.core.scan import read_code

from .. import frame
from ..verify.forms import MAX_FILE

_NUMBER = re.compile(r"[A-Za-z]{2} ?[0-9]{1,12}", re.ASCII)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff")


def with_credential(request: HttpRequest) -> tuple[QueryDict, tuple[str, ...]]:
    """What was sent, with the text of the code in ``credential`` and the number that it names in ``number``; and why a
    file could not be read. Nothing is believed here: the action verifies."""
    sent = request.POST.copy()
    problems: tuple[str, ...] = ()
    file = request.FILES.get("file")
    if file is not None:
        try:
            sent["credential"] = text_of(file.read())
        except Refusal as refusal:
            problems = (frame.message(request, refusal.code, **refusal.facts),)
    text = sent.get("credential", "").strip()
    if _NUMBER.fullmatch(text) and not sent.get("number", "").strip():
        sent["number"], sent["credential"] = text, ""
    elif text and not sent.get("number", "").strip():
        try:
            sent["number"] = number_in(text)
        except Refusal as refusal:
            problems = (*problems, frame.message(request, refusal.code, **refusal.facts))
    return sent, problems


def text_of(data: bytes) -> str:
    """Refuses ``scan.*``, ``pdf.*``, ``credential.*``."""
    if len(data) > MAX_FILE:
        raise Refusal("credential.too_large", size=len(data), limit=MAX_FILE)
    if data.startswith(_PICTURES):
        return read_code(data)
    if data.startswith(b"%PDF-"):
        return read_pdf(data).credential
    if looks_like_cose(data):
        return encode_qr(data, None)
    return data.decode("utf-8", "replace").removeprefix("\ufeff").strip()


def number_in(text: str) -> str:
    """The number that a code names. Refuses ``qr.*``, ``credential.*``, ``verify.not_a_certificate``."""
    if text.startswith("KP"):
        return read_cose(decode_qr(text)[0]).facts.number
    if looks_like_vc(text):
        return read_vc(text).facts.number
    raise Refusal("verify.not_a_certificate")
