"""Consultations, steps, questions and contributions in the site's search and the sitemap.

Those alone that everybody may read: of no consultation that invites its members, or is not shown.
"""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations import word_search
from hustings.deliberation.consultations.models import Consultation, Item, Phase, Question
from hustings.deliberation.consultations.models.items import ItemQuerySet
from hustings.foundation.lib.text.text_folding import folded
from hustings.site.website.discovery.addresses import Found, Kind, kinds

LOOKED = 2_000  # titles that are compared here, the newest first


def _steps() -> QuerySet[Phase]:
    return Phase.objects.filter(consultation__in=Consultation.objects.for_everybody())


def _questions() -> QuerySet[Question]:
    return Question.objects.filter(phase__consultation__in=Consultation.objects.for_everybody())


def _items() -> ItemQuerySet:
    return Item.objects.for_everybody().top().filter(version__isnull=False)


def _path(pk: int, titles: Any) -> str:
    return f"{reverse('consultations:list')}{Consultation(pk=pk, titles=titles).path}"


def _has(asked: list[str], *texts: Any) -> bool:
    words = folded(" ".join(text for each in texts for text in each.values()))
    return all(word in words for word in asked)


def _found(words: str, n: int) -> list[Found]:
    """Consultations by title and summary."""
    asked = folded(words).split()
    rows = Consultation.objects.for_everybody().defer("policies")[:LOOKED]
    found = [row for row in rows if _has(asked, row.titles, row.summaries)][:n]
    return [Found(row.title, f"{reverse('consultations:list')}{row.path}") for row in found]


def _found_questions(words: str, n: int) -> list[Found]:
    asked = folded(words).split()
    rows = _questions().select_related("phase__consultation").defer("intros", "phase__intros")
    found = [row for row in rows.order_by("-pk")[:LOOKED] if _has(asked, row.titles)][:n]
    return [
        Found(row.title, reverse("consultations:question", args=[row.pk]), row.phase.consultation.title)
        for row in found
    ]


def _found_items(words: str, n: int) -> list[Found]:
    rows = _items().select_related("version", "consultation").order_by("-pk")
    found = rows.filter(word_search.having(words))[:n]
    return [
        Found(str(row), reverse("consultations:item", args=[row.pk]), row.consultation.title) for row in found
    ]


part = kinds(
    Kind(
        "consultations", _("Consultations"), 10, Consultation.objects.for_everybody, _path, _found, "titles",
        start=lambda: reverse("consultations:list"),
    ),
    Kind(
        "consultation-steps", _("Steps"), 11, _steps,
        lambda pk, _named: reverse("consultations:step", args=[pk]), lambda words, n: [],
    ),
    Kind(
        "consultation-questions", _("Questions"), 12, _questions,
        lambda pk, _named: reverse("consultations:question", args=[pk]), _found_questions,
    ),
    Kind(
        "contributions", _("Contributions"), 13, _items,
        lambda pk, _named: reverse("consultations:item", args=[pk]), _found_items,
        changed="version__made_at",
    ),
)  # fmt: skip
