"""Deeds on files of dates."""

from hustings.field.events import file_changes, tasks
from hustings.field.events.models import EventImport
from hustings.foundation.accounts.models import User
from hustings.foundation.territories import file_imports
from hustings.foundation.territories.file_imports import NotNow

__all__ = ["NotNow", "bring", "check", "start", "undo"]


def bring(
    *, kind: str, time_zone: str, are_shown: bool, file_name: str, content: bytes, user: User
) -> EventImport:
    """Keep a file and say what it would change. Nothing is written yet; lines.Unreadable refuses it."""
    imported = EventImport(
        kind=kind, time_zone=time_zone, are_shown=are_shown, file_name=file_name[-200:], content=content,
        user=user,
    )  # fmt: skip
    check(imported=imported)
    return imported


def check(*, imported: EventImport) -> None:
    file_imports.keep_checked(
        imported,
        file_changes.plan(imported),
        lambda step: {
            "line": step.row.line,
            "name": f"{step.row.title} ({step.row.values['starts_at'][:16].replace('T', ' ')} UTC)",
            "zone": step.row.values.get("zone_id"),
        },
    )


def start(*, imported: EventImport, skip_bad: bool = False) -> None:
    """Have a file written by a task, or go on after a fault."""
    file_imports.start(imported, tasks.run_event_import.enqueue, skip_bad=skip_bad)


def undo(*, imported: EventImport, user: User) -> None:
    """Take back what a file did, but for what somebody has changed since."""
    file_imports.undo(imported, tasks.run_event_import.enqueue, user)
