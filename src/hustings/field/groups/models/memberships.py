"""Memberships of groups, and each change of one, which stays as it was written."""

from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.groups.models.groups import LocalGroup
from hustings.field.groups.models.reorganisations import Reorganisation
from hustings.people.persons.models import Person


class GroupRole(models.TextChoices):
    """Role of somebody in a group. Followers get its news and are no members."""

    HOST = "host", pgettext_lazy("group", "host")
    CO_HOST = "co_host", _("co-host")
    MEMBER = "member", _("member")
    FOLLOWER = "follower", _("follower")


LEADERS = (GroupRole.HOST, GroupRole.CO_HOST)
MEMBERS = (*LEADERS, GroupRole.MEMBER)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about many memberships."""

    def live(self) -> Self:
        return self.filter(ended_at=None)

    def members(self) -> Self:
        return self.live().filter(role__in=MEMBERS)

    def leaders(self) -> Self:
        return self.live().filter(role__in=LEADERS)

    def hosts(self) -> Self:
        return self.live().filter(role=GroupRole.HOST)


class Membership(models.Model):
    """One person in one group. A new time in it is a new row."""

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="memberships", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", db_index=False)
    role = models.CharField(
        _("role in the group"), max_length=10, choices=GroupRole, default=GroupRole.MEMBER
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    active_at = models.DateTimeField(
        null=True, blank=True, help_text="When a leader last did something for the group, or a member came"
    )
    asked_at = models.DateTimeField(
        null=True, blank=True, help_text="When a silent host was asked for a sign of life"
    )
    ask_mailed_at = models.DateTimeField(null=True, blank=True)
    named_at = models.DateTimeField(
        null=True, blank=True, help_text="When a leader agreed to be named on the group's page"
    )
    shares_contact_at = models.DateTimeField(
        null=True, blank=True, help_text="When they let the group's hosts see their e-mail and phone"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(ended_at=None), name="one_membership_of_a_group"
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(ended_at=None, role=GroupRole.HOST), name="one_host_of_a_group"
            ),
        ]
        indexes = [
            models.Index(fields=["group", "role", "since"], name="membership_of_group"),
            models.Index(fields=["person", "role"], condition=Q(ended_at=None), name="membership_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"

    @classmethod
    def signer(cls) -> signing.Signer:
        """Signer of the links by which a host says that they carry on."""
        return signing.Signer(sep=".", salt="hustings.field.groups.sign")

    @property
    def leads(self) -> bool:
        return self.role in LEADERS and self.ended_at is None


class Why(models.TextChoices):
    """Why a membership changed."""

    FOUNDED = "founded", _("founded the group")
    JOINED = "joined", _("joined")
    LEFT = "left", _("left the group")
    REMOVED = "removed", _("removed by a host")
    HANDED_OVER = "handed_over", _("hand-over")
    NAMED = "named", _("role given")
    SILENT = "silent", _("host without a sign of life")
    ERASED = "erased", _("person deleted")
    DIED = "died", _("deceased")
    IMPORTED = "imported", _("import")
    MOVED = "moved", _("group split or merged")
    CLOSED = "closed", _("group closed")
    BARRED = "barred", _("barred by the team")
    MERGED = "merged", _("records merged")


class Reason(models.TextChoices):
    """Reason that somebody who leaves may choose to give."""

    TIME = "time", _("no time")
    MOVED = "moved", _("moved away")
    NOT_FOR_ME = "not_for_me", _("not what I expected")
    TOO_MUCH = "too_much", _("too many messages")
    CONFLICT = "conflict", _("a conflict in the group")
    OTHER = "other", _("another reason")


class MembershipChange(models.Model):
    """One entry of a group's log: append-only. Of an erased person the entry stays, without them."""

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="membership_changes", db_index=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    role_before = models.CharField(max_length=10, choices=GroupRole, blank=True)
    role_after = models.CharField(max_length=10, choices=GroupRole, blank=True)
    why = models.CharField(max_length=12, choices=Why)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="Their own, where they gave some")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Of the team; none: the person, a host, or the clock",
    )  # fmt: skip
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", help_text="A host of the group"
    )
    reorganisation = models.ForeignKey(
        Reorganisation, models.SET_NULL, null=True, blank=True, related_name="changes",
        help_text="The split, merger or closing that did it",
    )  # fmt: skip
    offer = models.ForeignKey(
        "groups.Handover", models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="The hand-over that was settled by it",
    )  # fmt: skip

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["group", "-at", "-id"], name="membership_changes_newest")]

    def __str__(self) -> str:
        return f"{self.get_why_display()} · {self.at:%Y-%m-%d}"


class WelcomeQuerySet(models.QuerySet["Welcome"]):
    """Questions about many newcomers."""

    def waiting(self) -> Self:
        """Those whom nobody welcomed, who still are members of a live group."""
        return self.filter(done_at=None, membership__ended_at=None, membership__group__closed_at=None)


class Welcome(models.Model):
    """A newcomer's welcome: one leader of the group answers for it, by a day."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="welcome")
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="A leader of the group; none: its zone's organiser",
    )  # fmt: skip
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = WelcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("welcome")
        indexes = [models.Index(fields=["due_at"], condition=Q(done_at=None), name="welcomes_due")]

    def __str__(self) -> str:
        return f"{self.membership} · {self.due_at:%Y-%m-%d}"


class HostLook(models.Model):
    """That a leader of a group opened a member's contact data: one row a day, shown to the member."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="looks", db_index=False)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    n = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("access by a host")
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "by", "day"], name="one_host_look_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.by} · {self.day}"


class HostMessage(models.Model):
    """Message of a leader of a group to one of its people, passed on by mail: no address is shown."""

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="host_messages", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    words = models.TextField(max_length=2_000)
    written_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message of a host")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(fields=["group", "person", "-written_at"], name="host_messages_of_person"),
            models.Index(fields=["by", "-written_at"], name="host_messages_of_host"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.written_at:%Y-%m-%d}"
