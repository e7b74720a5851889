"""Jurors, what bars them, what they read and marked, and what that comes to."""

from typing import Any, Self

from django.core import signing
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.networks.initiatives.models import Application, Round
from hustings.people.persons.models import Person

_signer = signing.Signer(sep=".", salt="hustings.networks.juries.juror")


class JurorQuerySet(models.QuerySet["Juror"]):
    """Questions about many jurors."""

    def linked(self, token: str) -> "Juror":
        """The juror of a link. Raises DoesNotExist."""
        try:
            pk = int(_signer.unsign(token))
        except (signing.BadSignature, ValueError) as bad:
            raise self.model.DoesNotExist from bad
        return self.select_related("round__call", "person").get(pk=pk, ended_at=None)

    def active(self) -> Self:
        """Those who may read: not declined, not taken off."""
        return self.filter(declined_at=None, ended_at=None)


class Juror(models.Model):
    """Somebody who reads and marks applications of a round, by the link in their mail."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="jurors")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="juries", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=200)
    most = models.PositiveSmallIntegerField(
        _("at most"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5_000)],
        help_text=_("Applications to read. Leave blank for an equal share."),
    )  # fmt: skip
    invited_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When the team took them off")

    objects = JurorQuerySet.as_manager()

    class Meta:
        verbose_name = _("juror")
        verbose_name_plural = _("jurors")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"], condition=Q(person__isnull=False), name="a_juror_once_a_round"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def token(self) -> str:
        """Signed, without an end: the round's is its own."""
        return _signer.sign(str(self.pk))


class Conflict(models.Model):
    """Why a juror must not read an application: found, or declared by them."""

    class Kind(models.TextChoices):
        DECLARED = "declared", pgettext_lazy("conflict of interest", "declared")
        SAME = "same", pgettext_lazy("conflict of interest", "their own application")
        ORGANISATION = "organisation", pgettext_lazy("conflict of interest", "same organisation")
        DOMAIN = "domain", pgettext_lazy("conflict of interest", "same e-mail domain")
        HOUSEHOLD = "household", pgettext_lazy("conflict of interest", "same household")

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="conflicts")
    application = models.ForeignKey(Application, models.CASCADE, related_name="conflicts")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("conflict of interest")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["juror", "application", "kind"], name="a_conflict_once")
        ]


class Review(models.Model):
    """A juror's reading of an application. It counts once ``done_at`` stands."""

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="reviews")
    application = models.ForeignKey(Application, models.CASCADE, related_name="reviews")
    position = models.PositiveIntegerField(help_text="Place in this juror's own order")
    marks = models.JSONField(default=dict, help_text="key of a criterion -> mark")
    total = models.FloatField(null=True, blank=True, help_text="Weighted, from 0 to 100")
    for_applicant = models.TextField(_("for the applicant"), max_length=2_000, blank=True)
    for_committee = models.TextField(_("for the committee only"), max_length=2_000, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of a jury", "review")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["juror", "application"], name="one_review_of_a_juror"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(total__isnull=False), name="a_review_done_has_a_total"
            ),
        ]

    @property
    def is_whole(self) -> bool:
        return self.done_at is not None


class Comparison(models.Model):
    """A juror's word on two applications that are too close to call. ``first`` has the lower key."""

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="comparisons")
    first = models.ForeignKey(Application, models.CASCADE, related_name="+")
    second = models.ForeignKey(Application, models.CASCADE, related_name="+")
    is_first = models.BooleanField(help_text="Whether the first is the better one")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["juror", "first", "second"], name="a_pair_once_a_juror"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]


class Result(models.Model):
    """Sum of an application's reviews, as ``arithmetic.scoring`` says; written anew by each count."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="result")
    score = models.FloatField(_("score"), help_text="Corrected for jurors, 0 to 100")
    raw = models.FloatField(_("plain mean"))
    low = models.FloatField()
    high = models.FloatField()
    place = models.PositiveIntegerField(_("rank"))
    chance = models.FloatField(help_text="Share of draws within the places")
    is_close = models.BooleanField(_("too close to call"), default=False)
    n = models.PositiveSmallIntegerField(_("reviews"))

    class Meta:
        ordering = ["place"]

    @property
    def percent(self) -> int:
        return round(100 * self.chance)

    def as_row(self) -> dict[str, Any]:
        """For minutes and exports."""
        return {"place": self.place, "score": round(self.score, 1), "reviews": self.n}
