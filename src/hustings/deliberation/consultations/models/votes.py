"""Votes: of one voice on one version of an item."""

from typing import Self

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models.consultations import Ballot
from hustings.deliberation.consultations.models.items import UNVOTED, Item, Version
from hustings.deliberation.consultations.models.participants import Participant


class Choice(models.TextChoices):
    """Answers that a vote can give."""

    AGREE = "agree", _("agree")
    MIXED = "mixed", _("mixed")
    DISAGREE = "disagree", _("disagree")
    PASS = "pass", _("pass")


CHOICES: dict[str, tuple[Choice, ...]] = {
    Ballot.NONE: (),
    Ballot.SUPPORT: (Choice.AGREE,),
    Ballot.THREE: (Choice.AGREE, Choice.MIXED, Choice.DISAGREE),
    Ballot.PASS: (Choice.AGREE, Choice.DISAGREE, Choice.PASS),
}


def ballot_on(kind: str, ballot: str) -> str:
    """The ballot of an item of this kind in a step with ``ballot``."""
    return Ballot.NONE if kind in UNVOTED else ballot


class VoteQuerySet(models.QuerySet["Vote"]):
    """Questions about many votes."""

    def counted(self) -> Self:
        """Those that counters are of."""
        return self.filter(set_aside_at=None)

    def with_whom(self) -> Self:
        """With ``whom``, the same number for all addresses of a person."""
        return self.annotate(whom=Coalesce("participant__person_id", 0 - F("participant_id")))

    def standing(self) -> Self:
        """Those on the version that stands now."""
        return self.filter(version=models.F("item__version"))


class Vote(models.Model):
    """One voice on one version. A later version leaves it where it is: its voter may carry it over."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="votes", db_index=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="votes", db_index=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes", db_index=False)
    choice = models.CharField(max_length=8, choices=Choice)
    cast_at = models.DateTimeField(default=timezone.now)
    carried_from = models.ForeignKey(
        Version, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False,
        help_text="The version that the same vote was cast on before",
    )  # fmt: skip
    is_carried_alone = models.BooleanField(default=False, help_text="Went along with a change of spelling")

    set_aside_at = models.DateTimeField(
        null=True, blank=True, help_text="Not counted: its voter has a later vote by another address"
    )

    objects = VoteQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["version", "participant"], name="one_vote_per_version_and_voice")
        ]
        indexes = [models.Index(fields=["participant", "item"], name="votes_of_participant")]
