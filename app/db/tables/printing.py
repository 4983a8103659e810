"""The print ledger: what was asked of paper, and how far each job is known to have come."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.tables.base import Key, Moment, Table, Told
from app.domain.messages import Message

_KEPT = text("state NOT IN ('cancelled', 'failed')")
_ACTIVE = text("state IN ('draft', 'queued')")
#: Somebody has to look at these.
_UNSURE = text("state IN ('unknown', 'not_printed', 'failed')")


class Printer(Table):
    """A printer is data: `content` is a `printing.printers.Printer` as JSON."""

    __tablename__ = "printers"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(unique=True)
    content: Mapped[str]


class PrintJob(Table):
    """One artefact: `document` is a `documents.Document` as JSON, `content` its rendered bytes."""

    __tablename__ = "print_jobs"
    __table_args__ = (
        Index("ix_print_jobs_active", "id", sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
        Index(
            "uq_print_jobs_copy", "kind", "package_id", "copy", unique=True, sqlite_where=_KEPT, postgresql_where=_KEPT
        ),
        Index("ix_print_jobs_package_id", "package_id"),
        Index("ix_print_jobs_unsure", "id", sqlite_where=_UNSURE, postgresql_where=_UNSURE),
    )

    id: Mapped[Key]
    kind: Mapped[str]
    role: Mapped[str]
    state: Mapped[str]
    copy: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    package_id: Mapped[int | None] = mapped_column(ForeignKey("packages.id"))
    station: Mapped[str]
    document: Mapped[str]
    document_hash: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    content_hash: Mapped[str] = mapped_column(default="")
    printer: Mapped[str] = mapped_column(default="")
    file: Mapped[str] = mapped_column(default="")
    detail: Mapped[Message | None] = mapped_column(Told, default=lambda: None, nullable=False)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]
