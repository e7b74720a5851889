"""Consultations, their phases in time, and the questions or chapters of a phase."""

import secrets
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.reading.pseudonyms import Names
from hustings.deliberation.consultations.rights import RUN
from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.text.languages import Translated, in_language
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person
from hustings.people.segments import criteria
from hustings.people.segments.models import Segment


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Questions about many consultations."""

    def shown(self) -> Self:
        return self.filter(shown_at__isnull=False)

    def for_everybody(self) -> Self:
        """Those that need no invitation."""
        return self.shown().filter(roll=None)

    def visible_to(self, user: Any, right: Right = RUN) -> Self:
        """Those on which ``user`` has ``right``: all, or those of their territories."""
        return access.within(self, user, right)


class Naming(models.TextChoices):
    """Names under which participants appear to others."""

    CHOICE = "choice", _("by name or pseudonym, as they choose")
    PSEUDONYM = "pseudonym", _("by pseudonym")
    NAME = "name", _("by name")


class Consultation(models.Model):
    """One consultation, from the first question to what became of the answers."""

    titles = models.JSONField(_("title"), default=dict, help_text="language -> title")
    summaries = models.JSONField(_("summary"), default=dict, help_text="language -> plain text")
    policies = models.JSONField(
        _("moderation rules"), default=dict, help_text="language -> plain text, shown to everybody"
    )
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    naming = models.CharField(_("names"), max_length=12, choices=Naming, default=Naming.CHOICE)
    roll = models.ForeignKey(
        Segment, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("only for people of this segment"),
    )  # fmt: skip
    picture = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("picture"),
    )  # fmt: skip
    picture_alts = models.JSONField(default=dict, help_text="language -> the picture in words")
    items_per_hour = models.PositiveSmallIntegerField(
        _("texts per person and hour"),
        default=30,
        help_text="Contributions, arguments and sources of one voice",
    )
    reports_per_hour = models.PositiveSmallIntegerField(_("reports per reader and hour"), default=20)
    secret = models.CharField(
        max_length=64, default=secrets.token_hex, editable=False, help_text="Pseudonyms are made with it"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", help_text="Who entered it"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    shown_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Taken from the phases at once, whatever their dates"
    )

    objects = ConsultationQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    title = Translated("titles")
    summary = Translated("summaries")
    policy = Translated("policies")
    picture_alt = Translated("picture_alts")

    @property
    def path(self) -> str:
        return f"{self.pk}/{slugify(in_language(self.titles))[:60] or 'consultation'}/"

    @property
    def is_shown(self) -> bool:
        return self.shown_at is not None

    def invites(self, person: Person) -> bool:
        """Whether ``person`` may read it and take part: everybody, or those on its roll."""
        if self.roll is None:
            return True
        return bool(criteria.compile(self.roll.criteria).filter(pk=person.pk).exists())

    def pseudonym(self, number: int) -> str:
        """The pseudonym of the participant with this number, in the campaign's language, for good."""
        name = Names(self.secret.encode(), self.pk).of(number)
        return name.in_language(settings.LANGUAGE_CODE)


class Kind(models.TextChoices):
    """Kinds of steps, by what people do in them."""

    DEBATE = "debate", _("debate")
    TEXT = "text", _("text with amendments")
    STATEMENTS = "statements", _("statements to vote on")
    SYNTHESIS = "synthesis", _("synthesis")
    DECISION = "decision", _("decision")
    FOLLOW_UP = "follow_up", _("follow-up")


class Ballot(models.TextChoices):
    """Ballots: the answers among which votes of a step choose."""

    NONE = "none", _("no votes")
    SUPPORT = "support", _("support")
    THREE = "three", _("agree, mixed, disagree")
    PASS = "pass", _("agree, disagree, pass")


class PhaseQuerySet(models.QuerySet["Phase"]):
    """Questions about many phases."""

    def open(self, now: datetime | None = None) -> Self:
        now = now or timezone.now()
        found = self.filter(starts_at__lte=now, consultation__closed_at=None)
        return found.exclude(ends_at__lte=now)


class Phase(models.Model):
    """A part of a consultation in time; its kind says what is done in it."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="phases", db_index=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    titles = models.JSONField(_("title"), default=dict, help_text="language -> title")
    intros = models.JSONField(_("introduction"), default=dict, help_text="language -> plain text")
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    ballot = models.CharField(_("votes"), max_length=8, choices=Ballot, default=Ballot.THREE)
    takes_items = models.BooleanField(_("people may contribute"), default=True)
    takes_arguments = models.BooleanField(_("people may argue for and against"), default=True)
    takes_sources = models.BooleanField(_("people may add sources"), default=True)
    takes_reports = models.BooleanField(_("local debates send reports"), default=False)

    objects = PhaseQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["position", "starts_at", "pk"]
        indexes = [models.Index(fields=["consultation", "position"], name="phase_of_consultation")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="phase_ends_after_its_start",
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    title = Translated("titles")
    intro = Translated("intros")

    def state(self, now: datetime | None = None) -> str:
        """``soon``, ``open`` or ``over``."""
        now = now or timezone.now()
        if self.starts_at > now:
            return "soon"
        return "over" if self.ends_at and self.ends_at <= now else "open"

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether people may act in it now."""
        return self.state(now) == "open" and self.consultation.closed_at is None


class Question(models.Model):
    """A question of a debate, a chapter of a text, a subject of statements: what items stand under."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="questions", db_index=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    titles = models.JSONField(_("title"), default=dict, help_text="language -> title")
    intros = models.JSONField(_("introduction"), default=dict, help_text="language -> plain text")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["phase", "position"], name="question_of_phase")]

    def __str__(self) -> str:
        return self.title

    title = Translated("titles")
    intro = Translated("intros")
