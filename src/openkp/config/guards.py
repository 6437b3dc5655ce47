"""Every address of the installation, who may open it and how: one table, enforced before any view runs.

A view that is not in the table is a bug and says so at once. What of an object a person may see is decided below, by
`viewer=` in the queries; whether a person may act, by the actions. This table is the first door, not the only one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from openkp.api.v1 import ADDRESSES, OPEN
from openkp.core.roles import Role
from openkp.web import errors, frame


@dataclass(frozen=True, slots=True)
class Guard:
    """`anyone`: no account needed. `token`: the API asks for one itself, with its scope (api/v1/operations.py).
    `roles`: one of them must be held today; empty means whoever is signed in."""

    methods: tuple[str, ...] = ("GET",)
    anyone: bool = False
    token: bool = False
    roles: frozenset[Role] = field(default_factory=frozenset)

    @property
    def allowed(self) -> tuple[str, ...]:
        return (*self.methods, *(("HEAD",) if "GET" in self.methods else ()))


READ = ("GET",)
FORM = ("GET", "POST")
ACT = ("POST",)
OFFICE = frozenset({Role.OFFICER})
CUSTOMS = frozenset({Role.CUSTOMS})
ADMINS = frozenset({Role.ADMIN})
DIGGING = frozenset({Role.MINER, Role.FIELD_OFFICER, Role.OFFICER})

GUARDS: dict[str, Guard] = {
    # Pages for anyone
    "root": Guard(READ, anyone=True),
    "home:home": Guard(READ, anyone=True),
    "verify:verify": Guard(FORM, anyone=True),
    "offline:page": Guard(READ, anyone=True),
    "offline:worker": Guard(READ, anyone=True),
    "offline:words": Guard(READ, anyone=True),
    "offline:manifest": Guard(READ, anyone=True),
    "licences:check": Guard(FORM, anyone=True),
    "certificates:credential": Guard(READ, anyone=True),
    # Machines: what the certificate, the log and the trust list are made of
    "public:credential": Guard(READ, anyone=True),
    "public:credential-form": Guard(READ, anyone=True),
    "public:log": Guard(READ, anyone=True),
    "public:log-did": Guard(READ, anyone=True),
    "public:did": Guard(READ, anyone=True),
    "public:context": Guard(READ, anyone=True),
    "public:context-confirmation": Guard(READ, anyone=True),
    "public:status-list": Guard(READ, anyone=True),
    "public:trust": Guard(READ, anyone=True),
    "public:changes-atom": Guard(READ, anyone=True),
    "api-1:api-root": Guard(READ, anyone=True),
    "api-1:openapi-json": Guard(READ, anyone=True),
    **{
        f"api-1:{name}": Guard(methods, anyone=name in OPEN, token=name not in OPEN)
        for name, methods in ADDRESSES.items()
    },
    # Sign-in
    "account_login": Guard(FORM, anyone=True),
    "account_logout": Guard(FORM, anyone=True),
    "account_inactive": Guard(READ, anyone=True),
    "account_signup": Guard(FORM, anyone=True),  # says that it is closed
    "account_reset_password": Guard(FORM, anyone=True),
    "account_reset_password_done": Guard(READ, anyone=True),
    "account_reset_password_from_key": Guard(FORM, anyone=True),
    "account_reset_password_from_key_done": Guard(READ, anyone=True),
    "mfa_authenticate": Guard(FORM, anyone=True),  # between the password and the code
    "account_reauthenticate": Guard(FORM),
    "account_change_password": Guard(FORM),
    "mfa_index": Guard(READ),
    "mfa_reauthenticate": Guard(FORM),
    "mfa_activate_totp": Guard(FORM),
    "mfa_deactivate_totp": Guard(FORM),
    "mfa_list_webauthn": Guard(READ),
    "mfa_add_webauthn": Guard(FORM),
    "mfa_edit_webauthn": Guard(FORM),
    "mfa_remove_webauthn": Guard(FORM),
    "mfa_reauthenticate_webauthn": Guard(FORM),
    "mfa_login_webauthn": Guard(FORM, anyone=True),  # the key alone
    "mfa_view_recovery_codes": Guard(READ),
    "mfa_generate_recovery_codes": Guard(FORM),
    "mfa_download_recovery_codes": Guard(READ),
    # Work
    "home:account": Guard(READ),
    "home:work": Guard(READ),
    "shipments:list": Guard(READ, roles=frame.FILE_PEOPLE),
    "shipments:detail": Guard(READ, roles=frame.FILE_PEOPLE),
    "shipments:act": Guard(ACT, roles=frame.FILE_PEOPLE),
    "imports:desk": Guard(READ, roles=frame.BORDER_PEOPLE),
    "imports:present": Guard(FORM, roles=CUSTOMS),
    "imports:prealert": Guard(FORM, roles=CUSTOMS),
    "imports:report": Guard(FORM, roles=frame.BORDER_PEOPLE),
    "imports:list": Guard(READ, roles=frame.FILE_PEOPLE),
    "imports:detail": Guard(READ, roles=frame.FILE_PEOPLE),
    "imports:act": Guard(ACT, roles=frame.BORDER_PEOPLE),
    "imports:confirmation": Guard(READ, roles=frame.FILE_PEOPLE),
    "imports:stored": Guard(READ, roles=frame.FILE_PEOPLE),
    "imports:discrepancies": Guard(READ, roles=frame.BORDER_PEOPLE),
    "imports:alarms": Guard(READ, roles=frame.ALARM_PEOPLE),
    "imports:alarm": Guard(READ, roles=frame.ALARM_PEOPLE),
    "imports:alarm-act": Guard(ACT, roles=frame.BORDER_PEOPLE),
    "custody:slips": Guard(READ, roles=frame.CHAIN_PEOPLE),
    "custody:disputes": Guard(READ, roles=frame.CHAIN_PEOPLE),
    "custody:slip": Guard(READ, roles=frame.CHAIN_PEOPLE),
    "custody:slip-act": Guard(ACT, roles=frame.CHAIN_PEOPLE),
    "custody:write": Guard(FORM, roles=frame.CHAIN_PEOPLE - {Role.MINER}),
    "custody:stock": Guard(READ, roles=frame.CHAIN_PEOPLE),
    "custody:merge": Guard(ACT, roles=frame.CHAIN_PEOPLE),
    "custody:lot": Guard(READ, roles=frame.CHAIN_PEOPLE),
    "custody:lot-act": Guard(ACT, roles=frame.CHAIN_PEOPLE),
    "custody:licences": Guard(READ, roles=frame.OPERATORS),
    "custody:withdraw": Guard(ACT, roles=frame.OPERATORS),
    "custody:finds": Guard(READ, roles=DIGGING),
    "custody:find": Guard(FORM, roles=DIGGING),
    "custody:prices": Guard(READ),
    "certificates:list": Guard(READ),
    "certificates:detail": Guard(READ),
    "certificates:paper": Guard(READ, roles=OFFICE),
    "admin:people": Guard(FORM, roles=ADMINS),
    "admin:person": Guard(READ, roles=ADMINS),
    "admin:person-act": Guard(ACT, roles=ADMINS),
    "admin:tokens": Guard(READ, roles=ADMINS),
    "admin:token-revoke": Guard(ACT, roles=ADMINS),
    "admin:keys": Guard(READ, roles=ADMINS),
    "admin:health": Guard(READ, roles=ADMINS),
    "search:results": Guard(READ),
    "lists:save": Guard(ACT),
    "lists:forget": Guard(ACT),
    "search:operator": Guard(READ),
    "search:licence": Guard(READ),
    "search:site": Guard(READ),
    "lots:list": Guard(READ),
    "lots:detail": Guard(READ),
}


class Guards:
    """Middleware. Not signed in: to the sign-in page. Signed in without the role: 403. Another method: 405."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponse | None:
        match = request.resolver_match
        assert match is not None
        guard = GUARDS.get(match.view_name)
        assert guard is not None, f"{match.view_name} is not in the table of guards"
        if request.method not in guard.allowed:
            return errors.wrong_method(request, guard.allowed)
        if guard.anyone or guard.token:
            return None
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method == "GET" else reverse("home:work")
            return redirect_to_login(back, reverse("account_login"))
        if guard.roles and not frame.actor(request).has(guard.roles):
            return errors.not_yours(request)
        return None
