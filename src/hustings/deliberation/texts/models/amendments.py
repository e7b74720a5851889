"""Amendments: what each would change, what was decided, and where it stands in later versions."""

from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.deliberation.consultations.models import Item
from hustings.deliberation.texts.algebra import kinds
from hustings.deliberation.texts.algebra.blocks import Block, Kind
from hustings.deliberation.texts.algebra.rebasing import Fate
from hustings.deliberation.texts.models.texts import Text, TextVersion

PLACED = ("deed", "block", "start", "end", "words", "blocks")


class State(models.TextChoices):
    """The state of an amendment."""

    OPEN = "open", pgettext_lazy("amendment", "open")
    ACCEPTED = "accepted", pgettext_lazy("amendment", "accepted")
    REFUSED = "refused", pgettext_lazy("amendment", "refused")
    MOOT = "moot", _("already in the text")
    CONFLICT = "conflict", _("overtaken by another change")


class Deed(models.TextChoices):
    """The deed of an amendment."""

    WORDS = "words", _("other words")
    REMOVE = "remove", _("remove a passage")
    PUT = "put", _("add or move a passage")


FATES = [
    (Fate.APPLIES.value, _("stays where it is")),
    (Fate.MOVED.value, _("moves along")),
    (Fate.MOOT.value, _("is already in the text")),
    (Fate.CONFLICT.value, _("can’t stand any more")),
]


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Questions about many amendments."""

    def live(self) -> Self:
        """Those neither hidden by moderation nor taken back."""
        return self.filter(item__hidden_at=None, item__withdrawn_at=None)

    def whole(self) -> Self:
        """Those to the text itself, not to another amendment."""
        return self.filter(over=None)

    def open(self) -> Self:
        return self.live().filter(state=State.OPEN)

    def waiting(self) -> Self:
        """Those accepted for the next version."""
        return self.live().filter(state=State.ACCEPTED, published_in=None)

    def unsettled(self) -> Self:
        """Those that a later version may take, hidden ones too: moderators may bring them back."""
        found = self.filter(item__withdrawn_at=None, published_in=None)
        return found.filter(state__in=(State.OPEN, State.ACCEPTED))

    def for_lists(self) -> Self:
        return self.select_related("item__version", "item__participant", "item__parent__version", "base")


class Amendment(models.Model):
    """A change that is proposed to a block, or to what another amendment proposes.

    ``block``: key of the block, or of that which added ones follow; its item is the parent of ours. ``start``
    and ``end`` count characters of the block in ``base``.
    """

    text = models.ForeignKey(Text, models.CASCADE, related_name="amendments", db_index=False)
    item = models.OneToOneField(Item, models.CASCADE, related_name="amendment")
    over = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="inner")
    base = models.ForeignKey(TextVersion, models.PROTECT, related_name="+", db_index=False)
    deed = models.CharField(max_length=8, choices=Deed, default=Deed.WORDS)
    block = models.CharField(max_length=40, blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    words = models.TextField(blank=True)
    blocks = models.JSONField(
        default=list, help_text="Of whole blocks: keys, or [key, text, kind, level, label]"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who decided",
    )  # fmt: skip
    why = models.TextField(_("reason"), blank=True)
    published_in = models.ForeignKey(
        TextVersion, models.SET_NULL, null=True, blank=True, related_name="taken",
        help_text="The first version that has it",
    )  # fmt: skip

    objects = AmendmentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        indexes = [
            models.Index(fields=["text", "state", "-id"], name="amendments_by_state"),
            models.Index(fields=["text", "block", "state"], name="amendments_of_block"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="amendment_range")
        ]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def key(self) -> str:
        """As traces of texts name it."""
        return f"a{self.item_id}"

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN and self.item.is_live

    @property
    def is_waiting(self) -> bool:
        """Whether the next version will have it."""
        return self.state == State.ACCEPTED and self.published_in_id is None and self.item.is_live

    def on(self, digest: str) -> kinds.Amendment:
        """The amendment as the algebra has it, on the base with this digest."""
        return change_of({name: getattr(self, name) for name in PLACED}, self.key, digest)

    def place(self, one: kinds.Amendment) -> None:
        """Stand where the algebra says."""
        for name, value in columns(one).items():
            setattr(self, name, value)


def change_of(said: Mapping[str, Any], key: str, digest: str) -> kinds.Amendment:
    """The opposite of ``columns``."""
    if said["deed"] == Deed.WORDS:
        return kinds.Replace(key, digest, said["block"], said["start"], said["end"], said["words"])
    if said["deed"] == Deed.REMOVE:
        return kinds.Remove(key, digest, tuple(said["blocks"]))
    return kinds.Put(key, digest, said["block"] or None, tuple(map(_block, said["blocks"])))


def columns(one: kinds.Amendment) -> dict[str, Any]:
    """Values of a row for an amendment of the algebra."""
    if isinstance(one, kinds.Replace):
        return {"deed": Deed.WORDS, "block": one.block, "start": one.start, "end": one.end, "words": one.text}
    if isinstance(one, kinds.Remove):
        return {"deed": Deed.REMOVE, "block": one.blocks[0], "blocks": list(one.blocks)}
    return {"deed": Deed.PUT, "block": one.anchor or "", "blocks": list(map(_row, one.blocks))}


def _block(row: Any) -> Block | str:
    if isinstance(row, str):
        return row
    key, text, kind, level, label = row
    return Block(key, text, Kind(kind), level, label)


def _row(block: Block | str) -> Any:
    return (
        block
        if isinstance(block, str)
        else [block.key, block.text, block.kind.value, block.level, block.label]
    )


class Placement(models.Model):
    """The record of a rebase: an open amendment on a new version."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="placements", db_index=False)
    text_version = models.ForeignKey(TextVersion, models.CASCADE, related_name="placements", db_index=False)
    fate = models.CharField(max_length=10, choices=FATES)
    by = models.JSONField(default=list, help_text="Keys of the amendments that decided")
    is_merged = models.BooleanField(default=False, help_text="Cut down to what is still new in it")
    block = models.CharField(max_length=40, blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    words = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["amendment", "text_version"], name="one_placement_per_version")
        ]
