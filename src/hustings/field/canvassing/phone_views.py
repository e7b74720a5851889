"""The page of a walk list, the same for all of them: what it shows comes from the phone's own store.

Besides the log, phones ask for the teams of the plan, where HQ shares them.
"""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from hustings.field.canvassing import stop_maps
from hustings.field.canvassing import teams as teams_of_plan
from hustings.field.canvassing.models import SharedBoard, WalkList
from hustings.field.canvassing.models.doors import SIDES
from hustings.field.canvassing.models.walk_lists import KIND
from hustings.field.canvassing.settling import LONGEST_NOTE, LONGEST_REMARK
from hustings.foundation.sync.api import from_phone
from hustings.foundation.sync.models import Handset

MOST = 50  # teams that a phone shows
_KEPT = 60  # seconds: many phones ask at once
FILES = (
    "hustings/canvassing/walk.css", "hustings/canvassing/door-keys.js", "hustings/canvassing/rules.js",
    "hustings/canvassing/buildings.js", "hustings/canvassing/hours.js", "hustings/canvassing/wishes.js",
    "hustings/canvassing/seals.js", "hustings/canvassing/talk.js", "hustings/canvassing/nearest.js",
    "hustings/canvassing/walkers.js", "hustings/canvassing/teams.js", "hustings/canvassing/walk.js",
    "hustings/canvassing/walk-map.js",
    *stop_maps.FILES,
)  # fmt: skip
# A door's state: its words and the path of its icon, so that no colour has to be told from another.
STATES = {
    "": (pgettext_lazy("door", "to visit"), "M6 3h12v18H6zM14.5 12v.5"),
    "no_access": (pgettext_lazy("door", "no access"), "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v10H5z"),
    "absent": (pgettext_lazy("door", "nobody home"), "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5l3 3"),
    "come_back": (pgettext_lazy("door", "come back"), "M20 12a8 8 0 1 1-2.5-5.8M20 3v5h-5"),
    "refused": (pgettext_lazy("door", "refused"), "M5 5l14 14M19 5L5 19"),
    "talked": (pgettext_lazy("door", "talked"), "M4 13l5 5L20 6"),
    "no_return": (
        pgettext_lazy("door", "do not come back"), "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M6 6l12 12",
    ),
}  # fmt: skip
WORDS = {
    "counter": _("{done} of {doors} doors visited"), "talks": _("{n} conversations"),
    "stair": _("Staircase {stair}"), "floor": _("Floor {floor}"), "ground": _("Ground floor"),
    "door": _("Door"), "house": _("House"), "found": _("Found by walkers"),
    "noted": _("{door}: {state}"), "noted_many": _("{n} doors: {state}"), "undone": _("Taken back"),
    "stored_not": _("This phone couldn’t keep the note. Use another phone."),
    "sure": _("Press again to confirm"), "there": _("This door is on the list already."),
    "double": _("Two conversations"), "again": _("{n} times"),
    "no_map": _("The map can’t be shown. The list has all doors."),
    "no_place": _("This phone doesn’t say where it is."), "here": _("Where am I?"),
    "nearest": _("Nearest doors first"),
    "email": _("Type the e-mail address."), "phone": _("Type the phone number."),
    "may": _("You can ring until {moment}."),
    "hours": _(
        "Don’t ring now: it is too early or too late. You can ring from {moment} on. What you note is kept."
    ),
    "silence": _(
        "Election silence ({article}): don’t ring and hand out nothing until {moment}. What you note is kept."
    ),
    "team": _("Doors: {doors} · conversations: {talks} · contacts: {contacts} · hours: {hours}"),
    "wishes": {
        "from": pgettext_lazy("moment", "from {moment}"), "due": _("Now:"),
        "evening": _("This evening, {moment}"), "tomorrow": _("Tomorrow, {moment}"),
        "saturday": _("Saturday, {moment}"),
    },
}  # fmt: skip


@require_safe
def walk(request: HttpRequest) -> HttpResponse:
    """Buildings, floors and doors; tap one and say what happened."""
    states = {code: [str(word), icon] for code, (word, icon) in STATES.items()}
    sides = {side: str(word) for side, word in SIDES.items()}
    words = {name: _plain(word) for name, word in WORDS.items()} | {"states": states, "sides": sides}
    return render(
        request,
        "canvassing/walk.html",
        {
            "words": words,
            "longest_note": LONGEST_NOTE,
            "longest_remark": LONGEST_REMARK,
            "map_files": [static(name) for name in stop_maps.FILES],
        },
    )


def _plain(words: Any) -> Any:
    return {name: str(word) for name, word in words.items()} if isinstance(words, dict) else str(words)


@from_phone
def teams(request: HttpRequest, handset: Handset) -> JsonResponse:
    """Name, doors, conversations, contacts and hours of each team; null where nobody may see them."""
    plan = _plan(handset)
    if plan is None:
        return JsonResponse({"teams": None})
    found = cache.get_or_set(f"canvassing.teams.{plan}", lambda: _teams(plan), _KEPT)
    return JsonResponse({"teams": found})


def _plan(handset: Handset) -> int | None:
    stream = handset.stream
    if stream.kind != KIND or handset.state_at(timezone.now()) != Handset.State.LIVE:
        return None
    plan = WalkList.objects.filter(pk=stream.subject).order_by().values("plan")
    return SharedBoard.objects.filter(plan__in=plan).values_list("plan", flat=True).first()


def _teams(plan: int) -> list[Any]:
    found = teams_of_plan.of(WalkList.objects.filter(plan=plan), *teams_of_plan.ALL)[:MOST]
    return [[*one[:-1], round(one.hours, 1)] for one in found]
