"""How far a print job is known to have come; never further than there is evidence for (reliability §3.1).

    DRAFT → QUEUED → SENDING → HANDED_OFF → CONFIRMED
      │       │         │           │
    FAILED CANCELLED    └─▶ UNKNOWN ◀┘   (crash, reset, time-out)
    UNKNOWN → CONFIRMED | NOT_PRINTED   (a person or the scanned-back label says which)
    NOT_PRINTED → QUEUED               (the original again)

A draft becomes queued when its bytes are rendered and stored. Nothing is sent again by itself from SENDING on: at most
once automatically, a person decides the rest.
"""

from __future__ import annotations

from enum import StrEnum


class JobState(StrEnum):
    """The states of a print job."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    HANDED_OFF = "handed_off"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    NOT_PRINTED = "not_printed"
    FAILED = "failed"
    CANCELLED = "cancelled"


TRANSITIONS: frozenset[tuple[JobState, JobState]] = frozenset(
    {
        (JobState.DRAFT, JobState.QUEUED),
        (JobState.DRAFT, JobState.FAILED),
        (JobState.QUEUED, JobState.SENDING),
        (JobState.SENDING, JobState.HANDED_OFF),
        (JobState.SENDING, JobState.CONFIRMED),
        (JobState.SENDING, JobState.UNKNOWN),
        # No byte was sent: the transport says so itself.
        (JobState.SENDING, JobState.QUEUED),
        (JobState.HANDED_OFF, JobState.CONFIRMED),
        (JobState.HANDED_OFF, JobState.UNKNOWN),
        (JobState.UNKNOWN, JobState.CONFIRMED),
        (JobState.UNKNOWN, JobState.NOT_PRINTED),
        (JobState.NOT_PRINTED, JobState.QUEUED),
        (JobState.DRAFT, JobState.CANCELLED),
        (JobState.QUEUED, JobState.CANCELLED),
    }
)

#: The spooler works on these.
ACTIVE = (JobState.DRAFT, JobState.QUEUED)
#: Paper may exist of these; a further copy has to be marked.
MAY_BE_ON_PAPER = (JobState.SENDING, JobState.HANDED_OFF, JobState.CONFIRMED, JobState.UNKNOWN)

#: Of these nothing came out and nothing will: they are no copies.
NEVER_ON_PAPER = (JobState.CANCELLED, JobState.FAILED)


def may_follow(before: JobState, after: JobState) -> bool:
    """Whether the ledger may go from one state to the other."""
    return (before, after) in TRANSITIONS


def reprint_mark(copy: int, at: str, user: str) -> str:
    """What every copy but the first says on itself: `REPRINT 2 · 14:07 · Ana`."""
    return f"REPRINT {copy} · {at} · {user}" if copy > 1 else ""
