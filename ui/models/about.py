"""What the program is made of: its version, and the version and licence of every library it uses."""

from __future__ import annotations

import platform
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from msgspec import Struct

from ui.runtime.language import tr

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
_ASKED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[(?P<extras>[^]]*)\])?")
_EXTRA = re.compile(r"""extra == ["']([^"']+)["']""")


class Library(Struct, frozen=True):
    """A library as it is installed here."""

    name: str
    version: str
    licence: str


class About(Struct, frozen=True):
    """Versions for a fault report, and whose work this stands on."""

    version: str
    python: str
    sqlite: str
    system: str
    libraries: tuple[Library, ...]


def about() -> About:
    """Read it off this installation; takes some milliseconds of file work."""
    project = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]
    found = sorted(_libraries(project["dependencies"]), key=lambda each: each.name.lower())
    system = f"{platform.system()} {platform.release()}"
    return About(project["version"], platform.python_version(), sqlite3.sqlite_version, system, tuple(found))


def _libraries(requirements: list[str]) -> Iterator[Library]:
    """The libraries asked for, and what they ask for in turn; those for other systems are not installed."""
    waiting, asked_for, named = list(requirements), set[str](), set[str]()
    while waiting:
        asked = _ASKED.match(waiting.pop())
        if asked is None or asked.group() in asked_for:
            continue
        asked_for.add(asked.group())
        try:
            found = distribution(asked["name"])
        except PackageNotFoundError:
            continue
        if found.name not in named:
            named.add(found.name)
            yield Library(found.name, found.version, _licence(found))
        waiting += [each for each in found.requires or () if _wanted(each, asked["extras"] or "")]


def _wanted(requirement: str, extras: str) -> bool:
    """Whether a library needs this always, or for the extras it was asked for with."""
    extra = _EXTRA.search(requirement)
    return extra is None or extra.group(1) in re.split(r"\s*,\s*", extras)


def _licence(found: Distribution) -> str:
    """The SPDX expression (PEP 639), or what older packages say in its place."""
    known = found.metadata.json
    classifiers = [each.split(" :: ") for each in known.get("classifier", ())]
    named = [parts[-1] for parts in classifiers if parts[0].lower() == "license"]
    # Some packages put the whole licence there.
    written = str(known.get("license", "")).strip().split("\n")[0]
    return str(known.get("license_expression", "")) or ", ".join(named) or written[:60] or tr("see the package")
