"""Contacts and open follow-ups on the record of a person."""

from typing import Any

from django.utils import timezone

from hustings.people.contacts import forms
from hustings.people.persons.models import Person

CONTACTS = 8  # the timeline has them all


def details(someone: Person, user: Any, may_change: bool) -> dict[str, Any]:
    contacts = list(someone.contacts.select_related("user")[: CONTACTS + 1])
    return {
        "contacts": contacts[:CONTACTS],
        "n_contacts_more": len(contacts) > CONTACTS,
        "follow_ups": list(someone.follow_ups.open().select_related("owner")[:50]),
        "today": timezone.localdate(),
        "contact_form": forms.ContactForm(),
        "follow_up_form": forms.FollowUpForm(person=someone, user=user),
    }
