"""The guard of pages for those who lead a group: their own page is open in this browser, and they lead it.

    @leads
    def newcomers(request, group, membership): ...      # path("groups/<key:pk>/host/newcomers/", …)

A view below ``@leads`` gets the live group and the membership in place of ``pk``.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from hustings.field.groups import succession
from hustings.field.groups.models import LEADERS, GroupRole, LocalGroup, Membership
from hustings.people.persons.models import Person
from hustings.people.selfservice import sessions
from hustings.people.signups import recognition

View = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> Person | None:
    """Whoever's own page is open here; a remembered device does not show other people's data."""
    known = recognition.of(request)
    return known.person if known and known.is_open else None


def ask(request: HttpRequest, onward: str = "") -> HttpResponseBase:
    """To the page that mails a link to one's own page, from which it goes on to ``onward``."""
    to = onward or (request.get_full_path() if request.method == "GET" else request.path)
    return redirect(f"{reverse('own_page:ask')}?{urlencode({'next': to})}")


def _guard(view: View, allowed: tuple[GroupRole, ...]) -> View:
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, *args: Any, **more: Any) -> HttpResponseBase:
        who, link = person(request), sessions.current(request)
        if who is None or link is None:
            return ask(request)
        rows = Membership.objects.live().filter(person=who, group=pk, role__in=allowed)
        found = rows.filter(group__closed_at=None).select_related("group__kind", "group__zone").first()
        if found is None:
            words = {"is_for_members": GroupRole.MEMBER in allowed}
            return render(request, "groups/hosting/not_yours.html", words, status=403)
        found.person = who
        response = view(request, found.group, found, *args, **more)
        if request.method == "POST":
            succession.sign_of_life(found)
        if not sessions.is_ended(response):
            sessions.keep(response, link)
        response["X-Robots-Tag"] = "noindex"
        return response

    guarded.leads = allowed  # type: ignore[attr-defined] # read by the test that walks all views
    return guarded


def leads(view: View) -> View:
    """Guard a view for host and co-hosts: ``view(request, group, membership, …)``."""
    return _guard(view, LEADERS)


def hosts(view: View) -> View:
    """The same for the host alone."""
    return _guard(view, (GroupRole.HOST,))


def belongs(view: View) -> View:
    """The same for each member; followers are none."""
    return _guard(view, (*LEADERS, GroupRole.MEMBER))


def led_by(who: Person) -> list[LocalGroup]:
    """The live groups that somebody leads: what they may act for, asked on the server."""
    rows = Membership.objects.leaders().filter(person=who, group__closed_at=None)
    return [one.group for one in rows.select_related("group__zone").order_by("group__name_key")]


def may_lead(who: Person | None, group: LocalGroup | int) -> bool:
    key = group if isinstance(group, int) else group.pk
    return bool(who) and Membership.objects.leaders().filter(person=who, group=key).exists()
