"""Zones and how they lie in one another."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.text_folding import fold

_OUTWARD = "parent__parent__parent"
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def key(name: str) -> str:
    """A name as search compares it: ``"St-Étienne"`` and ``"saint etienne"`` are one."""
    words = fold(name).replace("-", " ").replace("'", " ").replace("–", " ").split()
    return " ".join(_SHORT.get(word, word) for word in words)


class Kind(models.TextChoices):
    """The kinds of zones."""

    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    DEPARTMENT = "department", _("department")
    CONSTITUENCY = "constituency", _("constituency")
    COMMUNE = "commune", _("commune")
    PART = "part", _("part of a commune")
    STATION = "station", _("polling station")
    FREE = "free", _("custom area")

    @property
    def is_official(self) -> bool:
        """Whether the loader brings it; the campaign's own are stations and free zones."""
        return self not in {Kind.STATION, Kind.FREE}


class ZoneQuerySet(models.QuerySet["Zone"]):
    """Questions about many zones."""

    def inside(self, zone: "Zone") -> "ZoneQuerySet":
        """The zones within ``zone``, itself included."""
        return self.filter(pk__in=Containment.objects.filter(outer=zone).values("inner"))

    def containing(self, zone: "Zone") -> "ZoneQuerySet":
        """The zones around ``zone``, itself included."""
        return self.filter(pk__in=Containment.objects.filter(inner=zone).values("outer"))

    def for_postcode(self, code: str) -> "ZoneQuerySet":
        return self.filter(pk__in=Postcode.objects.filter(code=code.strip()).values("zone"))

    def of_kind(self, *kinds: Kind | str) -> "ZoneQuerySet":
        return self.filter(kind__in=kinds)

    def search(self, text: str) -> "ZoneQuerySet":
        """Rows whose code, postcode or word of the name begins so; exact, wide, populous ones first."""
        text = text.replace("\0", "")  # which PostgreSQL refuses
        folded, code = key(text), text.strip()
        if not folded:
            return self.none()
        wanted = models.Q(name_key__startswith=folded) | models.Q(name_key__contains=f" {folded}")
        wanted |= models.Q(code__istartswith=code)
        if code.isdigit() and len(code) >= 4:
            wanted |= models.Q(pk__in=Postcode.objects.filter(code__startswith=code).values("zone"))
        exact = models.Q(name_key=folded) | models.Q(code__iexact=code)
        return self.filter(wanted).order_by(
            models.Case(
                models.When(exact, then=0), models.When(name_key__startswith=folded, then=1), default=2
            ),
            models.Case(*(models.When(kind=kind, then=at) for at, kind in enumerate(_WIDE)), default=9),
            models.F("population").desc(nulls_last=True),
            "name_key",
            "pk",
        )

    def labelled(self) -> "ZoneQuerySet":
        """With what ``label()`` reads, and without the outlines, which are long."""
        shapes = ["shape", *(f"{step}__shape" for step in ("parent", "parent__parent", _OUTWARD))]
        return self.select_related(_OUTWARD).defer(*shapes)


_WIDE = [Kind.COUNTRY, Kind.REGION, Kind.DEPARTMENT, Kind.FREE, Kind.COMMUNE]


class Zone(models.Model):
    """A piece of land that people live or vote in."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False, help_text="The name as search compares it")
    country = models.CharField(_("country"), max_length=2)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True, help_text=_("Of a polling station"))
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    shape = models.JSONField(null=True, blank=True, help_text="A GeoJSON geometry, simplified")

    objects = ZoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["country", "kind", "code"], name="one_zone_per_code"),
        ]
        indexes = [models.Index(fields=["kind", "name_key"]), models.Index(fields=["name_key"])]

    def __str__(self) -> str:
        return self.name

    def label(self) -> str:
        """The name and what tells it from its namesakes: ``"Sainte-Colombe (Rhône)"``. See ``labelled()``."""
        if self.kind == Kind.DEPARTMENT:
            return f"{self.name} ({self.code})"
        if self.kind == Kind.REGION:
            return f"{self.name} ({self.get_kind_display()})"
        around, outer = [], self.parent
        for _step in range(3):
            if (
                outer
                and outer.kind in {Kind.COMMUNE, Kind.PART, Kind.DEPARTMENT}
                and outer.name not in self.name
            ):
                around.append(outer.name)
            outer = outer.parent if outer and outer.kind != Kind.DEPARTMENT else None
        if self.kind not in {Kind.STATION, Kind.FREE}:
            around = around[-1:]
        return f"{self.name} ({', '.join(around)})" if around else self.name


class Step(models.Model):
    """``inner`` was placed in ``outer``: one step of the graph that Containment closes over."""

    outer = models.ForeignKey(Zone, models.CASCADE, related_name="steps_in", db_index=False)
    inner = models.ForeignKey(Zone, models.CASCADE, related_name="steps_out")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outer", "inner"], name="one_step")]


class Containment(models.Model):
    """``inner`` lies wholly in ``outer``: the closure over all steps, each zone in itself too."""

    outer = models.ForeignKey(Zone, models.CASCADE, related_name="+", db_index=False)
    inner = models.ForeignKey(Zone, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outer", "inner"], name="one_containment")]


class Postcode(models.Model):
    """A postcode that serves a commune. One serves several communes, a commune may have several."""

    code = models.CharField(max_length=12, db_index=True)
    zone = models.ForeignKey(Zone, models.CASCADE, related_name="postcodes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "zone"], name="one_postcode_per_zone")]

    def __str__(self) -> str:
        return self.code
