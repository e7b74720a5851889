"""Facts that donors declare, as they were when they gave."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.legal import gifts
from hustings.people.persons.models import Person
from hustings.people.persons.models.persons import name_keys


class Donor(models.Model):
    """Identity, nationality and tax address that somebody declared for gifts.

    The law wants them kept: erased people leave the row, without its ``person``, until ``kept_until``.
    """

    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="donor_facts")
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    key = models.CharField(max_length=230, editable=False, help_text="Folded names and birth date")
    born_on = models.DateField(_("birth date"), null=True, blank=True)
    nationality = models.CharField(_("nationality"), max_length=2, blank=True, help_text="Code of a country")
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Receipts are sent there."))
    street = models.CharField(_("tax address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country of residence"), max_length=2, blank=True, help_text="Its code")
    sworn = models.JSONField(default=list, help_text="Words of legal.pack.DONORS that they swore to be")
    sworn_at = models.DateTimeField(_("declared"), null=True, blank=True)
    kept_until = models.DateField(null=True, blank=True, help_text="By law; None: nothing was paid")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("donor")
        verbose_name_plural = _("donors")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["key"], name="donors_by_key"),
            models.Index(fields=["kept_until"], name="donors_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def fit(self) -> None:
        """Derive the key from the facts; before a write."""
        self.key = donor_key(self.given_name, self.family_name, self.born_on)

    def facts(self) -> gifts.Donor:
        """Facts that the rules of law ask of a donor."""
        return gifts.Donor(
            is_named=bool(self.given_name and self.family_name),
            nationality=self.nationality,
            residence=self.country,
            born_on=self.born_on,
            sworn=frozenset(self.sworn),
        )


def donor_key(given_name: str, family_name: str, born_on: date | None) -> str:
    """Names and birth date, folded: by them gifts of somebody erased still count."""
    return f"{name_keys(given_name, family_name)[0]}|{born_on or ''}"


def name_part(family_name: str) -> str:
    """Beginning of the keys of donors whose family name begins so."""
    return name_keys("", family_name)[0].partition(",")[0]
