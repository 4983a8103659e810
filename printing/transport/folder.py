"""A folder as a printer: the archive, the demonstration shop, and a hand-over to other programs."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from app.domain.messages import say
from printing.transport.delivery import Delivery, JobInfo, Outcome


class FolderTransport(Struct, frozen=True):
    """Writes each job as one complete file; a reader of the folder never sees half a document."""

    folder: Path

    def send(self, data: bytes, job: JobInfo) -> Delivery:
        """Write the job and read it back. The same job sent twice is the same file, not a second one."""
        target = self.folder / f"{job.name()}.{job.language}"
        try:
            if not target.exists():
                _write_whole(target, data)
            written = target.read_bytes()
        except OSError as error:
            reason = error.strerror or say("disk_refused")
            return Delivery(Outcome.FAILED, say("paper_not_saved", folder=str(self.folder), reason=reason))
        if written != data:
            return Delivery(Outcome.UNKNOWN, say("paper_not_as_sent", file=target.name), str(target))
        return Delivery(Outcome.CONFIRMED, say("paper_saved", file=target.name), str(target))


def _write_whole(target: Path, data: bytes) -> None:
    """Temporary file, fsync, rename, fsync of the folder: after a power cut the file is whole, or not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder to sync it; NTFS journals the rename itself.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
