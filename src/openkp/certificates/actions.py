"""The acts of the room, as doors call them. Their bodies are in the files named here."""

from .blanks import allocate_blanks, receive_blanks, report_blanks, spoil_blanks
from .foreign import register_foreign
from .lives import replace, report_lost, report_stolen, return_unused, void
from .status_lists import sign_status_list

__all__ = [
    "allocate_blanks",
    "receive_back",
    "receive_blanks",
    "register_foreign",
    "replace",
    "report_blanks",
    "report_lost",
    "report_stolen",
    "return_unused",
    "sign_status_list",
    "spoil_blanks",
    "void",
]
