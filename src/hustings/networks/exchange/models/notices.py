"""Notices: mails to members, a row before each."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from hustings.networks.exchange.models.dating import SpeedDating
from hustings.networks.exchange.models.matches import Match
from hustings.networks.exchange.models.meetings import OfficeHour
from hustings.networks.exchange.models.members import Member
from hustings.networks.exchange.models.posts import Post


class Notice(models.Model):
    """One mail to one member; ``key`` makes sure that none is written twice."""

    class About(models.TextChoices):
        """Occasion of the mail; its words are in ``letters``."""

        INVITED = "invited"
        ASKED = "asked"  # can you help?
        REMINDED = "reminded"  # half of the time to answer is over
        ANSWERED = "answered"  # somebody can help: do you want them?
        AGREED = "agreed"  # both said yes: addresses
        ENDED = "ended"
        MET = "met"  # did you meet?
        EXPIRING = "expiring"
        PAUSED = "paused"  # too many silences
        BOOKED = "booked"
        CANCELLED = "cancelled"
        DATES = "dates"

    member = models.ForeignKey(Member, models.CASCADE, related_name="notices")
    about = models.CharField(max_length=10, choices=About)
    key = models.CharField(max_length=60, help_text="Of the occasion")
    match = models.ForeignKey(Match, models.CASCADE, null=True, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="+")
    hour = models.ForeignKey(OfficeHour, models.CASCADE, null=True, related_name="+")
    dating = models.ForeignKey(SpeedDating, models.CASCADE, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "key"], name="one_exchange_notice_of_a_kind")
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(mailed_at=None), name="exchange_notices_unmailed"),
            models.Index(fields=["mailed_at"], name="exchange_notices_by_age"),
        ]
