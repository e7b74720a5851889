"""Relationships: on the record, the household's page, and choosing somebody."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.web import query_params
from hustings.people.persons import actions, forms
from hustings.people.persons.access import masking
from hustings.people.persons.models import Household, Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.record_actions import deed

MOST = 200  # members of a household that a page shows
WHAT: dict[str, tuple[Any, Any, str]] = {
    "household": (gettext_lazy("Household"), actions.join_household, "other"),
    "recruiter": (gettext_lazy("Referred by"), actions.set_recruiter, "recruiter"),
}


@deed("belongs", forms.OwnerForm, of_team=True)
def owner(person: Person, user: User, owner: User | None) -> str:
    actions.set_owner(person=person, owner=owner, user=user)
    return _("Saved.")


@deed("belongs", forms.AffiliationForm)
def join_organisation(person: Person, user: User, name: str, role: str) -> str:
    made = actions.join_organisation(person=person, name=name, role=role, user=user)
    return _("Added to %(what)s.") % {"what": made.organisation}


@deed("belongs")
def leave_organisation(person: Person, user: User, pk: int) -> str:
    held = get_object_or_404(person.affiliations.select_related("organisation", "person"), pk=pk)
    actions.leave_organisation(affiliation=held, user=user)
    return _("Removed from %(what)s.") % {"what": held.organisation}


@deed("belongs")
def leave_household(person: Person, user: User) -> str:
    actions.leave_household(person=person, user=user)
    return _("Removed from the household.")


@deed("belongs")
def clear_recruiter(person: Person, user: User) -> str:
    actions.set_recruiter(person=person, recruiter=None, user=user)
    return _("Saved.")


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, uid: UUID, what: str) -> HttpResponse:
    """Find the other person by name, and say that it is them."""
    someone = frame.person(request, uid, CHANGE_PEOPLE)
    words, action, name = WHAT[what]
    right = CHANGE_PEOPLE if what == "household" else VIEW_PEOPLE
    others = Person.objects.visible_to(me(request), right).exclude(pk=someone.pk)
    if request.method == "POST":
        try:
            other = get_object_or_404(others, uid=UUID(request.POST.get("person", "")))
            action(person=someone, user=me(request), **{name: other})
            return frame.back(request, someone, _("Saved."), "belongs")
        except ValueError as bad:
            raise Http404 from bad
        except Refused as why:
            messages.error(request, str(why))
    query = query_params.text(request)
    matches = others.search(query, is_whole=masking.hides(me(request)))
    found = list(matches.select_related("zone").order_by("name_key", "pk")[:50]) if query else []
    context = {"person": someone, "q": query, "found": found, "what": what}
    return frame.page(
        request, "persons/choose_person.html", context, title=str(words), trail=frame.people_trail(someone)
    )


@needs(VIEW_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def household(request: HttpRequest, pk: int) -> HttpResponse:
    """Its members, as far as one may see them; its name."""
    found = get_object_or_404(Household, pk=pk)
    members = list(
        Person.objects.visible_to(request.user).filter(household=found).select_related("zone")
        .order_by("name_key", "pk")[:MOST]
    )  # fmt: skip
    if not members:
        raise Http404
    changeable = Person.objects.visible_to(request.user, CHANGE_PEOPLE)
    may_change = changeable.filter(household=found).exists()
    form = forms.HouseholdForm(frame.posted(request), initial={"name": found.name})
    if request.method == "POST" and may_change and form.is_valid():
        actions.rename_household(household=found, name=form.cleaned_data["name"])
        messages.success(request, _("Saved."))
        return redirect("persons:household", pk)
    context = {"household": found, "members": members, "form": form, "may_change": may_change}
    title = found.name or _("Household: %(name)s") % {"name": members[0]}
    return frame.page(
        request, "persons/household.html", context, title=title, trail=frame.people_trail(), icon="home"
    )
