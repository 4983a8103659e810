"""The settings as forms, and forms as settings: pure, between what is stored and what a person fills in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.documents import Brand
from app.integrations.order_files import CHANNEL_KINDS
from app.services.backups import Backup
from app.services.shop import ChannelSetup
from printing.compose import compose, shortcomings
from printing.layout.errors import LayoutError
from printing.layout.media import MEDIA
from printing.printers import Folder, Network, Printer, Role, SystemQueue, Target, media_for
from printing.test_page import sample_slip
from ui.models.settings import BackupLine, ChannelForm, Heard, Preview, PrinterForm
from ui.models.sheet import sheet_of
from ui.runtime.language import sentence_of, tr
from ui.viewmodels.print_words import PURPOSE, moment, paper_words

_CONTROL = {"\x1d": "GS", "\x1e": "RS", "\x04": "EOT", "\t": "TAB", "\r": "CR", "\n": "LF", "\x1b": "ESC"}


def printer_form(printer: Printer) -> PrinterForm:
    """What is stored of a printer, as a form."""
    papers = tuple((media, paper_words(media)) for media in media_for(printer.role))
    way, where, port = _target_fields(printer.target)
    role = printer.role
    return PrinterForm(
        role.value, tr(PURPOSE[role]), printer.name, way, where, port, printer.media, printer.dpi, papers
    )


def printer_of(form: PrinterForm) -> Printer:
    """The printer a form describes.

    Raises:
        ValueError: it could never print; the sentence says which field and what to choose.
    """
    target: Target
    match form.way:
        case "network":
            target = Network(form.where, form.port)
        case "system_queue":
            target = SystemQueue(form.where)
        case _:
            target = Folder(form.where)
    language = "zpl" if form.prints_labels else "pdf"
    return Printer(form.name, Role(form.role), language, form.media, target, form.dpi)  # type: ignore[arg-type]


def _target_fields(target: Target) -> tuple[str, str, int]:
    match target:
        case Folder(path):
            return "folder", path, 9100
        case Network(host, port):
            return "network", host, port
        case SystemQueue(queue):
            return "system_queue", queue, 9100


def channel_form(setup: ChannelSetup) -> ChannelForm:
    """What is stored of a channel, as a form."""
    required = setup.papers_rule == "required"
    return ChannelForm(setup.name, setup.kind, setup.brand, required, setup.inserts, setup.days_to_promise)


def channel_of(form: ChannelForm) -> ChannelSetup:
    """The channel a form describes."""
    rule = "required" if form.papers else "none"
    return ChannelSetup(form.name, form.kind, form.brand, rule, form.inserts, form.days_to_promise)


def blank_channel(brand: str) -> ChannelForm:
    """A channel to be filled in, with the rules every channel begins with."""
    return channel_form(ChannelSetup("", next(iter(CHANNEL_KINDS)), brand))


def channel_problems(form: ChannelForm, channels: Sequence[ChannelForm]) -> dict[str, str]:
    """Why a channel cannot be added like this, by the field that says so; empty when it can."""
    if not form.name:
        return {"name": tr("A channel needs a name. Type the one people here know, such as Shopify Ireland.")}
    if any(each.name == form.name for each in channels):
        return {"name": tr("There is a channel of this name already. Choose another name.")}
    return {}


def new_brand_key(brands: Sequence[Brand]) -> str:
    """A key no brand has yet."""
    taken = {brand.key for brand in brands}
    return next(key for number in range(1, len(taken) + 2) if (key := f"brand-{number}") not in taken)


def printer_problems(form: PrinterForm) -> dict[str, str]:
    """Why a printer cannot be kept like this, by the field that says so; empty when it can."""
    problems = {}
    if not form.name.strip():
        problems["name"] = tr("A printer needs a name. Type the one people here know.")
    where = form.where.strip()
    if not where or (form.way == "system_queue" and where.startswith("-")):
        problems["where"] = {
            "folder": tr("The folder is missing. Type its path."),
            "network": tr("The address is missing. Type the printer's name or its IP address."),
            "system_queue": tr("There is no such print queue. Type the name this computer has for it."),
        }[form.way]
    return problems


def brand_problems(brand: Brand) -> dict[str, str]:
    """Why a brand cannot be kept like this, by the field that says so; empty when it can."""
    problems = {}
    if not brand.trading_name:
        problems["trading_name"] = tr("A brand needs a name. Type the one your customers know.")
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", brand.colour):
        problems["colour"] = tr("This is no colour. Type # and six digits or letters A to F, such as #1F5FD6.")
    return problems


def preview_of(brand: Brand, printers: Sequence[Printer]) -> Preview:
    """The slip of a made-up order as it would print now, on the paper in the slip printer."""
    media = next((each.media for each in printers if each.role is Role.SLIP), "a6")
    slip = sample_slip(brand)
    try:
        pages = compose(slip, MEDIA[media])
    except LayoutError as error:
        return Preview(paper_words(media), problem=sentence_of(error.message))
    return Preview(paper_words(media), tuple(sheet_of(page) for page in pages), " ".join(shortcomings(slip, pages)))


def backup_line(backup: Backup, now: datetime) -> BackupLine:
    """A copy in a line: when, how large, where."""
    return BackupLine(moment(backup.made_at, now), f"{size_words(backup.size)} · {backup.path}")


def size_words(size: int) -> str:
    """A number of bytes as people say it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def age_words(backups: Sequence[Backup], now: datetime) -> str:
    """How old the newest copy is."""
    if not backups:
        return tr("There is no backup yet. Make one now, and copy it to another disk.")
    age = now - backups[0].made_at
    if age < timedelta(hours=1):
        return tr("The newest backup is less than an hour old.")
    if age < timedelta(days=1):
        hours = age // timedelta(hours=1)
        return tr("The newest backup is {n} hours old.", "The newest backup is {n} hour old.", hours)
    return tr(
        "The newest backup is {n} days old. Make one now.", "The newest backup is {n} day old. Make one now.", age.days
    )


def heard(text: str) -> Heard:
    """What a scanner sent, with every character that cannot be seen spelled out."""
    shown = "".join(f"<{_CONTROL.get(each, f'{ord(each):02X}')}>" if ord(each) < 32 else each for each in text)
    raw = text.encode()
    sizes = {"characters": len(text), "bytes": len(raw)}
    if text.isascii():
        detail = tr("{characters} characters, {bytes} bytes", **sizes)
    else:
        detail = tr(
            "{characters} characters, {bytes} bytes. Not plain ASCII: check the scanner's keyboard layout", **sizes
        )
    return Heard(shown, raw.hex(" ").upper(), detail)


def logo_name(brand: str, content_hash: str, source: Path) -> str:
    """The file a brand's logo is kept in: another picture has another name, so that printed paper keeps its own."""
    safe = re.sub(r"[^A-Za-z0-9_-]", "_", brand)
    return f"{safe}-{content_hash[:12]}{source.suffix.lower()}"
