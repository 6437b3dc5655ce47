"""allauth writes through the actions of `parties`; nobody signs up by themselves."""

from __future__ import annotations

import base64
import urllib.parse
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from openkp.core.roles import Actor
from openkp.parties import actions as parties
from openkp.words import DEFAULT_LANGUAGE, say

from .. import frame


def display_name(user: AbstractBaseUser) -> str:
    """How allauth's own sentences name the person who is signed in."""
    return str(getattr(user, "name", "")) or user.get_username()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are named by the administrator of their authority: parties.actions.create_person."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home:work")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home:home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home:account")

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A change by the person, or a reset by the key that the mailbox alone got: the person's own act."""
        user.password = make_password(password)
        parties.set_password(
            by=Actor(int(user.pk)),
            now=frame.now(),
            request_id=frame.new_request_id(),
            person_id=int(user.pk),
            who=parties.Personal(password_hash=user.password),
        )

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, str]]:
        """As allauth names them, in a form that a sentence can be named by."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return [{**one, "id": one["id"].replace(":", "_")} for one in methods]

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Mails to people come with the notices room; allauth's own are not in our words."""

    def format_email_subject(self, subject: str) -> str:
        return f"OpenKP: {subject}"


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors lie in the database encrypted under the installation's secret, which does not."""

    @property
    def error_messages(self) -> dict[str, str]:
        """allauth's reasons, in our words."""
        lang = (get_language() or DEFAULT_LANGUAGE)[:2]
        return {name: say(lang, code) for name, code in _REASONS.items()}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A key is held to the frozen address of the installation, however it was reached."""
        return {"id": urllib.parse.urlsplit(settings.OPENKP_URL).hostname or "localhost", "name": "OpenKP"}

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


_REASONS = {
    "incorrect_code": "accounts.mfa_wrong",
    "cannot_delete_authenticator": "accounts.mfa_cannot_remove",
    "cannot_generate_recovery_codes": "accounts.mfa_no_codes",
    "unverified_email": "accounts.mfa_not_now",
    "add_email_blocked": "accounts.mfa_not_now",
}


def _box() -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"openkp second factors")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
