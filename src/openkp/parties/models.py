"""Who takes part: participants and their dated status, restrictions, authorities, people, roles, dated rules.

A dated row holds from `valid_from` up to, and not on, `valid_to`; null `valid_from` means "not recorded", null
`valid_to` means "still". `from_precision` and `to_precision` say how exactly the source knows the day. Rows are never
edited: an end is set once, a correction is a new row that names the old one in `supersedes` (see triggers.py).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from openkp.core.roles import Role
from openkp.core.rules.trade import Direction, Mode, Precision, Scope, Status


def _one_of(field: str, values: type[Any], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [str(value) for value in values]}), name=name)


def _ordered(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")), name=name
    )


class PersonManager(BaseUserManager["Person"]):
    """Django's own commands and allauth make people through it; the house makes them by `parties.actions`."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Someone who signs in. The only place of names and addresses of people: erasing it leaves every fact standing."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, default="")
    language = models.CharField(max_length=5, default="en")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    # Django's permission system is not used: roles are GrantRows, asked through parties.queries.actor.
    is_staff = False
    is_superuser = False

    def __str__(self) -> str:
        return f"person {self.pk}"


class Participant(models.Model):
    """A state or regional organisation known to the Process (KPCS Section I). Whether it takes part on a day is
    computed from its statuses, never stored."""

    code = models.CharField(primary_key=True, max_length=2)  # ISO 3166-1 alpha-2, or EU
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=40)  # IANA name, of the seat of the authority
    source = models.TextField()
    note = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Z][A-Z]$"), name="parties_participant_code_form")
        ]

    def __str__(self) -> str:
        return self.code


class Dated(models.Model):
    """Abstract: the dates of a fact and how well they are known."""

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    from_precision = models.CharField(max_length=5, default=Precision.DAY)
    to_precision = models.CharField(max_length=5, default=Precision.DAY)
    recorded_on = models.DateField(null=True)  # a day on which a source shows it to hold, where the start is unknown
    source = models.TextField(default="")
    note = models.TextField(default="")

    class Meta:
        abstract = True


class StatusRow(Dated):
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=24)
    basis = models.TextField()
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        constraints = [_one_of("status", Status, "parties_status_known"), _ordered("parties_status_ordered")]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.status} from {self.valid_from}"


class RestrictionRow(Dated):
    """A limit on trade by country, zone, mine or operator (domain of KP notices, UN resolutions, decisions)."""

    code = models.CharField(max_length=60)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="restrictions")
    scope = models.CharField(max_length=10)
    mode = models.CharField(max_length=12)
    direction = models.CharField(max_length=6)
    targets = models.JSONField(default=list)  # codes of zones or sites, or numbers of operators; [] for scope all
    basis = models.TextField()
    conditions = models.JSONField(default=list)  # codes, said by words: parties-condition-<code>
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        constraints = [
            _one_of("scope", Scope, "parties_restriction_scope"),
            _one_of("mode", Mode, "parties_restriction_mode"),
            _one_of("direction", Direction, "parties_restriction_direction"),
            _ordered("parties_restriction_ordered"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(supersedes__isnull=True), name="parties_restriction_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.scope} {self.mode}"


class CountryGroup(models.Model):
    """Countries that belong together: the European Union (which takes part as one), the Mano River Union."""

    code = models.CharField(primary_key=True, max_length=8)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    # the participant as which the members trade while they belong to the group; null where each trades for itself
    trades_as = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.TextField()

    def __str__(self) -> str:
        return self.code


class Membership(Dated):
    group = models.ForeignKey(CountryGroup, on_delete=models.PROTECT, related_name="memberships")
    country = models.CharField(max_length=2)

    class Meta:
        constraints = [
            _ordered("parties_membership_ordered"),
            models.UniqueConstraint(fields=["group", "country", "valid_from"], name="parties_membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.country} in {self.group_id}"


class Authority(Dated):
    """A body designated to validate certificates or to verify imports (KPCS Section I). Its did:web is made of the
    installation's address and `slug`, so the slug is for ever."""

    slug = models.CharField(max_length=40, unique=True)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="authorities")
    kind = models.CharField(max_length=16)
    name_en = models.CharField(max_length=160)
    name_fr = models.CharField(max_length=160)
    address = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"), name="parties_slug_form"),
            models.CheckConstraint(condition=Q(kind__in=["both", "export", "import"]), name="parties_authority_kind"),
            _ordered("parties_authority_ordered"),
        ]

    def __str__(self) -> str:
        return self.slug


class Signatory(models.Model):
    """A person whose name may stand on an authority's documents between two days."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="signatories")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=10)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(function__in=["issue", "validate", "confirm"]), name="parties_signatory_function"
            ),
            _ordered("parties_signatory_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.function} for {self.authority_id}"


class GrantRow(models.Model):
    """A role held by a person, for a participant ("*": the whole Process) and perhaps for one operator."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20)
    participant = models.CharField(max_length=2)
    operator = models.CharField(max_length=40, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [_one_of("role", Role, "parties_grant_role"), _ordered("parties_grant_ordered")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.participant}"


class RuleRow(Dated):
    """Dated configuration: a rate, a duration, a matrix, for a participant or for all ("*")."""

    key = models.CharField(max_length=60)
    participant = models.CharField(max_length=2)
    value = models.JSONField()
    basis = models.TextField()
    standing = models.CharField(
        max_length=10
    )  # text: read in a law or decision; reported; ours: a model of ours; open: not known
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        indexes = [models.Index(fields=["key", "participant"], name="parties_rule_by_key")]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=["text", "reported", "ours", "open"]), name="parties_rule_standing"
            ),
            _ordered("parties_rule_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.participant} from {self.valid_from}"


class ApiToken(models.Model):
    """A key to the API for a person, or for a system: a person without a password. The secret is told once, its hash
    kept (tokens.py)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)  # what it is for: "customs system of Antwerp"
    scopes = models.JSONField()  # of tokens.TokenScope
    secret_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(secret_sha256__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 - a form, not a secret
                name="parties_token_hash_form",
            ),
            models.CheckConstraint(condition=Q(created_at__lt=F("expires_at")), name="parties_token_ordered"),
        ]

    def __str__(self) -> str:
        return f"token {self.pk} of {self.person_id}"


class SavedFilter(models.Model):
    """What a person looks for in one list, under a name of their own: the address's query, no fact. Goes with the
    person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="filters", db_index=False)
    page = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "page", "name"], name="parties_filter_once")]

    def __str__(self) -> str:
        return f"filter {self.pk} of {self.person_id}"
