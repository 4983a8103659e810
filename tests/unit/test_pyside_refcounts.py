"""PySide6 6.12.0 on Python 3.11 gives back references it does not own, until the process aborts."""

from __future__ import annotations

import subprocess
import sys

import pytest

_EMIT = """
import sys
from PySide6.QtCore import QObject, Signal

class Source(QObject):
    happened = Signal()

source = Source()
source.happened.connect(lambda: None)
before = sys.getrefcount(True), sys.getrefcount(None)
for _ in range(200):
    source.happened.emit()
    source.blockSignals(False)
print(sys.getrefcount(True) - before[0], sys.getrefcount(None) - before[1])
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True and None are immortal, which hides the fault")
def test_emitting_leaves_the_reference_counts_alone() -> None:
    pytest.importorskip("PySide6.QtCore", reason="Qt's system libraries are missing", exc_type=ImportError)
    # In a process of its own: with the fault it dies.
    ran = subprocess.run([sys.executable, "-c", _EMIT], capture_output=True, text=True, check=True, timeout=60)
    lost_true, lost_none = map(int, ran.stdout.split())
    assert abs(lost_true) < 20
    assert abs(lost_none) < 20
