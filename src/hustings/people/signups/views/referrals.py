"""Referrals in HQ: the leaderboard, and those whom one person brought."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.display import charts
from hustings.foundation.lib.web import query_params
from hustings.people.persons import relationships
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.signups import referral_tree

PAGE = 50


@needs(VIEW_PEOPLE)
@require_safe
def leaderboard(request: HttpRequest) -> HttpResponse:
    """Who brought the most people, in some days or since ever."""
    text = request.GET.get("days", "")
    days = int(text) if text in map(str, relationships.PERIODS) else 0
    rows = relationships.ranking(request.user, days)
    pages = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    names = _names(request, [row["recruiter"] for row in pages.object_list])
    last = relationships.latest(request.user, days, [row["recruiter"] for row in pages.object_list])
    listed = [
        (pages.start_index() + at, names.get(row["recruiter"]), row | {"last": last.get(row["recruiter"])})
        for at, row in enumerate(pages.object_list)
    ]
    context = {
        "rows": listed,
        "page": pages,
        "days": days,
        "periods": relationships.PERIODS,
    }
    return frame.page(request, "signups/leaderboard.html", context, title=_("Top recruiters"), icon="group")


def _names(request: HttpRequest, keys: list[int]) -> dict[int, Person]:
    return {person.pk: person for person in Person.objects.visible_to(request.user).filter(pk__in=keys)}


@needs(VIEW_PEOPLE)
@require_safe
def recruits(request: HttpRequest, uid: UUID) -> HttpResponse:
    someone = frame.person(request, uid)
    rows: Any = Person.objects.visible_to(request.user).filter(recruiter=someone)
    if (after := query_params.key(request.GET.get("after", ""))) is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.select_related("zone").order_by("-pk")[: PAGE + 1])
    context = {
        "person": someone,
        "rows": found[:PAGE],
        "after": found[PAGE - 1].pk if len(found) > PAGE else "",
    }
    return frame.page(
        request,
        "signups/recruits.html",
        context,
        title=_("Referred people"),
        trail=frame.people_trail(someone),
    )


@needs(VIEW_PEOPLE)
@require_safe
def tree(request: HttpRequest, uid: UUID) -> HttpResponse:
    someone = frame.person(request, uid)
    levels = referral_tree.by_depth(someone, request.user)
    above, is_hidden = referral_tree.above(someone, request.user)
    points: list[tuple[str, int | float]] = [
        (_("level %(n)s") % {"n": at}, n) for at, n in enumerate(levels[:12], 1)
    ]
    context = {
        "person": someone,
        "root": referral_tree.of(someone, request.user),
        "above": above,
        "is_hidden": is_hidden,
        "n": sum(levels),
        "n_direct": levels[0] if levels else 0,
        "most": referral_tree.COUNTED,
        "chart": charts.bars(
            points, label=_("People by level"), headings=(_("level"), _("People")), numbers=_("Figures")
        ),
    }
    trail = frame.people_trail(someone)
    return frame.page(request, "signups/recruit_tree.html", context, title=_("Referrals"), trail=trail)
