"""HQ: contributions that say the same; proposals, groups, and how many voices they have together."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.deliberation.consultations import similar
from hustings.deliberation.consultations.actions import groupings
from hustings.deliberation.consultations.models import Choice, Consultation, Grouped, Grouping, Item, Vote
from hustings.deliberation.consultations.public_lists import LISTED, NEWEST
from hustings.deliberation.consultations.rights import MODERATE
from hustings.deliberation.consultations.views import hq_frame as hq
from hustings.deliberation.moderation.forms.hq import GroupingForm
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params

_moderates = needs(MODERATE)
READ, SHOWN, SIZE = 80, 10, 20  # contributions compared for a page, proposals on it; groups on a page


@dataclass(frozen=True, slots=True)
class Proposal:
    """A contribution, and others that may say the same."""

    item: Item
    others: list[Item]


@_moderates
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest, pk: int) -> HttpResponse:
    """Proposals, the newest first; what is ticked becomes a group."""
    found = hq.found(request, pk, MODERATE)
    if request.method == "POST":
        return _make(request, found, query_params.keys(request.POST.getlist("item")[: groupings.MOST]))
    after = request.GET.get("after", "")[:60]
    shown, more = _proposed(found, after)
    context = {
        "proposals": shown, "more": more, "form": GroupingForm(), "tabs": _tabs(found, "proposals"),
        "is_whole": similar.is_whole(found),
    }  # fmt: skip
    return hq.page(request, "moderation/hq/groupings.html", _("Duplicates"), found, context)


def _tabs(consultation: Consultation, here: str) -> list[tuple[str, str, bool]]:
    return [
        (reverse(f"moderation_hq:{view}", args=[consultation.pk]), label, name == here)
        for name, view, label in (
            ("proposals", "groupings", _("Proposals")), ("groups", "groups", _("Groups of duplicates")),
        )
    ]  # fmt: skip


def _proposed(consultation: Consultation, after: str) -> tuple[list[Proposal], str]:
    """Proposals among the next contributions, and the place where the ones after begin."""
    alone = Item.objects.live().by_date(LISTED).filter(consultation=consultation)
    grouped = Grouped.objects.filter(item=OuterRef("pk"), grouping__undone_at=None)
    rows, more = keyset.page(alone.exclude(Exists(grouped)).for_lists(), after, READ, NEWEST)
    texts = {row.pk: f"{row.version.title}\n{row.version.text}" for row in rows if row.version}
    alike = similar.duplicates(consultation, texts)
    others = alone.for_lists().in_bulk({key for keys in alike.values() for key in keys})
    found, seen = [], set()
    for nth, row in enumerate(rows):
        mine = [
            others[key]
            for key in alike.get(row.pk, [])
            if key in others and key not in seen and others[key].phase_id == row.phase_id
        ]
        if mine and row.pk not in seen:
            seen |= {row.pk, *(each.pk for each in mine)}
            found.append(Proposal(row, sorted(mine, key=lambda each: each.pk)))
        if len(found) == SHOWN and nth + 1 < len(rows):
            return found, keyset.place(row, NEWEST)
    return found, more


def _make(request: HttpRequest, consultation: Consultation, items: list[int]) -> HttpResponse:
    first = query_params.key(request.POST.get("first", ""))
    if first in items:
        items = [first, *(key for key in items if key != first)]
    try:
        groupings.group(consultation=consultation, items=items, user=me(request))
        messages.success(request, _("Grouped. In 15 minutes, those who voted are told."))
    except groupings.NotAlike:
        messages.error(request, _("Choose at least two contributions of the same step that are shown."))
    return redirect(request.get_full_path())


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its members, and how many people agree with any of them, each counted once."""

    grouping: Grouping
    items: list[Item]
    n_voices: int


@_moderates
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: HttpRequest, pk: int) -> HttpResponse:
    """Groups that stand, the newest first, and a form for one by numbers."""
    found = hq.found(request, pk, MODERATE)
    form = GroupingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _make(request, found, form.cleaned_data["items"])
    rows = Grouping.objects.filter(consultation=found, undone_at=None)
    shown, more = keyset.page(rows, request.GET.get("after", "")[:60], SIZE, ("-pk",))
    context = {"groups": _groups(shown), "more": more, "form": form, "tabs": _tabs(found, "groups")}
    status = 422 if form.errors else 200
    return hq.page(request, "moderation/hq/groups.html", _("Duplicates"), found, context, status=status)


def _groups(rows: list[Grouping]) -> list[Group]:
    """Three questions for a page of groups."""
    members: dict[int, list[Item]] = {}
    grouped = Grouped.objects.filter(grouping__in=rows).select_related("item__version", "item__participant")
    for each in grouped.order_by("position", "pk"):
        members.setdefault(each.grouping_id, []).append(each.item)
    votes = (
        Vote.objects.standing()
        .counted()
        .with_whom()
        .filter(choice=Choice.AGREE, item__groupings__grouping__in=rows)
    )
    counted: Any = votes.order_by().values_list("item__groupings__grouping")
    voices = dict(counted.annotate(n=Count("whom", distinct=True)))
    return [Group(row, members.get(row.pk, []), voices.get(row.pk, 0)) for row in rows]


@_moderates
@require_POST
def ungrouping(request: HttpRequest, pk: int) -> HttpResponse:
    """Let each stand as before."""
    mine = Consultation.objects.visible_to(request.user, MODERATE)
    found = get_object_or_404(Grouping, pk=pk, consultation__in=mine)
    if groupings.ungroup(grouping=found, user=me(request)):
        messages.success(request, _("Undone. Everything is as it was before."))
    return redirect("moderation_hq:groups", found.consultation_id)
