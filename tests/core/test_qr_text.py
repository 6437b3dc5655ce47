"""The text of the code, and the code itself: written, printed at 200 dpi, scanned, read."""

from __future__ import annotations

import io
from typing import Any

import cbor2
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter
from tests.core import forge

from openkp.core.credential import base45
from openkp.core.credential.qr import decode_qr, encode_qr
from openkp.core.logcheck import issued_leaf
from openkp.core.refusal import Refusal
from openkp.core.scan import MAX_PIXELS, read_code
from openkp.core.tlog import LogProof

ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def a_proof() -> LogProof:
    return forge.Log(*forge.other_leaves(700), issued_leaf(forge.facts())).proof(700)


def test_what_was_written_is_read_with_and_without_a_proof() -> None:
    cose = forge.cose()
    assert decode_qr(encode_qr(cose, None)) == (cose, None)
    assert decode_qr(encode_qr(cose, a_proof())) == (cose, a_proof())


def test_the_text_fits_the_alphanumeric_mode() -> None:
    text = encode_qr(forge.cose(), a_proof())
    assert text.startswith("KP1:") and set(text) <= ALPHANUMERIC


def test_lines_broken_in_the_mail_are_joined() -> None:
    text = encode_qr(forge.cose(), None)
    broken = "\r\n".join(text[at : at + 76] for at in range(0, len(text), 76))
    assert decode_qr(f"\n{broken}\n") == (forge.cose(), None)


@pytest.mark.parametrize("text", ["KP2:ABC", "KP0:" + "A" * 9, "KP10:", "KP123456789:XYZ"])
def test_another_version_cannot_be_checked(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        decode_qr(text)
    assert refusal.value == Refusal("qr.unknown_version", prefix=text.partition(":")[0] + ":")


@pytest.mark.parametrize(
    "parts",
    [
        [],
        ["text"],
        [b"c", 1],
        [b"c", 1, b"", ""],
        [b"c", -1, bytes(32), "x"],
        [b"c", 1, bytes(33), "x"],
        [b"c", 1, bytes(32 * 65), "x"],
        [b"c", True, bytes(32), "x"],
        [b"c", 1, [bytes(32)], "x"],
        {0: b"c"},
        b"c",
        None,
        [b"c", 1, bytes(32), "x", "y"],
    ],
)
def test_other_arrays_are_refused_or_carry_a_proof_that_proves_nothing(parts: Any) -> None:
    text = "KP1:" + base45.encode(cbor2.dumps(parts))
    if parts == [b"c", 1, b"", ""]:
        assert decode_qr(text) == (b"c", LogProof(1, (), ""))
        return
    with pytest.raises(Refusal):
        decode_qr(text)


@given(st.text(max_size=100), st.binary(max_size=100))
def test_no_strangers_text_raises_anything_but_a_refusal(text: str, raw: bytes) -> None:
    for other in (text, "KP1:" + text, "KP1:" + base45.encode(raw)):
        try:
            cose, proof = decode_qr(other)
        except Refusal:
            continue
        assert encode_qr(cose, proof) == other.translate({10: None, 13: None, 9: None}).strip()


def test_a_truncated_text_is_refused() -> None:
    text = encode_qr(forge.cose(), a_proof())
    for length in range(4, len(text) - 1, 37):
        with pytest.raises(Refusal):
            decode_qr(text[:length])


def test_what_no_code_can_hold_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        encode_qr(bytes(3000), None)
    assert refusal.value.code == "qr.too_large"


def scanned(text: str, *, millimetres: int = 70, dpi: int = 200, turned: int = 2) -> bytes:
    """The code on white paper, `millimetres` wide, as an office scanner sees it: grey, slightly turned and blurred."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    width = int(millimetres / 25.4 * dpi)
    code = Image.open(out).convert("L").resize((width, width), Image.Resampling.LANCZOS)
    page = Image.new("L", (int(width * 1.6), int(width * 1.9)), 250)
    page.paste(code, (width // 4, width // 3))
    page = page.rotate(turned, fillcolor=250, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))
    saved = io.BytesIO()
    page.save(saved, "JPEG", quality=80)
    return saved.getvalue()


def test_the_code_still_reads_from_a_scan_at_200_dpi() -> None:
    text = encode_qr(forge.cose(), a_proof())
    assert read_code(scanned(text, millimetres=80)) == text
    without = encode_qr(forge.cose(), None)
    assert read_code(scanned(without, millimetres=50)) == without


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_pictures_that_show_no_certificate_say_which_is_the_matter() -> None:
    blank = png(Image.new("L", (300, 300), 255))
    huge = png(Image.new("1", (MAX_PIXELS // 1000 + 1, 1000)))
    several = Image.new("L", (900, 420), 255)
    for at, text in enumerate(("KP1:ABC", "KP1:DEF")):
        code = io.BytesIO()
        segno.make(text, error="m", micro=False).save(code, kind="png", scale=10)
        several.paste(Image.open(code).convert("L"), (20 + at * 440, 20))
    foreign = scanned("https://kp.example/verify", millimetres=40)
    whole = scanned("KP1:ABC", millimetres=40)
    expected = {
        blank: "scan.no_code",
        huge: "scan.too_large",
        png(several): "scan.several_codes",
        foreign: "scan.foreign_code",
        whole[: len(whole) // 2]: "scan.damaged",
        blank[:60]: "scan.damaged",
        b"\x89PNG\r\n\x1a\n": "scan.damaged",
        b"\xff\xd8\xff" + bytes(50): "scan.damaged",
        b"GIF89a" + bytes(50): "scan.damaged",
    }
    for data, code in expected.items():
        with pytest.raises(Refusal) as refusal:
            read_code(data)
        assert refusal.value.code == code


@given(st.binary(max_size=300))
def test_no_strangers_picture_raises_anything_but_a_refusal(data: bytes) -> None:
    for start in (
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01",
    ):
        with pytest.raises(Refusal):
            read_code(start + data)
