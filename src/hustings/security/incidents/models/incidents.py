"""Sightings in the mail, and the incidents that they belong to."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.security.incidents.models.sources import Guard, Source

ACTIONS = {"deliver": 0, "warn": 1, "quarantine": 2, "reject": 3}


class Action(models.IntegerChoices):
    """The action that the guard judged right, mildest first: the engine's own steps."""

    DELIVER = 0, _("delivered")
    WARN = 1, _("delivered with a warning")
    QUARANTINE = 2, _("quarantined")
    REJECT = 3, _("not accepted")


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Questions about many incidents."""

    def standing(self) -> "IncidentQuerySet":
        """Those that did not go into another."""
        return self.filter(merged_into=None)

    def open(self) -> "IncidentQuerySet":
        return self.standing().filter(closed_at=None)


class Incident(models.Model):
    """One attack: the messages that share a lure, a host, a sender or a file."""

    class Outcome(models.TextChoices):
        ATTACK = "attack", _("attack")
        HARMLESS = "harmless", _("harmless")
        EXERCISE = "exercise", _("our own exercise")

    LOOKALIKE = "lookalike"  # the kind of one that began with a domain that imitates ours

    title = models.CharField(_("subject"), max_length=200)
    kind = models.CharField(max_length=20, blank=True, help_text="The engine's class, or a look-alike")
    action = models.PositiveSmallIntegerField(choices=Action, default=Action.DELIVER)
    n_sightings = models.PositiveIntegerField(default=0)
    n_reports = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("pk")),
                name="incident_never_in_itself",
            )
        ]
        indexes = [
            models.Index(
                fields=["-last_at", "-id"], name="incidents_newest",
                condition=models.Q(merged_into=None),
            ),
            models.Index(
                fields=["-last_at", "-id"], name="incidents_open",
                condition=models.Q(merged_into=None, closed_at=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        if self.kind == self.LOOKALIKE:
            return gettext("Look-alike domain: %(name)s") % {"name": self.title}
        return self.title or gettext("No subject")


class Mark(models.Model):
    """A trait that makes messages one attack, and the incident it leads to; a cut one leads nowhere."""

    key = KeyField(max_length=200, unique=True, help_text="Kind and value")
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="marks")
    cut_at = models.DateTimeField(null=True, blank=True)
    joins_all = models.BooleanField(default=False, help_text="Even mail that looks harmless: of a look-alike")

    def __str__(self) -> str:
        return self.key


class Sighting(models.Model):
    """One message that a guard saw, once for each guard and mailbox."""

    key = models.CharField(max_length=64, unique=True, help_text="The guard's own id")
    guard = models.ForeignKey(Guard, models.SET_NULL, null=True, related_name="sightings", db_index=False)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="sightings", db_index=False)
    incident = models.ForeignKey(
        Incident, models.SET_NULL, null=True, related_name="sightings", db_index=False
    )
    at = models.DateTimeField()
    came_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=8)
    mailboxes = models.JSONField(default=list)
    message_id = KeyField(max_length=300, blank=True)
    sha256 = KeyField(max_length=64)
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    size = models.BigIntegerField(default=0)
    action = models.PositiveSmallIntegerField(choices=Action)
    verdict = models.CharField(max_length=20, blank=True, help_text="The engine's class")
    score = models.FloatField(default=0.0)
    unreviewed = models.FloatField(null=True, help_text="The score without what reviews taught")
    signals = models.JSONField(default=list)
    traits = models.JSONField(default=list)
    done = models.CharField(max_length=300, blank=True)
    place = models.JSONField(default=dict)
    is_opened = models.BooleanField(null=True)
    state = models.CharField(max_length=10, blank=True, help_text="What orders made of it")

    class Meta:
        verbose_name = _("message seen")
        verbose_name_plural = _("messages seen")
        indexes = [
            models.Index(fields=["-at", "-id"], name="incidents_sightings_newest"),
            models.Index(fields=["incident", "-at", "-id"], name="incidents_sightings_of_one"),
            models.Index(fields=["sha256"], name="incidents_sightings_sha256"),
            models.Index(fields=["message_id"], name="incidents_sightings_mid"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def what_was_done(self) -> str:
        """As the guard said; the verdict where it said nothing. Milters say a word, watchers a sentence."""
        words = {
            "refused": _("not accepted"), "held": _("quarantined"), "warned": _("delivered with a warning"),
            "quarantined": _("quarantined"), "delivered": _("delivered"), "delayed": _("deferred"),
            "reported": _("reported; not moved"),
        }  # fmt: skip
        return str(words.get(self.done, self.done) or self.get_action_display())


class Evidence(models.Model):
    """The bytes of a message, encrypted, for as long as held mail is kept."""

    sha256 = KeyField(max_length=64, unique=True)
    sealed = models.BinaryField()
    size = models.BigIntegerField()
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.sha256
