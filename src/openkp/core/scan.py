"""Reads QR codes from a picture of a certificate or of a card: a scan or a photograph, PNG or JPEG."""

from __future__ import annotations

import io
import re
import warnings

import zxingcpp
from PIL import Image

from .refusal import Refusal

MAX_PIXELS = 40_000_000  # A4 at 600 dpi is 35 million
MAX_SIDE = 65_535  # the reader of codes knows no longer side
_QR = zxingcpp.barcode_formats_from_str("QRCode")
_OURS = re.compile(r"KP[0-9]{1,9}:")


def read_code(data: bytes) -> str:
    """The text of the one QR code of ours in the picture.

    Refuses ``scan.damaged`` (not a whole picture), ``scan.too_large``, ``scan.no_code`` (none was found that could be
    read: another picture may do better), ``scan.foreign_code`` (a code, but of something else) and
    ``scan.several_codes`` (more than one certificate).
    """
    ours = [text for text in read_texts(data) if _OURS.match(text)]
    if not ours:
        raise Refusal("scan.foreign_code")
    if len(ours) > 1:
        raise Refusal("scan.several_codes", count=len(ours))
    return ours[0]


def read_texts(data: bytes) -> tuple[str, ...]:
    """The texts of all QR codes in the picture, in alphabetical order. Refuses ``scan.damaged``, ``scan.too_large``,
    ``scan.no_code``."""
    with _open(data) as image:
        if max(image.size) > MAX_SIDE:
            raise Refusal("scan.too_large", pixels=image.width * image.height, limit=MAX_PIXELS)
        found = zxingcpp.read_barcodes(image, formats=_QR, text_mode=zxingcpp.TextMode.Plain)
    texts = {code.text for code in found if code.valid}
    if not texts:
        raise Refusal("scan.no_code")
    return tuple(sorted(texts))


def _open(data: bytes) -> Image.Image:
    """The picture in grey. Its size is asked before a pixel is unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if image.width * image.height > MAX_PIXELS:
                raise Refusal("scan.too_large", pixels=image.width * image.height, limit=MAX_PIXELS)
            return image.convert("L")
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        # Pillow tells of a damaged picture in all these ways.
        raise Refusal("scan.damaged") from None
