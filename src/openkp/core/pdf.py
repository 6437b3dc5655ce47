"""The PDF of a certificate: what is attached to it, its PAdES signature, and whether anything came after.

A reader's "signature valid" is not enough: readers accept pages that were changed by an update after signing. Here the
signature must reach over every byte of the file but its own digits, so that the pages shown are the pages signed; where
it does not, the pages as signed are compared with the pages as shown, only to say which of the two faults it is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DecodePurpose, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from .credential.envelope import Envelope
from .refusal import Refusal
from .tlog import LogProof
from .trust_rows import TrustList

if TYPE_CHECKING:
    from .verify import Case

CREDENTIAL_NAME = "credential.vc.jwt"
PROOF_SUFFIX = ".tlog-proof"
MAX_PDF = 10 * 1024 * 1024
MAX_ATTACHMENT = 128 * 1024
_MAX_NODES = 50_000
_MAX_NAMES = 1_000  # a certificate has two files attached
# Of our own files, some 60 kB are ever inflated: the attachments. The library's limits allow 256 MB, which are minutes
# where they are entries of a table of cross-references, one byte each.
_LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=512 * 1024),
    per_purpose={DecodePurpose.XREF_STREAM: StreamDecodeLimits(max_output_size=64 * 1024)},
    document_budget=DocumentDecodeBudget(base_allowance=512 * 1024, max_ratio=0),
)
_HEX = frozenset(b"0123456789abcdefABCDEF")


@dataclass(frozen=True)
class SignedPdf:
    """`proof_name` is the name under which the log proof was attached: it must bear the certificate's number."""

    credential: str
    proof: LogProof | None
    proof_name: str
    data: bytes = field(repr=False)

    def check(self, case: Case, trust: TrustList, envelope: Envelope) -> None:
        """Step 12 of `verify`: add to `case` whatever speaks against the file itself."""
        faults = list(self._faults(case, trust, envelope))
        if faults:
            case.authentic = False

    def _faults(self, case: Case, trust: TrustList, envelope: Envelope) -> Iterator[str]:
        if self.proof_name and self.proof_name != envelope.facts.number + PROOF_SUFFIX:
            case.no("pdf.other_number", name=self.proof_name[:60], number=envelope.facts.number)
            yield "pdf.other_number"
        code = check_signature(self.data, trust.ca_certificates, envelope.facts.issuer, case.now)
        if code:
            case.no(code)
            yield code
        elif not trust.ca_certificates:
            case.unknown("pdf.no_ca")


def read_pdf(data: bytes) -> SignedPdf:
    """What is attached: the credential, and the proof if there is one. Refuses ``pdf.*``; nothing is verified yet."""
    if len(data) > MAX_PDF:
        raise Refusal("credential.too_large", size=len(data), limit=MAX_PDF)
    try:
        files = _attachments(_reader(data))
    except Refusal:
        raise
    except Exception as error:
        # The parser of a stranger's file may fail in any way; none of them says more than that the file is damaged.
        raise Refusal("pdf.damaged") from error
    credential = files.pop(CREDENTIAL_NAME, None)
    if credential is None:
        raise Refusal("pdf.no_credential")
    proofs = [name for name in files if name.endswith(PROOF_SUFFIX)]
    if len(proofs) > 1:
        raise Refusal("pdf.attached_twice", name=PROOF_SUFFIX)
    proof = LogProof.from_text(_text(files[proofs[0]])) if proofs else None
    return SignedPdf(_text(credential).strip(), proof, proofs[0] if proofs else "", data)


def check_signature(data: bytes, ca_certificates: tuple[str, ...], issuer: str, now: dt.datetime) -> str:
    """``""``, or the code of what is wrong with the file's signature.

    ``pdf.unsigned``, ``pdf.signed_twice``, ``pdf.pages_changed``, ``pdf.changed_after_signing``, ``pdf.signature``,
    ``pdf.signer_unknown``, ``pdf.signer_of_another``. Without `ca_certificates` the signer is not asked about: that
    the file was changed after it was signed, or not signed at all, shows even so.
    """
    try:
        reader = _reader(data)
        signatures = reader.embedded_signatures
        if not signatures:
            return "pdf.unsigned"
        if len(signatures) > 1:
            return "pdf.signed_twice"
        after = _after_signing(data, signatures[0])
        return after or _signer(signatures[0], ca_certificates, issuer, now)
    except Exception:
        # As above: whatever the parser or the ASN.1 reader stumbled on, no signature of ours was found good.
        return "pdf.signature"


def _after_signing(data: bytes, signature: EmbeddedPdfSignature) -> str:
    """``""`` if every byte is signed but the hexadecimal digits of the signature itself (ISO 32000-1, 12.8.1)."""
    start, first, second, rest = (int(number) for number in signature.byte_range)
    end = second + rest
    gap = data[first:second]
    if start != 0 or not gap.startswith(b"<") or not gap.endswith(b">") or not _HEX.issuperset(gap[1:-1]):
        return "pdf.signature"
    if end == len(data):
        return ""
    signed_pages = _pages_digest(_reader(data[:end]))
    return "pdf.changed_after_signing" if signed_pages == _pages_digest(_reader(data)) else "pdf.pages_changed"


_URI = "uniform_resource_identifier"


def _signer(signature: EmbeddedPdfSignature, roots: tuple[str, ...], issuer: str, now: dt.datetime) -> str:
    """The signature is intact, its certificate comes from an authority of the list, and names the issuer."""
    trusted = [root for pem in roots for root in load_certs_from_pemder_data(pem.encode())]
    # The certificate need only have held when it signed: it binds the pages to the credential, whose own key, dates
    # and status are judged apart. No network: no revocation list is fetched.
    moment = signature.self_reported_timestamp or now
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail", moment=moment)
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    status = validate_pdf_signature(signature, context, key_usage_settings=usage, skip_diff=True)
    if not (status.intact and status.valid):
        return "pdf.signature"
    if not roots:
        return ""
    if not status.trusted:
        return "pdf.signer_unknown"
    names = signature.signer_cert.subject_alt_name_value
    # As signed: `native` would decode the %3A that a did:web has before a port.
    uris = [name.chosen.contents.decode("ascii", "replace") for name in names or () if name.name == _URI]
    return "" if issuer in uris else "pdf.signer_of_another"


def _reader(data: bytes) -> PdfFileReader:
    reader = PdfFileReader(io.BytesIO(data), decode_limits=_LIMITS)
    if reader.encrypted:
        raise Refusal("pdf.encrypted")
    return reader


def _attachments(reader: PdfFileReader) -> dict[str, bytes]:
    """Our attachments by name (ISO 32000-1, 7.11.4). A name that is there twice is refused: which would be shown?"""
    found: dict[str, bytes] = {}
    for spec in _leaves(_part(_part(reader.root, "/Names"), "/EmbeddedFiles")):
        name = str(spec["/UF"] if "/UF" in spec else spec["/F"])
        if name != CREDENTIAL_NAME and not name.endswith(PROOF_SUFFIX):
            continue
        if name in found:
            raise Refusal("pdf.attached_twice", name=name[:60])
        stream = spec["/EF"]["/F"]
        if not isinstance(stream, generic.StreamObject) or len(stream.data) > MAX_ATTACHMENT:
            raise Refusal("pdf.damaged")
        found[name] = stream.data
    return found


def _leaves(tree: Any) -> Iterator[Any]:
    """The file specifications of a name tree. Its size is bounded as a whole: a branch that holds itself twenty times
    over would double twenty times at each level."""
    todo = [tree]
    met = 0
    while todo:
        node = todo.pop()
        pairs, kids = _part(node, "/Names"), _part(node, "/Kids")
        met += 1 + len(pairs) + len(kids)
        if met > _MAX_NAMES:
            raise Refusal("pdf.damaged")
        for index in range(1, len(pairs), 2):
            yield pairs[index]
        todo.extend(kids[index] for index in range(len(kids)))


def _part(node: Any, name: str) -> Any:
    """A member, its reference followed, which `get` would not do; nothing if it is not there."""
    return node[name] if name in node else ()  # noqa: SIM401 - see above


def _pages_digest(reader: PdfFileReader) -> bytes:
    """SHA-256 of everything the pages show: their content, fonts, images and annotations, by value."""
    digest = hashlib.sha256()
    seen: dict[tuple[int, int], int] = {}
    todo: list[Any] = [reader.root["/Pages"]]
    while todo:
        item = todo.pop()
        if isinstance(item, generic.IndirectObject):
            key = (item.idnum, item.generation)
            known = key in seen
            digest.update(b"@%d;" % seen.setdefault(key, len(seen)))
            if known:
                continue
            item = reader.get_object(item.reference)  # type: ignore[no-untyped-call]
        if len(seen) > _MAX_NODES:
            raise Refusal("pdf.damaged")
        if isinstance(item, generic.StreamObject):
            digest.update(b"stream%d:" % len(item.encoded_data) + item.encoded_data)
        if isinstance(item, generic.DictionaryObject):
            for name in sorted(item):
                if name != "/Parent":
                    digest.update(b"/%s " % str(name).encode())
                    todo.append(item.raw_get(name))
        elif isinstance(item, generic.ArrayObject):
            digest.update(b"[%d]" % len(item))
            todo.extend(item.raw_get(index) for index in range(len(item)))
        else:
            digest.update(b"%s;" % repr(item).encode())
    return digest.digest()


def _text(data: bytes) -> str:
    try:
        return data.decode("ascii")
    except UnicodeDecodeError:
        try:
            return data.decode("utf-8")  # the text of a checkpoint may name a log in any script
        except UnicodeDecodeError:
            raise Refusal("pdf.damaged") from None
