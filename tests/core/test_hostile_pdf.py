"""A hostile expert's PDF: genuine credentials on pages of one's own, certificates that beget certificates, bombs."""

from __future__ import annotations

import datetime as dt
import io
import time
import zlib
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from tests.core import forge

from openkp.core.logcheck import issued_leaf
from openkp.core.verdict import NOT_VALID, Verdict
from openkp.core.verify import verify
from openkp.words import LANGUAGES, say

LOG = forge.Log(*forge.other_leaves(5), issued_leaf(forge.facts()))
Pair = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]
FIRST, LAST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2031, 1, 1, tzinfo=dt.UTC)


def certificate(
    issuer: str = "",
    *,
    above: Pair | None = None,
    name: str = "Files",
    ca: bool = False,
    usage: bool = True,
    first: dt.datetime = FIRST,
    last: dt.datetime = LAST,
) -> Pair:
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signing, parent = (private, subject) if above is None else (above[0], above[1].subject)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(parent).public_key(private.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(first).not_valid_after(last)
    builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=0 if ca else None), True)
    if issuer:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.UniformResourceIdentifier(issuer)]), False)
    signs = usage and not ca
    flags = x509.KeyUsage(signs, signs, False, False, not signs and not ca, ca, ca, False, False)
    return private, builder.add_extension(flags, True).sign(signing, hashes.SHA256())


@cache
def root(name: str = "Installation authority") -> Pair:
    return certificate(name=name, ca=True)


@cache
def authority(issuer: str = forge.ISSUER) -> Pair:
    return certificate(issuer, above=root())


def pem(pair: Pair) -> str:
    return pair[1].public_bytes(serialization.Encoding.PEM).decode()


def signer(pair: Pair, *chain: Pair) -> signers.SimpleSigner:
    private = pair[0].private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    own, *above = (next(iter(load_certs_from_pemder_data(pem(one).encode()))) for one in (pair, *chain))
    store = SimpleCertificateStore()
    store.register_multiple([own, *above])
    key = load_private_key_from_pemder_data(private, None)
    return signers.SimpleSigner(signing_cert=own, signing_key=key, cert_registry=store)


def pages(*files: tuple[str, bytes], shown: bytes = b"147.33 carats") -> bytes:
    out = writer.PdfFileWriter()
    content = RawContent(b"BT /F1 12 Tf 72 720 Td (" + shown + b") Tj ET")
    stream = out.add_object(generic.StreamObject(stream_data=content.render()))
    out.insert_page(writer.PageObject(contents=stream, media_box=(0, 0, 595, 842)))
    for name, data in files:
        embed_file(out, FileSpec(name, embedded_data=EmbeddedFileObject.from_file_data(out, data)))
    return written(out)


def written(out: Any) -> bytes:
    buffer = io.BytesIO()
    out.write(buffer)
    return buffer.getvalue()


def sign(data: bytes, by: signers.Signer, *, field: str = "ExportingAuthority", digest: str = "sha256") -> bytes:
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm=digest)
    out = io.BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), meta, by, output=out)
    return out.getvalue()


def attached() -> list[tuple[str, bytes]]:
    return [("credential.vc.jwt", forge.vc().encode()), ("SL004911.tlog-proof", LOG.proof(5).to_text().encode())]


@cache
def honest() -> bytes:
    return sign(pages(*attached()), signer(authority()))


def judge(data: bytes, **trust: Any) -> Verdict:
    listed = forge.trust_list(**{"logs": [LOG.row()], "ca_certificates": [forge.root_row(pem(root()))], **trust})
    verdict = verify(data, trust=listed, now=forge.NOW)
    for language in LANGUAGES:
        verdict.to_dict(partial(say, language))
    return verdict


def test_the_tools_of_this_file_make_a_valid_pdf() -> None:
    assert judge(honest()).reasons == ()


# who signed

LIES = pages(*attached(), shown=b"9147.33 carats")


def forgers() -> dict[str, tuple[signers.Signer, str]]:
    neighbour = authority(forge.did_of("LR"))
    twin = certificate(ca=True, name="Installation authority")  # the same name as the real root, another key
    return {
        "a certificate that the neighbour's own certificate made": (
            signer(certificate(forge.ISSUER, above=neighbour), neighbour, root()),
            "pdf.signer_unknown",
        ),
        "the root itself": (signer(root()), "pdf.signer_of_another"),
        "a root of the same name": (signer(certificate(forge.ISSUER, above=twin), twin), "pdf.signer_unknown"),
        "a certificate that signs itself": (signer(certificate(forge.ISSUER)), "pdf.signer_unknown"),
        "the neighbour": (signer(neighbour, root()), "pdf.signer_of_another"),
        "a certificate that names nobody": (signer(certificate(above=root())), "pdf.signer_of_another"),
        "a certificate for keys, not for signatures": (
            signer(certificate(forge.ISSUER, above=root(), usage=False)),
            "pdf.signer_unknown",
        ),
        "a certificate of a longer name": (
            signer(certificate(f"{forge.ISSUER}:branch", above=root())),
            "pdf.signer_of_another",
        ),
        "a certificate of a shorter name": (
            signer(certificate(forge.ISSUER.rpartition(":")[0], above=root())),
            "pdf.signer_of_another",
        ),
        "a certificate that has ended": (
            signer(certificate(forge.ISSUER, above=root(), last=FIRST + dt.timedelta(days=1))),
            "pdf.signer_unknown",
        ),
    }


@pytest.mark.parametrize("who", list(forgers()))
def test_a_genuine_credential_on_pages_signed_by_someone_else(who: str) -> None:
    by, code = forgers()[who]
    verdict = judge(sign(LIES, by))
    assert (verdict.verdict, verdict.authentic, verdict.codes) == (NOT_VALID, False, {code})


def test_the_signature_of_an_honest_file_moved_to_another() -> None:
    true, false = honest(), sign(LIES, signer(certificate(forge.ISSUER)))

    def digits(data: bytes) -> tuple[int, int]:
        start = data.index(b"/Contents <") + len(b"/Contents <") if b"/Contents <" in data else data.index(b"<30") + 1
        return start, data.index(b">", start)

    (a, b), (c, d) = digits(true), digits(false)
    moved = false[:c] + true[a:b][: d - c].ljust(d - c, b"0") + false[d:]
    assert judge(moved).codes == {"pdf.signature"}


def test_a_weak_digest_signs_nothing() -> None:
    for digest in ("sha1", "md5"):
        try:
            data = sign(LIES, signer(authority()), digest=digest)
        except Exception:  # noqa: S112 - the tool may refuse to make it: so much the better
            continue
        assert judge(data).verdict == NOT_VALID


@pytest.mark.parametrize(
    "numbers",
    [b"0 0 0 0", b"0 10 20 30", b"0 -1 1 1", b"1 2 3 4", b"0 1 2", b"0 1 2 3 4 5", b"a b c d", b"99999999999 1 1 1"],
)
def test_a_range_that_leaves_something_out(numbers: bytes) -> None:
    data = honest()
    start = data.index(b"/ByteRange") + len(b"/ByteRange")
    start, end = data.index(b"[", start) + 1, data.index(b"]", start)
    verdict = judge(data[:start] + numbers.ljust(end - start) + data[end:])
    assert verdict.verdict == NOT_VALID and verdict.authentic is False


def test_without_roots_what_shows_by_itself_is_still_not_valid() -> None:
    assert judge(honest(), ca_certificates=[]).codes == {"pdf.no_ca"}
    for data, code in (
        (pages(*attached()), "pdf.unsigned"),
        (honest() + b"\n", "pdf.changed_after_signing"),
        (honest().replace(b"147.33", b"947.33"), "pdf.signature"),
    ):
        verdict = judge(data, ca_certificates=[])
        assert (verdict.verdict, verdict.codes, verdict.authentic) == (NOT_VALID, {code}, False)


# what is attached


def test_two_files_of_one_name_are_refused_however_they_are_named() -> None:
    other = ("credential.vc.jwt", forge.vc(forge.facts(number="SL004912")).encode())
    for files in ((*attached(), other), (other, *attached())):
        assert judge(sign(pages(*files), signer(authority()))).codes == {"pdf.attached_twice"}
    proofs = (*attached(), ("SL004912.tlog-proof", LOG.proof(4).to_text().encode()))
    assert judge(sign(pages(*proofs), signer(authority()))).codes == {"pdf.attached_twice"}


def test_a_genuine_proof_of_another_certificate_is_not_valid() -> None:
    files = (attached()[0], ("SL004911.tlog-proof", LOG.proof(4).to_text().encode()))
    assert judge(sign(pages(*files), signer(authority()))).codes == {"verify.proof_wrong"}


@pytest.mark.parametrize("proof", [b"", b"\xff\xfe", b"c2sp.org/tlog-proof@v1\n", bytes(200_000)], ids=len)
def test_a_proof_that_is_none_is_not_valid(proof: bytes) -> None:
    verdict = judge(sign(pages(attached()[0], ("SL004911.tlog-proof", proof)), signer(authority())))
    assert verdict.verdict == NOT_VALID


# files that cost without end


def tree(kids: int) -> bytes:
    """A tree of names whose branch holds itself, many times over."""
    out = writer.PdfFileWriter()
    stream = out.add_object(generic.StreamObject(stream_data=b""))
    out.insert_page(writer.PageObject(contents=stream, media_box=(0, 0, 9, 9)))
    node = generic.DictionaryObject()
    reference = out.add_object(node)
    node[generic.pdf_name("/Kids")] = generic.ArrayObject([reference] * kids)
    out.root[generic.pdf_name("/Names")] = generic.DictionaryObject({generic.pdf_name("/EmbeddedFiles"): reference})
    return written(out)


def form(kids: int) -> bytes:
    """A form whose field is its own child."""
    data = pages(*attached())
    out = IncrementalPdfFileWriter(io.BytesIO(data))
    field = generic.DictionaryObject({generic.pdf_name("/T"): generic.pdf_string("a")})
    reference = out.add_object(field)
    field[generic.pdf_name("/Kids")] = generic.ArrayObject([reference] * kids)
    fields_of_form = generic.ArrayObject([reference])
    out.root[generic.pdf_name("/AcroForm")] = generic.DictionaryObject({generic.pdf_name("/Fields"): fields_of_form})
    out.update_root()
    return written(out)


def bomb(layers: int) -> bytes:
    """A credential that inflates to 100 MB, squeezed once or several times over."""
    data = bytes(100_000_000)
    for _ in range(layers):
        data = zlib.compress(data, 9)
    names = [generic.pdf_name("/FlateDecode")] * layers
    out = writer.PdfFileWriter()
    page = out.add_object(generic.StreamObject(stream_data=b""))
    out.insert_page(writer.PageObject(contents=page, media_box=(0, 0, 9, 9)))
    stream = generic.StreamObject({generic.pdf_name("/Filter"): generic.ArrayObject(names)}, encoded_data=data)
    spec = {"/UF": generic.pdf_string("credential.vc.jwt")}
    held = generic.DictionaryObject({generic.pdf_name(name): value for name, value in spec.items()})
    held[generic.pdf_name("/EF")] = generic.DictionaryObject({generic.pdf_name("/F"): out.add_object(stream)})
    listed = generic.ArrayObject([generic.pdf_string("a"), out.add_object(held)])
    files = generic.DictionaryObject({generic.pdf_name("/Names"): listed})
    out.root[generic.pdf_name("/Names")] = generic.DictionaryObject({generic.pdf_name("/EmbeddedFiles"): files})
    return written(out)


def xref_stream(size: int, more: bytes = b"") -> bytes:
    """A table of cross-references whose entries are one byte each."""
    squeezed = zlib.compress(bytes(size), 9)
    head = b"%PDF-1.7\n"
    body = b"1 0 obj\n<</Type/XRef/Size %d/W[1 0 0]/Root 2 0 R/Filter/FlateDecode/Length %d" % (size, len(squeezed))
    body += more + b">>\nstream\n"
    return head + body + squeezed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(head)


END = b"\nstartxref\n9\n%%EOF"
LOOP = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\nxref\n0 1\n0000000000 65535 f \n"
LOOP += b"trailer\n<</Size 1/Root 1 0 R/Prev 43>>\nstartxref\n43\n%%EOF"


def chained(count: int) -> bytes:
    """Tables of cross-references, each naming the one before it, all inflating as far as they may."""
    data = b"%PDF-1.7\n"
    before = b""
    at = 0
    for _ in range(count):
        at = len(data)
        data += xref_stream(65_000, before)[9:].partition(b"startxref")[0]
        before = b"/Prev %d" % at
    return data + b"startxref\n%d\n%%%%EOF" % at


COSTLY: dict[str, Callable[[], bytes]] = {
    "a tree that holds itself": partial(tree, 40),
    "a very broad tree": partial(tree, 200_000),
    "a form that holds itself": partial(form, 40),
    "a bomb": partial(bomb, 1),
    "a bomb in a bomb": partial(bomb, 3),
    "a table of cross-references that inflates": partial(xref_stream, 60_000_000),
    "many tables of cross-references": partial(chained, 300),
    "a table that comes before itself": lambda: LOOP,
    "brackets without end": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 3_000_000 + END,
    "dictionaries without end": lambda: b"%PDF-1.7\ntrailer\n" + b"<</A" * 1_000_000 + END,
    "an open text": lambda: b"%PDF-1.7\ntrailer\n<</Root(" + b"(" * 3_000_000 + END,
    "nothing but percent signs": lambda: b"%PDF-" + b"%" * 9_000_000,
    "startxref over and over": lambda: b"%PDF-1.7\n" + b"startxref\n9\n%%EOF\n" * 400_000,
    "more than a certificate": lambda: b"%PDF-" + bytes(11_000_000),
}


@pytest.mark.parametrize("name", list(COSTLY))
def test_a_costly_file_costs_a_moment(name: str) -> None:
    data = COSTLY[name]()
    start = time.process_time()
    verdict = judge(data)
    assert time.process_time() - start < 10
    assert verdict.verdict == NOT_VALID
