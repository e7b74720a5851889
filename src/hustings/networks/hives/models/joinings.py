"""Joinings of buying groups, as visitors typed and confirmed them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.networks.hives.models.hives import Hive
from hustings.people.signups.models import AddressBar, Submission, SubmissionQuerySet


class HiveBar(AddressBar):
    """An address that said "this wasn't me": a fingerprint, so that it gets no more mail of this hive."""

    hive = models.ForeignKey(Hive, models.CASCADE, related_name="barred", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hive", "fingerprint"], name="one_bar_per_hive_and_mailbox")
        ]


class HiveJoining(Submission):
    """A visitor's wish to be in a hive. Confirmed, it begins the membership, which goes on alone."""

    link_salt = "hustings.networks.hives.joining"

    hive = models.ForeignKey(Hive, models.CASCADE, related_name="joinings")

    objects = SubmissionQuerySet["HiveJoining"].as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("joining")
        verbose_name_plural = _("joinings")
