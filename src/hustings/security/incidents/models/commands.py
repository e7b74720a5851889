"""Orders of the security lead to guards, the log of looks, and reports and opinions of people."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User
from hustings.security.incidents.models.incidents import Incident, Sighting
from hustings.security.incidents.models.sources import Guard


class RuleQuerySet(models.QuerySet["Rule"]):
    """Questions about many rules."""

    def live(self) -> "RuleQuerySet":
        now = timezone.now()
        return self.filter(models.Q(until=None) | models.Q(until__gt=now), ended_at=None)


class Rule(models.Model):
    """To block or allow what has a trait, for a while and for a reason."""

    class Deed(models.TextChoices):
        BLOCK = "block", _("block")
        ALLOW = "allow", _("allow")

    class Kind(models.TextChoices):
        """Traits that it looks at, by which messages are one attack."""

        SENDER = "sender", _("sender’s address or domain")
        HOST = "host", _("host of a link")
        FILE = "file", _("file (SHA-256)")
        NAME = "name", _("name of the sender")
        SUBJECT = "subject", _("subject")
        LURE = "lure", _("text of the message")

    deed = models.CharField(_("action"), max_length=5, choices=Deed)
    kind = models.CharField(_("by"), max_length=7, choices=Kind)
    value = models.CharField(_("value"), max_length=300)
    reason = models.CharField(_("reason"), max_length=300)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, blank=True, related_name="rules")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} · {self.value}"


class Order(models.Model):
    """A command to guards about messages. Each guard answers once; one without a guard is for all."""

    class Deed(models.TextChoices):
        RELEASE = "release", _("release")
        DELETE = "delete", _("delete")
        HOLD = "hold", _("quarantine")
        RESTORE = "restore", _("move back")

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    deed = models.CharField(max_length=7, choices=Deed)
    guard = models.ForeignKey(Guard, models.CASCADE, null=True, blank=True, related_name="orders")
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, blank=True, related_name="orders")
    sighting = models.ForeignKey(Sighting, models.CASCADE, null=True, blank=True, related_name="orders")
    about = models.JSONField(default=dict, help_text="By what the guard finds the message")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    lapses_at = models.DateTimeField()

    class Meta:
        verbose_name = _("command")
        verbose_name_plural = _("commands")
        indexes = [models.Index(fields=["lapses_at", "id"], name="incidents_orders_waiting")]

    def __str__(self) -> str:
        return f"{self.deed} {self.uid}"


class Answer(models.Model):
    """A guard's answer to an order."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="answers")
    guard = models.ForeignKey(Guard, models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=20)
    text = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "guard"], name="one_answer_of_a_guard")]

    def __str__(self) -> str:
        return self.outcome


class Look(models.Model):
    """That somebody saw or did something with held mail. Lines are only added."""

    class What(models.TextChoices):
        INCIDENT = "incident", _("opened an incident")
        MESSAGE = "message", _("read a message")
        EVIDENCE = "evidence", _("downloaded a message")
        RELEASED = "released", _("released a message")
        DELETED = "deleted", _("deleted everywhere")
        HELD = "held", _("quarantined in all mailboxes")
        BLOCKED = "blocked", _("added a block rule")
        ALLOWED = "allowed", _("added an allow rule")
        RULE_ENDED = "rule_ended", _("ended a rule")
        JUDGED = "judged", _("gave a verdict on an incident")
        MERGED = "merged", _("merged incidents")
        SPLIT = "split", _("split an incident")
        SOURCE = "source", _("added a mailbox")
        SOURCE_REMOVED = "unsourced", _("removed a mailbox")
        GUARD = "guard", _("added a connector")
        GUARD_REVOKED = "unguarded", _("revoked a connector")
        SETTINGS = "settings", _("changed the mail filter settings")
        PROPOSAL = "proposal", _("exported the feedback")
        LIST = "incidents", _("viewed the list of incidents")
        BULLETIN = "bulletin", _("viewed a bulletin")
        LEARNT = "learnt", _("started a full read of mailboxes")
        UNLEARNT = "unlearnt", _("deleted what was learned from mailboxes")
        EXPIRED = "expired", _("deleted expired quarantined messages")
        HANDED = "handed", _("approved a bulletin")
        OPINIONS = "opinions", _("viewed the feedback on verdicts")
        REVIEWED = "reviewed", _("reviewed feedback")
        RESET = "reset", _("reset what the filter had learned")
        SET_ASIDE = "set_aside", _("set aside an unreadable message")

    at = models.DateTimeField(_("when"), default=timezone.now)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("who"))
    what = models.CharField(_("action"), max_length=10, choices=What)
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="looks")
    about = models.CharField(max_length=300, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        verbose_name = _("access")
        indexes = [models.Index(fields=["-at", "-id"], name="incidents_looks_newest")]

    def __str__(self) -> str:
        return f"{self.what} {self.about}"

    @property
    def told(self) -> str:
        """Subject of it in the reader's language: of a rule, the kind is kept by its name."""
        kind, _colon, value = self.about.partition(": ")
        if self.what not in {self.What.BLOCKED, self.What.ALLOWED, self.What.RULE_ENDED}:
            return self.about
        if kind not in Rule.Kind.values:
            return self.about
        return gettext("%(kind)s: %(value)s") % {"kind": capfirst(Rule.Kind(kind).label), "value": value}


class Report(models.Model):
    """A message that somebody found strange: a row before it is answered."""

    class Way(models.TextChoices):
        PAGE = "page", _("on the web page")
        FORWARD = "forward", _("forwarded")
        FOLDER = "folder", _("moved to the report folder")

    key = models.CharField(max_length=64, unique=True, help_text="The same for the same report")
    user = models.ForeignKey(User, models.CASCADE, related_name="mail_reports")
    way = models.CharField(max_length=7, choices=Way)
    at = models.DateTimeField(default=timezone.now)
    sighting = models.ForeignKey(Sighting, models.SET_NULL, null=True, related_name="reports")
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="reports")
    subject = models.CharField(max_length=300, blank=True)
    action = models.PositiveSmallIntegerField(default=0)
    is_first = models.BooleanField(default=False)
    answer = models.TextField(blank=True, help_text="As the reporter was told")
    mailed_at = models.DateTimeField(null=True, blank=True)
    is_proven = models.BooleanField(default=True, help_text="That they sent it is certain")
    retold_at = models.DateTimeField(
        null=True, blank=True, help_text="They were told that it is an attack after all"
    )
    is_named = models.BooleanField(default=False, help_text="May be named in the bulletin")

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="incidents_reports_of_one"),
            models.Index(fields=["incident", "at", "id"], name="incidents_reports_of_incident"),
        ]

    def __str__(self) -> str:
        return self.subject


class Opinion(models.Model):
    """Whether the guard was right about an incident. It teaches nothing until somebody has accepted it."""

    class Said(models.TextChoices):
        RIGHT = "right", _("yes")
        WRONG = "wrong", _("no")

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("not accepted")

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="opinions")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    said = models.CharField(max_length=5, choices=Said)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "user"], name="one_opinion_of_a_user")]
        indexes = [models.Index(fields=["-at", "-id"], name="incidents_opinions_newest")]

    def __str__(self) -> str:
        return self.said
