"""The hosts' page: newcomers, messages, members, roles, the public text. Only with one's own page open."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hustings.field.groups import actions, hooks
from hustings.field.groups.hosting import leads
from hustings.field.groups.hosts import first_steps, welcomes
from hustings.field.groups.hosts.forms import TextForm
from hustings.field.groups.models import GroupRole, LocalGroup, Membership
from hustings.field.groups.submissions import enquiries
from hustings.people.selfservice.views.own_page import shown

SIZE = 50
# Host, co-hosts, members, followers, and the longest first among equals.
_RANK = Case(
    *(
        When(role=role, then=Value(n))
        for n, role in enumerate([GroupRole.HOST, GroupRole.CO_HOST, GroupRole.MEMBER])
    ),
    default=Value(3),
)


@leads
@require_safe
def host(request: HttpRequest, group: LocalGroup, membership: Membership) -> HttpResponse:
    return show(request, group, membership)


def show(
    request: HttpRequest, group: LocalGroup, mine: Membership, status: int = 200, **more: Any
) -> HttpResponse:
    """All of a group on one page; ``more``: what went wrong."""
    rows = group.memberships.live().select_related("person")
    q = request.GET.get("q", "")[:100].replace("\0", "").strip()
    if q:
        rows = rows.filter(person__in=mine_named(group, q))
    page = Paginator(rows.order_by(_RANK, "since", "pk"), SIZE).get_page(request.GET.get("page"))
    people = list(page)
    came = hooks.came(group, [one.person_id for one in people])
    words = {
        "group": group, "mine": mine, "page_of": page, "q": q,
        "people": [(one, came[one.person_id]) for one in people],
        "n_members": group.memberships.members().count(),
        "n_followers": group.memberships.live().filter(role=GroupRole.FOLLOWER).count(),
        "newcomers": welcomes.waiting(group), "enquiries": enquiries.waiting(group),
        "offers": list(group.handovers.open().select_related("person")),
        "steps": first_steps.of(group), "parts": hooks.for_host(request, group, mine),
        "done": request.GET.get("done", ""), "text_form": TextForm.of(group),
        "is_host": mine.role == GroupRole.HOST,
    }  # fmt: skip
    return shown(request, "groups/hosting/host.html", words | more, status)


def mine_named(group: LocalGroup, q: str) -> list[int]:
    """Keys of the group's people with such a name; no search among others."""
    rows = group.memberships.live().select_related("person")
    words = q.casefold().split()
    return [
        one.person_id for one in rows.iterator() if all(word in one.person.name.casefold() for word in words)
    ]


@leads
@require_safe
def member(request: HttpRequest, group: LocalGroup, membership: Membership, one: int) -> HttpResponse:
    """One of the group's people, with what may be done."""
    found = get_object_or_404(group.memberships.live().select_related("person", "group__kind"), pk=one)
    return show_member(request, group, membership, found)


def show_member(
    request: HttpRequest, group: LocalGroup, mine: Membership, found: Membership, **more: Any
) -> HttpResponse:
    words = {
        "group": group, "mine": mine, "one": found,
        "came": hooks.came(group, [found.person_id])[found.person_id],
        "is_host": mine.role == GroupRole.HOST,
        "offer": group.handovers.open().filter(person=found.person).first(),
        "messages": list(group.host_messages.filter(person=found.person)[:5]),
    }  # fmt: skip
    return shown(request, "groups/hosting/member.html", words | more)


@leads
@require_http_methods(["POST"])
def text(request: HttpRequest, group: LocalGroup, membership: Membership) -> HttpResponse:
    """The text that the public reads."""
    form = TextForm(request.POST)
    if not form.is_valid():
        return show(request, group, membership, 422, text_form=form)
    actions.change(group=group, values=form.values(group))
    return redirect(f"{reverse('hosting:host', args=[group.pk])}?done=saved#done")
