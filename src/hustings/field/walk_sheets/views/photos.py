"""HQ: photos of walked sheets, the boxes to check in them, and what they say."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.field.walk_sheets import actions, forms, photo_marks
from hustings.field.walk_sheets.models import Photo, Reading
from hustings.field.walk_sheets.views.sheets import WALK_SHEETS, page
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Deed, Resource
from hustings.foundation.hq.tables import Column, Day, Number, State, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
PROBLEMS = {
    "broken": gettext_lazy("This is no photo in JPEG, PNG or WebP format."),
    "large": gettext_lazy("The photo has too many pixels. Take it with fewer."),
    "codes": gettext_lazy("Fewer than three of the four square codes can be seen. Take the photo again."),
    "mixed": gettext_lazy("Several pages are in the photo. Take one of each page."),
    "foreign": gettext_lazy("This sheet is not one of your territories, or not of this campaign."),
    "blurred": gettext_lazy("Too many boxes can’t be read. Take the photo again, flat and in good light."),
}  # fmt: skip
_DOUBTFUL = Exists(Reading.objects.filter(photo=OuterRef("pk"), state=Reading.State.DOUBTFUL))


def _state(one: Any) -> Photo.State:
    if one.confirmed_at:
        return Photo.State.CONFIRMED
    if one.read_at is None:
        return Photo.State.WAITING
    if one.problem:
        return Photo.State.REFUSED
    return Photo.State.DOUBTFUL if one.is_doubtful else Photo.State.READY


_CODES = {"refused": "failed", "doubtful": "waiting", "ready": "waiting", "confirmed": "done", "waiting": ""}


def _shown(one: Any) -> tuple[str, Any]:
    state = _state(one)
    return _CODES[state], state.label


class Photos(Resource):
    """Photos of the user's sheets, the newest first."""

    guard = needs(CHANGE_ADDRESSES)
    title, icon = gettext_lazy("Photos"), "image"
    trail = (("walk_sheets:sheets", WALK_SHEETS),)
    buttons = (Button(gettext_lazy("Add photos"), "walk_sheets:photos_new"),)
    columns = (
        Title("name", gettext_lazy("Photo"), url="walk_sheets:photo"),
        Column("sheet", gettext_lazy("Sheet"), accessor=lambda one: one.version.sheet if one.version else ""),
        Number("page", gettext_lazy("Page")),
        Day("walked_on", gettext_lazy("Day")),
        State("state", gettext_lazy("Status"), accessor=_shown),
    )
    template_name = "walk_sheets/hq/photos.html"
    deeds = (
        Deed("confirm", gettext_lazy("Confirm")),
        Deed("remove", gettext_lazy("Remove"), is_serious=True),
    )
    empty = gettext_lazy("No photo yet. Photograph the sheets that were walked, one page each.")

    def rows(self) -> QuerySet[Photo]:
        found = Photo.objects.visible_to(self.user).select_related("version__sheet").defer("picture")
        return found.annotate(is_doubtful=_DOUBTFUL)

    def about(self) -> dict[str, Any]:
        return {"progress": Photo.objects.progress(self.user)}

    def do(self, deed: str, keys: list[int]) -> str:
        user, n = me(self.request), 0
        for one in self.rows().filter(pk__in=keys):
            if deed == "remove":
                actions.remove(photo=one, user=user)
                n += 1
            elif _state(one) == Photo.State.READY:
                actions.confirm(photo=one, user=user)
                n += 1
        return ngettext("Done for %(n)s photo.", "Done for %(n)s photos.", n) % {"n": n}


def _seen(request: HttpRequest, pk: int) -> Any:
    rows = Photo.objects.visible_to(request.user).select_related("version__sheet").defer("picture")
    return get_object_or_404(rows.annotate(is_doubtful=_DOUBTFUL), pk=pk)


@needs(CHANGE_ADDRESSES)
@_GET_POST
@once("walk_sheets:photos")
def photos_new(request: HttpRequest) -> HttpResponse:
    """Take in photos, many at once."""
    post, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.PhotosForm(post, files, initial={"walked_on": timezone.localdate()})
    if form.is_valid():
        said = form.cleaned_data
        pictures = ((file.name, file.read()) for file in said["photos"])  # one at a time in memory
        n = len(actions.take_in(pictures=pictures, walked_on=said["walked_on"], user=me(request)))
        messages.success(
            request, ngettext("%(n)s photo is being read.", "%(n)s photos are being read.", n) % {"n": n}
        )
        return redirect("walk_sheets:photos")
    return page(request, "photos_new", _("Add photos"), {"form": form}, status_of(form))


@needs(CHANGE_ADDRESSES)
@never_cache
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Photos read so far; once all are, the list is asked for anew."""
    told = Photo.objects.progress(me(request))
    if told is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "walk_sheets/hq/_progress.html", {"progress": told})


@needs(CHANGE_ADDRESSES)
@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """One photo: the next box to check, else what it says door by door."""
    found = _seen(request, pk)
    state = _state(found)
    context: dict[str, Any] = {
        "photo": found, "state": state, "shown": _shown(found), "problem": PROBLEMS.get(found.problem, ""),
    }  # fmt: skip
    if found.version:
        layout = found.version.laid_out
        doors = layout.page(found.page)
        labels = {(q.key, c.key): (q.title, c.label) for q in layout.questions for c in q.choices}
        readings = list(found.readings.all())
        context |= {"doors": _answers(doors, readings, labels)}
        doubts = [one for one in readings if one.state == Reading.State.DOUBTFUL]
        if doubts:
            first = doubts[0]
            question, choice = labels[first.question, first.choice]
            context |= {
                "doubt": first, "n_doubts": len(doubts), "door": _place(doors, first.row),
                "question": question, "choice": choice,
            }  # fmt: skip
    return page(request, "photo", found.name, context)


def _place(doors: Any, row: int) -> str:
    place = next((door.place for door in reversed(doors[: row + 1]) if door.place), "")
    return f"{place} · {doors[row].label}"


def _answers(doors: Any, readings: list[Reading], labels: dict[tuple[str, str], tuple[str, str]]) -> Any:
    ticked: dict[int, list[str]] = {}
    for one in readings:
        if one.state == Reading.State.TICKED:
            ticked.setdefault(one.row, []).append(labels[one.question, one.choice][1])
    return [(_place(doors, row), " · ".join(ticked.get(row, []))) for row in range(len(doors))]


def _doubt(request: HttpRequest, pk: int, reading: int) -> Reading:
    rows = Reading.objects.select_related("photo").filter(state=Reading.State.DOUBTFUL)
    return get_object_or_404(rows, photo=_seen(request, pk), pk=reading)


@needs(CHANGE_ADDRESSES)
@never_cache
@require_safe
def cut_out(request: HttpRequest, pk: int, reading: int) -> HttpResponse:
    """The picture of a doubtful box."""
    found = _doubt(request, pk, reading)
    if found.photo.picture is None:
        raise Http404
    return HttpResponse(photo_marks.cut_out(found), content_type="image/png")


@needs(CHANGE_ADDRESSES)
@require_POST
def reading(request: HttpRequest, pk: int, reading: int) -> HttpResponse:
    """Somebody says whether a doubtful box is ticked."""
    if (said := request.POST.get("is")) in ("ticked", "empty"):
        actions.answer(reading=_doubt(request, pk, reading), is_ticked=said == "ticked", user=me(request))
    return redirect("walk_sheets:photo", pk)


@needs(CHANGE_ADDRESSES)
@require_POST
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.confirm(photo=_seen(request, pk), user=me(request))
        messages.success(request, _("Confirmed. The picture was deleted."))
    except actions.NotReady as refused:
        messages.error(request, str(refused))
    return redirect("walk_sheets:photo", pk)


@needs(CHANGE_ADDRESSES)
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove(photo=_seen(request, pk), user=me(request))
    messages.success(request, _("The photo was removed."))
    return redirect("walk_sheets:photos")
