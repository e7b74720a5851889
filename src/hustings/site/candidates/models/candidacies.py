"""Candidacies, and the files that they came from."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_CANDIDATES
from hustings.foundation.elections.models import Election
from hustings.foundation.territories.models import Zone
from hustings.foundation.territories.named import NamedQuerySet
from hustings.people.persons.models import Person
from hustings.site.candidates.models.assistants import helped
from hustings.site.website.models.base import open_to_readers

LINGERS = timedelta(days=30)  # how long candidates are found after the vote


class CandidacyQuerySet(NamedQuerySet["Candidacy"]):
    """Questions about many candidacies."""

    def standing(self) -> "CandidacyQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def public(self) -> "CandidacyQuerySet":
        """Those whom the public is told of: they stand, and nobody holds their pages back."""
        page: Any = apps.get_model("candidates", "CandidatePage")
        shown = open_to_readers(page.objects.live()).order_by().values("candidacy")
        hidden = page.objects.exclude(candidacy__in=shown).order_by().values("candidacy")
        return self.standing().exclude(pk__in=hidden)

    def current(self) -> "CandidacyQuerySet":
        """Those of elections that are ahead, or were not long ago."""
        since = timezone.localdate() - LINGERS
        ahead = models.Q(rounds__isnull=True) | models.Q(rounds__on__gte=since)
        return self.filter(election__in=Election.objects.filter(ahead).values("pk"))

    def visible_to(self, user: Any) -> "CandidacyQuerySet":
        """Those whose pages ``user`` may write: all, those of their territories, or the one they help."""
        if access.everywhere(user, EDIT_CANDIDATES):
            return self
        near = models.Q(zone__in=access.zones(user, EDIT_CANDIDATES).values("inner"))
        return self.filter(near | models.Q(pk__in=helped(user).values("candidacy")))

    def for_pages(self) -> "CandidacyQuerySet":
        """With what pages and lists show, and without outlines, which are long."""
        return self.select_related("election", "zone__parent", "photo").defer(
            "zone__shape", "zone__parent__shape"
        )


class Candidacy(models.Model):
    """One person's candidacy at one election, in one territory, on one ticket. All of it is public."""

    election = models.ForeignKey(
        Election, models.PROTECT, related_name="candidacies", verbose_name=_("election")
    )
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="+", verbose_name=_("territory"))
    ticket = models.CharField(_("party or list"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(_("position on the list"), default=1)
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="candidacies",
        help_text="Where the campaign knows the candidate",
    )  # fmt: skip
    deputy = models.CharField(_("substitute or running mate"), max_length=200, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)
    biographies = models.JSONField(default=dict, blank=True, help_text="By language, plain text")
    photo = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("photo"),
    )  # fmt: skip
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CandidacyQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "zone", "ticket", "position"],
                condition=models.Q(withdrawn_at=None),
                name="one_candidacy_per_seat",
            ),
            models.UniqueConstraint(
                fields=["election", "zone", "ticket", "name_key"], name="one_candidacy_per_name"
            ),
        ]
        indexes = [models.Index(fields=["name_key", "id"], name="candidacy_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def beside(self) -> CandidacyQuerySet:
        """The others of the same list, in its order; nobody where there is no list."""
        same = Candidacy.objects.standing().filter(
            election=self.election_id, zone=self.zone_id, ticket=self.ticket
        )
        return same.exclude(pk=self.pk).order_by("position", "pk") if self.ticket else same.none()

    def biography(self, language: str) -> str:
        """In this language, or nothing."""
        said: dict[str, str] = self.biographies
        return said.get(language, "")
