"""A language that shows what was forgotten: every translated word is longer, accented, and stands in brackets."""

from __future__ import annotations

import re
from textwrap import wrap

from PySide6.QtCore import QCoreApplication, QTranslator

_FIELD = re.compile(r"(\{[^}]*\})")
_ACCENTS = str.maketrans("AEIOUaeiouncsyz", "ÅÉÎÖÛåéîöûñçšýž")
_GROWTH = 0.4
#: Letters of what is added that stand together: a longer language has more words, not only longer ones.
_LONGEST = 6


class Pseudo(QTranslator):
    """Translates everything, by the rules real translations need: longer by 40 %, fields kept."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, words: str, disambiguation: str | None = None, n: int = -1) -> str:
        if context or not words:
            return ""
        accented = "".join(part if _FIELD.match(part) else part.translate(_ACCENTS) for part in _FIELD.split(words))
        return f"[{accented}{' '.join(wrap('~' * round(len(words) * _GROWTH), _LONGEST))}]"


class PseudoLanguage:
    """Within the block the window speaks it."""

    def __enter__(self) -> None:
        self._translator = Pseudo()
        QCoreApplication.installTranslator(self._translator)

    def __exit__(self, *_: object) -> None:
        QCoreApplication.removeTranslator(self._translator)
