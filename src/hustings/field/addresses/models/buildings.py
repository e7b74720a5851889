"""Buildings: one for each number of a street."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hustings.field.addresses import keys
from hustings.field.addresses.models.files import Source
from hustings.field.addresses.models.municipalities import Municipality
from hustings.field.stations.models import Station
from hustings.foundation.lib.sql.key_fields import KeyField

LONGEST_KEY, MOST_WORDS = 250, 8


def address_key(street: str, number: str) -> str:
    """An address as lists sort and compare it: by street, then by number, 2 before 10."""
    digits = keys.number(number)
    whole = digits[: len(digits) - len(digits.lstrip("0123456789"))]
    return f"{keys.street(street)} {whole:0>6}{digits[len(whole) :]}"[:LONGEST_KEY]


class BuildingQuerySet(models.QuerySet["Building"]):
    """Questions about many buildings."""

    def visible_to(self, user: Any) -> "BuildingQuerySet":
        return self.filter(municipality__in=Municipality.objects.visible_to(user))

    def standing(self) -> "BuildingQuerySet":
        """Those that are no other's by now."""
        return self.filter(merged_into=None)

    def search(self, text: str) -> "BuildingQuerySet":
        """Those in whose street each word begins a word, with this number where one comes first."""
        words = _words(text)
        found = _in_street(words)
        if words and words[0][0].isdigit():
            found |= models.Q(number_key=words[0]) & _in_street(words[1:])
        return self.filter(found)

    def begins(self, text: str) -> "BuildingQuerySet":
        """The same by the beginning of the street, to which an index leads through all municipalities."""
        words = _words(text)
        if not words:
            return self.none()
        found = models.Q(address_key__begins=" ".join(words))
        if words[0][0].isdigit() and len(words) > 1:
            found = models.Q(number_key=words[0], address_key__begins=" ".join(words[1:])) | found
        return self.filter(found)


def _words(text: str) -> list[str]:
    words = text.replace("\0", "")[:LONGEST_KEY].split(maxsplit=1)
    if words and words[0][0].isdigit():
        return [keys.number(words[0]), *keys.street("".join(words[1:])).split()]
    return keys.street(" ".join(words)).split()


def _in_street(words: list[str]) -> models.Q:
    found = models.Q()
    for word in words[:MOST_WORDS]:
        found &= models.Q(address_key__startswith=word) | models.Q(address_key__contains=f" {word}")
    return found


class Building(models.Model):
    """A building. Its key is ``keys.building`` of what stands on it, so that phones can make it, too."""

    id = models.UUIDField(primary_key=True, editable=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="buildings", verbose_name=_("municipality"), db_index=False
    )
    number = models.CharField(pgettext_lazy("address", "number"), max_length=20, blank=True)
    street = models.CharField(_("street"), max_length=200, blank=True)
    number_key = KeyField(max_length=20, editable=False)
    address_key = KeyField(max_length=LONGEST_KEY, editable=False, help_text="As lists sort and compare it")
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    city = models.CharField(pgettext_lazy("address", "town"), max_length=100, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    homes = models.PositiveIntegerField(
        _("homes"), null=True, blank=True, help_text=_("An estimate is enough. Turfs are sized by it.")
    )
    station = models.ForeignKey(
        Station, models.SET_NULL, null=True, blank=True, related_name="buildings", db_index=False,
        verbose_name=_("polling station"),
    )  # fmt: skip
    homes_from = models.CharField(max_length=4, choices=Source, blank=True)
    place_from = models.CharField(max_length=4, choices=Source, blank=True)
    file_number = models.PositiveBigIntegerField(
        null=True, help_text="The only file that names it, whose undoing takes it away"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged", db_index=False,
        help_text="The building that it is, one step at most",
    )  # fmt: skip
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, help_text="When somebody last changed it by hand")

    objects = BuildingQuerySet.as_manager()

    class Meta:
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        indexes = [
            models.Index(fields=["municipality", "address_key", "id"], name="buildings_by_address"),
            models.Index(fields=["address_key", "id"], name="buildings_by_street"),
            models.Index(
                fields=["station"], condition=models.Q(station__isnull=False), name="buildings_by_station"
            ),
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="buildings_merged",
            ),
        ]

    def __str__(self) -> str:
        told = f"{self.number} {self.street}".strip()
        return told or gettext("Building without an address")
