"""HQ: what became of a mailing by domain, language, territory and segment."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.territories.models import Zone
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import find, framed_below
from hustings.outreach.tracking import breakdown, comparison, tasks
from hustings.outreach.tracking.breakdown import By, Group
from hustings.outreach.tracking.forms.groups import GroupsForm
from hustings.outreach.tracking.models import Division
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.segments import criteria


def may_divide(user: Any) -> bool:
    """By segment and territory: who sees people everywhere, for whoever chooses groups could narrow them."""
    return access.may(user, VIEW_PEOPLE) and access.everywhere(user, VIEW_PEOPLE)


@needs(VIEW_MAILINGS)
@require_safe
def groups(request: HttpRequest, pk: int) -> HttpResponse:
    """A table for each division that was chosen; domains and languages always."""
    mailing = find(pk)
    form = _form(request, request.GET)
    tables = [_table(mailing, *which) for which in _chosen(form)]
    context = framed_below(mailing, _("By group of recipients")) | {
        "mailing": mailing,
        "form": form,
        "tables": tables,
        "waits": any(table.get("is_counting") for table in tables),
        "is_large": mailing.n_deliveries > breakdown.SMALL,
        "asked": request.GET.urlencode(),
        "fewest": breakdown.FEWEST,
    }
    return render(request, "tracking/groups.html", context)


@needs(VIEW_MAILINGS)
@require_POST
def count_groups(request: HttpRequest, pk: int) -> HttpResponse:
    """Have what is chosen counted (again) beside the page: for large mailings."""
    mailing = find(pk)
    for by, key, _title in _chosen(_form(request, request.POST)):
        Division.objects.update_or_create(mailing=mailing, by=by, key=key, defaults={"groups": None})
        tasks.count_division.enqueue(mailing.pk, by, key)
    messages.success(request, _("Counting…"))
    said = request.POST.copy()
    said.pop("csrfmiddlewaretoken", None)
    return redirect(f"{reverse('tracking:groups', args=[pk])}?{said.urlencode()}")


def _form(request: HttpRequest, said: QueryDict) -> GroupsForm | None:
    return GroupsForm(request.user, said) if may_divide(request.user) else None


def _chosen(form: GroupsForm | None) -> list[tuple[str, int, str]]:
    found = [(By.DOMAIN.value, 0, str(By.DOMAIN.label)), (By.LANGUAGE.value, 0, str(By.LANGUAGE.label))]
    if form is not None:
        zone, chosen = form.said()
        if zone:
            words = _("by territory: %(name)s (current addresses)") % {"name": zone.label()}
            found.append((By.ZONE.value, zone.pk, words))
        for segment in chosen:
            words = _("by segment: %(name)s (as of now)") % {"name": segment}
            found.append((By.SEGMENT.value, segment.pk, words))
    return found


def _table(mailing: Mailing, by: str, key: int, title: str) -> dict[str, Any]:
    try:
        division = breakdown.of(mailing, by, key)
    except criteria.BadCriteria:
        return {"title": title, "problem": _("This segment is broken: check its conditions.")}
    found = breakdown.groups_of(division) if division else []
    names = _names(by, [each.name for each in found])
    return {
        "title": title,
        "division": division,
        "is_counting": division is not None and division.groups is None,
        "rows": [(names.get(each.name) or _("all others"), each, _cells(each)) for each in found],
    }


def _names(by: str, keys: list[str]) -> dict[str, Any]:
    if by == By.LANGUAGE:
        return dict(settings.LANGUAGES)
    if by == By.ZONE:
        zones = Zone.objects.labelled().in_bulk([int(key) for key in keys if key])
        return {str(pk): zone.label() for pk, zone in zones.items()}
    if by == By.SEGMENT:
        return {"in": _("in the segment"), "out": _("all others")}
    return {key: key for key in keys}


def _cells(group: Group) -> list[str]:
    """Shares in words; clicks of those who are measured."""
    shares = [
        comparison.returned(group.came_back, group.n),
        comparison.share(group.unsubscribed, group.n - group.came_back),
    ]
    words = [share.words if share else "–" for share in shares]
    if group.measured is None or group.sure is None or group.clicked is None:
        return [*words, _("unknown")]
    return [*words, clicked(group.sure, group.clicked, group.measured)]


def clicked(sure: int, most: int, of: int) -> str:
    least, top = comparison.share(sure, of), comparison.share(most, of)
    if not least or not top:
        return "–"
    if sure == most:
        return top.words
    return _("between %(least)s and %(most)s") % {"least": least.words, "most": top.words}
