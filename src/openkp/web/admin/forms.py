"""Forms of the administrator: someone new, a role, the end of one, a password, a token."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from openkp.core.roles import Actor, Role
from openkp.parties import queries as parties
from openkp.parties.tokens import MAX_DAYS, TokenScope
from openkp.words import LANGUAGE_NAMES, say

from .. import frame
from ..forms import ActForm, day_field

LINK, TYPED, SYSTEM = "link", "typed", "system"
WHOLE = "*"


class AdminForm(ActForm):
    """`found`: the administrator, whose participants are offered; or the person, with `viewer` given apart."""

    room = "admin"

    def __init__(self, *args: Any, viewer: Actor, **kwargs: Any) -> None:
        self.viewer = viewer
        super().__init__(*args, **kwargs)

    def add_role(self, *, needed: bool) -> None:
        """Role, participant, operator."""
        known = [(str(role), say(self.lang, f"web.role_{role}")) for role in Role if role is not Role.SYSTEM]
        none = [] if needed else [("", say(self.lang, "admin.role_later"))]
        self.fields["role"] = forms.ChoiceField(
            label=say(self.lang, "admin.role"), choices=[*none, *sorted(known, key=lambda one: one[1])], required=needed
        )
        self.fields["participant"] = forms.ChoiceField(
            label=say(self.lang, "admin.participant"), choices=places(self.viewer, self.lang)
        )
        self.fields["operator"] = self.text("operator", most=40)
        self.fields["operator"].required = False
        self.fields["operator"].help_text = say(self.lang, "admin.operator_help")

    def password(self, *, needed: bool) -> forms.CharField:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        label = say(self.lang, "admin.password")
        return forms.CharField(label=label, widget=widget, required=needed, max_length=200, strip=False)


def places(viewer: Actor, lang: str) -> list[tuple[str, str]]:
    """The participants for which `viewer` is an administrator, by name."""
    mine = viewer.participants(Role.ADMIN)
    rows = [(row.code, row.name(lang)) for row in parties.participants() if WHOLE in mine or row.code in mine]
    whole = [(WHOLE, say(lang, "admin.whole_process"))] if WHOLE in mine else []
    return [*sorted(rows, key=lambda one: one[1]), *whole]


class AddForm(AdminForm):
    def build(self) -> None:
        self.fields["email"] = forms.EmailField(label=say(self.lang, "admin.email"), max_length=254)
        self.fields["name"] = self.text("name", most=120)
        self.fields["language"] = forms.ChoiceField(
            label=say(self.lang, "admin.language"), choices=list(LANGUAGE_NAMES.items()), initial=self.lang
        )
        self.add_role(needed=False)
        self.fields["first"] = forms.ChoiceField(
            label=say(self.lang, "admin.first_password"),
            choices=[(one, say(self.lang, f"admin.first_{one}")) for one in (LINK, TYPED, SYSTEM)],
            widget=forms.RadioSelect,
            initial=LINK,
        )
        self.fields["typed"] = self.password(needed=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("first") == TYPED:
            if not told.get("typed"):
                self.add_error("typed", say(self.lang, "file.missing"))
            else:
                _strong(self, "typed", told["typed"])
        return told


class GrantForm(AdminForm):
    def build(self) -> None:
        self.add_role(needed=True)
        self.fields["valid_from"] = day_field(self.lang, "admin.valid_from")
        self.fields["valid_from"].initial = frame.now().date()
        self.fields["valid_to"] = day_field(self.lang, "admin.valid_to")
        self.fields["valid_to"].required = False
        self.fields["valid_to"].help_text = say(self.lang, "admin.valid_to_help")

    def facts(self) -> dict[str, Any]:
        return {**self.cleaned_data, "role": Role(self.cleaned_data["role"])}


class WithdrawForm(AdminForm):
    grave = True

    def build(self) -> None:
        held = [(str(row.id), told) for row in self.found.grants if (told := self._told(row))]
        self.fields["grant_id"] = forms.ChoiceField(label=say(self.lang, "admin.which_role"), choices=held)
        self.fields["valid_to"] = day_field(self.lang, "admin.no_longer_from")
        self.fields["valid_to"].initial = frame.now().date()

    def _told(self, row: Any) -> str:
        """The role in words; empty for one that ended, or that this administrator may not withdraw."""
        mine = self.viewer.has(Role.ADMIN, participant=row.participant)
        if not mine or (row.valid_to is not None and row.valid_to <= frame.now().date()):
            return ""
        place = dict(places(self.viewer, self.lang)).get(row.participant, row.participant)
        return ", ".join(filter(None, (say(self.lang, f"web.role_{row.role}"), place, row.operator)))

    def facts(self) -> dict[str, Any]:
        return {"grant_id": int(self.cleaned_data["grant_id"]), "valid_to": self.cleaned_data["valid_to"]}


class PasswordForm(AdminForm):
    def build(self) -> None:
        self.fields["typed"] = self.password(needed=True)

    def clean_typed(self) -> str:
        text = str(self.cleaned_data["typed"])
        _strong(self, "typed", text)
        return text


class LinkForm(AdminForm):
    pass


class DeactivateForm(AdminForm):
    grave = True


class EraseForm(AdminForm):
    """The address is typed once more: there is no way back."""

    grave = True

    def build(self) -> None:
        self.fields["email"] = self.text("erase_type", most=254)

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"]).strip().lower()
        if typed != self.found.email:
            raise forms.ValidationError(say(self.lang, "admin.erase_other"))
        return typed


class TokenForm(AdminForm):
    def build(self) -> None:
        self.fields["name"] = self.text("token_name", most=80)
        self.fields["scopes"] = forms.MultipleChoiceField(
            label=say(self.lang, "admin.token_scopes"),
            choices=[(str(one), say(self.lang, f"admin.scope_{one}")) for one in TokenScope],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["days"] = forms.IntegerField(
            label=say(self.lang, "admin.token_days", most=MAX_DAYS), min_value=1, max_value=MAX_DAYS, initial=90
        )

    def facts(self) -> dict[str, Any]:
        end = frame.now() + dt.timedelta(days=self.cleaned_data["days"])
        return {"name": self.cleaned_data["name"], "scopes": self.cleaned_data["scopes"], "expires_at": end}


def _strong(form: forms.Form, field: str, text: str) -> None:
    try:
        validate_password(text)
    except forms.ValidationError as error:
        form.add_error(field, error)
