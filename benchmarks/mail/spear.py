"""Attacks on invented campaigns whose honest mail the memory knows; and the honest mail that follows."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import report
from benchmarks.mail import judging
from benchmarks.mail.judging import Judged
from benchmarks.mail.settings import Settings
from mailguard import Engine
from mailguard.corpus import attacks as maker
from mailguard.corpus import campaign as campaigns
from mailguard.corpus import history, honest
from mailguard.correspondents import Memory, learning

FIRST = 10_000  # seeds below it are for training
_CAMPAIGNS = 4  # in each language
_HONEST = 6  # later letters of each kind to one campaign


@dataclass(frozen=True, slots=True)
class Attack:
    """One made attack."""

    family: str
    language: str
    raw: bytes


def run(settings: Settings) -> None:
    """The share that is warned of or stopped, by family and language; honest mail flagged."""
    pieces = [
        (language, FIRST + number, settings.attacks)
        for language in maker.LANGUAGES
        for number in range(_CAMPAIGNS)
    ]
    report.header(
        "Attacks on a campaign",
        families=len(maker.FAMILIES),
        campaigns=len(pieces),
        attacks=count(settings.attacks),
        honest_letters_afterwards=len(honest.KINDS) * _HONEST * len(pieces),
    )
    rows = [row for rows in judging.spread(_judged, pieces, settings.jobs) for row in rows]
    for family in maker.FAMILIES:
        some = [one for name, _, one in rows if name == family]
        report.share(
            f"attack warned of or stopped, {family}", judging.flagged(some), len(some), at_least=0.95
        )
    for kind in honest.KINDS:
        some = [one for name, _, one in rows if name == kind]
        if judging.flagged(some):
            report.share(f"honest letter flagged, {kind}", judging.flagged(some), len(some))
    for language in maker.LANGUAGES:
        hits = [one for name, spoken, one in rows if name in maker.FAMILIES and spoken == language]
        report.share(
            f"attacks warned of or stopped, {language}", judging.flagged(hits), len(hits), at_least=0.95
        )
        some = [one for name, spoken, one in rows if name in honest.KINDS and spoken == language]
        report.share(
            f"honest mail of a campaign flagged, {language}", judging.flagged(some), len(some), at_most=0.01
        )
    hits = [one for name, _, one in rows if name in maker.FAMILIES]
    report.share("attacks warned of or stopped", judging.flagged(hits), len(hits), at_least=0.95)


def count(n: int) -> int:
    """How many attacks ``attacks`` makes."""
    return len(maker.FAMILIES) * len(maker.LANGUAGES) * _CAMPAIGNS * max(1, n // _CAMPAIGNS)


def attacks(n: int) -> Iterator[Attack]:
    """Some ``n`` of each family and language, in turn on each campaign."""
    for language in maker.LANGUAGES:
        for number in range(_CAMPAIGNS):
            yield from _on(campaigns.make(language, FIRST + number), n)


def _on(campaign: campaigns.Campaign, n: int) -> Iterator[Attack]:
    for family in maker.FAMILIES:
        for seed in range(FIRST, FIRST + max(1, n // _CAMPAIGNS)):
            yield Attack(family, campaign.language, maker.make(family, campaign.language, seed, campaign))


def _judged(piece: tuple[str, int, int]) -> list[tuple[str, str, Judged]]:
    """Family, or kind of honest letter, language and verdict of all mail to one campaign."""
    language, seed, n = piece
    campaign = campaigns.make(language, seed)
    profile = campaign.profile()
    with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "memory.sqlite3") as memory:
        with memory.batch():
            for raw in history.make(campaign).messages:
                facts = learning.read(raw, profile)
                memory.learn(facts, is_trusted=learning.teaches(facts))
        engine = Engine(profile=profile, past=memory)
        found = [
            (each.family, language, judging.judged(engine.analyse(each.raw))) for each in _on(campaign, n)
        ]
        found += [(kind, language, judging.judged(engine.analyse(raw))) for kind, raw in _honest(campaign)]
    return found


def _honest(campaign: campaigns.Campaign) -> Iterator[tuple[str, bytes]]:
    """What comes after the history: letters of every kind, under its name."""
    for kind in honest.KINDS:
        for seed in range(FIRST, FIRST + _HONEST):
            yield kind, honest.make(kind, campaign.language, seed, campaign)
