"""The acts of the room, as doors call them. Their bodies are in the files named here."""

from .alarms import close_alarm, note_alarm, see_alarm
from .blanks import allocate_blanks, receive_blanks, report_blanks, spoil_blanks
from .lives import receive_back, replace, report_lost, report_stolen, return_unused, void
from .prior import confirm_prior, end_prior, register_prior
from .specimens import add_specimen_range, add_specimen_signatory, end_specimen, load_specimens, register_specimen
from .status_lists import sign_status_list

__all__ = [
    "add_specimen_range",
    "add_specimen_signatory",
    "allocate_blanks",
    "close_alarm",
    "confirm_prior",
    "end_prior",
    "end_specimen",
    "load_specimens",
    "note_alarm",
    "receive_back",
    "receive_blanks",
    "register_prior",
    "register_specimen",
    "replace",
    "report_blanks",
    "report_lost",
    "report_stolen",
    "return_unused",
    "see_alarm",
    "sign_status_list",
    "spoil_blanks",
    "void",
]
