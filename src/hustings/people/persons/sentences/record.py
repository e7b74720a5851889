"""How this app's own activities read on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.text import phrases
from hustings.people.persons import change_log, origins, timeline
from hustings.people.persons.change_log import Change
from hustings.people.persons.do_not_contact import MARKS
from hustings.people.persons.models import Person, Purpose

Data = Mapping[str, Any]
NOTHING = "–"


def quoted(data: Data, name: str) -> str:
    return str(data.get(name) or NOTHING)


def _changed(data: Data) -> str:
    return phrases.row(_change(change) for change in change_log.of(data))


def _change(change: Change) -> str:
    mark = MARKS.get(change.target)
    if mark is None:
        return step(field_label(change.target), *change.words)
    if change.new:
        return _("“%(mark)s” set") % {"mark": mark}
    return _("“%(mark)s” removed") % {"mark": mark}


def step(what: str, old: str, new: str) -> str:
    """A change in words."""
    words = {"what": what, "before": old or NOTHING, "after": new or NOTHING}
    return _("%(what)s: %(before)s → %(after)s") % words


def field_label(name: str) -> str:
    """What a column of Person is called."""
    label = str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _consent(answer: str) -> timeline.Says:
    def sentence(data: Data) -> str:
        purpose = Purpose(data["purpose"]).label
        words = {"purpose": purpose, "source": quoted(data, "source")}
        if answer == "yes":
            return _("Agreed to %(purpose)s (%(source)s)") % words
        return _("Refused %(purpose)s (%(source)s)") % words

    return sentence


def with_data(text: Any) -> timeline.Says:
    """A sentence whose gaps the words of the activity fill."""
    return lambda data: str(text) % {name: value or NOTHING for name, value in data.items()}


def _added(data: Data) -> str:
    """Those added before a source was asked for have none: whose hand it was is what can be said."""
    source = origins.named(str(data.get("source") or "").strip())
    return _("Added (%(source)s)") % {"source": source} if source else _("Added manually by the team")


def _field(data: Data) -> str:
    (change,) = change_log.of(data)
    said_step = step(data["label"], *change.words)
    return f"{said_step} ({origins.named(data['source'])})" if data.get("source") else said_step


part = Contribution(
    timeline.groups(
        timeline.Group("person", gettext_lazy("Record")),
        timeline.Group("consent", gettext_lazy("Consents")),
        timeline.Group("note", gettext_lazy("Notes")),
    ),
    timeline.sentences(
        timeline.Sentence("person.added", _added),
        timeline.Sentence("person.changed", _changed),
        timeline.Sentence("person.field", _field),
        timeline.Sentence("person.email_added", with_data(gettext_lazy("E-mail %(address)s added"))),
        timeline.Sentence("person.email_removed", with_data(gettext_lazy("E-mail %(address)s removed"))),
        timeline.Sentence("person.email_first", with_data(gettext_lazy("E-mail %(address)s made first"))),
        timeline.Sentence("person.phone_added", with_data(gettext_lazy("Phone %(number)s added"))),
        timeline.Sentence("person.phone_removed", with_data(gettext_lazy("Phone %(number)s removed"))),
        timeline.Sentence("person.address_added", with_data(gettext_lazy("Address “%(address)s” added"))),
        timeline.Sentence("person.address_removed", with_data(gettext_lazy("Address “%(address)s” removed"))),
        timeline.Sentence("person.tagged", with_data(gettext_lazy("Tag “%(tag)s” added"))),
        timeline.Sentence("person.untagged", with_data(gettext_lazy("Tag “%(tag)s” removed"))),
        timeline.Sentence("person.retagged", with_data(gettext_lazy("Tag “%(tag)s” merged into “%(into)s”"))),
        timeline.Sentence("note.added", lambda data: _("Note added")),
        timeline.Sentence("note.removed", lambda data: _("Note removed")),
        timeline.Sentence("consent.yes", _consent("yes")),
        timeline.Sentence("consent.no", _consent("no")),
    ),
)
