"""One person."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.people.persons import (
    actions,
    do_not_contact,
    field_values,
    forms,
    origins,
    pending_addresses,
    relationships,
    timeline,
    topic_states,
)
from hustings.people.persons.access import access_gate, masking
from hustings.people.persons.hooks import record_parts
from hustings.people.persons.models import (
    OF_SURVEYS,
    OF_TEAM,
    Consent,
    Look,
    Organisation,
    Person,
    Purpose,
    Tag,
)
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once


@needs(VIEW_PEOPLE)
@require_safe
def record(request: HttpRequest, uid: UUID) -> HttpResponse:
    try:
        someone = frame.person(request, uid)
    except Http404:
        if whole := record_parts.successor(uid):  # an old link
            return redirect("persons:record", whole)
        raise
    may_change = someone.is_seen_by(request.user, CHANGE_PEOPLE)
    entries, more = _timeline(request, someone)
    context = {
        "person": someone,
        "where_from": origins.named(someone.source),
        "emails": list(someone.emails.all()),
        "waiting": pending_addresses.of(someone),
        "sees_everybody": pending_addresses.sees_everybody(request.user),
        "may_look": pending_addresses.may_look(request.user),
        "phones": list(someone.phones.all()),
        "addresses": list(someone.addresses.all()),
        "marks": do_not_contact.of(someone),
        "is_paused": someone.paused_until is not None and someone.paused_until > timezone.now(),
        **relationships.of(someone, request.user),
        "owner_form": forms.OwnerForm(person=someone, auto_id="looks_after_%s"),
        "affiliation_form": forms.AffiliationForm(auto_id="affiliation_%s"),
        "known_organisations": Organisation.objects.only("name")[:200] if may_change else [],
        "tags": list(someone.tags.all()),
        "field_values": field_values.shown(someone),
        "notes": list(someone.notes.select_related("author")[:50]),
        "consents": _stands(someone),
        "topics": topic_states.of(someone),
        "topics_form": forms.TopicsForm(auto_id="topics_%s"),
        "may_change": may_change,
        "may_vouch": access.everywhere(request.user, CHANGE_PEOPLE),
        "entries": entries,
        "more": more,
        "cards": record_parts.of(someone, request.user),
        **record_parts.details(someone, request.user, may_change=may_change),
        "groups": timeline.groups.all(),
        "group": "",
        "email_form": forms.EmailForm(),
        "phone_form": forms.PhoneForm(),
        "postal_form": forms.PostalForm(),
        "tag_form": forms.TagForm(),
        "note_form": forms.NoteForm(),
        "consent_form": forms.ConsentForm(auto_id="consent_%s"),
        **access_gate.contact_data(request.user, [someone.pk], Look.How.RECORD),
        "known_tags": Tag.objects.filter(is_listed=True)[:500] if may_change else [],
    }
    return frame.page(
        request, "persons/record.html", context, title=str(someone), trail=frame.people_trail(), icon="user"
    )


def _stands(someone: Person) -> list[tuple[Purpose, Consent | None]]:
    """Each purpose with where they stand on it; those of surveys only where something was said."""
    held = {
        stand.purpose: stand
        for stand in someone.consents.select_related("entry", "entry__wording", "entry__user")
    }
    return [
        (purpose, held.get(purpose.value))
        for purpose in Purpose
        if purpose not in OF_SURVEYS | OF_TEAM or purpose.value in held
    ]


def _timeline(
    request: HttpRequest, someone: Person, group: str = "", after: str = ""
) -> tuple[list[timeline.Entry], str]:
    entries, more = timeline.page(
        someone, group=group, after=after, hidden=pending_addresses.kept_from(request.user)
    )
    return timeline.for_user(entries, request.user), more


@needs(VIEW_PEOPLE)
@require_safe
def person_timeline(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The timeline filtered or further on: a fragment for htmx, a page of its own without."""
    someone = frame.person(request, uid)
    known = dict(timeline.groups.all())
    group = request.GET.get("group", "")
    group = group if group in known else ""
    entries, more = _timeline(request, someone, group=group, after=request.GET.get("after", "")[:200])
    context = {
        "person": someone, "entries": entries, "more": more, "groups": known.items(), "group": group,
        "hides": masking.hides(request.user), "may_change": someone.is_seen_by(request.user, CHANGE_PEOPLE),
    }  # fmt: skip
    if request.htmx:  # type: ignore[attr-defined]
        is_later = bool(request.GET.get("after"))
        part = "persons/timeline_entries.html" if is_later else "persons/timeline.html"
        return frame.page(request, part, context, title=_("Activity"))
    return frame.page(
        request, "persons/timeline_page.html", context, title=_("Activity"), trail=frame.people_trail(someone)
    )


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def add(request: HttpRequest) -> HttpResponse:
    form = forms.AddForm(frame.posted(request), user=me(request))
    if request.method == "POST" and form.is_valid():
        try:
            someone = actions.add_by_hand(user=me(request), **form.words())
            return frame.back(request, someone, _added(someone, me(request), form.words()["email"]))
        except actions.EmailTaken as taken:
            form.add_error("email", str(taken))
            _point_to(request, taken.person)
        except actions.WasErased as erased:
            form.ask_of_erased(is_shared=erased.is_shared)
            form.add_error(None if erased.is_shared else "email", str(erased))
        except Refused as why:
            form.add_error(None, str(why))
    form.drop_ticks()
    status = 422 if form.errors else 200
    return frame.page(
        request, "persons/add.html", {"form": form},
        title=_("Add a person"), trail=frame.people_trail(), status=status,
    )  # fmt: skip


def _added(someone: Person, user: User, address: str) -> str:
    said = _("%(name)s was added.") % {"name": someone}
    return f"{said} {frame.waits()}" if address and not pending_addresses.sees_everybody(user) else said


def _point_to(request: HttpRequest, other: Person) -> None:
    link = format_html('<a href="{}">{}</a>', frame.person_url(other), other)
    messages.warning(request, format_html(_("The address belongs to {link}."), link=link))


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    someone = frame.person(request, uid, CHANGE_PEOPLE)
    if request.method == "POST":
        form = _edited(request, someone)
        if form.is_valid():
            return frame.back(request, someone, _saved(form.others))
    else:
        form = forms.EditForm(user=me(request), person=someone)
    status = 422 if form.errors else 200
    return frame.page(
        request, "persons/edit.html", {"form": form, "person": someone},
        title=_("Edit %(name)s") % {"name": someone}, trail=frame.people_trail(someone), status=status,
    )  # fmt: skip


@transaction.atomic
def _edited(request: HttpRequest, someone: Person) -> forms.EditForm:
    rows = Person.objects.select_for_update(no_key=True, of=("self",)).select_related("zone")
    form = forms.EditForm(request.POST, user=me(request), person=rows.get(pk=someone.pk))
    if form.is_valid():
        try:
            with transaction.atomic():
                actions.change_person(person=someone, user=me(request), **form.columns())
                for field, value in form.own_fields():
                    actions.set_field(person=someone, field=field, value=value, user=me(request))
        except Refused as why:
            form.add_error(None, str(why))
    return form


def _saved(others: list[str]) -> str:
    """Saved, and what somebody else wrote between opening and saving."""
    if not others:
        return _("Saved.")
    return _("Saved. Changes made by others meanwhile were kept: %(what)s.") % {"what": ", ".join(others)}
