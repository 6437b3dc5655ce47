"""X.509 certificates for signing files (RFC 5280): the installation's own authority, and one signer per KP authority.

Readers of PDF files know P-256 and X.509, not Ed25519 and did:web: the signer's certificate names the DID of its
authority as a subject alternative name, which binds the two.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable

from asn1crypto import x509 as asn1  # type: ignore[import-untyped]  # it ships no types
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID, ObjectIdentifier

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
_LONGEST_NAME = 64  # RFC 5280, appendix A.1: upper bounds of common and organisation names
SPECIMEN_UNIT = "SPECIMEN, no value"


def authority_certificate(
    *,
    name: str,
    specimen: bool,
    public_key: bytes,
    sign: Callable[[bytes], bytes],
    valid_from: dt.datetime,
    valid_until: dt.datetime,
) -> x509.Certificate:
    """The self-signed root of an installation; it may sign certificates and lists, nothing else."""
    key = _p256(public_key)
    subject = _name(name, "", specimen)
    builder = _builder(subject, subject, key, valid_from, valid_until)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(authority=True), critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    return _signed(builder, sign)


def document_certificate(
    *,
    parent: x509.Certificate,
    issuer: str,
    organisation: str,
    country: str,
    specimen: bool,
    public_key: bytes,
    sign: Callable[[bytes], bytes],
    valid_from: dt.datetime,
    valid_until: dt.datetime,
) -> x509.Certificate:
    """A certificate for the files of one KP authority, whose DID is `issuer`; `sign` is the root's."""
    key = _p256(public_key)
    parent_key = parent.public_key()
    assert isinstance(parent_key, ec.EllipticCurvePublicKey), "the root is a P-256 key"
    builder = _builder(_name(organisation, country, specimen), parent.subject, key, valid_from, valid_until)
    extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (_usage(authority=False), True),
        (x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), False),
        (x509.SubjectAlternativeName([x509.UniformResourceIdentifier(issuer)]), False),
        (x509.SubjectKeyIdentifier.from_public_key(key), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(parent_key), False),
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return _signed(builder, sign)


def pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()


def read(text: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate(text.encode())


def serial_text(certificate: x509.Certificate) -> str:
    """The serial number as people compare it: ``3FA2 910C 77B0 1D4E``."""
    return _grouped(f"{certificate.serial_number:016X}")


def plain_serial(text: str) -> str:
    """A serial number as it is kept, however a person wrote it: with or without spaces and colons, in any case."""
    digits = "".join(text.replace(":", "").split()).upper()
    return _grouped(digits)


def _grouped(digits: str) -> str:
    return " ".join(digits[index : index + 4] for index in range(0, len(digits), 4))


def point(certificate: x509.Certificate) -> bytes:
    """The public half as an uncompressed point, 65 bytes."""
    key = certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey), "certificates here are of P-256 keys"
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _p256(public_key: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)


def _name(organisation: str, country: str, specimen: bool) -> x509.Name:
    # Letters beyond the bound are left out: the DID in the alternative name is what identifies the authority.
    # The bound counts bytes of UTF-8 in the library that builds the certificate, and "Côte d’Ivoire" has accents.
    short = organisation.encode()[:_LONGEST_NAME].decode(errors="ignore").strip()
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, country)] if country else []
    parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, short))
    if specimen:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, SPECIMEN_UNIT))
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, short))
    return x509.Name(parts)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    valid_from: dt.datetime,
    valid_until: dt.datetime,
) -> x509.CertificateBuilder:
    """`valid_until` is exclusive; X.509's notAfter is the last second that holds."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(secrets.randbits(62) | 1 << 62)  # 62 random bits, 16 digits: RFC 5280, 4.1.2.2
        .not_valid_before(valid_from)
        .not_valid_after(valid_until - dt.timedelta(seconds=1))
    )


def _signed(builder: x509.CertificateBuilder, sign: Callable[[bytes], bytes]) -> x509.Certificate:
    """Let the key's store sign what the builder built: the private half may never leave a token (PKCS#11)."""
    draft = builder.sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    certificate = asn1.Certificate.load(draft.public_bytes(Encoding.DER))
    certificate["signature_value"] = sign(draft.tbs_certificate_bytes)
    # Not forced: re-encoding would rewrite the DID of an authority at a port ("%3A") and break the signature.
    return x509.load_der_x509_certificate(certificate.dump())
