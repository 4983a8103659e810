"""The two work screens kept as pictures: `python -m tests.golden.screens --update` draws them anew.

Each scene is played through the real view model on a real database, on a clock that stands still.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from PIL import Image
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice
from PySide6.QtWidgets import QApplication

from app.config import Settings
from app.db.engine import Database, sqlite_url
from app.db.migrations import bring_up_to_date
from app.domain.own_codes import Command
from app.services.catalog import import_products
from tests.factory import BOWL, CATALOG, MUG, TEA, LabelOf, Scannable, Shop, product_row
from ui.runtime.background import Background
from ui.runtime.workplace import Workplace
from ui.shell.theme import dress
from ui.viewmodels.packing import PackBench
from ui.viewmodels.receiving import Receiving
from ui.views.packing import PackingScreen
from ui.views.receiving import ReceivingScreen
from ui.widgets.tokens import ALL, Tokens

FOLDER = Path(__file__).parent / "screens"
PICTURES = Path(__file__).parents[2] / "resources" / "sample" / "images"
#: What the smallest window, 1280 x 720, leaves a screen; in px.
SIZE = (1084, 612)
_PATIENCE_S = 20.0
#: A part that has become larger is heard of one round of events after the other, up to the screen.
_ROUNDS = 4


class Scene(Struct, frozen=True):
    """What is scanned on a screen before its picture is taken."""

    screen: str
    scans: Callable[[Shop], tuple[Scannable, ...]]


def _box(shop: Shop) -> tuple[Scannable, ...]:
    return (shop.order("#1042").scan_code, MUG)


SCENES = {
    "receiving-idle": Scene("receiving", lambda shop: ()),
    "receiving-unit": Scene("receiving", lambda shop: (shop.purchase_order(), MUG)),
    "receiving-wrong": Scene("receiving", lambda shop: (shop.purchase_order(), MUG, "NO-SUCH-CODE")),
    "pack-open": Scene("pack", _box),
    "pack-wrong": Scene("pack", lambda shop: (*_box(shop), TEA)),
    "pack-done": Scene(
        "pack", lambda shop: (*_box(shop), BOWL, Command.PAPERS_REMOVED, Command.CLOSE_BOX, LabelOf("#1042"))
    ),
}
NAMES = [f"{scene}-{tokens.name}" for scene in SCENES for tokens in ALL]


def furnished(database: Database) -> Shop:
    """A shop whose goods have pictures: two orders wait for a delivery, one for tea."""
    shop = Shop(database)
    pictures = dict(zip(CATALOG, sorted(PICTURES.glob("*-BLU.png")), strict=False))
    import_products(database, shop.request(), [product_row(one, image=str(pictures[one])) for one in CATALOG])
    shop.sells("#1042", MUG, BOWL, gift_message="Happy birthday, and enjoy your tea!", promise_days=1)
    shop.sells("#1043", (MUG, 2))
    shop.sells("#1047", TEA, (BOWL, 3))
    return shop


def drawn(app: QApplication, name: str, database: Database, folder: Path) -> Image.Image:
    """The named picture as it is drawn now; the database is empty before, the files of the shop go to `folder`."""
    scene, _, look = name.rpartition("-")
    shop = furnished(database)
    if SCENES[scene].screen == "pack":
        shop.dock().scans(shop.purchase_order(), MUG, BOWL, MUG, MUG)
    with _dressed(app, next(tokens for tokens in ALL if tokens.name == look)):
        return _play(SCENES[scene], shop, folder)


def _play(scene: Scene, shop: Shop, folder: Path) -> Image.Image:
    place = Workplace(shop.database, Settings(data_dir=folder, station="bench-1"), shop.secret, lambda: shop.now)
    lanes = Background()
    make = _receiving if scene.screen == "receiving" else _pack
    screen, model = make(lanes, place, shop)
    try:
        screen.resize(*SIZE)
        screen.show()
        screen.shown()
        _settle(model)
        for thing in scene.scans(shop):
            # The label of an order is known only when its box is open.
            screen.scanned(shop.code(thing))
            _settle(model)
        screen.setFocus()  # or a ring shows where the keyboard happens to be
        QCoreApplication.processEvents()
        return _picture(screen)
    finally:
        screen.close_models()
        screen.close()
        lanes.close()
        screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _receiving(lanes: Background, place: Workplace, shop: Shop) -> tuple[ReceivingScreen, Receiving]:
    model = Receiving(lanes, place, lambda: shop.now)
    return ReceivingScreen(model), model


def _pack(lanes: Background, place: Workplace, shop: Shop) -> tuple[PackingScreen, PackBench]:
    model = PackBench(lanes, place, lambda: shop.now)
    return PackingScreen(model), model


def _settle(model: Receiving | PackBench) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not (model.state.talk.known and model.state.facts and model.is_idle):
        assert time.monotonic() < deadline, "the screen never came to rest"
        QCoreApplication.processEvents()
        time.sleep(0.001)
    for _ in range(_ROUNDS):
        QCoreApplication.processEvents()


def _picture(screen: ReceivingScreen | PackingScreen) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    screen.grab().save(buffer, "PNG")
    buffer.seek(0)
    return Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")


@contextmanager
def _dressed(app: QApplication, tokens: Tokens) -> Iterator[None]:
    before = app.palette(), app.font(), app.styleSheet()
    dress(app, tokens)
    try:
        yield
    finally:
        app.setPalette(before[0])
        app.setFont(before[1])
        app.setStyleSheet(before[2])


def main() -> None:
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python -m tests.golden.screens --update")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        with TemporaryDirectory() as folder:
            database = Database(sqlite_url(Path(folder)))
            bring_up_to_date(database)
            picture = drawn(app, name, database, Path(folder))
            database.close()
        picture.quantize(256).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
