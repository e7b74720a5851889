"""Representatives, and the files that they came from."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.territories.models import Zone
from hustings.foundation.territories.named import NamedQuerySet
from hustings.outreach.delivery.models.reasons import Reason


class Office(models.TextChoices):
    """The offices that somebody was elected or appointed to."""

    MP = "mp", _("member of parliament")
    SENATOR = "senator", _("senator")
    MEP = "mep", _("member of the European Parliament")
    REGION = "region", _("regional councillor")
    DEPARTMENT = "department", _("departmental councillor")
    MAYOR = "mayor", _("mayor")
    COUNCIL = "council", _("municipal councillor")
    GOVERNMENT = "government", _("member of the government")
    OTHER = "other", _("other office")


class RepresentativeQuerySet(NamedQuerySet["Representative"]):
    """Questions about many representatives."""

    def in_office(self) -> "RepresentativeQuerySet":
        """Those who have not left."""
        return self.filter(left_at=None)

    def for_lists(self) -> "RepresentativeQuerySet":
        """In the order of names, with what lists show, and without outlines, which are long."""
        rows = self.select_related("zone__parent").defer("zone__shape", "zone__parent__shape")
        return rows.order_by("name_key", "pk")


class Representative(models.Model):
    """Somebody in a public office, as a public source names them. All of it is public."""

    office = models.CharField(_("office"), max_length=12, choices=Office)
    body = models.CharField(_("chamber or body"), max_length=120, blank=True)
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="+", verbose_name=_("territory"))
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100)
    name_key = models.CharField(max_length=200, editable=False)
    party = models.CharField(_("party or group"), max_length=120, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    phone = models.CharField(_("public phone"), max_length=16, blank=True, help_text="E.164")
    page = models.URLField(_("page"), max_length=300, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True, help_text="Codes, the first best")
    source = models.CharField(_("source"), max_length=300, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)
    email_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    silent_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a letter to the address came back for good"
    )
    silent_why = models.CharField(max_length=9, choices=Reason, blank=True, editable=False)

    objects = RepresentativeQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "zone", "name_key"], name="one_representative_per_name")
        ]
        indexes = [models.Index(fields=["name_key", "id"], name="representative_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def can_be_mailed(self) -> bool:
        """There is an address, and no letter to it came back for good."""
        return bool(self.email) and self.silent_at is None

    @property
    def role(self) -> str:
        office = str(Office(self.office).label)
        return f"{office}, {self.body}" if self.body else office
