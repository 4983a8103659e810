"""One X server for all tests of the real window. Without Xvfb and xdotool they are skipped, but never in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.window.display import PACKAGES, Hands, missing_tools, x_server


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    missing = missing_tools()
    if missing:
        reason = f"{' and '.join(missing)} missing (Debian: apt-get install {PACKAGES})"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    with x_server() as name:
        yield name


@pytest.fixture
def hands(display: str) -> Hands:
    return Hands(display)
