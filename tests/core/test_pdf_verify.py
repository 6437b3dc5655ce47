"""The PDF: what is attached, who signed, and that the pages shown are the pages signed."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from tests.core import forge

from openkp.core.logcheck import issued_leaf
from openkp.core.verdict import CANNOT_CHECK, NOT_VALID, VALID, Verdict
from openkp.core.verify import verify
from openkp.words import LANGUAGES, say

LOG = forge.Log(*forge.other_leaves(5), issued_leaf(forge.facts()))
SIGNED_ON = dt.datetime(2026, 11, 2, 10, tzinfo=dt.UTC)


@cache
def authority(name: str) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = _builder(subject, subject, private).add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    return private, builder.sign(private, hashes.SHA256())


@cache
def signer_of(issuer: str, above: str = "Installation authority") -> signers.Signer:
    """A signer for files whose certificate names `issuer`, made by the authority `above`."""
    root_key, root = authority(above)
    private = ec.generate_private_key(ec.SECP256R1())
    names = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(issuer)])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Files of an authority")])
    builder = _builder(subject, root.subject, private).add_extension(names, False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    own = builder.add_extension(usage, True).sign(root_key, hashes.SHA256())
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificates = list(load_certs_from_pemder_data(own.public_bytes(serialization.Encoding.PEM)))
    return signers.SimpleSigner(
        signing_cert=certificates[0],
        signing_key=load_private_key_from_pemder_data(pem, None),
        cert_registry=SimpleCertificateStore(),
    )


def _builder(subject: x509.Name, parent: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(parent)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
    )


def pages(*files: tuple[str, bytes]) -> bytes:
    """One page that shows the weight, with `files` attached."""
    out = writer.PdfFileWriter()
    content = RawContent(b"BT /F1 12 Tf 72 720 Td (147.33 carats) Tj ET")
    page = writer.PageObject(
        contents=out.add_object(generic.StreamObject(stream_data=content.render())), media_box=(0, 0, 595, 842)
    )
    out.insert_page(page)
    for name, data in files:
        embed_file(out, FileSpec(name, embedded_data=EmbeddedFileObject.from_file_data(out, data)))
    buffer = io.BytesIO()
    out.write(buffer)
    return buffer.getvalue()


def sign(data: bytes, signer: signers.Signer, field: str = "ExportingAuthority") -> bytes:
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    out = io.BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), meta, signer, output=out)
    return out.getvalue()


def attached(credential: str | None = None, proof_name: str = "SL004911.tlog-proof") -> list[tuple[str, bytes]]:
    text = forge.vc() if credential is None else credential
    return [("credential.vc.jwt", text.encode()), (proof_name, LOG.proof(5).to_text().encode())]


@cache
def honest() -> bytes:
    return sign(pages(*attached()), signer_of(forge.ISSUER))


def judge(data: bytes, **trust: Any) -> Verdict:
    root = authority("Installation authority")[1].public_bytes(serialization.Encoding.PEM).decode()
    listed = forge.trust_list(**{"logs": [LOG.row()], "ca_certificates": [forge.root_row(root)], **trust})
    verdict = verify(data, trust=listed, now=forge.NOW)
    for language in LANGUAGES:
        verdict.to_dict(partial(say, language))
    return verdict


def updated(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with an update appended after its signature, as editors do."""
    edit = IncrementalPdfFileWriter(io.BytesIO(data))
    change(edit)
    out = io.BytesIO()
    edit.write(out)
    return out.getvalue()


def test_an_honest_pdf_is_valid_with_its_proof() -> None:
    verdict = judge(honest())
    assert (verdict.verdict, verdict.reasons, verdict.authentic, verdict.form) == (VALID, (), True, "pdf")
    assert verdict.facts == forge.facts()


def heavier(edit: IncrementalPdfFileWriter) -> None:
    page = edit.root["/Pages"]["/Kids"][0]
    stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 720 Td (9147.33 carats) Tj ET")
    page[generic.pdf_name("/Contents")] = edit.add_object(stream)
    edit.update_container(page)


def annotated(edit: IncrementalPdfFileWriter) -> None:
    page = edit.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Contents"): generic.pdf_string("9147.33 carats"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (70, 700, 300, 740))),
        }
    )
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([*page.get("/Annots", ()), edit.add_object(note)])
    edit.update_container(page)


def a_page_more(edit: IncrementalPdfFileWriter) -> None:
    content = edit.add_object(generic.StreamObject(stream_data=b"BT (annex) Tj ET"))
    edit.insert_page(writer.PageObject(contents=content, media_box=(0, 0, 595, 842)))


def another_title(edit: IncrementalPdfFileWriter) -> None:
    edit.root[generic.pdf_name("/Lang")] = generic.pdf_string("fr")
    edit.update_root()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (heavier, "pdf.pages_changed"),
        (annotated, "pdf.pages_changed"),
        (a_page_more, "pdf.pages_changed"),
        (another_title, "pdf.changed_after_signing"),
    ],
)
def test_an_update_after_signing_is_not_valid(change: Callable[[IncrementalPdfFileWriter], None], code: str) -> None:
    verdict = judge(updated(honest(), change))
    assert (verdict.verdict, verdict.codes, verdict.authentic) == (NOT_VALID, {code}, False)


def test_bytes_added_at_the_end_are_not_valid() -> None:
    for tail in (b"\n", b"%comment", bytes(100)):
        verdict = judge(honest() + tail)
        assert verdict.verdict == NOT_VALID and verdict.authentic is False


def test_a_second_signature_is_not_valid() -> None:
    verdict = judge(sign(honest(), signer_of(forge.ISSUER), "Second"))
    assert (verdict.verdict, verdict.codes) == (NOT_VALID, {"pdf.signed_twice"})


def test_a_byte_changed_in_the_page_breaks_the_signature() -> None:
    data = honest()
    at = data.index(b"147.33")
    verdict = judge(data[:at] + b"947.33" + data[at + 6 :])
    assert (verdict.verdict, verdict.codes, verdict.authentic) == (NOT_VALID, {"pdf.signature"}, False)


def test_a_true_credential_on_pages_of_ones_own_is_not_valid() -> None:
    unsigned = judge(pages(*attached()))
    stranger = judge(sign(pages(*attached()), signer_of(forge.ISSUER, "Forgers Ltd")))
    neighbour = judge(sign(pages(*attached()), signer_of(forge.did_of("LR"))))
    assert unsigned.codes == {"pdf.unsigned"} and stranger.codes == {"pdf.signer_unknown"}
    assert neighbour.codes == {"pdf.signer_of_another"}
    for verdict in (unsigned, stranger, neighbour):
        assert verdict.verdict == NOT_VALID and verdict.authentic is False


def test_a_forged_credential_on_signed_pages_is_not_valid() -> None:
    verdict = judge(sign(pages(*attached(forge.vc(by="forger"))), signer_of(forge.ISSUER)))
    assert verdict.verdict == NOT_VALID and "verify.signature" in verdict.codes


def test_the_proof_of_another_certificate_is_not_valid() -> None:
    verdict = judge(sign(pages(*attached(proof_name="SL004912.tlog-proof")), signer_of(forge.ISSUER)))
    assert verdict.verdict == NOT_VALID and "pdf.other_number" in verdict.codes


def test_without_a_proof_the_policy_decides() -> None:
    data = sign(pages(attached()[0]), signer_of(forge.ISSUER))
    assert judge(data).codes == {"verify.proof_absent"}
    assert judge(data, policy={**forge.trust_body()["policy"], "require_proof": True}).verdict == NOT_VALID


def test_pages_nobody_vouches_for_cannot_be_checked() -> None:
    verdict = judge(honest(), ca_certificates=[])
    assert (verdict.verdict, verdict.codes, verdict.authentic) == (CANNOT_CHECK, {"pdf.no_ca"}, True)


def test_a_pdf_that_carries_no_certificate_or_two() -> None:
    assert judge(pages()).codes == {"pdf.no_credential"}
    twice = judge(sign(pages(*attached(), attached()[0]), signer_of(forge.ISSUER)))
    assert (twice.verdict, twice.codes) == (NOT_VALID, {"pdf.attached_twice"})


def test_cut_short_is_not_valid() -> None:
    for part in (0.1, 0.5, 0.9, 0.99):
        verdict = judge(honest()[: int(len(honest()) * part)])
        assert verdict.verdict == NOT_VALID and verdict.authentic is False


def test_a_stream_that_inflates_without_end_is_refused() -> None:
    bomb = zlib.compress(bytes(300_000_000), 9)
    assert len(bomb) < 400_000
    out = writer.PdfFileWriter()
    out.insert_page(
        writer.PageObject(contents=out.add_object(generic.StreamObject(stream_data=b"")), media_box=(0, 0, 9, 9))
    )
    stream = generic.StreamObject({generic.pdf_name("/Filter"): generic.pdf_name("/FlateDecode")}, encoded_data=bomb)
    spec = generic.DictionaryObject(
        {
            generic.pdf_name("/UF"): generic.pdf_string("credential.vc.jwt"),
            generic.pdf_name("/EF"): generic.DictionaryObject({generic.pdf_name("/F"): out.add_object(stream)}),
        }
    )
    files = generic.DictionaryObject(
        {generic.pdf_name("/Names"): generic.ArrayObject([generic.pdf_string("a"), out.add_object(spec)])}
    )
    out.root[generic.pdf_name("/Names")] = generic.DictionaryObject({generic.pdf_name("/EmbeddedFiles"): files})
    buffer = io.BytesIO()
    out.write(buffer)
    verdict = judge(buffer.getvalue())
    assert verdict.verdict == NOT_VALID and verdict.codes <= {"pdf.damaged", "credential.too_large"}


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_byte_of_the_file_can_be_another(at: int, patch: bytes) -> None:
    data = honest()
    at %= len(data)
    changed = data[:at] + patch + data[at + len(patch) :]
    verdict = judge(changed)
    if (
        verdict.verdict == VALID
    ):  # only the empty room after the signature's own digits may differ in nothing that counts
        gap_start = data.index(b"/Contents <") if b"/Contents <" in data else data.index(b"/Contents<")
        assert changed == data or gap_start < at < gap_start + 40_000


@given(st.binary(max_size=400))
@settings(max_examples=50, deadline=None)
def test_no_strangers_pdf_raises(data: bytes) -> None:
    for start in (b"%PDF-", b"%PDF-1.7\n", honest()[:2000]):
        assert judge(start + data).verdict == NOT_VALID
