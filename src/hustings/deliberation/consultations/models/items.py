"""Items: all that can be read, argued about, voted on and reported; and their versions."""

import hashlib
from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models.consultations import Consultation, Phase, Question
from hustings.deliberation.consultations.models.participants import Participant
from hustings.foundation.territories.models import Zone


class ItemKind(models.TextChoices):
    """Kinds of items."""

    CONTRIBUTION = "contribution", _("contribution")
    FOR = "for", _("argument for")
    AGAINST = "against", _("argument against")
    SOURCE = "source", _("source")
    STATEMENT = "statement", _("statement")
    BLOCK = "block", _("part of a text")
    AMENDMENT = "amendment", _("amendment")
    REPORT = "report", _("report of a local debate")
    SENTENCE = "sentence", _("sentence of a synthesis")
    COMMENT = "comment", _("comment")


BESIDE = (ItemKind.FOR, ItemKind.AGAINST, ItemKind.SOURCE, ItemKind.COMMENT)  # stand below another item
UNVOTED = (ItemKind.REPORT,)  # an account of what others said elsewhere
UNARGUED = (
    *BESIDE,
    *UNVOTED,
    ItemKind.SENTENCE,
)  # neither argued about nor sourced: readers comment sentences


class ItemQuerySet(models.QuerySet["Item"]):
    """Questions about many items."""

    def live(self) -> Self:
        """Those shown: neither hidden by moderation nor taken back by whoever wrote them."""
        return self.filter(hidden_at=None, withdrawn_at=None)

    def for_everybody(self) -> Self:
        """Those shown, of consultations that need no invitation."""
        return self.live().filter(consultation__roll=None, consultation__shown_at__isnull=False)

    def top(self) -> Self:
        """Those that stand for themselves, below no other."""
        return self.exclude(kind__in=BESIDE)

    def of_kinds(self, kinds: Collection[str]) -> Self:
        return self.filter(kind__in=kinds)

    def by_date(self, kinds: Collection[str]) -> Self:
        """Those of most kinds, for lists of a whole consultation in order of time.

        The other kinds are left out: databases that are told which to take sort them all for one page.
        """
        return self.exclude(kind__in=[kind for kind in ItemKind.values if kind not in kinds])

    def to_check(self) -> Self:
        """Those written here that no moderator has looked at."""
        rows = self.live().filter(checked_at=None, foreign_id="", participant__isnull=False)
        return rows.filter(version__isnull=False)

    def for_lists(self) -> Self:
        """With their words, counters and who wrote them."""
        return self.select_related("version", "participant")


class Item(models.Model):
    """One thing that people read, argue about and vote on. Its words are those of its ``version``."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="items", db_index=False)
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="items", db_index=False)
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="items", db_index=False
    )
    kind = models.CharField(max_length=12, choices=ItemKind)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    participant = models.ForeignKey(
        Participant, models.PROTECT, null=True, blank=True, related_name="items",
        help_text="None: written by the team",
    )  # fmt: skip
    version = models.OneToOneField(
        "Version", models.SET_NULL, null=True, related_name="+", help_text="That which stands now"
    )
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    language = models.CharField(max_length=5, blank=True)
    position = models.PositiveIntegerField(default=0, help_text="Where an order was given")
    data = models.JSONField(default=dict, help_text="What its kind adds, such as a link or a scan")
    posted_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True, help_text="In the public bin since")
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="Taken back by whoever wrote it")
    checked_at = models.DateTimeField(
        null=True, blank=True, help_text="When a moderator looked at its words; none after an edit"
    )
    n_for = models.PositiveIntegerField(default=0)
    n_against = models.PositiveIntegerField(default=0)
    n_sources = models.PositiveIntegerField(default=0)
    n_amendments = models.PositiveIntegerField(default=0)
    foreign_id = models.CharField(max_length=60, blank=True, help_text="Number in the file it came from")

    objects = ItemQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        indexes = [
            models.Index(fields=["phase", "kind", "-posted_at", "-id"], name="items_of_phase"),
            models.Index(fields=["question", "kind", "-posted_at", "-id"], name="items_of_question"),
            models.Index(fields=["consultation", "kind", "-posted_at", "-id"], name="items_newest"),
            models.Index(fields=["consultation", "-posted_at", "-id"], name="items_by_date"),
            models.Index(
                fields=["consultation", "id"], condition=models.Q(checked_at=None), name="items_unchecked"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "foreign_id"], condition=~models.Q(foreign_id=""),
                name="one_item_per_foreign_number",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.version.title or self.version.text[:80] if self.version else ""

    @property
    def author(self) -> str:
        """The name under which it is shown."""
        if self.participant_id:
            return str(self.participant)
        return pgettext("author", "no name") if self.data.get("is_paper") else gettext("the team")

    @property
    def is_live(self) -> bool:
        return self.hidden_at is None and self.withdrawn_at is None


def digest(title: str, text: str, data: Any = None) -> str:
    """SHA-256, in hexadecimal digits, of what is voted on."""
    return hashlib.sha256("\0".join([title, text, repr(data) if data else ""]).encode()).hexdigest()


class Version(models.Model):
    """The words of an item as they stood at a time. Never changed: an edit makes the next one.

    Counters are of the votes on this very version; ``elsewhere`` holds counts that were brought along without
    their votes, and are part of the counters.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField(default=1)
    title = models.CharField(_("title"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    digest = models.CharField(max_length=64, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField(_("what changed, and why"), blank=True)
    is_typo = models.BooleanField(default=False, help_text="So small a change that votes went along")
    made_at = models.DateTimeField(default=timezone.now)
    n_agree = models.IntegerField(default=0)
    n_mixed = models.IntegerField(default=0)
    n_disagree = models.IntegerField(default=0)
    n_pass = models.IntegerField(default=0)
    elsewhere = models.JSONField(default=dict, help_text="choice -> count without votes")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_version_per_number"),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:80]

    @property
    def author(self) -> str:
        """The name under which it is shown: of its item where nobody's account wrote either."""
        if self.participant_id:
            return str(self.participant)
        return gettext("the team") if self.item.participant_id else self.item.author

    @property
    def n_votes(self) -> int:
        """Votes that say something, and those that pass."""
        return self.n_agree + self.n_mixed + self.n_disagree + self.n_pass
