"""Segments: the list and the builder."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.accounts import access
from hustings.accounts.access import needs
from hustings.accounts.models import User
from hustings.accounts.roles import Right
from hustings.people import actions, segments
from hustings.people.forms import Builder
from hustings.people.forms.segments import posted_from
from hustings.people.models import Segment
from hustings.people.refusals import Refused
from hustings.people.views import hq

SAMPLE = 10


@needs(Right.VIEW_PEOPLE)
@require_safe
def segment_list(request: HttpRequest) -> HttpResponse:
    """All segments in words."""
    rows = [
        (segment, *_in_words(segment.criteria), segment.may_be_changed_by(request.user))
        for segment in Segment.objects.select_related("user")
    ]
    may_change = access.may(request.user, Right.CHANGE_PEOPLE)
    context = {"rows": rows, "may_change": may_change}
    return hq.page(request, "people/segments.html", context, title=_("Segments"), icon="folder-inverse")


def _in_words(criteria: Any) -> tuple[str, str]:
    """The sentence, or what is wrong."""
    try:
        return segments.describe(criteria), ""
    except segments.BadCriteria as bad:
        return "", str(bad)


@needs(Right.CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def segment(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Build one. Buttons add and remove rows, so that it works without JavaScript too."""
    kept = get_object_or_404(Segment, pk=pk) if pk else None
    may_change = kept is None or kept.may_be_changed_by(request.user)
    if request.method == "POST":
        return _built(request, kept) if may_change else access.denied(request)
    start = posted_from(kept.name, kept.criteria) if kept else _start(request)
    if kept and (start is None or not may_change):
        return _shown(request, kept, may_change=may_change)
    context: dict[str, Any] = {"builder": Builder(start or {}), "segment": kept}
    if kept:
        context |= _preview(request, kept.criteria) | {"uses": segments.used_by(kept, request.user)}
    return _page(request, "people/segment.html", context, kept)


def _start(request: HttpRequest) -> dict[str, Any]:
    """What a new one begins with: nothing, or the criteria of the one named in the address."""
    like = request.GET.get("like", "")
    old = (
        Segment.objects.filter(pk=like).first()
        if like.isascii() and like.isdigit() and len(like) < 18
        else None
    )
    return (posted_from("", old.criteria) if old else None) or {}


def _shown(request: HttpRequest, kept: Segment, *, may_change: bool) -> HttpResponse:
    """One that can only be looked at here."""
    sentence, problem = _in_words(kept.criteria)
    context = {"segment": kept, "sentence": sentence, "problem": problem, "may_change": may_change}
    context |= {"may_copy": posted_from("", kept.criteria) is not None}
    context |= _preview(request, kept.criteria) | {"uses": segments.used_by(kept, request.user)}
    return _page(request, "people/segment_shown.html", context, kept)


def _built(request: HttpRequest, kept: Segment | None) -> HttpResponse:
    assert isinstance(request.user, User)
    do = request.POST.get("do", "update")  # no button: another criterion or operator was chosen
    builder = _builder(request.POST)
    context: dict[str, Any] = {"builder": builder, "segment": kept}
    context["uses"] = segments.used_by(kept, request.user) if kept else []
    if do == "save" and builder.is_valid():
        try:
            made = actions.save_segment(
                name=builder.name, criteria=builder.as_json(), user=request.user, segment=kept
            )
            messages.success(request, _("The segment “%(name)s” was saved.") % {"name": made})
            return redirect("people:segments")
        except Refused as why:
            context["problem"] = str(why)
    checked = do in {"save", "preview"}
    if checked:
        builder.check()
    context |= _preview(request, builder.as_json()) if checked and builder.is_valid() else {}
    context["checked"] = checked
    if request.htmx:  # type: ignore[attr-defined]
        return hq.page(request, "people/segment_rows.html", context, title="")
    return _page(request, "people/segment.html", context, kept, 422 if do == "save" else 200)


def _builder(posted: QueryDict) -> Builder:
    do = posted.get("do", "")
    number = do.removeprefix("remove-")
    remove = (
        int(number) if do != number and number.isascii() and number.isdigit() and len(number) < 3 else None
    )
    return Builder(posted, add=do == "add", remove=remove)


@needs(Right.CHANGE_PEOPLE)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """How many and who, while it's being built."""
    builder = _builder(request.POST)
    context = _preview(request, builder.as_json()) if builder.is_valid() else {"unfinished": True}
    return hq.page(request, "people/segment_preview.html", context, title="")


def _preview(request: HttpRequest, criteria: Any) -> dict[str, Any]:
    """The sentence, the count and a few of those whom the user may see."""
    try:
        found = segments.people(criteria, request.user)
        sentence = segments.describe(criteria)
    except segments.BadCriteria as bad:
        return {"problem": str(bad)}
    sample = found.select_related("zone").prefetch_related("emails").order_by("-created_at", "-pk")[:SAMPLE]
    n = found.count()
    return {"sentence": sentence, "n": n, "sample": list(sample) if n else []}


@needs(Right.CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then forget it."""
    kept = get_object_or_404(Segment, pk=pk)
    if not kept.may_be_changed_by(request.user):
        return access.denied(request)
    if request.method == "POST":
        try:
            actions.remove_segment(segment=kept)
            messages.success(request, _("The segment “%(name)s” was removed.") % {"name": kept})
        except Refused as why:
            messages.error(request, str(why))
        return redirect("people:segments")
    return _page(
        request,
        "people/segment_remove.html",
        {"segment": kept, "uses": segments.used_by(kept, request.user)},
        kept,
    )


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], kept: Segment | None, status: int = 200
) -> HttpResponse:
    trail = [(reverse("people:segments"), _("Segments"))]
    title = str(kept) if kept else _("New segment")
    return hq.page(request, template, context, title=title, trail=trail, icon="folder-inverse", status=status)
