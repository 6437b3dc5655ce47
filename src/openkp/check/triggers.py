"""A seal is for ever."""

from openkp.events.triggers import append_only

TRIGGERS = (*append_only("check_sealround"), *append_only("check_seal"))
