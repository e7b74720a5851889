"""Follow-ups: on a record, and what one has to do oneself."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.people.contacts import actions, follow_up_pages, forms
from hustings.people.contacts.models import FollowUp
from hustings.people.persons import team
from hustings.people.persons.access import masking
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.record_actions import deed, faults


@needs(VIEW_PEOPLE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """One's own, soonest first; with ``?owner=`` those of a colleague, about people one may see."""
    colleagues = list(team.nameable_by(me(request)))
    text = request.GET.get("owner", "")
    owner = next((user for user in colleagues if str(user.pk) == text), me(request))
    rows, more = follow_up_pages.page(me(request), owner, after=request.GET.get("after", "")[:100])
    query = {"owner": owner.pk, "after": more}
    context = {
        "rows": rows, "owner": owner, "is_own": owner == me(request), "team": colleagues,
        "today": timezone.localdate(), "next": urlencode(query) if more else "",
        "hides": masking.hides(me(request)),
    }  # fmt: skip
    title = _("My follow-ups") if owner == me(request) else _("Follow-ups")
    return frame.page(request, "contacts/follow_ups.html", context, title=title, icon="calendar-check")


@needs(VIEW_PEOPLE)
@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """It is done; a second click changes nothing."""
    follow_up, user = _theirs(request, pk)
    actions.finish_follow_up(follow_up=follow_up, user=user)
    messages.success(request, _("Done: %(what)s") % {"what": _said(follow_up, user)})
    return _back(request, follow_up)


@needs(VIEW_PEOPLE)
@require_POST
def reopened(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not done."""
    follow_up, user = _theirs(request, pk)
    actions.reopen_follow_up(follow_up=follow_up, user=user)
    messages.success(request, _("Reopened: %(what)s") % {"what": _said(follow_up, user)})
    return _back(request, follow_up)


@needs(VIEW_PEOPLE)
@require_POST
def postponed(request: HttpRequest, pk: int) -> HttpResponse:
    follow_up, user = _theirs(request, pk)
    form = forms.PostponeForm(request.POST)
    try:
        if form.is_valid():
            actions.postpone_follow_up(follow_up=follow_up, due_on=form.cleaned_data["due_on"], user=user)
            messages.success(request, _("Moved: %(what)s") % {"what": _said(follow_up, user)})
        else:
            messages.error(request, faults(form))
    except Refused as why:
        messages.error(request, str(why))
    return _back(request, follow_up)


def _theirs(request: HttpRequest, pk: int) -> tuple[FollowUp, Any]:
    found = get_object_or_404(FollowUp.objects.select_related("person"), pk=pk)
    right = VIEW_PEOPLE if found.owner_id == request.user.pk else CHANGE_PEOPLE
    get_object_or_404(Person.objects.visible_to(request.user, right), pk=found.person_id)
    return found, request.user


def _said(follow_up: FollowUp, user: Any) -> str:
    return masking.text(follow_up.what) if masking.hides(user) else follow_up.what


def _back(request: HttpRequest, follow_up: FollowUp) -> HttpResponse:
    url = request.POST.get("next", "")
    if url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return redirect(url)
    return redirect(f"{frame.person_url(follow_up.person)}#follow-ups")


@deed("follow-ups", forms.FollowUpForm, of_team=True)
def add(person: Person, user: User, **words: Any) -> str:
    actions.add_follow_up(person=person, user=user, **words)
    return _("The follow-up was added.")


@deed("follow-ups")
def remove(person: Person, user: User, pk: int) -> str:
    actions.remove_follow_up(follow_up=get_object_or_404(person.follow_ups, pk=pk), user=user)
    return _("The follow-up was removed.")
