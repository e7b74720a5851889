"""Relationships of people: households and organisations."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.foundation.lib.text.text_folding import fold


class Household(models.Model):
    """People who live behind one door. Its members point to it."""

    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("If empty: the names of its members")
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")

    def __str__(self) -> str:
        return self.name or str(_("Household"))


class Organisation(models.Model):
    """A union, a club, a firm, a town hall: people belong to it in some role."""

    name = models.CharField(_("name"), max_length=200)
    key = KeyField(max_length=200, editable=False, help_text="The name folded")
    kind = models.CharField(_("type"), max_length=100, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True, help_text="E.164")
    address = models.CharField(_("address"), max_length=300, blank=True)
    zone = models.ForeignKey(
        "territories.Zone", models.PROTECT, null=True, blank=True, related_name="organisations",
        verbose_name=_("territory"),
    )  # fmt: skip
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["key"], name="one_organisation_per_name")]

    def __str__(self) -> str:
        return self.name

    def rename(self, name: str) -> None:
        """Set the name and what search compares. Does not save."""
        self.name = " ".join(name.split())[:200]
        self.key = fold(self.name)[:200]


class Affiliation(models.Model):
    """That a person belongs to an organisation, and as what."""

    person = models.ForeignKey("persons.Person", models.CASCADE, related_name="affiliations", db_index=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="affiliations", db_index=False
    )
    role = models.CharField(_("role"), max_length=100, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="one_affiliation"),
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="people_by_organisation")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.role}" if self.role else str(self.organisation)
