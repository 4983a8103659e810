"""How the shop is set up, without a widget: printers, brands, channels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from pytestqt.qtbot import QtBot

from app.db.engine import Database
from app.domain.requests import Clock
from app.services.printers import stored_printers
from app.services.shop import shop_setup
from tests.factory import Shop
from tests.ui.work_ground import workplace
from ui.models.settings import SettingsState
from ui.runtime.background import Background
from ui.viewmodels.settings import SettingsModel


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


def test_a_printer_is_saved_and_put_back(qtbot: QtBot, shop: Shop, model: SettingsModel) -> None:
    form = settle(qtbot, model).printers[0]
    model.save_printer(replace(form, way="network", where="slips.example", name="Desk"))
    said(qtbot, model, "Packing slips print on Desk now.")
    qtbot.waitUntil(lambda: model.state.printers[0].where == "slips.example")
    model.undo()
    qtbot.waitUntil(lambda: model.state.printers[0] == form)
    assert stored_printers(shop.database)[0].name == "Slips as files"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"name": " "}, "name", "needs a name"),
        ({"where": " "}, "where", "folder is missing"),
        ({"way": "network", "where": ""}, "where", "address is missing"),
        ({"way": "system_queue", "where": "-o"}, "where", "no such print queue"),
    ],
)
def test_a_printer_that_could_never_print_is_said_beside_its_field(
    qtbot: QtBot, shop: Shop, model: SettingsModel, wrong: dict[str, str], field: str, words: str
) -> None:
    form = settle(qtbot, model).printers[0]
    before = stored_printers(shop.database)
    model.save_printer(replace(form, **wrong))
    [(place, sentence)] = model.state.wrong.items()
    assert place == ("slip", field)
    assert words in sentence
    assert stored_printers(shop.database) == before
    model.save_printer(replace(form, name="Desk"))
    assert model.state.wrong == {}
    said(qtbot, model, "Desk")


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
    assert list(model.state.wrong) == [("brand", field)]
    assert shop_setup(shop.database).brands[0] == brand
    model.open_page("channels")
    assert model.state.wrong == {}


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
    said(qtbot, model, "broken.png is no PNG or JPEG that can be read. The logo stays")
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


def test_a_channel_is_added_and_taken_back(qtbot: QtBot, model: SettingsModel) -> None:
    before = settle(qtbot, model).channels
    model.begin_channel()
    blank = model.state.new_channel
    assert blank is not None
    assert (blank.brand, blank.kind, blank.papers) == ("nordlicht", "shopify", True)
    form = replace(blank, name="Ireland", kind="amazon", days_to_promise=2)
    model.add_channel(form)
    qtbot.waitUntil(lambda: model.state.channels == (*before, form))
    assert model.state.new_channel is None
    model.undo()
    qtbot.waitUntil(lambda: model.state.channels == before)


@pytest.mark.parametrize(("name", "words"), [("", "needs a name"), ("nordlicht", "of this name already")])
def test_a_channel_that_cannot_be_added_says_why_beside_its_name(
    qtbot: QtBot, shop: Shop, model: SettingsModel, name: str, words: str
) -> None:
    settle(qtbot, model)
    model.begin_channel()
    assert model.state.new_channel is not None
    model.add_channel(replace(model.state.new_channel, name=name))
    assert words in model.state.wrong[("channel", "name")]
    assert model.state.new_channel is not None
    model.leave_channel()
    assert (model.state.new_channel, model.state.wrong) == (None, {})
    assert len(shop_setup(shop.database).channels) == 1


def test_about_names_every_library(qtbot: QtBot, model: SettingsModel) -> None:
    about = settle(qtbot, model).about
    assert about is not None
    named = {library.name.lower(): library.licence for library in about.libraries}
    assert {"sqlalchemy", "pyside6_essentials", "reportlab", "psycopg-binary"} <= named.keys()
    assert "pytest" not in named
    assert all(named.values())
    assert about.sqlite.startswith("3.")
