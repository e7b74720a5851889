"""Frame of this app's pages in HQ, and how a person is found."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.web.frame import frame
from hustings.foundation.lib.web.idempotency import Refusal
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import VIEW_PEOPLE

SHOWN = ["zone", "owner", "household"]  # what pages about one person name


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    title: str,
    trail: list[tuple[str, str]] | None = None,
    icon: str = "group",
    status: int = 200,
) -> HttpResponse:
    """A page in Wagtail's frame. ``trail`` leads to it: (address, words)."""
    return render(request, template, frame(title, *(trail or []), icon=icon) | context, status=status)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing until it is sent, even where it is sent empty."""
    return request.POST if request.method == "POST" else None


def people_trail(person: Person | None = None) -> list[tuple[str, str]]:
    """The way to the list, or on to a record."""
    trail = [(reverse("segments:list"), _("People"))]
    return [*trail, (person_url(person), str(person))] if person else trail


def person_url(person: Person) -> str:
    """The address of a record."""
    return reverse("persons:record", args=[person.uid])


def person(request: HttpRequest, uid: UUID, right: Right = VIEW_PEOPLE) -> Person:
    """The one of this number whom the user has ``right`` on, else 404."""
    return get_object_or_404(Person.objects.visible_to(request.user, right).select_related(*SHOWN), uid=uid)


def waits() -> str:
    """What is said of an address that somebody has whom the user may not see: nothing of them."""
    return _("The address is waiting for review by someone with access to the whole campaign.")


def back(request: HttpRequest, someone: Person, done: str, part: str = "") -> HttpResponse:
    """To the record, with a word on what was done."""
    messages.success(request, done)
    return redirect(person_url(someone) + (f"#{part}" if part else ""))


def refused(request: HttpRequest, someone: Person, why: Refused | str, part: str = "") -> HttpResponse:
    """To the record, with the reason."""
    messages.error(request, str(why))
    return Refusal(person_url(someone) + (f"#{part}" if part else ""))
