"""Coverage of a synthesis, and the contributions that it may cite."""

from collections.abc import Mapping

from django.db.models import F

from hustings.deliberation.consultations.models import Consultation, Grouped, Item, ItemKind, Question
from hustings.deliberation.consultations.models.items import ItemQuerySet
from hustings.deliberation.syntheses.measures import coverage
from hustings.deliberation.syntheses.models import Citation, Synthesis

CITED = (
    ItemKind.CONTRIBUTION, ItemKind.STATEMENT, ItemKind.REPORT, ItemKind.AMENDMENT, ItemKind.FOR,
    ItemKind.AGAINST,
)  # fmt: skip
COUNTED = (ItemKind.CONTRIBUTION, ItemKind.STATEMENT, ItemKind.REPORT)  # of these the shares are told


def citable(consultation: Consultation | int, question: Question | None = None) -> ItemQuerySet:
    found = Item.objects.live().by_date(CITED).filter(consultation=consultation)
    return found.filter(question=question) if question else found


def of(synthesis: Synthesis) -> coverage.Coverage:
    """Coverage by the sentences as they are being written."""
    consultation = synthesis.phase.consultation_id
    rows = Item.objects.live().of_kinds(COUNTED).filter(consultation=consultation)
    counted = rows.annotate(
        n=F("version__n_agree") + F("version__n_mixed") + F("version__n_disagree") + F("version__n_pass")
    )
    grouped = Grouped.objects.filter(
        item__consultation=consultation, grouping__undone_at=None, grouping__consultation=consultation
    )
    together = dict(grouped.values_list("item", "grouping"))
    contributions = [
        coverage.Contribution(pk, author or -pk, n or 0, together.get(pk))
        for pk, author, n in counted.values_list("pk", "participant", "n").iterator(2_000)
    ]
    return coverage.of(contributions, citations(synthesis))


def citations(synthesis: Synthesis) -> Mapping[int, list[int]]:
    """Sentence -> the contributions it cites that are still shown."""
    found: dict[int, list[int]] = {
        pk: [] for pk in synthesis.sentences.filter(removed_at=None).values_list("pk", flat=True)
    }
    live = Citation.objects.filter(sentence__in=list(found), item__hidden_at=None, item__withdrawn_at=None)
    for sentence, item in live.values_list("sentence", "item"):
        found[sentence].append(item)
    return found


def figures(found: coverage.Coverage) -> dict[str, list[int]]:
    """As an edition keeps them."""
    parts = {
        "sentences": found.sentences, "contributions": found.contributions, "authors": found.authors,
        "votes": found.votes,
    }  # fmt: skip
    return {name: [part.n, part.of] for name, part in parts.items()}
