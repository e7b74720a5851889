"""How this app's own activities read on a timeline."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.contributions import Contribution
from hustings.lib.dates import date_format
from hustings.people import (
    attached,
    journal,
    origins,
    phrases,
    restoring,
    timeline,
    undoing,
)
from hustings.people.models import Email, Person, Purpose
from hustings.people.operations.deeds import MARKS
from hustings.people.public_forms import arriving

Data = Mapping[str, Any]
NOTHING = "–"
_DAY = len("2026-05-01")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")


def _quoted(data: Data, name: str) -> str:
    return str(data.get(name) or NOTHING)


def _changed(data: Data) -> str:
    return phrases.row(_change(change) for change in data["changes"])


def _change(change: Data) -> str:
    mark = MARKS.get(change["field"])
    if mark is None:
        return _step(field_label(change["field"]), change)
    if change.get("to"):
        return _("Marked “%(mark)s”") % {"mark": mark}
    return _("Mark “%(mark)s” taken off") % {"mark": mark}


def _step(what: str, change: Data) -> str:
    words = {"what": what, "before": _quoted(change, "from"), "after": _quoted(change, "to")}
    return _("%(what)s: %(before)s → %(after)s") % words


def field_label(name: str) -> str:
    """What a column of Person is called."""
    label = str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _consent(answer: str) -> timeline.Says:
    def sentence(data: Data) -> str:
        purpose = Purpose(data["purpose"]).label
        words = {"purpose": purpose, "source": _quoted(data, "source")}
        if answer == "yes":
            return _("Agreed to %(purpose)s (%(source)s)") % words
        return _("Said no to %(purpose)s (%(source)s)") % words

    return sentence


def _with(text: Any) -> timeline.Says:
    return lambda data: str(text) % {name: value or NOTHING for name, value in data.items()}


def _added(data: Data) -> str:
    """Those added before a source was asked for have none: whose hand it was is what can be said."""
    source = origins.named(str(data.get("source") or "").strip())
    return _("Added (%(source)s)") % {"source": source} if source else _("Added by the team, by hand")


def _signed_up(data: Data) -> str:
    said = _("Signed up and confirmed the address (%(source)s)") % {"source": data["source"] or NOTHING}
    return arriving.beside(said, data.get("came"))


def _field(data: Data) -> str:
    said = {"yes": _("yes"), "no": _("no")}  # as ``values.written`` has them in any language
    told = {part: said.get(str(data.get(part)), data.get(part)) for part in ("from", "to")}
    step = _step(data["label"], {**data, **told})
    return f"{step} ({origins.named(data['source'])})" if data.get("source") else step


def _translated(words: Mapping[str, str]) -> str:
    """Words that were written down in each language."""
    return words.get(get_language() or "") or next(iter(words.values()), NOTHING)


def _imported(data: Data) -> str:
    """What a file changed, field by field: from, to, and what it added."""
    words = _("Changed by the file “%(file)s”, line %(line)s") % {"file": data["file"], "line": data["line"]}
    was, now = data.get("was", {}), data.get("now", {})
    steps = [_imported_step(target, was.get(target), value) for target, value in now.items()]
    steps += [
        _("%(what)s added") % {"what": TARGETS[table]} for table in data.get("added", {}) if table in TARGETS
    ]
    if data.get("barred"):
        steps.append(_("their addresses open no own page until somebody vouches for them"))
    return f"{words}. {phrases.row(steps)}" if steps else words


def _imported_step(target: str, was: Any, now: Any) -> str:
    """Keys of other rows, such as a territory's, say nothing to people; the field's name does."""
    if target in journal.KEYED:
        return _target(target)
    if target.startswith(journal.EMAIL):
        words = {"from": Email.Status(was).label, "to": Email.Status(now).label}
        return _step(target.removeprefix(journal.EMAIL), words)
    was, now = ("" if value is None else _plain(_typed(target, value)) for value in (was, now))
    return _step(_target(target), {"from": was, "to": now})


def _typed(target: str, value: Any) -> Any:
    """Older lines have a yes as 1; numbers in fields are written as text."""
    return bool(value) if target.startswith(journal.FIELD) and isinstance(value, int) else value


def _undone(data: Data) -> str:
    return _("Undone: %(what)s") % {"what": _translated(data["what"])}


def _kept(data: Data) -> str:
    words = {"what": _translated(data["what"]), "list": kept(data["kept"])}
    return _("Kept when this was undone: %(what)s. %(list)s") % words


def kept(items: Iterable[Sequence[Any]]) -> str:
    """What an undoing left alone, and why."""
    return phrases.row(_kept_item(*item) for item in items)


def _kept_item(target: str, now: Any, why: str) -> str:
    if target == undoing.RECORD and why == undoing.AFTER:
        traces = ", ".join(undoing.trace_label(name) for name in now)
        return _("the record stays, something came after: %(list)s") % {"list": traces}
    words = {"what": _target(target), "why": str(WHY.get(why, why)), "now": _plain(_typed(target, now))}
    return (_("%(what)s “%(now)s”: %(why)s") if now not in {None, ""} else _("%(what)s: %(why)s")) % words


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _moment(value) if isinstance(value, str) else str(value)


def _moment(text: str) -> str:
    """Days and moments, which the journal writes as files do, as people write them."""
    if not _ISO.fullmatch(text):
        return text
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) == _DAY:
        return date_format(at.date(), "SHORT_DATE_FORMAT")
    return date_format(timezone.localtime(at) if at.tzinfo else at, "SHORT_DATETIME_FORMAT")


def _target(target: str) -> str:
    first, __, rest = target.partition(".")
    if first == "consent":
        return str(Purpose(rest).label)
    if first == "field":
        return rest[:1].upper() + rest[1:].replace("-", " ")
    return str(TARGETS[target]) if target in TARGETS else field_label(target)


TARGETS = {
    undoing.RECORD: gettext_lazy("The record"),
    "email": gettext_lazy("E-mail"),
    "emails": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Phone"),
    "phones": gettext_lazy("Phone"),
    "addresses": gettext_lazy("Address"),
    "tags": gettext_lazy("Tag"),
    "notes": gettext_lazy("Note"),
    "follow_ups": gettext_lazy("Follow-up"),
    "topics": gettext_lazy("Answer on topics of mail"),
}
WHY = {
    restoring.CHANGED: gettext_lazy("changed since"),
    restoring.CONFIRMED: gettext_lazy("confirmed since"),
    restoring.TAKEN: gettext_lazy("the former number is somebody else's by now"),
    restoring.GONE: gettext_lazy("what it was before is no longer there"),
    restoring.PARTED: gettext_lazy("parted since from another record, whose the former value may have been"),
    attached.DONE: gettext_lazy("done by now"),
    undoing.REACH: gettext_lazy("out of the reach of whoever undid it"),
}


def _follow_up(data: Data) -> str:
    day = date_format(dt.date.fromisoformat(data["due_on"]))
    return _("Follow-up for %(who)s by %(day)s: %(what)s") % {
        "who": data["owner"], "day": day, "what": data["what"],
    }  # fmt: skip


part = Contribution(
    timeline.groups(
        timeline.Group("sign_up", gettext_lazy("Sign-ups")),
        timeline.Group("import", gettext_lazy("Imports")),
        timeline.Group("operation", gettext_lazy("Undone")),
    ),
    timeline.sentences(
        timeline.Sentence(undoing.UNDONE, _undone, is_once=True),
        timeline.Sentence(journal.KEPT, _kept),
        timeline.Sentence("follow_up.added", _follow_up),
        timeline.Sentence("person.added", _added),
        timeline.Sentence("person.changed", _changed),
        timeline.Sentence("person.field", _field),
        timeline.Sentence("person.email_added", _with(gettext_lazy("E-mail %(address)s added"))),
        timeline.Sentence("person.email_removed", _with(gettext_lazy("E-mail %(address)s removed"))),
        timeline.Sentence("person.email_first", _with(gettext_lazy("E-mail %(address)s put first"))),
        timeline.Sentence("person.phone_added", _with(gettext_lazy("Phone %(number)s added"))),
        timeline.Sentence("person.phone_removed", _with(gettext_lazy("Phone %(number)s removed"))),
        timeline.Sentence("person.address_added", _with(gettext_lazy("Address “%(address)s” added"))),
        timeline.Sentence("person.address_removed", _with(gettext_lazy("Address “%(address)s” removed"))),
        timeline.Sentence("person.tagged", _with(gettext_lazy("Tagged “%(tag)s”"))),
        timeline.Sentence("person.untagged", _with(gettext_lazy("Tag “%(tag)s” taken off"))),
        timeline.Sentence("person.retagged", _with(gettext_lazy("Tag “%(tag)s” merged into “%(into)s”"))),
        timeline.Sentence("note.added", lambda data: _("Note written")),
        timeline.Sentence("note.removed", lambda data: _("Note removed")),
        timeline.Sentence("consent.yes", _consent("yes")),
        timeline.Sentence("consent.no", _consent("no")),
        timeline.Sentence("sign_up.confirmed", _signed_up),
        timeline.Sentence(
            "import.created", _with(gettext_lazy("Came in with the file “%(file)s”, line %(line)s"))
        ),
        timeline.Sentence("import.changed", _imported),
    ),
)
