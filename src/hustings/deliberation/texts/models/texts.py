"""A text of a step, its versions, and the blocks that a version is made of."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Consultation, Item, Phase, Version
from hustings.deliberation.texts.algebra.application import Piece
from hustings.deliberation.texts.algebra.blocks import Block, Kind

KINDS = [
    (Kind.HEADING.value, _("heading")),
    (Kind.ARTICLE.value, _("article")),
    (Kind.PARAGRAPH.value, _("paragraph")),
    (Kind.ITEM.value, _("point of a list")),
    (Kind.TABLE.value, _("table")),
    (Kind.NOTE.value, _("note")),
]


class TextQuerySet(models.QuerySet["Text"]):
    """Questions about many texts."""

    def visible_to(self, user: Any) -> Self:
        """Those of consultations that ``user`` runs."""
        return self.filter(phase__consultation__in=Consultation.objects.visible_to(user))


class Text(models.Model):
    """The text that a step is about. ``version`` is the one that stands."""

    phase = models.OneToOneField(Phase, models.CASCADE, related_name="discussed_text")
    version = models.OneToOneField("TextVersion", models.SET_NULL, null=True, related_name="+")
    draft = models.JSONField(null=True, help_text="Blocks of a file that was read and is not published")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = TextQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.phase)


class TextVersion(models.Model):
    """One version of a text as a whole. Never changed."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64, editable=False)
    why = models.TextField(_("what changed, and why"), blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="one_text_version_per_number")]

    def __str__(self) -> str:
        return _("version %(n)s") % {"n": self.number}


class Passage(models.Model):
    """A block at its place in a version: which item it is, and in which words.

    ``key`` names the block in all versions. ``trace``: [[words, [keys of amendments]], …], empty where all of
    it stood there from the first.
    """

    text_version = models.ForeignKey(TextVersion, models.CASCADE, related_name="passages", db_index=False)
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    item = models.ForeignKey(Item, models.PROTECT, related_name="passages")
    words = models.ForeignKey(Version, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=KINDS, default=Kind.PARAGRAPH.value)
    level = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=500, blank=True)
    trace = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["text_version", "position"], name="one_passage_per_position"),
            models.UniqueConstraint(fields=["text_version", "key"], name="one_passage_per_key"),
        ]

    def __str__(self) -> str:
        return str(self.words)

    @property
    def block(self) -> Block:
        return Block(self.key, self.words.text, Kind(self.kind), self.level, self.label)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its words by where they come from."""
        if not self.trace:
            return (Piece(self.words.text),) if self.words.text else ()
        return tuple(Piece(text, tuple(by)) for text, by in self.trace)
