"""Segments: the list and the builder."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web import query_params
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.people.segments import actions
from hustings.people.segments import criteria as segments
from hustings.people.segments.forms import Builder
from hustings.people.segments.forms.builder import posted_from
from hustings.people.segments.models import Segment
from hustings.people.segments.views.preview import preview_of


@needs(VIEW_PEOPLE)
@require_safe
def segment_list(request: HttpRequest) -> HttpResponse:
    rows = [
        (segment, *_in_words(segment), segment.may_be_changed_by(request.user))
        for segment in Segment.objects.visible_to(request.user).select_related("user")
    ]
    may_change = access.may(request.user, CHANGE_PEOPLE)
    context = {"rows": rows, "may_change": may_change}
    return frame.page(request, "segments/segments.html", context, title=_("Segments"), icon="folder-inverse")


def _in_words(segment: Segment) -> tuple[str, str]:
    try:
        return str(segments.read(segment.criteria, of=segment.pk)), ""
    except segments.BadCriteria as bad:
        return "", str(bad)


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def segment(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Build one. Buttons add and remove rows and groups, so that it works without JavaScript too."""
    kept = get_object_or_404(Segment.objects.visible_to(request.user), pk=pk) if pk else None
    may_change = kept is None or kept.may_be_changed_by(request.user)
    if request.method == "POST":
        return _built(request, kept) if may_change else access.denied(request)
    if kept and not may_change:
        return _shown(request, kept)
    start = _posted(kept, kept.name) if kept else _start(request)
    builder = Builder(start, user=request.user)
    context: dict[str, Any] = {"builder": builder, "segment": kept}
    if kept:
        context |= _around(request, kept)
    elif start and builder.is_valid():
        context |= preview_of(request, builder.as_json())
    return _page(request, "segments/segment.html", context, kept)


def _posted(kept: Segment, name: str) -> dict[str, Any]:
    return posted_from(name, kept.criteria, note=kept.note, is_shared=kept.is_shared)


def _start(request: HttpRequest) -> dict[str, Any]:
    """What a new one begins with: nothing, or the criteria of the one named in the address."""
    like = query_params.key(request.GET.get("like", ""))
    old = Segment.objects.visible_to(request.user).filter(pk=like).first() if like else None
    return _posted(old, "") if old else _asked(request)


def _asked(request: HttpRequest) -> dict[str, Any]:
    try:
        criteria = {"match": "all", "criteria": [json.loads(request.GET.get("with", "")[:2_000])]}
        segments.read(criteria)
    except (ValueError, RecursionError, segments.BadCriteria):
        return {}
    return posted_from(request.GET.get("name", "")[:100], criteria)


def _around(request: HttpRequest, kept: Segment) -> dict[str, Any]:
    return preview_of(request, kept.criteria, kept) | {"uses": segments.used_by(kept, request.user)}


def _shown(request: HttpRequest, kept: Segment) -> HttpResponse:
    context = {"segment": kept} | _around(request, kept)
    return _page(request, "segments/segment_shown.html", context, kept)


def _built(request: HttpRequest, kept: Segment | None) -> HttpResponse:
    do = request.POST.get("do", "update")  # no button: another criterion or operator was chosen
    builder = Builder(request.POST, user=me(request), do=do)
    context: dict[str, Any] = {"builder": builder, "segment": kept}
    context["uses"] = segments.used_by(kept, me(request)) if kept else []
    if do == "save" and builder.is_valid():
        try:
            made = actions.save_segment(
                name=builder.name,
                criteria=builder.as_json(),
                user=me(request),
                segment=kept,
                note=builder.note,
                is_shared=builder.is_shared,
            )
            messages.success(request, _("The segment “%(name)s” was saved.") % {"name": made})
            return redirect("segments:segments")
        except actions.NoName as why:
            context["name_problem"] = str(why)
        except Refused as why:
            context["problem"] = str(why)
    checked = do in {"save", "preview"}
    if checked:
        builder.check()
    context |= preview_of(request, builder.as_json(), kept) if checked and builder.is_valid() else {}
    context["checked"] = checked
    if request.htmx:  # type: ignore[attr-defined]
        return frame.page(request, "segments/segment_rows.html", context, title="")
    return _page(request, "segments/segment.html", context, kept, 422 if do == "save" else 200)


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(Segment.objects.visible_to(request.user), pk=pk)
    if not kept.may_be_changed_by(request.user):
        return access.denied(request)
    if request.method == "POST":
        try:
            actions.remove_segment(segment=kept, user=access.me(request))
            messages.success(request, _("The segment “%(name)s” was deleted.") % {"name": kept})
        except Refused as why:
            messages.error(request, str(why))
        return redirect("segments:segments")
    return _page(
        request,
        "segments/segment_remove.html",
        {"segment": kept, "uses": segments.used_by(kept, request.user)},
        kept,
    )


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], kept: Segment | None, status: int = 200
) -> HttpResponse:
    trail = [(reverse("segments:segments"), _("Segments"))]
    title = str(kept) if kept else _("New segment")
    return frame.page(
        request, template, context, title=title, trail=trail, icon="folder-inverse", status=status
    )
