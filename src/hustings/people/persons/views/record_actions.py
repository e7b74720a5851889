"""Actions on a record: each a small form, one action, back to the record."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.text import phrases
from hustings.people.persons import actions, forms, pending_addresses
from hustings.people.persons.access import masking
from hustings.people.persons.actions import pending_addresses as waiting_actions
from hustings.people.persons.models import Person, Purpose
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once

Deed = Callable[..., str]


def deed(
    part: str, form_class: type[django_forms.Form] | None = None, *, of_team: bool = False
) -> Callable[[Deed], Any]:
    """Guard, load, read the form, do the deed, lead back to ``part``. ``of_team``: it chooses a member."""

    def decorate(do: Deed) -> Any:
        @needs(CHANGE_PEOPLE)
        @require_POST
        @once
        @wraps(do)
        def view(request: HttpRequest, uid: UUID, **keys: Any) -> HttpResponse:
            someone = frame.person(request, uid, CHANGE_PEOPLE)
            words: dict[str, Any] = {}
            if form_class:
                about: dict[str, Any] = {"person": someone, "user": me(request)} if of_team else {}
                form = form_class(request.POST, **about)
                if not form.is_valid():
                    return frame.refused(request, someone, faults(form), part)
                words = form.cleaned_data
            try:
                return frame.back(request, someone, do(someone, me(request), **keys, **words), part)
            except Refused as why_not:
                return frame.refused(request, someone, why_not, part)

        return view

    return decorate


def faults(form: django_forms.Form) -> str:
    """What is wrong with a form, in a line."""
    return " ".join(
        phrases.pair(form[name].label, " ".join(map(str, said)))
        if name in form.fields
        else " ".join(map(str, said))
        for name, said in form.errors.items()
    )


@deed("reach", forms.EmailForm)
def add_email(person: Person, user: User, address: str, is_own_wish: bool) -> str:
    email = actions.type_email(person=person, address=address, is_own_wish=is_own_wish, user=user)
    if email is None:
        return frame.waits()
    return _("%(what)s was added.") % {"what": email}


@deed("reach")
def remove_email(person: Person, user: User, pk: int) -> str:
    email = get_object_or_404(person.emails, pk=pk)
    actions.remove_email(email=email, user=user)
    return _("%(what)s was removed.") % {"what": masking.for_user(user, email)}


@deed("reach")
def remove_waiting_email(person: Person, user: User, pk: int) -> str:
    """An address less that waits: a slip of the hand."""
    line = get_object_or_404(person.activities, pk=pk, kind=pending_addresses.WAITS)
    waiting_actions.leave_out(line=line, user=user)
    return _("%(what)s was removed.") % {"what": masking.for_user(user, line.data["address"])}


@deed("reach")
def put_email_first(person: Person, user: User, pk: int) -> str:
    email = get_object_or_404(person.emails, pk=pk)
    actions.put_email_first(email=email, user=user)
    return _("E-mails now go to %(what)s.") % {"what": masking.for_user(user, email)}


@deed("reach")
def vouch_for_email(person: Person, user: User, pk: int) -> str:
    email = get_object_or_404(person.emails, pk=pk)
    actions.vouch_for_email(email=email, user=user)
    return _("%(what)s can now open their personal page.") % {"what": masking.for_user(user, email)}


@deed("reach", forms.PhoneForm)
def add_phone(person: Person, user: User, number: str) -> str:
    phone = actions.add_phone(person=person, number=number, user=user)
    return _("%(what)s was added.") % {"what": phone}


@deed("reach")
def remove_phone(person: Person, user: User, pk: int) -> str:
    phone = get_object_or_404(person.phones, pk=pk)
    actions.remove_phone(phone=phone, user=user)
    return _("%(what)s was removed.") % {"what": masking.for_user(user, phone)}


@deed("reach", forms.PostalForm)
def add_address(person: Person, user: User, lines: str, postcode: str, city: str, country: str) -> str:
    address = actions.add_postal_address(
        person=person, lines=lines, postcode=postcode, city=city, country=country, user=user
    )
    return _("%(what)s was added.") % {"what": address}


@deed("reach")
def remove_address(person: Person, user: User, pk: int) -> str:
    address = get_object_or_404(person.addresses, pk=pk)
    actions.remove_postal_address(address=address, user=user)
    return _("%(what)s was removed.") % {"what": masking.for_user(user, address)}


@deed("tags", forms.TagForm)
def add_tag(person: Person, user: User, name: str) -> str:
    tagging = actions.tag(person=person, name=name, user=user)
    return _("Tag “%(tag)s” added.") % {"tag": tagging.tag}


@deed("tags")
def remove_tag(person: Person, user: User, pk: int) -> str:
    tag = get_object_or_404(person.tags, pk=pk)
    actions.untag(person=person, tag=tag, user=user)
    return _("Tag “%(tag)s” removed.") % {"tag": tag}


@deed("notes", forms.NoteForm)
def add_note(person: Person, user: User, body: str) -> str:
    actions.add_note(person=person, body=body, user=user)
    return _("The note was saved.")


@deed("notes")
def remove_note(person: Person, user: User, pk: int) -> str:
    actions.remove_note(note=get_object_or_404(person.notes, pk=pk), user=user)
    return _("The note was removed.")


@deed("consents", forms.ConsentForm)
def add_consent(person: Person, user: User, purpose: str, is_given: bool, source: str, text: str) -> str:
    actions.record_consent(
        person=person, purpose=Purpose(purpose), is_given=is_given, source=source, text=text, user=user
    )
    return _("The answer was saved.")
