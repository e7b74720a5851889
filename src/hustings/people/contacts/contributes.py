"""Contributions of contacts and follow-ups: on timelines and on records."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, shortcuts
from hustings.foundation.accounts.roles import Role
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.people.contacts import forms, pressure, timeline_sentences
from hustings.people.persons.hooks import record_parts
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE

CONTACTS = 8  # the timeline has them all


def _details(someone: Person, user: Any, may_change: bool) -> dict[str, Any]:
    contacts = list(someone.contacts.select_related("user")[: CONTACTS + 1])
    return {
        "contacts": contacts[:CONTACTS],
        "n_contacts_more": len(contacts) > CONTACTS,
        "follow_ups": list(someone.follow_ups.open().select_related("owner")[:50]),
        "today": timezone.localdate(),
        "contact_form": forms.ContactForm(),
        "follow_up_form": forms.FollowUpForm(person=someone, user=user),
    }


app = Contribution(
    how_tos.pages(
        how_tos.beside("keep-a-record", "contacts:*"),
    ),
    menu.entries(
        menu.Entry(_("Follow-ups"), "contacts:follow_ups", VIEW_PEOPLE, "calendar-check", 150, "people"),
    ),
    shortcuts.shortcuts(
        shortcuts.Shortcut(_("See my follow-ups"), "contacts:follow_ups", VIEW_PEOPLE, {Role.COORDINATOR: 2}),
    ),
    routes.hq(routes.Section("hustings.people.contacts.urls", "people/")),
    pressure.part,
    timeline_sentences.part,
    record_parts.detail_hooks(_details),
)
