"""Cohorts: many asks given to many offers at once."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.networks.exchange.models.posts import Kind, Post


class Cohort(models.Model):
    """A draw of pairs among all open asks and offers of one kind; published, each offer is asked."""

    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MENTOR)
    n_choices = models.PositiveSmallIntegerField(_("best offers looked at for each ask"), default=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    drawn_at = models.DateTimeField(null=True, blank=True)
    n_asks = models.PositiveIntegerField(default=0)
    n_offers = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("cohort")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """``waiting`` for the draw, ``draft`` or ``published``."""
        return "published" if self.published_at else "draft" if self.drawn_at else "waiting"


class CohortPair(models.Model):
    """A pair that was drawn. ``choice``: the how manieth choice of the ask it is, from 1."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="pairs")
    ask = models.ForeignKey(Post, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Post, models.CASCADE, related_name="+")
    points = models.SmallIntegerField()
    why = models.JSONField(default=list)
    choice = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-points", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "ask"], name="one_pair_of_an_ask_in_a_cohort")
        ]
