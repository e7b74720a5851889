"""A day of going from door to door, replayed: cities, teams and conversations, all fictional, by a seed.

Phones send to the logs of their walk lists as real ones do: late, out of order, some of it more than once.
The day counts beside the logs what it says, so that results can be held to it.
"""

import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import cos, radians
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, pgettext

from hustings.field.addresses.actions import buildings
from hustings.field.canvass_results.funnels import Funnel
from hustings.field.canvassing import actions as canvassing
from hustings.field.canvassing import rules, seals
from hustings.field.canvassing.models import WalkList
from hustings.field.turfs import division
from hustings.field.turfs.models import Plan, Turf
from hustings.foundation.accounts.models import User
from hustings.foundation.sync import log as entries_log
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import Handset
from hustings.foundation.territories.models import Zone
from hustings.people.persons.actions.consents import wording
from hustings.people.persons.models import Purpose
from hustings.people.scripts import actions as scripts
from hustings.people.scripts.models import Script

SAID: dict[str, Any] = tomllib.loads((Path(__file__).parent / "march.toml").read_text())
BUILDINGS, _HOMES = 6, 10  # of a turf, of a building
_ASIDE = [rules.ABSENT] * 9 + [rules.REFUSED] * 4 + [rules.NO_ACCESS, rules.NO_RETURN] + [rules.OPEN] * 4
_PIECE = 40  # entries that a phone sends at once


@dataclass(slots=True)
class Day:
    """Everything the day comes to. ``words``: by question, the theme of each open answer and its text."""

    script: Script
    codes: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    doors: Counter[int] = field(default_factory=Counter)
    contacts: Counter[int] = field(default_factory=Counter)
    moods: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    words: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    n_entries: int = 0
    n_sent: int = 0

    def funnel(self, walk_list: int) -> Funnel:
        """Funnel of a list."""
        codes = self.codes[walk_list]
        opened = codes[rules.TALKED] + codes[rules.REFUSED] + codes[rules.NO_RETURN]
        knocked = opened + codes[rules.ABSENT]
        return Funnel(
            self.doors[walk_list], knocked + codes[rules.NO_ACCESS], knocked, opened, codes[rules.TALKED],
            self.contacts[walk_list],
        )  # fmt: skip


@dataclass(slots=True)
class _Phone:
    """One phone of a team, with all that it noted."""

    handset: Handset
    replica: UUID
    entries: list[Entry] = field(default_factory=list)

    def note(self, dice: random.Random, at: datetime, key: str, verb: str, **body: Any) -> Entry:
        n = len(self.entries) + 1
        seen = {str(self.replica): n - 1} if n > 1 else {}
        moment = at + timedelta(minutes=2 * n)
        made = Entry(_number(dice), self.replica, n, seen, key, verb, body, moment)
        self.entries.append(made)
        return made


def replay(*, cities: Sequence[Zone], n_teams: int, n_talks: int, seed: int, user: User | None = None) -> Day:
    """Cut, hand out, walk and send. As many turfs as teams, shared out among the cities."""
    dice = random.Random(seed)  # noqa: S311 # play, not secrecy
    day = Day(_script(user))
    began_at = timezone.now() - timedelta(hours=6)
    turfs = [
        turf for n, city in enumerate(cities) for turf in _turfs(city, len(range(n, n_teams, len(cities))))
    ]
    lists = [
        canvassing.list_of_turf(turf=turf, name=turf.title, script=day.script, user=user) for turf in turfs
    ]
    places = [(made, door[0]) for made in lists for stop in made.stops for door in stop["doors"]]
    talks = {*dice.sample(range(len(places)), n_talks)}
    phones = {made.pk: _phones(dice, made, n, user) for n, made in enumerate(lists, 1)}
    agreed = wording(purpose=Purpose.EMAIL, text=pgettext("demo", "Write to me about the campaign.")).pk
    for at, (made, key) in enumerate(places):
        day.doors[made.pk] += 1
        code = rules.TALKED if at in talks else dice.choice(_ASIDE)
        if code != rules.OPEN:
            _visit(dice, day, phones[made.pk], _Door(made, key, code, agreed, began_at))
    _send(dice, day, [phone for each in phones.values() for phone in each])
    return day


@dataclass(frozen=True, slots=True)
class _Door:
    walk_list: WalkList
    key: str
    code: str
    agreed: int  # key of the sentence for e-mail
    at: datetime


def _visit(dice: random.Random, day: Day, phones: Sequence[_Phone], door: _Door) -> None:
    """Note one door as ``code`` has it in the end, now and then with a slip or a second visit."""
    day.codes[door.walk_list.pk][door.code] += 1
    first, last = phones[0], phones[-1]
    if door.code != rules.TALKED:
        slip = first.note(dice, door.at, door.key, rules.TALKED) if dice.random() < 0.05 else None
        first.note(dice, door.at, door.key, door.code, **{"of": str(slip.id)} if slip else {})
        return
    if dice.random() < 0.2:  # nobody home at first
        first.note(dice, door.at, door.key, rules.ABSENT)
    said = seals.seal(bytes(door.walk_list.public), door.key, _said(dice, day, door))
    first.note(dice, door.at, door.key, rules.TALKED, said=said)
    if last is not first and dice.random() < 0.3:  # the other phone doesn't know of it
        last.note(dice, door.at, door.key, rules.ABSENT)


def _said(dice: random.Random, day: Day, door: _Door) -> dict[str, Any]:
    language = get_language() if get_language() in dict(settings.LANGUAGES) else "fr"
    mood = dice.choice("1223333")
    day.moods[door.walk_list.pk][mood] += 1
    answers = {"q1": [mood]}
    for n, question in enumerate(SAID["questions"], 2):
        theme = dice.choices(range(len(question["themes"])), weights=(5, 3, 2))[0]
        phrases = dice.sample(question["themes"][theme][language], dice.choice((1, 2, 2)))
        text = dice.choice(SAID["openings"][language]) + ", ".join(phrases) + "."
        answers[f"q{n}"] = [text]
        day.words[f"q{n}"].append((theme, text))
    said: dict[str, Any] = {"answers": answers}
    if dice.random() < 0.03:
        day.contacts[door.walk_list.pk] += 1
        given, family = dice.choice(_GIVEN), dice.choice(_FAMILY)
        said["contact"] = {
            "given_name": given, "family_name": family, "language": language,
            "email": f"{given}.{family}.{_number(dice).hex[:8]}@example.org".lower(),
            "yes": {Purpose.EMAIL.value: str(door.agreed)},
        }  # fmt: skip
    return said


_GIVEN, _FAMILY = ("Ada", "Camille", "Jules", "Nour", "Rose"), ("Martin", "Petit", "Robin", "Vidal", "Weber")


def _send(dice: random.Random, day: Day, phones: Sequence[_Phone]) -> None:
    """All notes in pieces, in any order, one in four twice."""
    pieces: list[tuple[Handset, list[Entry]]] = []
    for phone in phones:
        entries = dice.sample(phone.entries, len(phone.entries))
        pieces += [(phone.handset, entries[at : at + _PIECE]) for at in range(0, len(entries), _PIECE)]
        day.n_entries += len(entries)
    pieces += [piece for piece in pieces if dice.random() < 0.25]
    dice.shuffle(pieces)
    for handset, piece in pieces:
        entries_log.append(handset, piece)
        day.n_sent += len(piece)
    Handset.objects.filter(pk__in=[phone.handset.pk for phone in phones]).update(heard_at=timezone.now())


def _phones(dice: random.Random, made: WalkList, n: int, user: User | None) -> list[_Phone]:
    """Each team has one phone, each fifth team two."""
    team = pgettext("demo", "Team %(n)s") % {"n": n}
    ends_at = timezone.now() + timedelta(days=7)
    handed = (
        canvassing.hand_out(walk_list=made, team=team, ends_at=ends_at, user=user)[0]
        for _phone in range(1 if n % 5 else 2)
    )
    return [_Phone(handset, _number(dice)) for handset in handed]


def _number(dice: random.Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)


def _script(user: User | None) -> Script:
    """One question with choices, then the open ones, in each language."""
    texts = {}
    for language in SAID["mood"]:
        question, *choices = SAID["mood"][language]
        lines = [f"? {question}", *(f"- {one}" for one in choices)]
        texts[language] = "\n".join([*lines, *(f"? {one[language]}" for one in SAID["questions"])])
    return scripts.save_script(name=pgettext("demo", "From door to door"), texts=texts, user=user)


def _turfs(city: Zone, n: int) -> Iterator[Turf]:
    """So many turfs of a city that has just enough buildings for them."""
    if not n:
        return
    latitude, longitude = float(city.latitude or 0), float(city.longitude or 0)
    beside = 0.0006 / cos(radians(latitude))
    for at in range(n * BUILDINGS):
        buildings.add_building(
            commune=city, street=("rue des Lilas", "rue du Marché")[at % 2], number=str(at + 1), homes=_HOMES,
            latitude=round(latitude + 0.0003 * (at % 2), 6), longitude=round(longitude + beside * at, 6),
        )  # fmt: skip
    plan = Plan.objects.create(name=f"{city.name}", zone=city, size=BUILDINGS * _HOMES)
    division.divide(plan)
    yield from plan.turfs.select_related("plan__zone")
