"""The file: PDF/A-3, the credential and its proof inside, one PAdES signature over all of it, and nothing after."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from tests.rooms.documents import paper

from openkp.core.pdf import check_signature, read_pdf
from openkp.core.trust_rows import Root
from openkp.documents import certificate_pdf, typesetting
from openkp.documents.pdf_signature import sign_pdf
from openkp.signing.keys import FileSigner


@pytest.fixture(scope="module")
def signer() -> FileSigner:
    return paper.file_signer()


@pytest.fixture(scope="module")
def pdf(signer: FileSigner) -> bytes:
    return certificate_pdf.render(
        lang="fr",
        **paper.forms(paper.facts()),
        specimen=False,
        signer=signer,
        now=paper.NOW,
    )


def fault(data: bytes, signer: FileSigner, issuer: str = paper.ISSUER) -> str:
    """The code of what the public verifier finds wrong, under the signer's own root."""
    roots = [Root(text, frozenset({issuer})) for text in signer.chain]
    found = check_signature(data, roots, issuer, paper.NOW)
    return found.code if found else ""


def test_the_public_verifier_takes_what_is_attached(pdf: bytes) -> None:
    found = read_pdf(pdf)
    assert found.credential == paper.vc(paper.facts())
    assert found.proof == paper.proof(paper.facts())
    assert found.proof_name == "SL004312.tlog-proof"


def test_the_public_verifier_finds_the_signature_whole(pdf: bytes, signer: FileSigner) -> None:
    assert fault(pdf, signer) == ""
    assert fault(pdf, signer, paper.ISSUER + "-other") == "pdf.signer_of_another"
    assert fault(pdf, paper.file_signer()) == "pdf.signer_unknown"


def test_one_changed_byte_breaks_it(pdf: bytes, signer: FileSigner) -> None:
    at = pdf.index(b"stream") + 40
    changed = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
    assert fault(changed, signer) == "pdf.signature"


def test_nothing_may_follow_the_signature(pdf: bytes, signer: FileSigner) -> None:
    """Certified with DocMDP level 1 (ISO 32000-1, 12.8.2.2): a reader must refuse any update."""
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    assert signature.docmdp_level is not None
    assert signature.docmdp_level.name == "NO_CHANGES"
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.self_reported_timestamp == paper.NOW
    start, first, second, rest = signature.byte_range
    assert (start, second + rest) == (0, len(pdf))
    assert pdf[first:second].strip(b"<>0123456789ABCDEF") == b""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert fault(out.getvalue(), signer).startswith("pdf.")


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs pdfsig (Debian: poppler-utils)")
def test_popplers_pdfsig_agrees(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=True).stdout
    for words in ("Signature is Valid", "Total document signed", "ETSI.CAdES.detached", "National Minerals Agency"):
        assert words in told


def test_it_says_that_it_is_pdf_a_3_and_what_it_is(pdf: bytes) -> None:
    """veraPDF's verdict is in docs/formats/pdf.md; here only that nobody switches the profile off."""
    reader = PdfFileReader(io.BytesIO(pdf))
    xmp = reader.root["/Metadata"].data
    assert b"<pdfaid:part>3</pdfaid:part>" in xmp
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert b"Kimberley Process Certificate SL004312" in xmp
    assert reader.root["/MarkInfo"]["/Marked"]
    assert reader.root["/Lang"] == "en"
    assert reader.input_version == (1, 7)
    files = [one.get_object() for one in reader.root["/AF"]]
    assert sorted(str(one["/AFRelationship"]) for one in files) == ["/Source", "/Supplement"]


def test_the_pages_do_not_depend_on_who_signs_or_when(pdf: bytes, signer: FileSigner) -> None:
    """Only the signature differs from one time to the next: the bytes before it are the same."""
    pages = pdf[: pdf.index(b"%%EOF")]
    again = certificate_pdf.render(
        lang="fr",
        **paper.forms(paper.facts()),
        specimen=False,
        signer=signer,
        now=paper.NOW,
    )
    assert again != pdf
    assert again.startswith(pages)


def test_other_files_can_be_signed_too(signer: FileSigner) -> None:
    """The signature is apart from the certificate's page: what other rooms print can be signed the same way."""
    data = {
        "width": 2100,
        "height": 2970,
        "dx": 0,
        "dy": 0,
        "language": "en",
        "boxes": [],
        "test": True,
        "note": "x",
        "specimen": "",
    }
    plain = typesetting.typeset("paper.typ", data, at=paper.NOW)
    signed = sign_pdf(plain, signer=signer, reason="A test", now=paper.NOW)
    assert fault(signed, signer) == ""
