"""An act of a reader: done now for the recognised, kept with an entry that waits, else an e-mail is asked."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from hustings.deliberation.consultations import actions, refusals
from hustings.deliberation.consultations.forms import public as forms
from hustings.deliberation.consultations.models import Item, Participant
from hustings.deliberation.consultations.models.items import digest
from hustings.deliberation.consultations.public import act_words
from hustings.deliberation.consultations.readers import Reader
from hustings.foundation.lib.sql import write_turns
from hustings.people.signups.public_forms import responses, stamp

log = logging.getLogger(__name__)
REFUSALS = (
    refusals.Barred, refusals.Changed, refusals.Gone, refusals.NotInvited, refusals.NotOpen, refusals.TooMany,
)  # fmt: skip
DONE, WAITS, ASKS, REFUSED = "done", "waits", "asks", "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of an act: done, waiting, an e-mail asked for by ``form``, or refused for a ``problem``."""

    state: str
    item: Item | None = None
    problem: str = ""
    form: forms.EntryForm | None = None

    @property
    def is_taken(self) -> bool:
        return self.state in (DONE, WAITS)


def refused(why: Exception) -> Outcome:
    """The outcome of an act that raised ``why``."""
    return Outcome(REFUSED, problem=act_words.refusal(type(why).__name__))


def strange() -> Outcome:
    """Sent without a stamp of ours: a page of long ago, or of somebody else."""
    return Outcome(REFUSED, problem=_("This page is out of date. Reload it and try again."))


def is_ours(request: HttpRequest, reader: Reader) -> bool:
    """Whether a page of ours sent this, shown to this very reader if they are recognised."""
    found = stamp.read(request.POST.get("stamp", ""))
    if found is None or found.age > stamp.TOO_OLD:
        return False
    is_here = request.headers.get("Sec-Fetch-Site") == "same-origin"
    return reader.known is None or is_here or found.mark == reader.known.mark


def now(reader: Reader, do: Callable[[Any], Item | None]) -> Outcome:
    """Have a recognised reader do something, with their voice."""
    try:
        return Outcome(DONE, do(reader.participant or reader.voice()))
    except REFUSALS as why:
        return refused(why)


def take(request: HttpRequest, reader: Reader, act: actions.Act, back: str) -> Outcome:
    """Do an act as data, keep it, or ask. ``back``: the page that it was sent from."""
    if reader.known:
        return now(reader, lambda participant: _once(participant, act))
    if reader.entry:
        with write_turns.turn(), transaction.atomic():
            if actions.add_act(entry=reader.entry, act=act):
                reader.entry.acts.append(act)
                return Outcome(WAITS)
    return Outcome(ASKS, form=forms.entry_form(reader.consultation, act, back, request))


def _once(participant: Any, act: actions.Act) -> Item | None:
    """The act, unless it is a text that the same voice sent a moment ago: a button is pressed twice."""
    if act["act"] != "post":
        return actions.do(participant, act)
    mark = digest(act.get("title", ""), act["text"], act.get("data"))
    since = timezone.now() - timedelta(minutes=10)
    mine = participant.items.live().filter(posted_at__gt=since, version__digest=mark, kind=act["kind"])
    with write_turns.turn(), transaction.atomic():
        Participant.objects.select_for_update(no_key=True).only("pk").get(pk=participant.pk)
        found: Item | None = mine.filter(parent=act.get("parent")).first()
        return found or actions.do(participant, act)


def back(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that sent this, else ``otherwise``."""
    return responses.page_before(request) or otherwise


def lead(request: HttpRequest, where: str, said: str = "", anchor: str = "", draft: str = "") -> HttpResponse:
    """Go to a page of ours and say there what was done; ``draft``: what the browser need not keep."""
    words = [f"said={said}"] if said else []
    words += [f"draft={draft}"] if draft else []
    address = where + (("&" if "?" in where else "?") + "&".join(words) if words else "")
    address += f"#{anchor}" if anchor else ""
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        address = "/"
    return HttpResponseClientRedirect(address) if responses.wants_part(request) else redirect(address)
