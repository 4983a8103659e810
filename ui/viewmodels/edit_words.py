"""What is said of a field that was edited: the change, or what is wrong with it. `field` is a marked name."""

from __future__ import annotations

from app.integrations.table_row import RowRejected
from ui.runtime.language import sentence_of, tr


def changed_words(field: str, whose: str, before: str, after: str) -> str:
    """A change that is stored: `Title of MUG: Mug → Blue mug.`"""
    change = {"before": before or tr("empty"), "after": after or tr("empty")}
    return tr("{field} of {whose}: {before} → {after}.", field=tr(field), whose=whose, **change)


def problem_words(field: str, text: str, refused: RowRejected) -> str:
    """What is wrong with what was typed in a field: `“soon” is not a whole number of days.`"""
    reason = sentence_of(refused.rejection.reason)
    if not text:
        return tr("{field} {reason}.", field=tr(field), reason=reason)
    return tr("“{text}” {reason}.", text=text, reason=reason)
