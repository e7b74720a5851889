"""Contacts of a person: write one down, and what follows from it."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.text import phrases
from hustings.people.contacts import actions, forms, outcomes
from hustings.people.persons.access import masking
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.people.persons.views.record_actions import deed, faults


@needs(CHANGE_PEOPLE)
@require_POST
@once
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Write one down; where its outcome suggests something, ask next."""
    someone = frame.person(request, uid, CHANGE_PEOPLE)
    form = forms.ContactForm(request.POST)
    if not form.is_valid():
        return frame.refused(request, someone, faults(form), "contacts")
    try:
        contact = actions.log_contact(person=someone, user=me(request), **form.cleaned_data)
    except Refused as why:
        return frame.refused(request, someone, why, "contacts")
    if outcomes.of(contact):
        return redirect("contacts:contact_follows", someone.uid, contact.pk)
    return frame.back(request, someone, _("The contact was saved."), "contacts")


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def follows(request: HttpRequest, uid: UUID, pk: int) -> HttpResponse:
    """What the outcome suggests: tick, or leave it."""
    someone = frame.person(request, uid, CHANGE_PEOPLE)
    contact = get_object_or_404(someone.contacts, pk=pk)
    proposals = outcomes.of(contact)
    if masking.hides(me(request)):
        proposals = [replace(each, label=masking.text(each.label)) for each in proposals]
    form = forms.ConsequencesForm(frame.posted(request), proposals=proposals)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            done = actions.follow_through(
                contact=contact, chosen=said["chosen"], due_on=said.get("due_on"), user=me(request)
            )
            labels = {proposal.key: proposal.label for proposal in proposals}
            words = phrases.row(labels[key] for key in done) or _("Nothing else was changed.")
            return frame.back(request, someone, words, "contacts")
        except Refused as why:
            form.add_error(None, str(why))
    context = {"person": someone, "contact": contact, "form": form, "proposals": proposals}
    return frame.page(
        request, "contacts/contact_follows.html", context, title=_("Next steps"),
        trail=frame.people_trail(someone), icon="comment", status=422 if form.errors else 200,
    )  # fmt: skip


@deed("contacts")
def remove(person: Person, user: User, pk: int) -> str:
    actions.remove_contact(contact=get_object_or_404(person.contacts, pk=pk), user=user)
    return _("The contact was undone.")
