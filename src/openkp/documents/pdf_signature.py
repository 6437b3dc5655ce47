"""PAdES baseline B-B (ETSI EN 319 142-1) over the whole file, certified so that nothing may follow (DocMDP level 1)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any, Protocol

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "ExportingAuthority"
_RESERVED = 12_288  # hexadecimal digits for the CMS object: two certificates of P-256 take about 4,000


class DocumentSigner(Protocol):
    """Who signs files for one authority: a P-256 key with its X.509 certificate and the certificates above it."""

    @property
    def certificate(self) -> str:
        """PEM of the signer's own certificate."""

    @property
    def chain(self) -> tuple[str, ...]:
        """PEM of the certificates above it, the root last."""

    @property
    def serial(self) -> str:
        """The certificate's serial number as printed on the page, hexadecimal."""

    @property
    def specimen(self) -> bool:
        """Whether the key is worth nothing."""

    @property
    def sign(self) -> Callable[[bytes], bytes]:
        """ECDSA with SHA-256 over the given bytes, DER."""


def sign_pdf(data: bytes, *, signer: DocumentSigner, reason: str, now: dt.datetime) -> bytes:
    """`data` with one certifying signature appended; the signature reaches over every byte but its own digits."""
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=reason,
    )
    pdf_signer = _DatedSigner(meta, signer=_KeySigner(signer), new_field_spec=SigFieldSpec(FIELD))
    pdf_signer.now = now
    # The update begins on a line of its own: PDF/A wants an end of line before each object (ISO 19005-3, 6.1.9).
    out = pdf_signer.sign_pdf(_FaithfulWriter(io.BytesIO(data.rstrip() + b"\n")), bytes_reserved=_RESERVED)
    assert isinstance(out, io.BytesIO)
    return out.getvalue()


class _FaithfulWriter(IncrementalPdfFileWriter):
    """Adds the signature alone: the metadata stay as they were made, and no date is read from the clock."""

    def _update_meta(self) -> None:
        return


class _DatedSigner(signers.PdfSigner):
    """Takes the moment of signing from the caller: rooms do not read the clock."""

    now: dt.datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.now
        return session

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """Names the PAdES extension only. pyHanko would also raise the file to PDF 2.0 to name the curve P-256, which
        readers of PDF 1.7 know well, and PDF/A-3 is a profile of PDF 1.7."""
        pdf_out.register_extension(ESIC_EXTENSION_1)


class _KeySigner(signers.Signer):
    """Signs through the key's own store, whatever that is: pyHanko never sees a private key."""

    def __init__(self, key: DocumentSigner) -> None:
        own = _certificates(key.certificate)[0]
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # untyped in pyHanko
        registry.register_multiple([own, *(above for pem in key.chain for above in _certificates(pem))])
        super().__init__(signing_cert=own, cert_registry=registry, embed_roots=True)
        self._sign = key.sign

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        assert digest_algorithm == "sha256", "the key signs SHA-256 only"
        return bytes(72) if dry_run else self._sign(data)


def _certificates(pem: str) -> list[Any]:
    return list(load_certs_from_pemder_data(pem.encode()))
