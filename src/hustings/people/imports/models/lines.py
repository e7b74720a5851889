"""Lines of an import: the file as it was parsed, and what comes of each line."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Count, Min, Q

from hustings.people.imports.models.imports import Import


class ImportBlock(models.Model):
    """Some lines of the file, packed: see ``hustings.people.imports.source.blocks``."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="blocks", db_index=False)
    number = models.PositiveIntegerField(help_text="From 0, in the file's order")
    packed = models.BinaryField()
    rows = models.BinaryField(null=True, help_text="See hustings.people.imports.rows.kept")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_block_per_number")]

    def __str__(self) -> str:
        return f"{self.of_id}: {self.number}"


class LineQuerySet(models.QuerySet["ImportLine"]):
    """Questions about the lines of one import."""

    def refused(self) -> "LineQuerySet":
        return self.filter(outcome="refused")

    def merged_into(self, numbers: Collection[int]) -> "LineQuerySet":
        """Further lines about the people of these."""
        return self.filter(outcome="merged", same_as__in=numbers)

    def noted(self) -> "LineQuerySet":
        """Those that were taken in with something left out."""
        return self.exclude(reason="").exclude(outcome__in=["refused", "merged"])

    def reasons(self) -> list[dict[str, Any]]:
        """Why lines are refused, or what is left out of them: how many lines each, and the first."""
        told = self.exclude(reason="").exclude(outcome="merged").order_by()
        found = told.values("outcome", "reason").annotate(n=Count("pk"), first=Min("number"))
        by_reason: dict[tuple[bool, str], dict[str, Any]] = {}
        for each in found:
            is_refused = each["outcome"] == "refused"
            one = by_reason.setdefault(
                (is_refused, each["reason"]),
                {"reason": each["reason"], "is_refused": is_refused, "n": 0, "first": each["first"]},
            )
            one["n"] += each["n"]
            one["first"] = min(one["first"], each["first"])
        return sorted(by_reason.values(), key=lambda one: (not one["is_refused"], -one["n"], one["first"]))


class ImportLine(models.Model):
    """What comes of a line: by the check, then by the run where that went another way."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="lines", db_index=False)
    number = models.PositiveIntegerField(help_text="Line of the file, from 1")
    outcome = models.CharField(max_length=10, help_text="A hustings.people.imports.match.plan.Outcome")
    why = models.CharField(max_length=12, blank=True, help_text="Kind of a refusal that is counted apart")
    reason = models.CharField(max_length=400, blank=True, help_text="The first sentence without its values")
    says = models.JSONField(default=list, help_text="Sentences: why it is refused, or what is left out")
    same_as = models.PositiveIntegerField(null=True, help_text="An earlier line about the same person")
    who = models.CharField(max_length=300, blank=True)
    changes = models.TextField(blank=True, help_text="What changes about somebody known, in words")

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_word_per_line")]
        indexes = [
            models.Index(fields=["of", "outcome", "number"], name="import_lines_by_outcome"),
            models.Index(
                fields=["of", "reason", "number"], name="import_lines_by_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {' '.join(self.says)}"
