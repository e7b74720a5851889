"""Cards of HQ's page of a consultation: answers, milestones, syntheses."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.deliberation.consultations.models import Consultation, Item, ItemKind, Kind, Phase
from hustings.deliberation.syntheses import outcomes
from hustings.deliberation.syntheses.models import Answer

ANSWERED = (
    ItemKind.CONTRIBUTION, ItemKind.STATEMENT, ItemKind.AMENDMENT, ItemKind.BLOCK, ItemKind.REPORT
)  # fmt: skip
TOP = 10


def trail(consultation: Consultation | None) -> list[tuple[str, str]]:
    found = [(reverse("syntheses_hq:list"), _("Answers and syntheses"))]
    if consultation:
        found.append((reverse("syntheses_hq:consultation", args=[consultation.pk]), consultation.title))
    return found


def of(consultation: Consultation) -> dict[str, Any]:
    return {
        "consultation": consultation, "counts": outcomes.counts(consultation),
        "progress": outcomes.progress(consultation), "unanswered": unanswered(consultation),
        "syntheses": syntheses(consultation),
    }  # fmt: skip


def syntheses(consultation: Consultation) -> list[Phase]:
    """Steps that a synthesis is written for."""
    rows = consultation.phases.filter(kind=Kind.SYNTHESIS) | consultation.phases.exclude(synthesis=None)
    return list(rows.select_related("synthesis__edition"))


def unanswered(consultation: Consultation) -> list[Item]:
    """The contributions with most support that have no answer; passages only where people agree with them."""
    rows = Item.objects.live().of_kinds(ANSWERED).filter(consultation=consultation)
    standing = Answer.objects.standing().filter(item=OuterRef("pk"))
    rows = rows.exclude(Exists(standing)).exclude(kind=ItemKind.BLOCK, version__n_agree=0)
    most = list(rows.order_by("-version__n_agree", "pk").values_list("pk", flat=True)[:TOP])
    found = Item.objects.for_lists().in_bulk(most)  # whole rows would make the sort a slow one
    return [found[key] for key in most]
