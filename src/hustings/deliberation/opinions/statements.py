"""Statements of a step, and the one that a reader sees next."""

import threading
import time
from dataclasses import dataclass

from hustings.deliberation.consultations import cards
from hustings.deliberation.consultations.cards import Card
from hustings.deliberation.consultations.models import Item, ItemKind, Phase, Vote
from hustings.deliberation.consultations.models.items import ItemQuerySet
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.opinions import routing
from hustings.deliberation.opinions.routing import Standing

FRESH = 5.0  # seconds for which this process keeps the counters of a step
MOST = 50  # steps
SLOT = 60  # seconds for which a page in memory shows one statement


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement that is shown: its version that stands, who wrote it, its votes."""

    version: int
    author: int | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Progress:
    """Share of the statements that a reader voted on."""

    n_cast: int
    n: int

    @property
    def n_left(self) -> int:
        return self.n - self.n_cast


@dataclass(frozen=True, slots=True)
class Turn:
    """The next thing for a reader: a statement to vote on, or nothing where they voted on all."""

    card: Card | None
    progress: Progress
    is_again: bool = False  # they voted on it before
    last: int | None = None  # the statement that they voted on just now


_kept: dict[int, tuple[float, dict[int, Listed]]] = {}
_lock = threading.Lock()


def of(phase: Phase) -> ItemQuerySet:
    """Those that are shown."""
    return Item.objects.live().filter(phase=phase, kind=ItemKind.STATEMENT, version__isnull=False)


def listed(phase: Phase) -> dict[int, Listed]:
    """Item -> what routing needs of it; as old as ``FRESH`` at most."""
    with _lock:
        made = _kept.get(phase.pk)
    if made and time.monotonic() - made[0] < FRESH:
        return made[1]
    rows = of(phase).values_list(
        "pk", "version", "participant", "version__n_agree", "version__n_disagree", "version__n_pass"
    )
    found = {pk: Listed(version, author, Standing(pk, *votes)) for pk, version, author, *votes in rows}
    with _lock:
        while len(_kept) >= MOST:
            del _kept[next(iter(_kept))]
        _kept[phase.pk] = time.monotonic(), found
    return found


def forget(phase: Phase | None = None) -> None:
    """Read a step anew, or all: something was written in this process."""
    with _lock:
        if phase:
            _kept.pop(phase.pk, None)
        else:
            _kept.clear()


def cast(phase: Phase, reader: Reader) -> set[int]:
    """Versions of statements of the step that the reader voted on, or will have once confirmed."""
    found = {version for version, choice in reader.waiting_votes.items() if choice}
    if reader.participant:
        mine = Vote.objects.filter(
            participant=reader.participant, item__phase=phase, item__kind=ItemKind.STATEMENT
        )
        found |= set(mine.values_list("version", flat=True))
    return found


def turn(phase: Phase, reader: Reader, *, last: int | None = None, again: int | None = None) -> Turn:
    """The statement that the reader sees now; ``again``: this one, whatever they said of it before."""
    known, done = listed(phase), cast(phase, reader)
    mine = reader.participant.pk if reader.participant else None
    left = {
        pk: one.standing
        for pk, one in known.items()
        if one.version not in done and (mine is None or one.author != mine)
    }
    progress = Progress(sum(one.version in done for one in known.values()), len(known))
    if again is not None and (card := _card(phase, reader, again)):
        return Turn(card, progress, is_again=card.mine != "")
    seed = reader.key or str(int(time.time() // SLOT))
    for pk in routing.following(left.values(), f"{phase.pk} {seed}", progress.n_cast, at_once=3):
        if card := _card(phase, reader, pk):
            return Turn(card, progress, last=last)
    return Turn(None, progress, last=last)


def _card(phase: Phase, reader: Reader, pk: int) -> Card | None:
    """The statement as it stands this very moment; None where it was taken back or hidden."""
    item = of(phase).for_lists().select_related("question").filter(pk=pk).first()
    return cards.made([item], reader, phase)[0] if item else None
