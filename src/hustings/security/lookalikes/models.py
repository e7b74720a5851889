"""Watched names, the lists that were read, the names that were found, and those that are asked about."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.security.incidents.models import Incident
from mailguard.i18n import translate
from mailguard.identifiers import domain_names
from mailguard.lookalikes.watch import HOWS

LONGEST = 253  # letters of a name (RFC 1035, 2.3.4)


class Watched(models.Model):
    """A domain or brand watched beside the campaign's own: a partner's, a service's that staff use."""

    text = models.CharField(gettext_lazy("domain or brand"), max_length=LONGEST, unique=True)
    is_ours = models.BooleanField(
        gettext_lazy("belongs to us or to someone we trust"), default=False,
        help_text=gettext_lazy("Never reported as a look-alike"),
    )  # fmt: skip
    note = models.CharField(gettext_lazy("note"), max_length=200, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["text"]
        verbose_name = gettext_lazy("protected name")

    def __str__(self) -> str:
        return self.text


class Habit(models.Model):
    """How the campaign watches: one row."""

    asks = models.BooleanField(
        gettext_lazy("check whether likely variants of our domains exist (DNS)"), default=False,
        help_text=gettext_lazy(
            "A few look-ups per minute, through your own DNS server"
        ),
    )  # fmt: skip
    a_minute = models.PositiveSmallIntegerField(gettext_lazy("look-ups per minute"), default=10)
    least = models.FloatField(default=0.6, help_text="Likeness from which a find is told by mail")

    searched = models.JSONField(default=dict, help_text="Files of the folder: size and time of change")

    def __str__(self) -> str:
        return f"asks={self.asks}"

    @classmethod
    def current(cls) -> "Habit":
        """The row, or what holds without one."""
        return cls.objects.first() or cls()


class List(models.Model):
    """A list of registrations, certificates or look-ups that was searched."""

    class Kind(models.TextChoices):
        REGISTRATIONS = "registrations", gettext_lazy("newly registered domains")
        CERTIFICATES = "certificates", gettext_lazy("certificates (certificate transparency)")
        LOOKUPS = "lookups", gettext_lazy("DNS traffic (passive DNS, proxy or resolver log)")
        OTHER = "other", gettext_lazy("another list")

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("waiting")
        RUNNING = "running", gettext_lazy("in progress")
        DONE = "done", gettext_lazy("done")
        FAILED = "failed", gettext_lazy("failed")

    name = models.CharField(gettext_lazy("file"), max_length=200)
    kind = models.CharField(gettext_lazy("kind of list"), max_length=20, choices=Kind, default=Kind.OTHER)
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of its bytes: read once")
    content = models.BinaryField(null=True, help_text="Gone once it was searched")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    n_bytes = models.BigIntegerField(default=0)
    n_read = models.BigIntegerField(default=0, help_text="Bytes of its text so far")
    n_found = models.PositiveIntegerField(default=0)
    n_new = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True, help_text="Of a fault: what happened")
    n_faults = models.PositiveSmallIntegerField(default=0, help_text="How often the program failed at it")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = gettext_lazy("list of domains")

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def is_given_up(self) -> bool:
        return self.state == self.State.FAILED and self.n_faults > 0


class FindQuerySet(models.QuerySet["Find"]):
    """Names that were found."""

    def open(self) -> "FindQuerySet":
        return self.filter(judged_at=None)


class Find(models.Model):
    """A name that looks like one of ours, once a host, wherever it was seen."""

    class Judgement(models.TextChoices):
        NONE = "", gettext_lazy("to review")
        HOSTILE = "hostile", gettext_lazy("malicious")
        HARMLESS = "harmless", gettext_lazy("harmless")

    host = models.CharField(gettext_lazy("name"), max_length=LONGEST, unique=True)
    name = models.CharField(gettext_lazy("looks like"), max_length=LONGEST)
    how = models.CharField(max_length=20)
    strength = models.FloatField(gettext_lazy("similarity"))
    is_provider = models.BooleanField(default=False, help_text="It looks like a provider's name, not ours")
    source = models.CharField(max_length=200, help_text="Where it was seen first")
    line = models.PositiveBigIntegerField(null=True, help_text="Of that list, from 1")
    n_seen = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    answers = models.JSONField(default=dict, help_text="What name servers said last, by kind of record")
    asked_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True, help_text="When name servers said that there is no such name")
    judgement = models.CharField(max_length=10, choices=Judgement, blank=True, default="")
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    note = models.TextField(gettext_lazy("note"), blank=True, max_length=2_000)
    noticed_at = models.DateTimeField(null=True, help_text="When somebody says that a notice was sent")
    noticed_to = models.JSONField(default=list, help_text="Whom: kinds of notices")
    told_at = models.DateTimeField(null=True, help_text="When the security lead was told by mail")
    opened_at = models.DateTimeField(null=True, help_text="When it became an incident")
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="+")

    objects = FindQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("look-alike domain")
        indexes = [
            models.Index(fields=["-first_at", "-id"], name="lookalikes_by_age"),
            models.Index(fields=["judgement", "-first_at", "-id"], name="lookalikes_by_judgement"),
            models.Index(
                fields=["first_at"], name="lookalikes_to_tell",
                condition=models.Q(told_at=None, judged_at=None),
            ),
            models.Index(
                fields=["strength"], name="lookalikes_to_open",
                condition=models.Q(opened_at=None, judged_at=None, is_provider=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.host

    @cached_property
    def shown(self) -> str:
        shown = domain_names.unicode_form(self.host)
        return shown if shown != self.host else ""

    @property
    def trick(self) -> str:
        return translate(HOWS[self.how], get_language() or "en") if self.how in HOWS else ""

    @property
    def lives(self) -> list[tuple[str, list[str]]]:
        """Records that answer there, by kind."""
        return [(kind, values) for kind, values in self.answers.items() if values]

    @property
    def takes_mail(self) -> bool:
        return bool(self.answers.get("MX"))

    @property
    def standing(self) -> str:
        if self.asked_at is None:
            return _("not checked yet")
        if self.gone_at:
            return _("not registered (any more)")
        if self.answers.get("A") or self.answers.get("AAAA"):
            return _("website online, receives e-mail") if self.takes_mail else _("website online")
        return _("receives e-mail") if self.takes_mail else _("registered, not in use")


class Question(models.Model):
    """A variant of a domain of ours that name servers are asked about, again and again, slowly."""

    host = models.CharField(max_length=LONGEST, unique=True)
    own = models.CharField(max_length=LONGEST, help_text="Our domain that it would be taken for")
    how = models.CharField(max_length=20)
    strength = models.FloatField()
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    asked_at = models.DateTimeField(null=True)

    EVERY = timedelta(days=7)

    class Meta:
        ordering = ["due_at", "-strength"]

    def __str__(self) -> str:
        return self.host
