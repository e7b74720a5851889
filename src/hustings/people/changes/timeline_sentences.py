"""Sentences of undoings on a timeline, and words for what an operation changed."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.text import phrases
from hustings.people.changes import journal, restore, undo
from hustings.people.persons import change_log, timeline
from hustings.people.persons.models import Purpose
from hustings.people.persons.sentences.record import NOTHING, Data, field_label

_DAY = len("2026-05-01")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")


def _translated(words: Mapping[str, str]) -> str:
    return words.get(get_language() or "") or next(iter(words.values()), NOTHING)


def _undone(data: Data) -> str:
    return _("Undone: %(what)s") % {"what": _translated(data["what"])}


def _kept(data: Data) -> str:
    words = {"what": _translated(data["what"]), "list": kept(data["kept"])}
    return _("Kept when this was undone: %(what)s. %(list)s") % words


def kept(items: Iterable[Sequence[Any]]) -> str:
    """What an undoing left alone, and why."""
    return phrases.row(_kept_item(*item) for item in items)


def _kept_item(what: str, now: Any, why: str) -> str:
    if what == undo.RECORD and why == undo.AFTER:
        traces = ", ".join(undo.trace_label(name) for name in now)
        return _("the record stays because of: %(list)s") % {"list": traces}
    words = {"what": target(what), "why": reason(why), "now": plain(now)}
    return (_("%(what)s: %(why)s") if words["now"] == "" else _("%(what)s “%(now)s”: %(why)s")) % words


def plain(value: Any) -> str:
    """Write a value of the journal as people read it."""
    if isinstance(value, Mapping):
        return _translated(value)
    if not isinstance(value, str):
        return change_log.plain(value)
    return _moment(value)


def _moment(text: str) -> str:
    if not _ISO.fullmatch(text):
        return text
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) == _DAY:
        return date_format(at.date(), "SHORT_DATE_FORMAT")
    return date_format(timezone.localtime(at) if at.tzinfo else at, "SHORT_DATETIME_FORMAT")


def target(name: str) -> str:
    """Name what the journal calls ``consent.email``, ``field.size`` or a column."""
    first, __, rest = name.partition(".")
    if first == change_log.CONSENT:
        return str(Purpose(rest).label)
    if first == change_log.STATUS:
        return rest
    if first == change_log.FIELD:
        return rest[:1].upper() + rest[1:].replace("-", " ")
    if name == undo.RECORD:
        return _("The record")
    return label(name) or field_label(name)


def label(table: str) -> str:
    """Name one row of a table, as "Phone"."""
    found = restore.tables.find(table)
    return str(found.label) if found else ""


def reason(why: str) -> str:
    """Name a reason to stay, or what came after."""
    own = (table.reasons[why] for table in restore.tables.all() if why in table.reasons)
    return str(WHY.get(why) or next(own, undo.trace_label(why)))


WHY = {
    restore.CHANGED: gettext_lazy("changed since"),
    restore.CONFIRMED: gettext_lazy("confirmed since"),
    restore.TAKEN: gettext_lazy("someone else has the former number now"),
    restore.GONE: gettext_lazy("the former value no longer exists"),
    restore.PARTED: gettext_lazy("unmerged since from a record that may have had the former value"),
    undo.REACH: gettext_lazy("out of reach for the person who undid it"),
}


part = Contribution(
    timeline.groups(timeline.Group("operation", gettext_lazy("Undone"))),
    timeline.sentences(
        timeline.Sentence(undo.UNDONE, _undone, is_once=True),
        timeline.Sentence(journal.KEPT, _kept),
    ),
)
