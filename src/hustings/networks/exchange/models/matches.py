"""Matches: an ask and an offer, from the question to the meeting."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.networks.exchange.models.members import Member
from hustings.networks.exchange.models.partners import Partner
from hustings.networks.exchange.models.posts import Post
from hustings.people.persons.rights import VIEW_PEOPLE


class Source(models.TextChoices):
    """Origin of a match."""

    AUTOMATIC = "automatic", _("automatic")
    HAND = "hand", _("by the team")
    COHORT = "cohort", _("cohort")
    DIRECT = "direct", _("they asked directly")


class Outcome(models.TextChoices):
    """End of a match."""

    SILENT = "silent", _("no answer in time")
    NO = "no", _("can’t help")
    DECLINED = "declined", _("not what was needed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    MET = "met", pgettext_lazy("exchange", "met")
    FAILED = "failed", _("didn’t meet")


class MatchQuerySet(models.QuerySet["Match"]):
    """Questions about many matches."""

    def visible_to(self, user: Any) -> Self:
        """Those of asks and offers of people whom ``user`` may see."""
        mine = Member.objects.visible_to(user, VIEW_PEOPLE).values("pk")
        return self.filter(Q(ask__member__in=mine) | Q(offer__member__in=mine))

    def live(self) -> Self:
        return self.filter(ended_at=None)

    def asked(self) -> Self:
        """Those where whoever offers hasn't answered yet."""
        return self.live().filter(answered_at=None)

    def late(self) -> Self:
        return self.asked().filter(due_at__lte=timezone.now())

    def agreed(self) -> Self:
        """Those where both said yes."""
        return self.exclude(agreed_at=None)

    def of_member(self, member: Member | int) -> Self:
        return self.filter(Q(ask__member=member) | Q(offer__member=member))

    def whole(self) -> Self:
        """With all that their pages and mails tell."""
        return self.select_related(
            "ask__member__person", "ask__member__organisation", "ask__partner", "partner",
            "offer__member__person", "offer__member__organisation",
        )  # fmt: skip


class Match(models.Model):
    """Somebody asked for help, and somebody who could give it.

    ``offer`` is one of ours, or ``partner`` helps: its member stands in ``other``, as far as we are told. So
    does a partner's member who asks.
    """

    ask = models.ForeignKey(Post, models.CASCADE, related_name="matches")
    offer = models.ForeignKey(Post, models.CASCADE, null=True, related_name="offered")
    partner = models.ForeignKey(Partner, models.CASCADE, null=True, related_name="helped")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    points = models.SmallIntegerField(default=0)
    why = models.JSONField(default=list, help_text="Codes of reasons with their values")
    source = models.CharField(max_length=9, choices=Source, default=Source.AUTOMATIC)
    other = models.JSONField(default=dict, help_text="Of a partner's member: name; after both yeses, address")
    proposed_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(help_text="The answer is expected until then")
    answered_at = models.DateTimeField(null=True, blank=True)
    said = models.TextField(
        max_length=1_000, blank=True, help_text="Words of whoever offers, without addresses"
    )
    agreed_at = models.DateTimeField(null=True, blank=True, help_text="Both said yes: addresses are shown")
    met_on = models.DateField(null=True, blank=True)
    asker_met_at = models.DateTimeField(null=True, blank=True)
    helper_met_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("exchange", "match")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ask"], condition=Q(ended_at=None), name="one_live_match_of_an_ask"
            ),
            models.UniqueConstraint(fields=["ask", "offer"], name="one_match_of_two_posts"),
            models.CheckConstraint(
                condition=Q(offer__isnull=False, partner=None) | Q(offer=None, partner__isnull=False),
                name="exchange_match_with_one",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(answered_at__isnull=False), name="exchange_agreed_by_both"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(ended_at=None, answered_at=None),
                name="exchange_matches_due",
            ),
            models.Index(fields=["-proposed_at", "-id"], name="exchange_matches_newest"),
        ]

    def __str__(self) -> str:
        return str(self.ask)

    @property
    def helper(self) -> Member | None:
        """Whoever offers; None where it is a partner's member."""
        return self.offer.member if self.offer else None

    @property
    def asker(self) -> Member | None:
        return self.ask.member

    def is_asked_by(self, member: Member) -> bool:
        return self.ask.member_id == member.pk

    @property
    def asker_alias(self) -> str:
        return self.ask.alias

    @property
    def helper_alias(self) -> str:
        if self.offer:
            return self.offer.alias
        return ", ".join(filter(None, [self.other.get("name"), self.other.get("organisation")]))

    @property
    def is_live(self) -> bool:
        return self.ended_at is None

    @property
    def is_confirmed(self) -> bool:
        """Whether both say that they met."""
        return self.asker_met_at is not None and self.helper_met_at is not None

    @property
    def state(self) -> str:
        """``asked``, ``answered``, ``agreed``, or how it ended."""
        if self.ended_at:
            return self.outcome
        if self.agreed_at:
            return "agreed"
        return "answered" if self.answered_at else "asked"
