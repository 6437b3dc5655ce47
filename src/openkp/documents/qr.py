"""The QR code of a certificate (ISO/IEC 18004): as SVG for the page, as PNG for the screen."""

from __future__ import annotations

import io

import segno

from openkp.core.refusal import Refusal

QUIET_ZONE = 4  # modules, ISO/IEC 18004, 5.3.8
SIDE_TENTHS_MM = 580  # printed width and height, quiet zone included
SCAN_DPI = 200
# A scanner that samples at SCAN_DPI must lay three pixels on each module; below that, rotation and blur win.
MAX_MODULES = SIDE_TENTHS_MM * SCAN_DPI // (254 * 3)


def qr_fits(text: str) -> bool:
    """Whether `text`, printed at its place on the page, still reads from a scan at 200 dpi."""
    try:
        return _modules(_best(text)) <= MAX_MODULES
    except segno.DataOverflowError:
        return False


def svg(text: str) -> str:
    """A whole SVG document, quiet zone included. Refuses ``documents.qr_too_long`` unless `qr_fits`."""
    out = io.BytesIO()
    _fitting(text).save(out, kind="svg", border=QUIET_ZONE, xmldecl=False, nl=False, light="#fff")
    return out.getvalue().decode()


def png(text: str, *, scale: int = 6) -> bytes:
    """A black and white PNG, `scale` pixels a module, quiet zone included. Refuses ``documents.qr_too_long``."""
    out = io.BytesIO()
    _fitting(text).save(out, kind="png", border=QUIET_ZONE, scale=scale)
    return out.getvalue()


def _fitting(text: str) -> segno.QRCode:
    try:
        code = _best(text)
    except segno.DataOverflowError:
        raise Refusal("documents.qr_too_long", characters=len(text)) from None
    if _modules(code) > MAX_MODULES:
        raise Refusal("documents.qr_too_long", characters=len(text))
    return code


def _best(text: str) -> segno.QRCode:
    """Level M where its modules are still large enough, else L: a module too small costs more than a level gives."""
    try:
        code = segno.make(text, error="M", micro=False, boost_error=False)
    except segno.DataOverflowError:
        return segno.make(text, error="L", micro=False, boost_error=False)
    if _modules(code) <= MAX_MODULES:
        return code
    return segno.make(text, error="L", micro=False, boost_error=False)


def _modules(code: segno.QRCode) -> int:
    return int(code.symbol_size(border=QUIET_ZONE)[0])
