"""A seal is for ever; what is filled once is noted, to be sealed again (set_once)."""

from openkp.events.triggers import append_only

from . import set_once

TRIGGERS = (*append_only("check_sealround"), *append_only("check_seal"), *set_once.triggers())
