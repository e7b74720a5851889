"""Rules of a step of statements, its maps, and answers on the best and the worst of four."""

import zlib
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Item, Participant, Phase

LONGEST, LONGEST_OF_ALL = 140, 300  # letters of a statement, unless the team says otherwise


class Rules(models.Model):
    """Choices of the team for a step of statements; without a row, those that stand here."""

    phase = models.OneToOneField(Phase, models.CASCADE, related_name="statement_rules")
    longest = models.PositiveSmallIntegerField(_("letters of a statement, at most"), default=LONGEST)
    has_fours = models.BooleanField(_("people also choose the best and worst of four"), default=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(longest__gte=20, longest__lte=LONGEST_OF_ALL),
                name="statements_are_short",
            )
        ]

    @classmethod
    def of(cls, phase: Phase) -> "Rules":
        """Those of a step, which need not be saved."""
        return cls.objects.filter(phase=phase).first() or cls(phase=phase)

    @classmethod
    def copy(cls, of: Phase, to: Phase) -> None:
        """Have a step keep the choices made for another one."""
        for mine in cls.objects.filter(phase=of):
            cls.objects.create(phase=to, longest=mine.longest, has_fours=mine.has_fours)


class Map(models.Model):
    """The map of a step as its votes stood at a time, with these very votes: anybody can draw it again."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="opinion_maps", db_index=False)
    made_at = models.DateTimeField(default=timezone.now)
    parameters = models.JSONField(default=dict)
    counters = models.JSONField(default=dict, help_text="item -> votes for, against, passed, when drawn")
    n_votes = models.PositiveIntegerField(default=0)
    n_people = models.PositiveIntegerField(default=0, help_text="Those with enough votes to be on it")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file of votes")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the map as JSON")
    figures = models.JSONField(default=dict, help_text="What the page shows")
    packed_votes = models.BinaryField(help_text="The file of votes, compressed")
    packed_result = models.BinaryField(help_text="The map as JSON, compressed")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("opinion map")
        verbose_name_plural = _("opinion maps")
        indexes = [models.Index(fields=["phase", "-id"], name="maps_of_phase")]

    @property
    def votes(self) -> bytes:
        """The file of votes that it was drawn from."""
        return zlib.decompress(self.packed_votes)

    @property
    def result(self) -> bytes:
        """The map as JSON."""
        return zlib.decompress(self.packed_result)


class FourAnswerQuerySet(models.QuerySet["FourAnswer"]):
    """Questions about many answers."""

    def counted(self) -> Self:
        """The last of each person on the same statements, whichever of their addresses it came by."""
        later = models.Q(answered_at__gt=models.OuterRef("answered_at")) | models.Q(
            answered_at=models.OuterRef("answered_at"), pk__gt=models.OuterRef("pk")
        )
        twins = FourAnswer.objects.filter(
            later, participant__person=models.OuterRef("participant__person"), phase=models.OuterRef("phase"),
            key=models.OuterRef("key"),
        )  # fmt: skip
        return self.exclude(models.Exists(twins.order_by()))


class FourAnswer(models.Model):
    """The best and the worst of the statements shown, as one voice sees them."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="four_answers", db_index=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="four_answers", db_index=False)
    shown: Any = models.JSONField(help_text="[item, …] in their order on the page")
    key = models.CharField(max_length=90, help_text="The same in no order: a voice answers on four once")
    best = models.ForeignKey(Item, models.CASCADE, related_name="+", db_index=False)
    worst = models.ForeignKey(Item, models.CASCADE, related_name="+", db_index=False)
    answered_at = models.DateTimeField(default=timezone.now)

    objects = FourAnswerQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("best and worst of four")
        verbose_name_plural = _("best and worst of four")
        constraints = [
            models.UniqueConstraint(fields=["participant", "phase", "key"], name="one_answer_on_four"),
            models.CheckConstraint(
                condition=~models.Q(best=models.F("worst")), name="the_best_is_not_the_worst"
            ),
        ]
        indexes = [models.Index(fields=["phase", "id"], name="fours_of_phase")]


class FourCount(models.Model):
    """Number of times that a statement was among four."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="four_count")
    n_shown = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True


class Scores(models.Model):
    """Statements of a step by the answers on four, the most preferred first."""

    phase = models.OneToOneField(Phase, models.CASCADE, related_name="four_scores")
    made_at = models.DateTimeField(default=timezone.now)
    n_answers = models.PositiveIntegerField(default=0)
    rows: Any = models.JSONField(default=list, help_text="[[item, chance, shown, best, worst], …]")

    wagtail_reference_index_ignore = True
