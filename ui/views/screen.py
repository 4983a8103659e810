"""What the shell expects of a screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.views.form_panel import FormPanel
from ui.views.notice_bar import NoticeBar
from ui.widgets.search import SearchField
from ui.widgets.side_panel import SidePanel

Part = TypeVar("Part", bound=QWidget)


class Screen(QWidget):
    """One entry of the rail. The shell shows it, tells it when it is seen, and closes it.

    `counted` carries the number at its entry; `asked` carries where the person wants to go: a screen's key and what to
    select there, such as `("orders", "17")`.
    """

    counted = Signal(int)
    asked = Signal(str, str)

    #: The key of the rail entry, its words, and the name of its icon.
    key: str = ""
    title: str = ""
    icon: str = ""
    #: What F1 says: one line for each thing that can be done here.
    help: tuple[str, ...] = ()

    def own(self, *models: QObject) -> Self:
        """Take over models: they end with the screen, and with them whatever listens to them."""
        for each in models:
            each.setParent(self)
        return self

    def refresh(self) -> None:
        """Look whether what it shows is still true. It may be hidden: the keyboard stays where it is."""

    def shown(self) -> None:
        """The screen came to the front."""
        self.refresh()

    def undo(self) -> None:
        """Ctrl+Z: take back the last thing that was done here. Where a notice offers that, it is that."""
        for bar in self._in_sight(NoticeBar):
            if bar.offers_undo:
                bar.undone.emit()

    def back(self) -> bool:
        """Esc: one step back, out of what lies uppermost; False where there is nothing to leave.

        Without more, that is the panel beside the list, then the search.
        """
        panels: list[FormPanel | SidePanel] = [*self._in_sight(FormPanel), *self._in_sight(SidePanel)]
        searches = [each for each in self._in_sight(SearchField) if each.text()]
        if panels:
            panels[0].closed.emit()
        elif searches:
            searches[0].empty()
        return bool(panels or searches)

    def select(self, what: str) -> None:
        """Somebody asked for one thing on this screen."""

    def scanned(self, text: str) -> bool:
        """A scan while this screen is in front; False leaves it to the shell."""
        return False

    def close_models(self) -> None:
        """The window goes: wait for no answer any more."""

    def _in_sight(self, kind: type[Part]) -> Iterator[Part]:
        return (each for each in self.findChildren(kind) if each.isVisibleTo(self))
