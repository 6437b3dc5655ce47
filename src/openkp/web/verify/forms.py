"""The shape of what is handed in: a text or a file, not both, not too large."""

from __future__ import annotations

from typing import Any

from django import forms

from openkp.words import say

MAX_FILE = 5_000_000  # bytes: a scan of one page
MAX_TEXT = 40_000  # characters: four times the largest credential


class VerifyForm(forms.Form):
    text = forms.CharField(
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "class": "code", "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.jwt,.cose,.txt,application/pdf,image/*"}),
    )

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lang = lang
        for name in self.fields:
            self.fields[name].label = say(lang, f"web.verify_{name}")
            self.fields[name].help_text = say(lang, f"web.verify_{name}_help")
            self.fields[name].error_messages |= {
                "max_length": say(lang, "web.verify_text_too_long"),
                "empty": say(lang, "web.verify_file_empty"),
                "invalid": say(lang, "web.verify_file_empty"),
            }

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        text, file = (told.get("text") or "").strip(), told.get("file")
        if file is not None and file.size > MAX_FILE:
            self.add_error("file", say(self.lang, "web.verify_file_too_large"))
        elif not self.errors and not text and file is None:
            self.add_error("text", say(self.lang, "web.verify_nothing"))
        elif text and file is not None:
            self.add_error("file", say(self.lang, "web.verify_both"))
        return told

    def given(self) -> bytes | str:
        file = self.cleaned_data.get("file")
        return bytes(file.read()) if file is not None else str(self.cleaned_data["text"]).strip()
