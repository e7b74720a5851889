"""Ready-made sequences, in the languages of the site: a file each in ``made/``."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.automations.flow import ROOT, Flow, Place
from hustings.outreach.automations.models import Sequence
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.ready_made import read, said
from hustings.people.persons.refusals import Refused

MADE = Path(__file__).parent / "made"
ORDER = ("welcome", "event", "lapsed", "election")


@dataclass(frozen=True)
class Offer:
    key: str
    name: str
    note: str
    n_letters: int
    needs_day: bool


def _read(key: str) -> dict[str, Any]:
    return read(MADE / f"{key}.toml")


def offered() -> list[Offer]:
    found = []
    for key in ORDER:
        told = _read(key)
        n = sum(step["kind"] == "letter" for step in told["steps"])
        offer = Offer(key, said(told["name"]), said(told["note"]), n, bool(told.get("needs_day")))
        found.append(offer)
    return found


@transaction.atomic
def make(key: str, user: User | None, day: str = "") -> Sequence:
    """A draft of ``user``'s; empty where ``key`` is. ``day``: the day of the vote, where it needs one."""
    if key not in ORDER:
        return sequences.make(name=_("New sequence"), user=user)
    told = _read(key)
    on = _day(day) if told.get("needs_day") else None
    made = sequences.make(name=said(told["name"]), note=said(told["note"]), user=user)
    if told["again_after"]:
        sequences.settle(
            sequence=made, name=made.name, note=made.note, again_after=told["again_after"]
        )  # fmt: skip
    for kind in told["triggers"]:
        steps.add_trigger(sequence=made, kind=kind, value={})
    for number, step in enumerate(told["steps"], 1):
        _add(made, step, number, on, user)
    return made


def _day(text: str) -> dt.date:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise Refused(_("Enter the election day."))
    return found


def _add(made: Sequence, told: dict[str, Any], number: int, on: dt.date | None, user: User | None) -> None:
    row = Flow.of(made).rows.get(ROOT, [])
    place = Place(ROOT, row[-1].pk if row else None)
    value: dict[str, Any] = {name: told[name] for name in ("n", "unit", "weekday", "at") if name in told}
    if on and "days_before" in told:
        value["on"] = (on - dt.timedelta(days=told["days_before"])).isoformat()
    step = steps.add(
        sequence=made, place=place, kind=told["kind"], what={"value": value}, user=user
    )  # fmt: skip
    if step.mailing_id:
        content = [
            builder.letter(told[code]["subject"], builder.text(told[code]["body"]), language=code)
            for code, _name in settings.LANGUAGES
            if code in told
        ]
        Mailing.objects.filter(pk=step.mailing_id).update(content=content)
