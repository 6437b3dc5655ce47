"""Public halves of keys, their end, and X.509 certificates. Rows are facts: never changed, never deleted."""

from django.db import models
from django.db.models import F, Q


class SigningKey(models.Model):
    """An Ed25519 key that speaks for one issuer (did:web) about one thing. `valid_until` is the first instant after."""

    kid = models.CharField(max_length=240, unique=True)
    issuer = models.CharField(max_length=180)
    purpose = models.CharField(max_length=20)
    algorithm = models.CharField(max_length=20)
    public_key = models.BinaryField(max_length=32)
    store = models.CharField(max_length=20)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="signing_key_lives_forwards",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.UniqueConstraint(fields=["public_key"], name="signing_one_row_per_key"),
        ]
        indexes = [models.Index(fields=["issuer", "purpose", "valid_from"], name="signing_by_issuer")]

    def __str__(self) -> str:
        return self.kid


class KeyRevocation(models.Model):
    """The end of a key before its time. `reason` ``compromised`` takes back everything that it ever signed."""

    key = models.OneToOneField(SigningKey, on_delete=models.PROTECT, related_name="revocation")
    at = models.DateTimeField()
    reason = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.key_id} {self.reason}"


class X509Certificate(models.Model):
    """A P-256 key with its certificate: the installation's own authority (`issuer` empty), or one that signs files."""

    serial = models.CharField(max_length=40, unique=True)
    role = models.CharField(max_length=10)  # authority, document
    issuer = models.CharField(max_length=180, default="")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    pem = models.TextField()
    public_key = models.BinaryField(max_length=65, unique=True)
    store = models.CharField(max_length=20)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["role", "issuer", "valid_from"], name="signing_x509_by_issuer")]

    def __str__(self) -> str:
        return f"{self.role} {self.serial}"


class X509Revocation(models.Model):
    """The end of a certificate before its time, for the reasons of a key's. A root's end is that of all it gave."""

    certificate = models.OneToOneField(X509Certificate, on_delete=models.PROTECT, related_name="revocation")
    at = models.DateTimeField()
    reason = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.reason}"
