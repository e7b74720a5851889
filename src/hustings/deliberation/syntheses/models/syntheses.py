"""Syntheses: sentences that each cite contributions, published edition by edition."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Item, Phase, Question, Version


class Synthesis(models.Model):
    """Sentences on what people said, of one step. Readers see its ``edition``."""

    phase = models.OneToOneField(Phase, models.CASCADE, related_name="synthesis", verbose_name=_("step"))
    edition = models.OneToOneField(
        "Edition", models.SET_NULL, null=True, blank=True, related_name="+", help_text="That which stands now"
    )
    begun_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("synthesis")
        verbose_name_plural = _("syntheses")

    def __str__(self) -> str:
        return str(self.phase)


class Sentence(models.Model):
    """A sentence as it is being written; ``item`` is what readers see, comment and cite of it."""

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="sentences", db_index=False)
    question = models.ForeignKey(
        Question, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("below"),
        help_text="The heading that it stands below",
    )  # fmt: skip
    position = models.PositiveIntegerField(_("order"), default=0)
    text = models.TextField(_("sentence"))
    item = models.OneToOneField(Item, models.SET_NULL, null=True, blank=True, related_name="sentence")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True, help_text="Not in the next edition")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["synthesis", "position"], name="sentences_in_order")]

    def __str__(self) -> str:
        return self.text[:80]

    def n_before(self) -> int:
        """Sentences of the next edition that stand above it."""
        above = models.Q(position__lt=self.position) | models.Q(position=self.position, pk__lt=self.pk)
        return self.synthesis.sentences.filter(above, removed_at=None).count()


class Citation(models.Model):
    """A contribution that a sentence rests on."""

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="citations", db_index=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sentence", "item"], name="cited_once")]


class Edition(models.Model):
    """A synthesis as published: never changed. ``figures`` is its coverage."""

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="editions", db_index=False)
    number = models.PositiveIntegerField()
    why = models.TextField(_("what changed"), blank=True)
    figures = models.JSONField(default=dict, help_text="sentences, contributions, authors, votes: [n, of]")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["synthesis", "number"], name="one_edition_a_number")]

    def __str__(self) -> str:
        return str(self.number)


class Line(models.Model):
    """A sentence in an edition, as its words stood."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="lines", db_index=False)
    position = models.PositiveIntegerField()
    question = models.ForeignKey(Question, models.SET_NULL, null=True, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="lines")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="one_line_a_place")]


class LineCitation(models.Model):
    """A contribution that a published sentence cites, as its words stood."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="citations", db_index=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "item"], name="cited_once_in_a_line")]


class Proposals(models.Model):
    """A reading of contributions by machine, which proposes groups that may be a sentence each."""

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="proposals")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, blank=True, related_name="+")
    wanted = models.PositiveSmallIntegerField(default=8)
    groups = models.JSONField(default=list, help_text="[{words, n, items}]: those that fit best, in order")
    n_read = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True
