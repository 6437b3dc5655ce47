"""The PDF of a certificate: what is attached to it, its PAdES signature, and whether anything came after.

A reader's "signature valid" is not enough: readers accept pages that were changed by an update after signing. Here the
signature must reach over every byte of the file but its own digits, so that the pages shown are the pages signed; where
it does not, the pages as signed are compared with the pages as shown, only to say which of the two faults it is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DecodePurpose, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from .credential.envelope import Envelope
from .refusal import Refusal
from .tlog import LogProof
from .trust_rows import Root, TrustList

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
_NOT_IN_THE_LIST = frozenset({"pdf.signer_unknown", "pdf.root_of_another"})
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
        facts = envelope.facts
        if self.proof_name and self.proof_name != facts.number + PROOF_SUFFIX:
            case.no("pdf.other_number", name=self.proof_name[:60], number=facts.number)
            case.authentic = False
        fault = check_signature(self.data, trust.ca_certificates, facts.issuer, case.now)
        if fault is None:
            if not any(facts.issuer in root.issuers for root in trust.ca_certificates):
                case.unknown("pdf.no_ca")
        elif fault.code in _NOT_IN_THE_LIST:  # a newer list might hold it
            case.absent(fault.code, **fault.facts)
            case.authentic = False if case.fresh or case.authentic is False else None
        else:
            case.no(fault.code, **fault.facts)
            case.authentic = False


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


def check_signature(data: bytes, roots: Sequence[Root], issuer: str, now: dt.datetime) -> Refusal | None:
    """What is wrong with the file's signature, None if nothing is.

    ``pdf.unsigned``, ``pdf.signed_twice``, ``pdf.pages_changed``, ``pdf.changed_after_signing``, ``pdf.signature``,
    ``pdf.signer_unknown``, ``pdf.signer_of_another``, ``pdf.root_of_another``, ``pdf.signer_revoked``. Where no root
    vouches for `issuer`, an unknown signer is not held against the file: that it was changed after it was signed, not
    signed at all, or signed under somebody else's root, shows even so.
    """
    try:
        reader = _reader(data)
        signatures = reader.embedded_signatures
        if not signatures:
            return Refusal("pdf.unsigned")
        if len(signatures) > 1:
            return Refusal("pdf.signed_twice")
        after = _after_signing(data, signatures[0])
        return Refusal(after) if after else _signer(signatures[0], roots, issuer, now)
    except Exception:
        # As above: whatever the parser or the ASN.1 reader stumbled on, no signature of ours was found good.
        return Refusal("pdf.signature")


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


def _signer(signature: EmbeddedPdfSignature, roots: Sequence[Root], issuer: str, now: dt.datetime) -> Refusal | None:
    """The signature is intact, its certificate comes from a root that vouches for the issuer, names the issuer, and
    neither was revoked."""
    # The certificate need only have held when it signed: it binds the pages to the credential, whose own key, dates
    # and status are judged apart. No network: revocations come with the list.
    moment = signature.self_reported_timestamp or now
    own = [root for root in roots if issuer in root.issuers]
    status = _validated(signature, own, moment)
    if not (status.intact and status.valid):
        return Refusal("pdf.signature")
    if not status.trusted:
        # A root speaks for its own installation: under another's name, what it signed is a forgery, not a stranger's.
        others = [root for root in roots if issuer not in root.issuers]
        if others and _validated(signature, others, moment).trusted:
            return Refusal("pdf.root_of_another", issuer=issuer)
        return Refusal("pdf.signer_unknown") if own else None
    names = signature.signer_cert.subject_alt_name_value
    # As signed: `native` would decode the %3A that a did:web has before a port.
    uris = [name.chosen.contents.decode("ascii", "replace") for name in names or () if name.name == _URI]
    if issuer not in uris:
        return Refusal("pdf.signer_of_another")
    return _revoked(signature, own, moment)


def _revoked(signature: EmbeddedPdfSignature, roots: Sequence[Root], moment: dt.datetime) -> Refusal | None:
    """By its serial number, which the root signed; or because no root that still stands at `moment` gave it."""
    serial = signature.signer_cert.serial_number
    ends = [root.revoked[serial] for root in roots if serial in root.revoked]
    standing = [root for root in roots if root.revocation is None or not root.revocation.denies(moment)]
    if len(standing) < len(roots) and not (standing and _validated(signature, standing, moment).trusted):
        ends += [root.revocation for root in roots if root.revocation is not None]
    for end in ends:
        if end.denies(moment):
            return Refusal("pdf.signer_revoked", serial=f"{serial:X}", revoked_at=end.at)
    return None


def _validated(signature: EmbeddedPdfSignature, roots: Sequence[Root], moment: dt.datetime) -> PdfSignatureStatus:
    trusted = [found for root in roots for found in load_certs_from_pemder_data(root.pem.encode())]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, revocation_mode="soft-fail", moment=moment)
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    return validate_pdf_signature(signature, context, key_usage_settings=usage, skip_diff=True)


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
