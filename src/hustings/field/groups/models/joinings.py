"""Joinings, foundings and messages to hosts, as visitors typed and confirmed them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models.groups import LocalGroup
from hustings.field.groups.models.kinds import GroupKind
from hustings.field.groups.models.memberships import GroupRole
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts import access
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person
from hustings.people.signups.models import AddressBar, Submission, SubmissionQuerySet

JOINABLE = [(role.value, role.label) for role in (GroupRole.MEMBER, GroupRole.FOLLOWER)]


class GroupBar(AddressBar):
    """An address that said "this wasn't me": a fingerprint, so that it gets no more mail of this group."""

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="barred", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "fingerprint"], name="one_bar_per_group_and_mailbox")
        ]


class Joining(Submission):
    """A visitor's wish to be in a group. Confirmed, it begins the membership, which goes on alone."""

    link_salt = "hustings.field.groups.joining"

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="joinings", db_index=False)
    role = models.CharField(max_length=10, choices=JOINABLE, default=GroupRole.MEMBER)

    objects = SubmissionQuerySet["Joining"].as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("joining")
        verbose_name_plural = _("joinings")
        indexes = [
            *Submission.Meta.indexes,
            models.Index(fields=["group", "-asked_at"], name="joinings_of_group"),
        ]


class FoundingQuerySet(SubmissionQuerySet["Founding"]):
    """Questions about many foundings."""

    def waiting(self) -> "FoundingQuerySet":
        """Those that an organiser has to decide on."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at=None, decided_at=None)

    def visible_to(self, user: Any) -> "FoundingQuerySet":
        """Those of places where ``user`` may change groups."""
        if access.everywhere(user, CHANGE_GROUPS):
            return self
        return self.filter(where__in=access.zones(user, CHANGE_GROUPS).values("inner"))


class Founding(Submission):
    """A visitor's wish to found a group, with the charter as they accepted it. Confirmed, it has a group."""

    link_salt = "hustings.field.groups.founding"

    kind = models.ForeignKey(
        GroupKind, models.PROTECT, related_name="foundings", verbose_name=_("kind of group")
    )
    title = models.CharField(_("name of the group"), max_length=120)
    purpose = models.TextField(_("aim"), max_length=1_000)
    where = models.ForeignKey(
        Zone, models.PROTECT, related_name="+", verbose_name=_("territory"), help_text="Of the group"
    )
    place = models.CharField(_("where it meets"), max_length=200, blank=True)
    meets_at = models.CharField(_("address"), max_length=300, blank=True)
    charter = models.TextField(_("charter"), blank=True, help_text="The text that was accepted")
    is_named = models.BooleanField(_("named on the group's page"), default=False)
    group = models.OneToOneField(LocalGroup, models.SET_NULL, null=True, blank=True, related_name="founding")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    is_approved = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    words = models.CharField(_("motive"), max_length=500, blank=True, help_text="As the founder reads it")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="When the decision was mailed")

    objects = FoundingQuerySet.as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("founding")
        verbose_name_plural = _("foundings")
        indexes = [
            *Submission.Meta.indexes,
            models.Index(
                fields=["confirmed_at"], name="foundings_waiting",
                condition=models.Q(confirmed_at__isnull=False, decided_at=None),
            ),
        ]  # fmt: skip


class Enquiry(Submission):
    """A visitor's message to the hosts of a group, who answer it on their page: no address is shown."""

    link_salt = "hustings.field.groups.enquiry"

    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="enquiries", db_index=False)
    words = models.TextField(_("message"), max_length=2_000)
    told_at = models.DateTimeField(null=True, blank=True, help_text="When the hosts were mailed")
    answer = models.TextField(_("answer"), max_length=2_000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    answer_mailed_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet["Enquiry"].as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("message to a group")
        verbose_name_plural = _("messages to groups")
        indexes = [
            *Submission.Meta.indexes,
            models.Index(fields=["group", "-asked_at"], name="enquiries_of_group"),
        ]
