"""Invented messages for exercises, made anew from a number, as far as the engine tells them right."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hustings.security.incidents import sentences
from hustings.security.incidents.hostile_mail import picture

LANGUAGES = ("en", "fr")
SEEDS = 1_000_000
_CAMPAIGNS = 40  # invented ones
_TRIES = 8  # messages of a kind until one is told right
_REASONS = 5
# They need a past that an exercise can't show: letters out of a true mailbox, or answers to letters.
_HIDDEN = {"bank_change_compromised", "decoy_touched", "thread_hijack_compromised"}
_SHOWN_HEADERS = ("From", "Reply-To", "To", "Subject", "Date")


@dataclass(frozen=True)
class Shown:
    """A message as it is shown, and what its reader would know."""

    kind: str
    is_attack: bool
    subject: str
    headers: list[tuple[str, str]]
    drawn: picture.Picture
    you: Any  # a person of the invented campaign
    campaign: Any


@lru_cache(1)
def kinds() -> dict[str, bool]:
    from mailguard.corpus import attacks, honest

    found = dict.fromkeys((name for name in attacks.FAMILIES if name not in _HIDDEN), True)
    return found | dict.fromkeys(honest.KINDS, False)


def new(done: Sequence[str], language: str) -> tuple[str, int]:
    """A kind that was shown least, and a number of it; drawn by chance that nobody can foresee."""
    dice, left = random.SystemRandom(), list(done)
    while True:
        kind = choose(left, dice)
        if (seed := find(kind, language, dice)) is not None:
            return kind, seed
        left.append(kind)  # the engine tells none of these right: another kind


def choose(done: Sequence[str], dice: random.Random) -> str:
    """The next kind: one of those that were shown least, attacks and true messages in turn by chance."""
    is_attack = dice.random() < 0.5
    counts = {kind: done.count(kind) for kind, is_bad in kinds().items() if is_bad == is_attack}
    least = min(counts.values())
    return dice.choice([kind for kind, n in counts.items() if n == least])


def find(kind: str, language: str, dice: random.Random) -> int | None:
    """A number of which the message is in this language and told right by the engine; None where none is."""
    place = LANGUAGES.index(language) if language in LANGUAGES else 0
    for _n in range(_TRIES):
        seed = dice.randrange(SEEDS // 2) * 2 + place
        if bool(_judged(kind, seed).action) == kinds()[kind]:
            return seed
    return None


def make(kind: str, seed: int) -> Shown:
    drawn = picture.draw(_raw(kind, seed))
    by_name = dict(reversed(drawn.headers))
    headers = [(name, by_name[name]) for name in _SHOWN_HEADERS if name in by_name]
    campaign = _campaign(seed)
    to = by_name.get("To", "")
    you = next((each for each in campaign.staff if each.address in to), campaign.staff[0])
    return Shown(kind, kinds()[kind], by_name.get("Subject", ""), headers, drawn, you, campaign)


def subject(kind: str, seed: int) -> str:
    from mailguard.message.parse import parse

    return str(parse(_raw(kind, seed)).facts.subject)


def told(kind: str, seed: int) -> sentences.Told:
    """Words of the engine on it: what gives it away, or what speaks for it."""
    from mailguard.explain import explain, strongest

    language = (get_language() or "en")[:2]
    verdict = _judged(kind, seed)
    said = explain(verdict, language)
    shares = verdict.contributions
    telltale = strongest(verdict)
    if not kinds()[kind]:
        good = [each for each in verdict.signals if shares.get(each.name, 0.0) < 0]
        telltale = sorted(good, key=lambda each: (shares[each.name], each.name))
    pairs = [[each.name, each.best.say(language)] for each in telltale[:_REASONS]]
    reasons = sentences.of_signals(verdict.kind, pairs).reasons
    if not reasons:
        reasons = (_("Its sender, links and request are consistent."),)
    return sentences.Told(said.headline, reasons, said.advice)


@lru_cache(_CAMPAIGNS)
def _campaign_of(language: str, number: int) -> Any:
    from mailguard.corpus import campaign

    return campaign.make(language, number)


def _campaign(seed: int) -> Any:
    return _campaign_of(LANGUAGES[seed % 2], seed // 2 % _CAMPAIGNS)


@lru_cache(64)
def _raw(kind: str, seed: int) -> bytes:
    from mailguard.corpus import attacks, honest

    make_one = attacks.make if kinds()[kind] else honest.make
    return make_one(kind, LANGUAGES[seed % 2], seed, _campaign(seed))


@lru_cache(64)
def _judged(kind: str, seed: int) -> Any:
    """The engine's verdict, as a guard of that campaign would come to it. Nobody is asked outside."""
    from mailguard import Engine

    return Engine(profile=_campaign(seed).profile()).analyse(_raw(kind, seed))
