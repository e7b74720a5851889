"""The committee, its votes, minutes that are signed, and appeals."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.networks.initiatives.models import Application, Round


class Member(models.Model):
    """A member of the team who decides in a round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("committee member")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="a_member_once_a_round")]


class Vote(models.Model):
    """A committee member's yes or no to an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    is_yes = models.BooleanField()
    note = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="a_vote_a_member")]


class Minutes(models.Model):
    """All that was decided in a round and by whom, as it stood when the letters left."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="minutes")
    body = models.JSONField()
    sha256 = models.CharField(max_length=64, help_text="Of the body, its keys sorted")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = pgettext_lazy("record", "minutes")


class Signature(models.Model):
    """A committee member's word that the minutes are right; ``sha256`` is what they signed."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="signatures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["minutes", "user"], name="minutes_signed_once")]


class Appeal(models.Model):
    """An applicant's objection to a decision, and its answer."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="appeal")
    text = models.TextField(_("appeal"), max_length=5_000)
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), max_length=5_000, blank=True)
    is_upheld = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("appeal")
        ordering = ["-pk"]
