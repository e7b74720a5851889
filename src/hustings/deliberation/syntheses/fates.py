"""Fates of what somebody wrote: votes, version, group, answer, ruling, citations."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from hustings.deliberation.consultations import cards, hooks
from hustings.deliberation.consultations.models import Grouped, Item, Participant, Version, Vote, ballot_on
from hustings.deliberation.consultations.models.items import ItemQuerySet
from hustings.deliberation.moderation import reasons
from hustings.deliberation.moderation.models import Ruling
from hustings.deliberation.syntheses import editions, outcomes
from hustings.deliberation.syntheses.covered import VOTES
from hustings.deliberation.syntheses.models import Answer, Line, LineCitation, Synthesis
from hustings.foundation.lib.sql import keyset

SIZE = 20
NEWEST = ("-posted_at", "-pk")


@dataclass(frozen=True, slots=True)
class Fate:
    """One item, with all that became of it."""

    item: Item
    bars: list[cards.Bar]
    n_alike: int
    marks: list[str]
    answer: Answer | None
    ruling: Ruling | None
    cited_in: list[Line]

    @property
    def n_votes(self) -> int:
        return sum(bar.n for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Sums:
    """Figures of all that somebody wrote."""

    n_items: int
    n_votes: int
    n_answered: int
    n_cited: int
    answers: list[tuple[str, str, int]]


def items_of(participant: Participant) -> ItemQuerySet:
    return Item.objects.filter(participant__in=participant.voices().values("pk"))


def sums(participant: Participant) -> Sums:
    mine = items_of(participant)
    live = mine.live()
    found = Answer.objects.standing().filter(item__in=live.values("pk")).order_by()
    by_outcome = dict(found.values_list("outcome").annotate(Count("pk")))
    standing = Synthesis.objects.exclude(edition=None).values("edition")
    cited = LineCitation.objects.filter(item__in=live.values("pk"), line__edition__in=standing)
    n_cited = cited.order_by().values("item").distinct().count()
    return Sums(
        mine.count(), _votes_on(live), sum(by_outcome.values()), n_cited, outcomes.in_numbers(by_outcome)
    )  # fmt: skip


def _votes_on(items: ItemQuerySet) -> int:
    """Votes on any of their versions, each voice once an item, and those that were brought along.

    Voices have to be compared only where there are several versions: the others have counters.
    """
    edited = Version.objects.filter(item__in=items.values("pk"), number=2).order_by().values("item")
    votes = Vote.objects.counted().filter(item__in=edited).order_by()
    n_of_several = votes.values("item", "participant").distinct().count()
    n_of_one = items.exclude(pk__in=edited).aggregate(n=Sum(VOTES))["n"] or 0
    elsewhere = items.exclude(version__elsewhere={}).values_list("version__elsewhere", flat=True)
    return n_of_several + n_of_one + sum(sum(each.values()) for each in elsewhere if each)


def page(participant: Participant, after: str) -> tuple[list[Fate], str]:
    """Their contributions, the newest first, and the place where the next page begins."""
    rows = items_of(participant).select_related("version", "phase", "parent__version")
    found, rest = keyset.page(rows, after, SIZE, NEWEST)
    return made(found), rest


def _bars(item: Item) -> list[cards.Bar]:
    return cards.bars(item.version, ballot_on(item.kind, item.phase.ballot)) if item.version else []


def made(items: Sequence[Item]) -> list[Fate]:
    """A handful of questions for all of them."""
    keys = [item.pk for item in items]
    cited = editions.cited_in(keys)
    answers, marks = outcomes.answers_to(keys), hooks.marks_of(keys)
    grouped = Grouped.objects.filter(item__in=keys, grouping__undone_at=None)
    alike = {
        item: n - 1 for item, n in grouped.annotate(n=Count("grouping__members")).values_list("item", "n")
    }
    hidden = [item.pk for item in items if item.hidden_at]
    rulings = reasons.of(hidden)
    return [
        Fate(
            item, _bars(item), alike.get(item.pk, 0), marks.get(item.pk, []), answers.get(item.pk),
            rulings.get(item.pk), cited.get(item.pk, []),
        )
        for item in items
    ]  # fmt: skip
