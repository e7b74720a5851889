"""The list of people."""

import hashlib
from typing import Any

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.accounts import access
from hustings.accounts.access import needs
from hustings.accounts.roles import Right
from hustings.people import masking, paging, showing
from hustings.people.forms import FilterForm
from hustings.people.forms.filters import searched
from hustings.people.models import Look, Person
from hustings.people.models.persons import PersonQuerySet
from hustings.people.views.hq import page

COUNTED = 10_000  # beyond this the page does not wait for a count
KEPT = 600  # seconds that a large count is shown


@needs(Right.VIEW_PEOPLE)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Search, filter, page."""
    query = searched(request.GET, hides=masking.hides(request.user))
    form = FilterForm(query)
    found = form.narrow(Person.objects.visible_to(request.user))
    asked = form.cleaned_data
    order = "name" if asked.get("q") else asked.get("order") or "newest"
    size = 1_000 if asked.get("q") else paging.SIZE  # a search finds a few hundred at most: all on one page
    rows, more = paging.page(_with_all(found), order, request.GET.get("after", "")[:400], size)
    context = {
        "form": form,
        "rows": rows,
        "n": _bounded(found),
        "counted": COUNTED,
        "next": _query(query, after=more) if more else "",
        "is_later": bool(request.GET.get("after")),
        "count_query": _query(query, after=""),
        "may_add": access.may(request.user, Right.CHANGE_PEOPLE),
        **showing.contact_data(request.user, [person.pk for person in rows], Look.How.LIST),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return page(request, "people/list_results.html", context, title=_("People"))
    return page(request, "people/list.html", context, title=_("People"))


@needs(Right.VIEW_PEOPLE)
@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """How many there are, exactly, asked for by the page once it is shown; kept for ten minutes."""
    form = FilterForm(searched(request.GET, hides=masking.hides(request.user)))
    found = form.narrow(Person.objects.visible_to(request.user))
    n = cache.get_or_set(key, found.count, KEPT) if (key := _key(request.user, found)) else 0
    return page(request, "people/count.html", {"n": n, "form": form}, title=_("People"))


def _key(user: Any, found: PersonQuerySet) -> str:
    """Under which a count is kept; empty where the question itself says that there is nobody."""
    try:
        sql, params = found.query.sql_with_params()
    except EmptyResultSet:
        return ""
    asked = f"{user.pk} {sql} {params!r}"
    return f"people-count-{hashlib.sha256(asked.encode()).hexdigest()}"


def _with_all(found: PersonQuerySet) -> PersonQuerySet:
    return found.select_related("zone").prefetch_related("emails", "phones", "tags")


def _bounded(found: PersonQuerySet) -> int:
    """The count, not going on beyond COUNTED."""
    return found.order_by()[: COUNTED + 1].count()


def _query(asked: QueryDict, **more: Any) -> str:
    asked = asked.copy()
    for name, value in more.items():
        asked[name] = value
        if not value:
            del asked[name]
    return asked.urlencode()
