"""Deeds of hosts on their page: each a small form, one action, back to the page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hustings.field.groups import membership, succession
from hustings.field.groups.hosting import hosts, leads
from hustings.field.groups.hosts import welcomes
from hustings.field.groups.membership import Cause, NotAllowed
from hustings.field.groups.models import GroupRole, LocalGroup, Membership, Why
from hustings.field.groups.submissions import enquiries
from hustings.field.groups.views.hosting import show, show_member
from hustings.site.website.serving import site_version

Deed = Callable[..., HttpResponse]


def back(group: LocalGroup, done: str, part: str = "done") -> HttpResponse:
    return redirect(f"{reverse('hosting:host', args=[group.pk])}?done={done}#{part}")


def _deed(view: Deed) -> Deed:
    """A view that only acts, and says why where it may not."""

    @require_POST
    @wraps(view)
    def done(
        request: HttpRequest, group: LocalGroup, mine: Membership, *args: Any, **more: Any
    ) -> HttpResponse:
        try:
            return view(request, group, mine, *args, **more)
        except NotAllowed as why:
            return show(request, group, mine, 409, problem=str(why))

    return done


def deed(view: Deed) -> Any:
    return leads(_deed(view))


def host_deed(view: Deed) -> Any:
    """The same, of the host alone."""
    return hosts(_deed(view))


def _theirs(group: LocalGroup, one: int) -> Membership:
    rows = group.memberships.live().select_related("person", "group__kind")
    return get_object_or_404(rows, pk=one)


@deed
def name_me(request: HttpRequest, group: LocalGroup, mine: Membership) -> HttpResponse:
    """Show one's own name on the group's page, or no more."""
    is_named = request.POST.get("is_named") == "on"
    Membership.objects.filter(pk=mine.pk).update(named_at=timezone.now() if is_named else None)
    site_version.renew()
    return back(group, "saved")


@deed
def welcome(request: HttpRequest, group: LocalGroup, mine: Membership, one: int) -> HttpResponse:
    welcomes.welcomed(membership=_theirs(group, one), by=mine.person)
    return back(group, "welcomed", "newcomers")


@deed
def answer(request: HttpRequest, group: LocalGroup, mine: Membership, one: int) -> HttpResponse:
    enquiries.answer(group=group, pk=one, by=mine.person, words=request.POST.get("words", ""))
    return back(group, "sent", "enquiries")


@deed
def write(request: HttpRequest, group: LocalGroup, mine: Membership, one: int) -> HttpResponse:
    welcomes.write(membership=_theirs(group, one), by=mine.person, words=request.POST.get("words", ""))
    return back(group, "sent")


@deed
def contact(request: HttpRequest, group: LocalGroup, mine: Membership, one: int) -> HttpResponse:
    """Contact data of a member who shares it: logged, and told to them."""
    found = _theirs(group, one)
    return show_member(
        request, group, mine, found, contact=welcomes.contact(membership=found, by=mine.person)
    )


@deed
def remove(request: HttpRequest, group: LocalGroup, mine: Membership, one: int) -> HttpResponse:
    found = _theirs(group, one)
    if found.leads and mine.role != GroupRole.HOST:
        raise NotAllowed()
    membership.remove(
        group=group, person=found.person, by=mine.person, words=request.POST.get("words", "")[:300]
    )
    return back(group, "removed")


@host_deed
def propose(request: HttpRequest, group: LocalGroup, mine: Membership, one: int) -> HttpResponse:
    """Offer the group, or the place of a co-host."""
    role = GroupRole.HOST if request.POST.get("role") == GroupRole.HOST else GroupRole.CO_HOST
    succession.propose(group=group, person=_theirs(group, one).person, role=role, by=mine.person)
    return back(group, "offered", "handover")


@host_deed
def end_co_host(request: HttpRequest, group: LocalGroup, mine: Membership, one: int) -> HttpResponse:
    found = _theirs(group, one)
    if found.role == GroupRole.CO_HOST:
        cause = Cause(Why.NAMED, by=mine.person)
        membership.set_role(group=group, person=found.person, role=GroupRole.MEMBER, cause=cause)
    return back(group, "saved")


@host_deed
def withdraw(request: HttpRequest, group: LocalGroup, mine: Membership, one: int) -> HttpResponse:
    offer = get_object_or_404(group.handovers.open().filter(by=mine.person), pk=one)
    succession.withdraw(offer=offer)
    return back(group, "saved", "handover")
