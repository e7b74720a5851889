"""Local groups, as the public knows them: name, territory, place, how to reach them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models.kinds import GroupKind
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts import access
from hustings.foundation.lib.text.languages import Translated
from hustings.foundation.territories.models import Zone
from hustings.foundation.territories.named import NamedQuerySet


class LocalGroupQuerySet(NamedQuerySet["LocalGroup"]):
    """Questions about many groups."""

    def shown(self) -> "LocalGroupQuerySet":
        return self.filter(closed_at=None).exclude(shown_at=None)

    def visible_to(self, user: Any) -> "LocalGroupQuerySet":
        """Those that ``user`` may change: all, or those of their territories."""
        return access.within(self, user, CHANGE_GROUPS)

    def hosted(self) -> "LocalGroupQuerySet":
        """Live ones that hosts run: the rule of succession holds for them."""
        return self.filter(closed_at=None, hosted_at__isnull=False)

    def for_lists(self) -> "LocalGroupQuerySet":
        """With their territories, and without outlines, which are long."""
        around = ["zone", "zone__parent", "zone__parent__parent", "zone__parent__parent__parent"]
        return self.select_related(around[-1]).defer(*(f"{each}__shape" for each in around))

    def placed(self) -> "LocalGroupQuerySet":
        """Those with a point on the map, ``lat`` and ``lon``: their own, or the middle of their territory."""
        return self.filter(lat__isnull=False, lon__isnull=False)


def path_of(pk: int, name: str) -> str:
    return f"{pk}/{slugify(name)[:60] or 'group'}/"


class LocalGroup(models.Model):
    """One local group. All of it is public once it is shown, but for who entered it."""

    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(max_length=200, editable=False, help_text="As lists sort and compare it")
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="+", verbose_name=_("territory"))
    kind = models.ForeignKey(
        GroupKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("kind of group"),
    )
    descriptions = models.JSONField(_("description"), default=dict, help_text="language -> plain text")
    place = models.CharField(_("where it meets"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    lat = models.FloatField(
        null=True, editable=False, help_text="The point by which it is found: see ``fit``"
    )
    lon = models.FloatField(null=True, editable=False)
    email = models.EmailField(_("public e-mail"), blank=True)
    phone = models.CharField(_("public phone"), max_length=40, blank=True)
    link = models.URLField(_("link"), max_length=300, blank=True)
    organiser = models.CharField(_("organiser (public)"), max_length=120, blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("picture"),
    )  # fmt: skip
    picture_alts = models.JSONField(default=dict, help_text="language -> the picture in words")
    is_trusted = models.BooleanField(
        _("trusted"), default=False, help_text="Events that its hosts enter are published at once"
    )
    organiser_agreed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was noted that they agree to be named in public"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", help_text="Who entered it"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    shown_at = models.DateTimeField(null=True, blank=True, editable=False)
    hosted_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it first had a host; none: run by the team"
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="merged",
        help_text="Its address leads there",
    )  # fmt: skip

    objects = LocalGroupQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("local group")
        verbose_name_plural = _("local groups")
        ordering = ["name_key", "pk"]
        indexes = [
            models.Index(fields=["name_key", "id"], name="group_by_name"),
            models.Index(
                fields=["lat", "lon"], name="group_by_point",
                condition=models.Q(closed_at=None, shown_at__isnull=False),
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "name_key"], condition=models.Q(closed_at=None), name="one_group_per_name"
            ),
            models.CheckConstraint(
                condition=models.Q(organiser="") | models.Q(organiser_agreed_at__isnull=False),
                name="organiser_named_by_choice",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    description = Translated("descriptions")
    picture_alt = Translated("picture_alts")

    @property
    def rules(self) -> GroupKind:
        """Its kind's numbers; of a group without a kind, those that a kind has at first."""
        return self.kind or GroupKind()

    @property
    def is_shown(self) -> bool:
        return self.shown_at is not None and self.closed_at is None

    @property
    def path(self) -> str:
        return path_of(self.pk, self.name)

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude: its own, else the middle of its territory."""
        lat, lon = self.latitude, self.longitude
        if lat is None or lon is None:
            lat, lon = self.zone.latitude, self.zone.longitude
        return None if lat is None or lon is None else (lat, lon)

    def fit(self) -> None:
        """Fill what follows from other fields."""
        self.lat, self.lon = self.point or (None, None)
