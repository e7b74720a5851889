"""How contacts and follow-ups read on a timeline."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.text import phrases
from hustings.people.contacts.models import Contact
from hustings.people.persons import timeline
from hustings.people.persons.sentences.record import Data


def _entry(contact: Contact) -> timeline.Entry:
    words = str(contact)
    if contact.note:
        words = _("%(what)s. “%(note)s”") % {"what": words, "note": contact.note}
    who = str(contact.user) if contact.user else ""
    return timeline.Entry(contact.contacted_at, "contact.logged", words[:1].upper() + words[1:], who)


def _removed(data: Data) -> str:
    words = phrases.pair(Contact.Method(data["method"]).label, Contact.Outcome(data["outcome"]).label)
    return _("Contact undone: %(what)s") % {"what": words}


def _day(text: str) -> str:
    return date_format(dt.date.fromisoformat(text))


def _postponed(data: Data) -> str:
    words = {"what": data["what"], "before": _day(data["from"]), "after": _day(data["to"])}
    return _("Follow-up “%(what)s” moved: %(before)s → %(after)s") % words


def _said(text: Any) -> timeline.Says:
    return lambda data: str(text) % {"what": data["what"]}


def _follow_up(data: Data) -> str:
    day = date_format(dt.date.fromisoformat(data["due_on"]))
    return _("Follow-up for %(who)s, due %(day)s: %(what)s") % {
        "who": data["owner"], "day": day, "what": data["what"],
    }  # fmt: skip


part = Contribution(
    timeline.groups(
        timeline.Group("contact", gettext_lazy("Contacts")),
        timeline.Group("follow_up", gettext_lazy("Follow-ups")),
    ),
    timeline.sources(
        timeline.Source(
            "contact",
            lambda person: person.contacts.select_related("user"),
            _entry,
            moment="contacted_at",
            groups=frozenset({"contact"}),
        ),
    ),
    timeline.sentences(
        timeline.Sentence("contact.removed", _removed),
        timeline.Sentence("follow_up.done", _said(gettext_lazy("Follow-up done: %(what)s"))),
        timeline.Sentence("follow_up.reopened", _said(gettext_lazy("Follow-up reopened: %(what)s"))),
        timeline.Sentence("follow_up.removed", _said(gettext_lazy("Follow-up removed: %(what)s"))),
        timeline.Sentence("follow_up.postponed", _postponed),
        timeline.Sentence("follow_up.added", _follow_up),
    ),
)
