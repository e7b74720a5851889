"""Lines of an import: the file as it was parsed, and what comes of each line."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Count, Min

from hustings.foundation.lib.text import said
from hustings.people.imports.models.imports import Import

LONGEST_REASON = 800


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
        return self.exclude(says=[]).exclude(outcome__in=["refused", "merged"])

    def take_out(self, imported: Import, numbers: Collection[int]) -> None:
        """Delete what was said of some lines of one import."""
        ImportReason.objects.filter(of=imported, number__in=numbers).delete()
        self.filter(of=imported, number__in=numbers).delete()


class ImportLine(models.Model):
    """Outcome of a line: by the check, then by the run where that went another way."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="lines", db_index=False)
    number = models.PositiveIntegerField(help_text="Line of the file, from 1")
    outcome = models.CharField(max_length=10, help_text="A hustings.people.imports.match.plan.Outcome")
    why = models.CharField(max_length=12, blank=True, help_text="Kind of a refusal that is counted apart")
    says = models.JSONField(
        default=list, help_text="Why it is refused, or what is left out: see lib.text.said"
    )
    same_as = models.PositiveIntegerField(null=True, help_text="An earlier line about the same person")
    who = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=list, help_text="What changes about somebody known: target, old, new")

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_word_per_line")]
        indexes = [
            models.Index(fields=["of", "outcome", "number"], name="import_lines_by_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.words}"

    @property
    def words(self) -> str:
        """Its sentences in the language that is active."""
        return " ".join(map(said.shown, self.says))


class ReasonQuerySet(models.QuerySet["ImportReason"]):
    """Questions about the reasons of one import."""

    def counted(self) -> "models.QuerySet[Any, Any]":
        """Each reason with its number of lines and a key of one of its rows; refusals first."""
        found = self.values("reason", "is_refusal").annotate(n=Count("pk"), like=Min("pk"))
        return found.order_by("-is_refusal", "-n", "like")


class ImportReason(models.Model):
    """A reason why a line is refused, or why something of it is left out, without the values in it."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="reasons", db_index=False)
    number = models.PositiveIntegerField(help_text="Line of the file, from 1")
    reason = models.CharField(max_length=LONGEST_REASON, help_text="As lib.text.said dumps it")
    is_refusal = models.BooleanField()

    objects = ReasonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["of", "reason", "number"], name="import_reasons"),
            models.Index(fields=["of", "number"], name="import_reasons_of_line"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {said.read(self.reason)}"
