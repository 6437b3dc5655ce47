"""May A send rough diamonds to B on day D? Facts in, an answer with every reason out. KPCS Sections I, III and VI."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What the Process says of a participant from one day to another. The words of the trust list."""

    ACTIVE = "active"
    ACTIVE_WITH_RESTRICTION = "active-with-restriction"
    MEETING_REQUIREMENTS = "meeting-requirements"  # Chinese Taipei: meets the requirements, is not a participant
    SELF_SUSPENDED = "self-suspended"
    SUSPENDED = "suspended"
    EMBARGO_UN = "embargo-un"
    REMOVED = "removed"
    APPLICANT = "applicant"


class Scope(StrEnum):
    ALL = "all"
    ZONE = "zone"
    MINE = "mine"
    OPERATOR = "operator"


class Mode(StrEnum):
    FORBIDDEN = "forbidden"  # the listed targets may not trade (scope all: nobody may)
    ONLY_LISTED = "only-listed"  # nothing but the listed targets may trade (compliant zones)


class Direction(StrEnum):
    EXPORT = "export"
    IMPORT = "import"
    BOTH = "both"


class Precision(StrEnum):
    """How exactly a source knows a date. The stored day is the first of the month or year that is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
