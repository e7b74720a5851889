"""Items as pages show them: words, votes in bars, and what this reader said of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise, cached_property

from hustings.deliberation.consultations import hooks
from hustings.deliberation.consultations.models import (
    CHOICES,
    Grouped,
    Item,
    ItemKind,
    Phase,
    Version,
    Vote,
    ballot_on,
)
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.vote_words import label

EDITABLE = (
    ItemKind.CONTRIBUTION, ItemKind.FOR, ItemKind.AGAINST, ItemKind.SOURCE, ItemKind.STATEMENT,
    ItemKind.REPORT, ItemKind.COMMENT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One choice: how many chose it, and its part of a line from 0 to 100, as attributes have it."""

    value: str
    label: str | Promise
    n: int
    start: str
    width: str


def bars(version: Version, ballot: str) -> list[Bar]:
    """The votes on one version, choice by choice."""
    choices = CHOICES[ballot]
    counts = {choice: int(getattr(version, f"n_{choice.value}")) for choice in choices}
    whole, found, at = max(1, sum(counts.values())), [], 0.0
    for each, n in counts.items():
        width = 100 * n / whole
        found.append(Bar(each.value, label(each, ballot), n, f"{at:.2f}", f"{width:.2f}"))
        at += width
    return found


@dataclass
class Card:
    """One item for one reader."""

    item: Item
    version: Version
    phase: Phase
    reader: Reader
    may_act: bool
    mine: str = ""  # what they said of this version
    before: Vote | None = None  # what they said of an earlier one alone
    is_waiting: bool = False  # it counts once their mail is confirmed
    n_alike: int = 0  # other items that say the same
    marks: list[str] = field(default_factory=list)
    outcome: Any = None  # of an act that was just tried

    @property
    def ballot(self) -> str:
        return ballot_on(self.item.kind, self.phase.ballot)

    @cached_property
    def bars(self) -> list[Bar]:
        return bars(self.version, self.ballot)

    @property
    def n(self) -> int:
        return sum(bar.n for bar in self.bars)

    @property
    def is_own(self) -> bool:
        mine = self.reader.participant
        return mine is not None and mine.pk == self.item.participant_id

    @property
    def may_edit(self) -> bool:
        """Whether its words can be changed by whoever wrote them: not those that hang on others' words."""
        return self.is_own and self.may_act and self.item.kind in EDITABLE

    @property
    def may_vote(self) -> bool:
        return self.may_act and bool(CHOICES[self.ballot])

    @property
    def mine_label(self) -> str | Promise:
        return label(self.mine, self.phase.ballot) if self.mine else ""

    @property
    def before_label(self) -> str | Promise:
        return label(self.before.choice, self.phase.ballot) if self.before else ""


def made(items: Iterable[Item], reader: Reader, phase: Phase, *, with_marks: bool = True) -> list[Card]:
    """Cards of items of one phase, read ``for_lists``: a question or two for all of them.

    ``with_marks``: with the words beside them, and how many say the same.
    """
    shown = [item for item in items if item.version]
    votes = _votes(shown, reader)
    waiting = reader.waiting_votes
    keys = [item.pk for item in shown]
    alike, marks = (_alike(keys), hooks.marks_of(keys)) if with_marks else ({}, {})
    may_act = phase.is_open() and not reader.is_barred
    found = []
    for item in shown:
        version, vote = item.version, votes.get(item.pk)
        assert version
        card = Card(
            item, version, phase, reader, may_act, n_alike=alike.get(item.pk, 0), marks=marks.get(item.pk, [])
        )
        if vote and vote.version_id == version.pk:
            card.mine = vote.choice
        elif vote:
            card.before = vote
        if version.pk in waiting:  # an empty one takes it back
            card.mine, card.is_waiting = waiting[version.pk], bool(waiting[version.pk])
        found.append(card)
    return found


def _votes(items: list[Item], reader: Reader) -> dict[int, Vote]:
    """Their last vote on each item, by whichever of their addresses it counts."""
    if reader.participant is None or not items:
        return {}
    mine = Vote.objects.counted().filter(participant__in=reader.participant.voices(), item__in=items)
    rows = mine.select_related("version")
    return {row.item_id: row for row in sorted(rows, key=lambda row: row.version.number)}


def _alike(items: list[int]) -> dict[int, int]:
    """Item -> how many others are grouped with it, of those that stand for their group."""
    if not items:
        return {}
    standing = Grouped.objects.filter(item__in=items, position=0, grouping__undone_at=None)
    rows = standing.annotate(n=Count("grouping__members")).values_list("item", "n")
    return {item: n - 1 for item, n in rows}
