"""Whoever asks for a page of members: recognised, and taking part."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from hustings.networks.exchange.models import Member
from hustings.people.persons.models import Person
from hustings.people.selfservice.views.own_page import shown
from hustings.people.selfservice.views.recognised import recognised
from hustings.people.signups.recognition import Known

View = Callable[..., HttpResponseBase]


def of_person(person: Person) -> Member | None:
    rows = Member.objects.live().select_related("person", "organisation")
    return rows.filter(person=person).first()


def member_only(view: View) -> View:
    """Call ``view(request, member, …)`` by the clock of the member; others are led to the form to join."""

    @recognised
    @wraps(view)
    def guarded(request: HttpRequest, known: Known, *args: Any, **more: Any) -> HttpResponseBase:
        member = of_person(known.person)
        if member is None:
            return redirect("exchange:profile")
        request.own_page_is_open = known.is_open  # type: ignore[attr-defined]
        with timezone.override(member.zone_info):
            return view(request, member, *args, **more)

    return guarded


def page(request: HttpRequest, name: str, words: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page that no search engine keeps."""
    said = {"done": request.GET.get("done", ""), **words}
    return shown(request, f"exchange/{name}.html", said, status)
