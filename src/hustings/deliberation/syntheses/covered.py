"""Coverage of a synthesis, and the contributions that it may cite."""

from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Count, Exists, F, OuterRef, Sum
from django.db.models.functions import Coalesce

from hustings.deliberation.consultations.models import Consultation, Grouped, Item, ItemKind, Question
from hustings.deliberation.consultations.models.items import ItemQuerySet
from hustings.deliberation.syntheses.measures.coverage import Coverage, Part
from hustings.deliberation.syntheses.models import Citation, Synthesis

CITED = (
    ItemKind.CONTRIBUTION, ItemKind.STATEMENT, ItemKind.REPORT, ItemKind.AMENDMENT, ItemKind.FOR,
    ItemKind.AGAINST,
)  # fmt: skip
COUNTED = (ItemKind.CONTRIBUTION, ItemKind.STATEMENT, ItemKind.REPORT)  # of these the shares are told
UNHEARD = 10  # shown, of those that nobody cites
FEW, RANKED, KEPT = 5_000, 2_000, 120  # counted each time; most voted that are kept; seconds


class _Whole(NamedTuple):
    """All contributions together, and the most voted of them."""

    n: int
    authors: int
    votes: int
    most_voted: list[int]


def citable(consultation: Consultation | int, question: Question | None = None) -> ItemQuerySet:
    found = Item.objects.live().by_date(CITED).filter(consultation=consultation)
    return found.filter(question=question) if question else found


def counted(synthesis: Synthesis) -> ItemQuerySet:
    """Contributions that the shares are of."""
    return Item.objects.live().of_kinds(COUNTED).filter(consultation=synthesis.phase.consultation_id)


def of(synthesis: Synthesis) -> Coverage:
    """Coverage by the sentences as they are being written; citing a duplicate cites its group."""
    return _of(synthesis, _whole(synthesis))


def lately(synthesis: Synthesis) -> Coverage:
    """The same; where there are many, all together are counted now and then, what is cited at once."""
    if not counted(synthesis).order_by()[FEW : FEW + 1].exists():
        return of(synthesis)
    key = f"synthesis-counted-{synthesis.phase.consultation_id}"
    return _of(synthesis, cache.get_or_set(key, lambda: _whole(synthesis), KEPT) or _whole(synthesis))


def _of(synthesis: Synthesis, whole: _Whole) -> Coverage:
    rows = counted(synthesis)
    sentences = synthesis.sentences.filter(removed_at=None)
    cited = Citation.objects.filter(sentence__in=sentences.order_by()).values("item")
    standing = Grouped.objects.order_by().filter(
        grouping__undone_at=None, grouping__consultation=synthesis.phase.consultation_id
    )
    groups = standing.filter(item__in=rows.filter(pk__in=cited)).values("grouping")
    together = standing.filter(grouping__in=groups).order_by().values("item")
    heard = rows.filter(pk__in=cited.union(together))
    n, authors, votes = _sums(heard)
    sources = Citation.objects.filter(Exists(rows.filter(pk=OuterRef("item"))), sentence=OuterRef("pk"))
    uncited = tuple(sentences.filter(~Exists(sources)).values_list("pk", flat=True))
    n_sentences = sentences.count()
    known = set(heard.values_list("pk", flat=True))
    unheard = [pk for pk in whole.most_voted if pk not in known][:UNHEARD]
    if len(unheard) < UNHEARD and whole.n > RANKED:
        unheard = list(_ranked(rows.exclude(pk__in=heard))[:UNHEARD])
    return Coverage(
        sentences=Part(n_sentences - len(uncited), n_sentences),
        contributions=Part(n, max(n, whole.n)), authors=Part(authors, max(authors, whole.authors)),
        votes=Part(votes, max(votes, whole.votes)),
        uncited_sentences=uncited,
        unheard=tuple(unheard),
    )  # fmt: skip


VOTES = F("version__n_agree") + F("version__n_mixed") + F("version__n_disagree") + F("version__n_pass")


def _sums(rows: ItemQuerySet) -> tuple[int, int, int]:
    """Contributions, their authors, votes on them; what nobody signs is of an author of its own."""
    author = Coalesce("participant_id", -F("pk"))
    sums = rows.aggregate(n=Count("pk"), authors=Count(author, distinct=True), votes=Sum(VOTES))
    return sums["n"], sums["authors"], sums["votes"] or 0


def _whole(synthesis: Synthesis) -> _Whole:
    rows = counted(synthesis)
    return _Whole(*_sums(rows), list(_ranked(rows)[:RANKED]))


def _ranked(rows: ItemQuerySet) -> Any:
    """Their keys, the most voted first."""
    return rows.order_by(Coalesce(VOTES, 0).desc(), "pk").values_list("pk", flat=True)


def figures(found: Coverage) -> dict[str, list[int]]:
    """As an edition keeps them."""
    parts = {
        "sentences": found.sentences, "contributions": found.contributions, "authors": found.authors,
        "votes": found.votes,
    }  # fmt: skip
    return {name: [part.n, part.of] for name, part in parts.items()}
