"""The Settings: the view model without a widget, then each page of the screen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.requests import Clock
from app.services import backups
from app.services.printers import stored_printers
from app.services.shop import shop_setup
from tests.factory import Shop
from tests.ui.work_ground import Gone, workplace
from ui.models.columns import Tone
from ui.models.settings import PAGES, SettingsState
from ui.runtime.background import Background
from ui.viewmodels.settings import SettingsModel
from ui.views.settings import SettingsScreen
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.tokens import Appearance


@pytest.fixture
def shop(sqlite_database: Database) -> Shop:
    return Shop(sqlite_database)


@pytest.fixture
def model(background: Background, shop: Shop, clock: Clock, tmp_path: Path) -> Iterator[SettingsModel]:
    made = SettingsModel(background, workplace(shop, tmp_path), clock)
    yield made
    made.close()


def settle(qtbot: QtBot, model: SettingsModel) -> SettingsState:
    model.refresh()
    qtbot.waitUntil(lambda: model.state.known and model.state.about is not None and bool(model.state.preview.sheets))
    return model.state


def said(qtbot: QtBot, model: SettingsModel, words: str) -> None:
    qtbot.waitUntil(lambda: model.state.said is not None and words in model.state.said.text)


def show(qtbot: QtBot, model: SettingsModel, chosen: list[Appearance] | None = None) -> SettingsScreen:
    screen = SettingsScreen(model, Appearance.SYSTEM, (chosen if chosen is not None else []).append)
    qtbot.addWidget(screen)
    screen.resize(1084, 600)
    screen.show()
    return screen


def words(screen: QWidget) -> str:
    seen = [*screen.findChildren(QLabel), *screen.findChildren(QPushButton)]
    return "\n".join(each.text() for each in seen if each.isVisible())


# --- without a widget ------------------------------------------------------------------------------------------------


def test_a_printer_is_saved_and_put_back(qtbot: QtBot, shop: Shop, model: SettingsModel) -> None:
    form = settle(qtbot, model).printers[0]
    model.save_printer(replace(form, way="network", where="slips.example", name="Desk"))
    said(qtbot, model, "Packing slips print on Desk now.")
    qtbot.waitUntil(lambda: model.state.printers[0].where == "slips.example")
    model.undo()
    qtbot.waitUntil(lambda: model.state.printers[0] == form)
    assert stored_printers(shop.database)[0].name == "Slips as files"


def test_a_printer_that_could_never_print_changes_nothing(qtbot: QtBot, shop: Shop, model: SettingsModel) -> None:
    form = settle(qtbot, model).printers[0]
    before = stored_printers(shop.database)
    model.save_printer(replace(form, where=" "))
    said(qtbot, model, "the folder is not given")
    assert model.state.said is not None
    assert (model.state.said.tone, model.state.said.undo) == (Tone.WRONG, None)
    assert stored_printers(shop.database) == before


def test_a_test_page_says_where_it_went(qtbot: QtBot, model: SettingsModel, tmp_path: Path) -> None:
    settle(qtbot, model)
    model.test_printer("label")
    said(qtbot, model, "Saved as")
    [page] = (tmp_path / "paper" / "labels").glob("*.zpl")
    assert "Test page" in page.read_text()


def test_a_brand_changes_its_slip_at_once_and_back(qtbot: QtBot, shop: Shop, model: SettingsModel) -> None:
    brand = settle(qtbot, model).chosen_brand
    assert brand is not None
    before = model.state.preview.sheets
    model.save_brand(replace(brand, thank_you="Auf bald!"))
    qtbot.waitUntil(lambda: any("Auf bald!" in str(sheet) for sheet in model.state.preview.sheets))
    assert shop_setup(shop.database).brands[0].thank_you == "Auf bald!"
    model.undo()
    qtbot.waitUntil(lambda: model.state.preview.sheets == before)
    assert shop_setup(shop.database).brands[0] == brand


@pytest.mark.parametrize(("field", "value"), [("colour", "blue"), ("trading_name", "")])
def test_a_brand_that_cannot_print_is_not_kept(
    qtbot: QtBot, shop: Shop, model: SettingsModel, field: str, value: str
) -> None:
    brand = settle(qtbot, model).chosen_brand
    assert brand is not None
    model.save_brand(replace(brand, **{field: value}))
    said(qtbot, model, "colour" if field == "colour" else "needs a name")
    assert shop_setup(shop.database).brands[0] == brand


def test_a_logo_is_kept_with_the_shop(qtbot: QtBot, shop: Shop, model: SettingsModel, tmp_path: Path) -> None:
    settle(qtbot, model)
    source = tmp_path / "my logo.png"
    Image.new("RGB", (40, 20), "navy").save(source)
    model.choose_logo(str(source))
    said(qtbot, model, "The logo is changed.")
    source.unlink()
    kept = Path(shop_setup(shop.database).brands[0].logo)
    assert kept.parent == tmp_path / "logos"
    assert kept.exists()
    broken = tmp_path / "broken.png"
    broken.write_text("no picture")
    model.choose_logo(str(broken))
    said(qtbot, model, "broken.png is no PNG or JPEG")
    assert shop_setup(shop.database).brands[0].logo == str(kept)


def test_a_brand_is_added_and_shown(qtbot: QtBot, model: SettingsModel) -> None:
    settle(qtbot, model)
    model.add_brand()
    qtbot.waitUntil(lambda: len(model.state.brands) == 2)
    assert model.state.chosen_brand is not None
    assert model.state.chosen_brand.trading_name == "New brand"


def test_a_channel_rule_is_changed_and_put_back(qtbot: QtBot, shop: Shop, model: SettingsModel) -> None:
    form = settle(qtbot, model).channels[0]
    model.save_channel(replace(form, papers=False, inserts=("card",)))
    qtbot.waitUntil(lambda: model.state.channels[0].inserts == ("card",))
    assert shop_setup(shop.database).channels[0].papers_rule == "none"
    model.undo()
    qtbot.waitUntil(lambda: model.state.channels[0] == form)


def test_a_backup_is_made_and_listed(qtbot: QtBot, model: SettingsModel) -> None:
    settle(qtbot, model)
    assert "no backup yet" in model.state.backup_age
    model.make_backup()
    assert model.state.busy
    said(qtbot, model, "Backup made and read back")
    qtbot.waitUntil(lambda: len(model.state.backups) == 1)
    assert "less than an hour old" in model.state.backup_age


def test_a_backup_can_be_stopped(qtbot: QtBot, model: SettingsModel, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(qtbot, model)
    monkeypatch.setattr(backups, "_STEP", 1)
    asked, gate = threading.Event(), threading.Event()
    go_on = model._go_on

    def slow(done: int, total: int) -> bool:
        asked.set()
        assert gate.wait(10)
        return go_on(done, total)

    monkeypatch.setattr(model, "_go_on", slow)
    model.make_backup()
    qtbot.waitUntil(asked.is_set)
    model.cancel()
    gate.set()
    said(qtbot, model, "stopped")
    assert list(model.backup_folder.iterdir()) == []


def test_a_check_says_what_holds(qtbot: QtBot, model: SettingsModel) -> None:
    settle(qtbot, model)
    model.check()
    said(qtbot, model, "Everything agrees.")
    assert len(model.state.checked) == 10
    assert not any(line.broken for line in model.state.checked)


def test_about_names_every_library(qtbot: QtBot, model: SettingsModel) -> None:
    about = settle(qtbot, model).about
    assert about is not None
    named = {library.name.lower(): library.licence for library in about.libraries}
    assert {"sqlalchemy", "pyside6_essentials", "reportlab", "psycopg-binary"} <= named.keys()
    assert "pytest" not in named
    assert all(named.values())
    assert about.sqlite.startswith("3.")


# --- the screen ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("printers", "Packing slips"),
        ("brands", "Slip of this brand"),
        ("channels", "What else goes into the box"),
        ("data", "Back up now"),
        ("look", "Colours"),
        ("scanner", "nothing is done with it"),
        ("about", "Libraries and their licences"),
    ],
)
def test_every_page_is_there(qtbot: QtBot, model: SettingsModel, page: str, expected: str) -> None:
    screen = show(qtbot, model)
    settle(qtbot, model)
    screen.select(page)
    assert expected in words(screen)
    nameless = [each for each in screen.findChildren(QPushButton) if each.isVisible() and not each.accessibleName()]
    assert nameless == []


def test_the_pages_are_those_of_the_list(model: SettingsModel, qtbot: QtBot) -> None:
    assert list(show(qtbot, model)._pages) == [key for key, _, _ in PAGES]


def test_settings_that_cannot_be_read(
    qtbot: QtBot, background: Background, shop: Shop, clock: Clock, tmp_path: Path
) -> None:
    place, gone = workplace(shop, tmp_path), Gone(shop.database)
    model = SettingsModel(background, place, clock)
    place.database = gone  # type: ignore[assignment]
    screen = show(qtbot, model)
    assert "Reading the settings…" in words(screen)
    model.refresh()
    qtbot.waitUntil(lambda: "The settings could not be read" in words(screen))
    gone.back()
    [again] = [each for each in screen.findChildren(QPushButton) if each.text() == "Try again"]
    again.click()
    qtbot.waitUntil(lambda: "Packing slips" in words(screen))
    model.close()


def test_the_scanner_test_shows_bytes_and_acts_on_nothing(qtbot: QtBot, shop: Shop, model: SettingsModel) -> None:
    screen = show(qtbot, model)
    settle(qtbot, model)
    assert not screen.scanned("JC:OK:ABCD")
    screen.select("scanner")
    assert screen.scanned("\x1d01ä")
    assert "<GS>01ä" in words(screen)
    assert "1D 30 31 C3 A4 · 4 characters, 5 bytes" in words(screen)


def test_typing_a_brand_field_saves_it_and_undo_is_offered(qtbot: QtBot, shop: Shop, model: SettingsModel) -> None:
    screen = show(qtbot, model)
    settle(qtbot, model)
    screen.select("brands")
    [field] = [each for each in screen.findChildren(TextField) if each.focusProxy().accessibleName() == "Website"]
    field.edited.emit("ignored")  # the form is read as a whole
    assert model.state.said is None
    field.show_value("shop.example")
    field.edited.emit("shop.example")
    said(qtbot, model, "Nordlicht is saved.")
    [undo] = [each for each in screen.findChildren(QPushButton) if each.text() == "Undo" and each.isVisible()]
    undo.click()
    qtbot.waitUntil(lambda: shop_setup(shop.database).brands[0].website == "")


def test_a_shop_without_brands_and_channels_says_how_they_come(
    qtbot: QtBot, background: Background, sqlite_database: Database, clock: Clock, tmp_path: Path
) -> None:
    empty = Shop.__new__(Shop)
    empty.database, empty.secret = sqlite_database, b""
    model = SettingsModel(background, workplace(empty, tmp_path), clock)
    screen = show(qtbot, model)
    model.refresh()
    qtbot.waitUntil(lambda: model.state.known)
    screen.select("brands")
    assert "No brand yet" in words(screen)
    screen.select("channels")
    assert "No channel yet" in words(screen)
    model.close()


def test_a_look_is_chosen(qtbot: QtBot, model: SettingsModel) -> None:
    chosen: list[Appearance] = []
    screen = show(qtbot, model, chosen)
    settle(qtbot, model)
    [field] = screen._pages["look"].findChildren(ChoiceField)
    field.edited.emit("dark")
    assert chosen == [Appearance.DARK]
