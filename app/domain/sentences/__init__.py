"""The words of every message, by its key: read and written by people who write the words."""

from __future__ import annotations

from app.domain.sentences.conversations import EVERYWHERE, NEXT
from app.domain.sentences.kinds import Kind, Sentences
from app.domain.sentences.office import OFFICE
from app.domain.sentences.packing import PACKING
from app.domain.sentences.parts import PARTS
from app.domain.sentences.printing import PRINTING
from app.domain.sentences.receiving import RECEIVING

__all__ = ["SENTENCES", "Kind", "Sentences"]

_PARTS = {key: (Kind.NOTE, words) for key, words in PARTS.items()}
SENTENCES: Sentences = {**RECEIVING, **PACKING, **NEXT, **EVERYWHERE, **OFFICE, **PRINTING, **_PARTS}
