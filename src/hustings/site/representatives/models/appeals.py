"""Appeals: what people write or say to whom, with which texts, until when."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.languages import Translated, in_language
from hustings.people.signups.models import AddressBar
from hustings.site.representatives.models.directory import Representative


class Way(models.TextChoices):
    """How a representative is reached."""

    LETTER = "letter", _("letter by e-mail")
    CALL = "call", _("call")


class Sending(models.TextChoices):
    """The sender of a letter."""

    SERVER = "server", _("the campaign; replies go to the writer")
    OWN = "own", _("the writer, from their own e-mail program")


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Questions about many appeals."""

    def open(self) -> "AppealQuerySet":
        """Those that can be written for now."""
        now = timezone.now()
        return self.filter(paused_at=None, opens_at__lte=now).exclude(closes_at__lte=now)


class Appeal(models.Model):
    """One demand that people put to their representatives, each in their own words."""

    titles = models.JSONField(_("title"), default=dict, help_text="language -> title")
    ways = models.JSONField(_("channel"), default=list, help_text="Way")
    offices = models.JSONField(_("offices"), default=list, help_text="Office: those of the visitor's zone")
    representatives = models.ManyToManyField(
        Representative, blank=True, related_name="+", verbose_name=_("chosen representatives")
    )
    subjects = models.JSONField(default=dict, help_text="language -> subject of the mail")
    openings = models.JSONField(default=dict, help_text="language -> a way to begin in each line")
    points = models.JSONField(default=dict, help_text="language -> paragraphs: a name, then ways to say it")
    closings = models.JSONField(default=dict, help_text="language -> a way to end in each line")
    scripts = models.JSONField(default=dict, help_text="language -> what to say on the phone")
    sending = models.CharField(
        _("letters are sent by"), max_length=8, choices=Sending, default=Sending.SERVER
    )
    per_hour = models.PositiveSmallIntegerField(
        _("maximum letters per representative and hour"), default=20,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )  # fmt: skip
    kept_days = models.PositiveSmallIntegerField(
        _("days to keep the text after sending"), default=30, validators=[MaxValueValidator(365)]
    )
    consents = models.JSONField(_("consents to ask for"), default=list, help_text="Purposes")
    opens_at = models.DateTimeField(_("opens"), default=timezone.now)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True, help_text="Nothing is taken and nothing leaves")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = AppealQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("letter campaign")
        verbose_name_plural = _("letter campaigns")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    title = Translated("titles")

    @property
    def subject(self) -> str:
        return in_language(self.subjects) or self.title

    script = Translated("scripts")

    @property
    def state(self) -> str:
        """``soon``, ``open``, ``paused`` or ``closed``."""
        now = timezone.now()
        if self.closes_at and self.closes_at <= now:
            return "closed"
        if self.paused_at:
            return "paused"
        return "soon" if self.opens_at > now else "open"

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def is_sent_by_us(self) -> bool:
        return self.sending == Sending.SERVER


class Stand(models.Model):
    """A representative's position on an appeal, as somebody of the team noted their answer."""

    class Side(models.TextChoices):
        FOR = "for", _("in favour")
        AGAINST = "against", _("against")
        UNDECIDED = "undecided", _("undecided")
        EVASIVE = "evasive", _("evasive answer")

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="stands", db_index=False)
    representative = models.ForeignKey(Representative, models.CASCADE, related_name="stands")
    side = models.CharField(_("position"), max_length=10, choices=Side)
    note = models.CharField(_("quote or note"), max_length=1_000, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "representative"], name="one_stand_per_appeal_and_representative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.representative_id}: {self.side}"


class BarredMailbox(AddressBar):
    """An address that said "this wasn't me": a fingerprint, so that it gets no more mail of this appeal."""

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="barred", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appeal", "fingerprint"], name="one_bar_per_appeal_and_mailbox")
        ]
