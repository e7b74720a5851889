"""The page of a door, the same for all of them: what it shows comes from the phone's own store."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hustings.field.checkins.settling import MOST_WALK_INS

FILES = (
    "hustings/checkins/door.css", "hustings/checkins/tickets.js", "hustings/checkins/rules.js",
    "hustings/checkins/camera.js", "hustings/checkins/door.js", "hustings/checkins/jsqr/jsQR.js",
)  # fmt: skip
# What a door says, by the code of its verdict: heading, colour, and what to do.
VERDICTS = {
    "welcome": (_("Welcome"), "good", ""),
    "again": (_("Welcome back"), "good", _("Entered before at {door}, {time}.")),
    "already": (_("Already entered"), "warn", _("At {door}, {time}.")),
    "early": (_("Too early"), "warn", _("Doors for this shift open: {time}.")),
    "late": (_("Too late"), "warn", _("Doors for this shift closed: {time}.")),
    "unlisted": (_("Not on the list"), "bad", _("The list on this phone is from {list}.")),
    "revoked": (_("Seat cancelled"), "bad", _("This ticket is no longer valid.")),
    "lapsed": (_("Ticket expired"), "bad", _("This ticket was for an earlier date.")),
    "other_event": (_("Ticket for another event"), "bad", ""),
    "forged": (_("Not a genuine ticket"), "bad", _("The signature is wrong: someone changed this code.")),
    "unknown_key": (
        _("Ticket that can’t be checked"), "bad",
        _("Its key is unknown or withdrawn. Ask them to open their ticket page again."),
    ),
    "mistyped": (_("Typing error"), "warn", _("Check the code and type it again.")),
    "not_a_ticket": (_("Not a ticket"), "bad", _("This code is something else.")),
}  # fmt: skip
WORDS = {
    "people_one": _("1 person"), "people_other": _("{n} people"),
    "many": _("Type a number from 1 to {most}. Let larger groups in by parts."),
    "sure": _("{n} people without a ticket? Press “Let in” again to confirm."),
    "walk_in": _("No ticket"), "undone": _("Taken back"), "left": _("Left"),
    "counter": _("{entered} of {expected} entered"),
    "without": _("{n} without a ticket"),
    "no_camera": _("The camera can’t be used. Type the short code instead."),
    "stored_not": _("This phone couldn’t keep the entry. Use another phone."),
    "list_of": _("List from {time}"), "hq": _("the list in HQ"),
}  # fmt: skip


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Scan or type, and see who may enter."""
    said = {code: [str(word) for word in words] for code, words in VERDICTS.items()}
    context = {"words": {name: str(word) for name, word in WORDS.items()} | {"verdicts": said}}
    return render(request, "checkins/door.html", context | {"most": MOST_WALK_INS})
