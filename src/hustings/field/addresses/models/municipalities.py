"""Municipalities whose addresses are known, with their totals."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.foundation.accounts import access
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.models import Zone


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Questions about many municipalities."""

    def visible_to(self, user: Any) -> "MunicipalityQuerySet":
        """All for those who keep addresses everywhere; else those of their territories."""
        return access.within(self, user, CHANGE_ADDRESSES)

    def search(self, text: str) -> "MunicipalityQuerySet":
        """Those whose code begins so, or a word of whose name does."""
        words = fold(text.replace("\0", ""))
        named = models.Q(name_key__startswith=words) | models.Q(name_key__contains=f" {words}")
        return self.filter(named | models.Q(code__startswith=words.upper())) if words else self


class Municipality(models.Model):
    """A municipality; its totals are counted anew whenever its buildings change."""

    code = models.CharField(
        _("code"), max_length=12, primary_key=True, help_text="In France that of INSEE, of the arrondissement"
    )
    name = models.CharField(_("name"), max_length=200)
    name_key = KeyField(max_length=200, editable=False, help_text="The name as lists sort and compare it")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, related_name="+", verbose_name=_("territory"))
    n_buildings = models.PositiveIntegerField(_("buildings"), default=0)
    n_homes = models.PositiveIntegerField(_("homes"), default=0)
    imported_at = models.DateTimeField(_("last import"), null=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name_key", "code"]
        indexes = [models.Index(fields=["name_key", "code"], name="municipalities_by_name")]

    def __str__(self) -> str:
        return self.name

    def recount(self) -> None:
        """Count the buildings and their homes anew."""
        told = (
            self.buildings.filter(merged_into=None)
            .order_by()
            .aggregate(n=models.Count("pk"), homes=models.Sum("homes"))
        )
        self.n_buildings, self.n_homes = told["n"], told["homes"] or 0
        self.save(update_fields=["n_buildings", "n_homes"])
