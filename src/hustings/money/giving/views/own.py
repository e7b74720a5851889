"""A donor's own page: gifts, monthly gifts, what they declared; for whoever opened their page by its link."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hustings.money.donations import actions
from hustings.money.donations.models import Donation, Donor, Plan, State
from hustings.money.donations.models.donations import ON_THE_WAY
from hustings.money.donations.refusals import AgainstLaw
from hustings.money.giving import gift_links, hooks
from hustings.money.giving.own_forms import OwnFactsForm, PlanForm
from hustings.people.persons.models import Person
from hustings.people.selfservice.models import PageLink
from hustings.people.selfservice.views.own_page import own, shown

_SHOWN = 200
_DONE = {"changed", "corrected"}
_DEEDS: dict[str, Callable[..., Any]] = {
    "pause": actions.pause_plan, "resume": actions.resume_plan, "end": actions.end_plan,
}  # fmt: skip


@own
@require_safe
def mine(request: HttpRequest, link: PageLink) -> HttpResponse:
    return _page(request, link.person)


def _page(request: HttpRequest, person: Person, refused: Any = None, facts: Any = None) -> HttpResponse:
    """The page; ``refused`` is a form of a plan that can't be taken, ``facts`` one of what was declared."""
    plans = list(person.donation_plans.live().select_related("fund__books", "donor"))
    rows = person.donations.exclude(state__in=[State.PLEDGED, State.EXPIRED, State.FAILED]).select_related(
        "fund"
    )
    donor = _donor(person)
    words = {
        "person": person, "gifts": [(row, _page_of(row)) for row in rows[:_SHOWN]],
        "plans": [(plan, _form(plan, refused)) for plan in plans],
        "donor": donor, "facts": facts or (OwnFactsForm(instance=donor) if donor else None),
        "parts": [part for source in hooks.donor_parts.all() if (part := source(request, person))],
        "done": request.GET.get("done", "") in _DONE,
    }  # fmt: skip
    status = 422 if refused or facts else 200
    return shown(request, "giving/mine.html", words, status)


def _page_of(row: Donation) -> str:
    """Address at which its donor reads how to pay it, or gives it up; none once it is there."""
    return gift_links.path(row) if row.state in ON_THE_WAY else ""


def _form(plan: Plan, refused: Any) -> Any:
    return refused if refused and refused.prefix == f"plan-{plan.pk}" else PlanForm(plan=plan)


def _donor(person: Person) -> Donor | None:
    """Facts that were declared last."""
    return Donor.objects.filter(person=person).order_by("-pk").first()


def _plan(person: Person, pk: int) -> Plan:
    return get_object_or_404(Plan.objects.live().select_related("fund__books"), pk=pk, person=person)


@own
@require_POST
def plan(request: HttpRequest, link: PageLink, pk: int) -> HttpResponse:
    """Another amount or day."""
    found = _plan(link.person, pk)
    form = PlanForm(request.POST, plan=found)
    if not form.is_valid():
        return _page(request, link.person, refused=form)
    try:
        actions.change_plan(plan=found, **form.cleaned_data)
    except AgainstLaw as refused:
        form.add_error("amount", str(refused))
        return _page(request, link.person, refused=form)
    return _back("changed", f"plan-{pk}")


@own
@require_POST
def plan_deed(request: HttpRequest, link: PageLink, pk: int, deed: str) -> HttpResponse:
    """Pause, resume or end it."""
    if deed not in _DEEDS:
        raise Http404
    _DEEDS[deed](plan=_plan(link.person, pk))
    return _back("changed", "" if deed == "end" else f"plan-{pk}")


@own
@require_POST
def facts(request: HttpRequest, link: PageLink) -> HttpResponse:
    """Correct what was declared last, from now on and for the gifts that stand on it."""
    donor = _donor(link.person)
    if donor is None:
        raise Http404
    form = OwnFactsForm(request.POST, instance=donor)
    if not form.is_valid():
        return _page(request, link.person, facts=form)
    actions.correct_donor(donor=donor, values=form.cleaned_data)
    return _back("corrected", "declared")


def _back(done: str, anchor: str = "") -> HttpResponse:
    return redirect(f"{reverse('giving:mine')}?done={done}{f'#{anchor}' if anchor else ''}")
