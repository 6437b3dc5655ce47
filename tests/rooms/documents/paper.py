"""What the tests of this room share: facts, a signer of files, and eyes for a PDF."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import random
import re
from typing import Any

import pypdfium2
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, ImageFilter

from openkp.core.credential.cose import sign_cose
from openkp.core.credential.qr import encode_qr
from openkp.core.credential.vc import sign_vc
from openkp.core.facts import CertificateFacts, ParcelFacts, PartyFacts
from openkp.core.logcheck import issued_leaf
from openkp.core.merkle import leaf_hash, node_hash
from openkp.core.tlog import LogProof, VerifierKey, sign_checkpoint
from openkp.documents import certificate_words
from openkp.documents.qr import SIDE_TENTHS_MM, qr_fits, svg
from openkp.documents.typesetting import typeset
from openkp.signing import x509
from openkp.signing.keys import FileSigner

NOW = dt.datetime(2026, 11, 24, 14, 6, tzinfo=dt.UTC)
ISSUER = "did:web:kp.example.org:authorities:sl-nma"
URL = "https://kp.example.org/credentials/Zm9vYmFyYmF6cXV4MTIzNA"
KID = f"{ISSUER}#k1"
_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
_BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def parcel(line: int, **other: Any) -> ParcelFacts:
    return dataclasses.replace(
        ParcelFacts(f"L-SL-{line:06d}", "7102.31", 12_345 + line, 9_889_882 + 100 * line, "SL"), **other
    )


def facts(**other: Any) -> CertificateFacts:
    plain = CertificateFacts(
        number="SL004312",
        kind="export",
        participant="SL",
        authority="National Minerals Agency",
        issuer=ISSUER,
        issued_at=dt.datetime(2026, 11, 24, 14, 5, tzinfo=dt.UTC),
        valid_until=dt.datetime(2027, 1, 24, tzinfo=dt.UTC),
        exporter=PartyFacts("Kono Diamond Traders Ltd", "12 Lightfoot Boston Street\nFreetown", "SL", "SL-EXP-0042"),
        importer=PartyFacts("Antwerp Rough BV", "Hoveniersstraat 22\n2018 Antwerpen", "BE"),
        origin="SL",
        provenance="SL",
        destination="EU",
        parcels=(parcel(1),),
        seals=("NMA-276211", "NMA-740595"),
        validated_by="Aminata Sesay-Koroma",
        credential_id="Zm9vYmFyYmF6cXV4MTIzNA",
        status_list="https://kp.example.org/status/sl-nma-1",
        status_index=4312,
        salt=bytes(16),
    )
    return dataclasses.replace(plain, **other)


def vc(told: CertificateFacts) -> str:
    return sign_vc(told, kid=KID, sign=_KEY.sign)


def proof(told: CertificateFacts, *, index: int = 123_456, size: int = 1_048_576) -> LogProof:
    """A proof as a log of a million entries gives one: 20 hashes, and a checkpoint whose root follows from them."""
    hashes = tuple(bytes([line]) * 32 for line in range(20))
    root = leaf_hash(issued_leaf(told))
    for level, other in enumerate(hashes):
        root = node_hash(other, root) if index >> level & 1 else node_hash(root, other)
    log = VerifierKey("kp.example.org/log", _KEY.public_key().public_bytes_raw())
    return LogProof(index, hashes, sign_checkpoint(key=log, size=size, root=root, sign=_KEY.sign).note)


def qr_text(told: CertificateFacts) -> str:
    """With the proof where the code has room for it, else without."""
    cose = sign_cose(told, kid=KID, sign=_KEY.sign)
    whole = encode_qr(cose, proof(told))
    return whole if qr_fits(whole) else encode_qr(cose, None)


def forms(told: CertificateFacts) -> dict[str, str]:
    """All that a page is made of, each of the same certificate."""
    return {
        "vc_jwt": vc(told),
        "proof_text": proof(told).to_text(),
        "qr_text": qr_text(told),
        "verify_url": URL.rpartition("/")[0] + "/" + told.credential_id,
    }


def page_of(told: CertificateFacts, code: str, *, serial: str = "00") -> bytes:
    """The page with any code at all, unsigned: for what a scanner makes of codes that no certificate gives."""
    data = certificate_words.page_data(
        told,
        languages=certificate_words.languages_of("fr"),
        proof_text=proof(told).to_text(),
        verify_url=URL,
        serial=serial,
    )
    side = {"qr_svg": svg(code), "qr_side_tenths_mm": SIDE_TENTHS_MM, "specimen": False, "attachments": []}
    return typeset("certificate.typ", data | side, at=NOW)


def payload(characters: int) -> str:
    """A text of that length with the letters of a certificate's QR code."""
    chance = random.Random(characters)  # noqa: S311 - a text to print, not a secret
    return "KP1:" + "".join(chance.choices(_BASE45, k=characters - 4))


def file_signer(*, specimen: bool = False, issuer: str = ISSUER) -> FileSigner:
    root_key, own_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    until = NOW + dt.timedelta(days=400)
    root = x509.authority_certificate(
        name="OpenKP of Sierra Leone",
        specimen=specimen,
        public_key=_point(root_key),
        sign=lambda data: root_key.sign(data, ec.ECDSA(hashes.SHA256())),
        valid_from=NOW,
        valid_until=until,
    )
    own = x509.document_certificate(
        parent=root,
        issuer=issuer,
        organisation="National Minerals Agency",
        country="SL",
        specimen=specimen,
        public_key=_point(own_key),
        sign=lambda data: root_key.sign(data, ec.ECDSA(hashes.SHA256())),
        valid_from=NOW,
        valid_until=until,
    )
    return FileSigner(
        x509.pem(own),
        (x509.pem(root),),
        x509.serial_text(own),
        specimen,
        lambda data: own_key.sign(data, ec.ECDSA(hashes.SHA256())),
    )


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, in lower case and without spaces: line breaks and small capitals do not matter."""
    document = pypdfium2.PdfDocument(pdf)
    return [_squeezed(page.get_textpage().get_text_range()) for page in document]


def shows(page: str, words: str) -> bool:
    return _squeezed(words) in page


def scan(pdf: bytes, *, dpi: int = 200, turned: float = 0.0, blur: float = 0.0, dirt: float = 0.0) -> Image.Image:
    """The first page as a scanner sees it: turned by some degrees, blurred (in 400 dpi dots), with noise, as a JPEG."""
    sharp = pypdfium2.PdfDocument(pdf)[0].render(scale=400 / 72).to_pil().convert("L")
    if blur:
        sharp = sharp.filter(ImageFilter.GaussianBlur(blur))
    if turned:
        sharp = sharp.rotate(turned, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    seen = sharp.resize((sharp.width * dpi // 400, sharp.height * dpi // 400), Image.Resampling.BOX)
    if dirt:
        seen = Image.blend(seen, Image.effect_noise(seen.size, 24), dirt)
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=75)
    return Image.open(io.BytesIO(out.getvalue()))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+|\u00ad|\ufffe|\u200b|\u0002", "", text).lower()


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
