"""Writing files whole."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from app.errors import Refused


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that, whatever happens, the old or the new file is there, never a part of one.

    A folder that is missing is made. The file is readable by its owner only: confirmations and orders name people.

    Raises:
        Refused: the folder or the disk does not allow it; an old file is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _write_beside(path, content)
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        temporary.replace(path)
        _make_durable(path.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise _cannot_write(path, error) from error


def _write_beside(path: Path, content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _make_durable(folder: Path) -> None:
    # Windows cannot open a folder, and makes a rename durable without it.
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot_write(path: Path, error: OSError) -> Refused:
    return Refused("cannot_write", file=str(path), reason=error.strerror or str(error))
