"""Posts: what somebody asks for, and what somebody offers."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.volunteers.models import Skill
from hustings.networks.exchange.models.members import Member
from hustings.networks.exchange.models.partners import Partner
from hustings.people.persons.rights import VIEW_PEOPLE


class Side(models.TextChoices):
    """Direction of a post."""

    ASK = "ask", pgettext_lazy("exchange", "ask")
    OFFER = "offer", pgettext_lazy("exchange", "offer")


class Kind(models.TextChoices):
    """Sort of thing that is asked for or offered."""

    MENTOR = "mentor", _("mentor")
    SKILL = "skill", _("skill")
    INTRODUCTION = "introduction", pgettext_lazy("exchange", "introduction")
    ROOM = "room", _("room")
    DESK = "desk", _("desk")


class Closed(models.TextChoices):
    """Why a post is over."""

    ANSWERED = "answered", pgettext_lazy("exchange", "found")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", pgettext_lazy("exchange", "expired")
    HIDDEN = "hidden", _("removed by the team")


class PostQuerySet(models.QuerySet["Post"]):
    """Questions about many posts."""

    def visible_to(self, user: Any) -> Self:
        """Those of people whom ``user`` may see, and those of partners."""
        mine = Member.objects.visible_to(user, VIEW_PEOPLE)
        return self.filter(Q(member__in=mine) | Q(member=None))

    def live(self) -> Self:
        return self.filter(closed_at=None, expires_at__gt=timezone.now())

    def shown(self) -> Self:
        """Those that everybody may read: of members who still take part."""
        return self.live().filter(member__in=Member.objects.live())

    def asks(self) -> Self:
        return self.filter(side=Side.ASK)

    def offers(self) -> Self:
        return self.filter(side=Side.OFFER)

    def for_lists(self) -> Self:
        return self.select_related("member__person", "member__organisation", "partner")


class Post(models.Model):
    """An ask or offer: of a member, or (only asks) of a partner's member, of whom no more is known."""

    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="posts")
    partner = models.ForeignKey(Partner, models.CASCADE, null=True, related_name="posts")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    side = models.CharField(max_length=5, choices=Side)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MENTOR)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("details"), max_length=2_000, blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="fr")
    skills = models.ManyToManyField(
        Skill, blank=True, related_name="exchange_posts", verbose_name=_("skills")
    )
    city = models.CharField(pgettext_lazy("exchange", "city"), max_length=100, blank=True)
    remote = models.JSONField(default=dict, help_text="Of a partner's ask: organisation, languages, hours")
    posted_at = models.DateTimeField(default=timezone.now)
    renewed_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_for = models.CharField(max_length=9, choices=Closed, blank=True)
    released_to = models.ManyToManyField(Partner, blank=True, related_name="released_posts")

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("ask or offer")
        ordering = ["-posted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, partner=None)
                | Q(member=None, partner__isnull=False, side="ask"),
                name="exchange_post_of_one",
            )
        ]
        indexes = [
            models.Index(
                fields=["side", "-posted_at", "-id"], condition=Q(closed_at=None), name="exchange_posts_open"
            ),
            models.Index(fields=["expires_at"], condition=Q(closed_at=None), name="exchange_posts_ending"),
            models.Index(fields=["-posted_at", "-id"], name="exchange_posts_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        return self.closed_at is None and self.expires_at > timezone.now()

    @property
    def is_ask(self) -> bool:
        return self.side == Side.ASK

    @property
    def by(self) -> str:
        """Organisation that it comes from."""
        if self.member:
            return self.member.organisation_name
        return str(self.remote.get("organisation") or self.partner or "")

    @property
    def alias(self) -> str:
        """Name of whoever wrote it, as far as others read it."""
        return (
            self.member.alias if self.member else ", ".join(filter(None, [self.remote.get("name"), self.by]))
        )

    @property
    def state(self) -> str:
        """``open``, or why it is over."""
        if self.closed_at:
            return self.closed_for
        return "open" if self.is_live else str(Closed.EXPIRED)
