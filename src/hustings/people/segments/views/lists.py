"""The list of people."""

import hashlib
from typing import Any

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.resources import COUNTED, bounded
from hustings.foundation.lib.sql import keyset
from hustings.people.persons.access import access_gate, masking
from hustings.people.persons.models import Look, Person
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from hustings.people.persons.views.frame import page
from hustings.people.segments import list_columns, list_pages, saved_views, territory_queries
from hustings.people.segments.forms import FilterForm, SavedViewForm
from hustings.people.segments.forms.filters import searched
from hustings.people.segments.list_columns import Column
from hustings.people.segments.views import list_table

KEPT = 600  # seconds that a large count is shown
FOUND = 1_000  # a search finds a few hundred at most: all on one page


@needs(VIEW_PEOPLE)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Search, filter, sort, page; with the columns that were chosen."""
    kept = saved_views.of(request.user)
    asked, view = saved_views.opened(request.GET, kept)
    query = searched(asked, hides=masking.hides(request.user))
    form = FilterForm(query, user=request.user)
    found = form.narrow(territory_queries.seen_by(request.user))
    known = list_columns.known()
    shown = list_columns.chosen(list_columns.moved(query.getlist("col"), query.get("up", "")), known)
    size = FOUND if form.cleaned_data.get("q") else keyset.SIZE
    after = query.get("after", "")[:400]
    rows, more = list_pages.page(
        found, form.sequence, after, size, read=lambda people: list_columns.read_ahead(people, shown)
    )
    seen = access_gate.contact_data(request.user, [person.pk for person in rows], Look.How.LIST)
    query.setlist("col", [column.name for column in shown])
    may_add = access.may(request.user, CHANGE_PEOPLE)
    heads = _heads([list_columns.NAME, *shown], form.sequence, query)
    context = {
        "form": form,
        "rows": rows,
        "is_empty": not rows and not after and not form.is_filtered,
        "columns": _choice(shown, known),
        "n": len(rows) if not (more or after) else bounded(found),
        "counted": COUNTED,
        "next": _query(query, after=more) if more else "",
        "is_later": bool(after),
        "count_query": _query(query),
        "may_add": may_add,
        "table": list_table.of(rows, heads, hides=seen["hides"], may_choose=may_add),
        **_views(request, kept, view, query),
        **seen,
    }
    is_part = request.htmx  # type: ignore[attr-defined]
    template = "segments/list_results.html" if is_part else "segments/list.html"
    return page(request, template, context, title=_("People"))


@needs(VIEW_PEOPLE)
@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """How many there are, exactly, asked for by the page once it is shown; kept for ten minutes."""
    form = FilterForm(searched(request.GET, hides=masking.hides(request.user)), user=request.user)
    found = form.narrow(Person.objects.visible_to(request.user))
    n = cache.get_or_set(key, found.count, KEPT) if (key := _key(request.user, found)) else 0
    return page(request, "segments/count.html", {"n": n, "form": form}, title=_("People"))


def _key(user: Any, found: PersonQuerySet) -> str:
    """Under which a count is kept; empty where the question itself says that there is nobody."""
    try:
        sql, params = found.query.sql_with_params()
    except EmptyResultSet:
        return ""
    asked = f"{user.pk} {sql} {params!r}"
    return f"people-count-{hashlib.sha256(asked.encode()).hexdigest()}"


def _heads(shown: list[Column], order: str, query: QueryDict) -> list[list_table.Head]:
    """Each column with the order that a click asks for, and the one it stands in now."""
    heads = []
    for column in shown:
        asks = way = ""
        if column.orders:
            first, second = column.orders
            asks = _query(query, order=second if order == first else first)
        if order in column.orders:
            way = "descending" if list_pages.ORDERS[order].is_falling else "ascending"
        heads.append((column, asks, way))
    return heads


def _choice(shown: list[Column], known: dict[str, Column]) -> list[tuple[Column, bool]]:
    """The columns to tick: those shown first, as they stand."""
    names = {column.name for column in shown}
    rest = [column for column in known.values() if column.name not in names]
    return [(column, True) for column in shown] + [(column, False) for column in rest]


def _views(request: HttpRequest, kept: list[Any], view: Any, query: QueryDict) -> dict[str, Any]:
    """The saved views to choose from, the one that is open, and what would be kept of the page."""
    now = saved_views.plain(query)
    return {
        "views": kept[: saved_views.OFFERED],
        "n_views": len(kept),
        "view": view,
        "view_is_mine": view is not None and view.may_be_changed_by(request.user),
        "view_differs": view is not None and now != (view.query, view.columns),
        "view_form": SavedViewForm(user=request.user, initial={"query": query.urlencode()}),
    }


def _query(asked: QueryDict, **more: Any) -> str:
    """The address's words for another page: from its beginning, unless ``after`` is given."""
    asked = asked.copy()
    for name, value in {"after": "", "up": "", **more}.items():
        asked[name] = value
        if not value:
            del asked[name]
    return asked.urlencode()
