"""Events and where they take place: the campaign's agenda."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from hustings.field.events import clocks
from hustings.field.events.models import kinds
from hustings.field.events.models.kinds import EventKind, Kind
from hustings.field.events.models.series import Series
from hustings.field.events.recurrence import patterns
from hustings.field.events.rights import CHANGE_EVENTS
from hustings.field.groups.models.groups import LocalGroup
from hustings.foundation.accounts import access
from hustings.foundation.lib.text.languages import Translated, in_language
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.lib.web import query_params
from hustings.foundation.territories.addresses import Address
from hustings.foundation.territories.models import Containment, Zone
from hustings.site.candidates.rights import HELP_CANDIDATE

LASTS = dt.timedelta(hours=2)  # where nobody said when it ends
COPIED = (
    "titles", "descriptions", "kind", "audience", "is_all_day", "time_zone", "zone", "place", "address",
    "latitude", "longitude", "online_at", "is_link_private", "takes_registrations", "link", "picture",
    "picture_alts", "group",
)  # fmt: skip
NEAR = 0.25  # degrees of latitude that are near a commune: 28 km


def own_clock() -> str:
    return settings.TIME_ZONE


def path_of(pk: int, titles: Mapping[str, str]) -> str:
    """Path of a date of this number and these titles below the agenda, in the reader's language."""
    return f"{pk}/{slugify(in_language(titles))[:60] or 'date'}/"


class Audience(models.TextChoices):
    """The people whom an event is for."""

    EVERYBODY = "everybody", _("everyone")
    SUPPORTERS = "supporters", _("supporters")
    VOLUNTEERS = "volunteers", _("volunteers")
    PRESS = "press", _("the press")


class EventQuerySet(models.QuerySet["Event"]):
    """Questions about many dates."""

    def shown(self) -> Self:
        return self.exclude(shown_at=None)

    def upcoming(self) -> Self:
        """Those that are not over, the next first."""
        return self.filter(over_at__gte=timezone.now()).order_by("starts_at", "pk")

    def next_of_series(self) -> Self:
        """The next date alone of each series among these, and cancelled ones before it."""
        same = self.order_by().filter(series=models.OuterRef("series"), cancelled_at=None)
        starts, pk = models.OuterRef("starts_at"), models.OuterRef("pk")
        earlier = same.filter(models.Q(starts_at__lt=starts) | models.Q(starts_at=starts, pk__lt=pk))
        return self.filter(models.Q(series=None) | ~models.Exists(earlier))

    def past(self) -> Self:
        return self.filter(over_at__lt=timezone.now()).order_by("-starts_at", "-pk")

    def after(self, text: str, *, back: bool = False, is_public: bool = False) -> Self:
        """Dates after this number, all for no such one. ``is_public``: a hidden one would tell when it is."""
        pk = query_params.key(text)
        among = Event.objects.shown() if is_public else Event.objects.all()
        found = among.filter(pk=pk).values_list("starts_at", flat=True).first() if pk else None
        if found is None:
            return self
        beyond = "lt" if back else "gt"
        on = {f"starts_at__{beyond}": found}, {"starts_at": found, f"pk__{beyond}": pk}
        return self.filter(models.Q(**on[0]) | models.Q(**on[1]))

    def around(self, zone: Zone) -> Self:
        """Those of ``zone``, of what lies in it and of what it lies in."""
        outer = Containment.objects.filter(inner=zone).values("outer")
        inner = Containment.objects.filter(outer=zone).values("inner")
        return self.filter(models.Q(zone__in=outer) | models.Q(zone__in=inner))

    def near(self, zone: Zone) -> Self:
        if zone.latitude is None or zone.longitude is None:
            return self.around(zone)
        outer = Containment.objects.filter(inner=zone).values("outer")
        inner = Containment.objects.filter(outer=zone).values("inner")
        close = models.Q(
            lat__range=(zone.latitude - NEAR, zone.latitude + NEAR),
            lon__range=(zone.longitude - 1.5 * NEAR, zone.longitude + 1.5 * NEAR),
        )
        return self.filter(models.Q(zone__in=outer) | models.Q(zone__in=inner) | close)

    def of_group(self, group: LocalGroup | int) -> Self:
        """Those that a group leads, and those that it holds together with another."""
        live = {"co_hostings__accepted_at__isnull": False, "co_hostings__ended_at": None}
        held = Event.objects.order_by().filter(co_hostings__group=group, **live)
        return self.filter(models.Q(group=group) | models.Q(pk__in=held.values("pk")))

    def visible_to(self, user: Any) -> Self:
        """Those that ``user`` may change: all, those of their territories; for helpers, their own."""
        if access.everywhere(user, CHANGE_EVENTS):
            return self
        near = models.Q(zone__in=access.zones(user, CHANGE_EVENTS).values("inner"))
        helped = access.zones(user, HELP_CANDIDATE).values("inner")
        return self.filter(near | models.Q(user=user.pk, zone__in=helped))

    def search(self, text: str) -> Self:
        found = self
        for word in fold(text.replace("\0", "")).split()[:8]:
            found = found.filter(words__contains=word)
        return found

    def differing(self) -> Self:
        return self.filter(models.Q(is_own=True) | models.Q(cancelled_at__isnull=False))

    def with_kinds(self) -> Self:
        """With the names of their kinds."""
        names = EventKind.objects.filter(code=models.OuterRef("kind")).values("names")[:1]
        return self.annotate(kind_names=models.Subquery(names, output_field=models.JSONField()))

    def for_lists(self) -> Self:
        """With what lists show, and without outlines, which are long."""
        around = ["zone", "zone__parent", "zone__parent__parent", "zone__parent__parent__parent"]
        found = self.with_kinds().select_related("group", "series", around[-1])
        return found.defer("descriptions", "words", *(f"{each}__shape" for each in around))


class Event(models.Model):
    """One date. All of it is public once it is shown, but for who entered it."""

    uid = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="In calendars, for good"
    )
    sequence = models.PositiveIntegerField(default=0, editable=False, help_text="Changes, as calendars count")
    titles = models.JSONField(_("title"), default=dict, help_text="language -> title")
    descriptions = models.JSONField(_("description"), default=dict, help_text="language -> plain text")
    kind = models.CharField(_("kind"), max_length=30, default=Kind.MEETING, help_text="Code of an EventKind")
    audience = models.CharField(_("audience"), max_length=12, choices=Audience, default=Audience.EVERYBODY)
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    is_all_day = models.BooleanField(
        _("all day"), default=False,
        help_text="Its moments are midnights by its clock; the end is that after its last day",
    )  # fmt: skip
    over_at = models.DateTimeField(editable=False, help_text="Its end, or some time after its beginning")
    time_zone = models.CharField(_("time zone"), max_length=64, default=own_clock)
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    lat = models.FloatField(
        null=True, editable=False, help_text="The point by which it is found: see ``fit``"
    )
    lon = models.FloatField(null=True, editable=False)
    online_at = models.URLField(_("web address"), max_length=300, blank=True)
    is_link_private = models.BooleanField(
        _("web address only for participants"), default=False,
        help_text="Hidden from the page, calendars, other sites and search engines",
    )  # fmt: skip
    takes_registrations = models.BooleanField(_("takes registrations"), default=False)
    link = models.URLField(_("link"), max_length=300, blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("picture"),
    )  # fmt: skip
    picture_alts = models.JSONField(default=dict, help_text="language -> the picture in words")
    group = models.ForeignKey(
        LocalGroup, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("group")
    )
    words = models.TextField(editable=False, help_text="What lists are searched by, folded")
    is_proposed = models.BooleanField(
        default=False, editable=False, help_text="Entered by a host of its group"
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, editable=False, related_name="events"
    )
    recurrence_id = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When its rule says that it starts"
    )
    is_own = models.BooleanField(default=False, editable=False, help_text="Changed for itself in its series")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", help_text="Who entered it"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    shown_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    reasons = models.JSONField(default=dict, help_text="language -> why it was cancelled")

    objects = EventQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["over_at"], name="event_over"),
            models.Index(fields=["starts_at", "id"], name="event_by_time"),
            models.Index(
                fields=["lat", "lon", "over_at"],
                name="event_by_point",
                condition=models.Q(cancelled_at=None, shown_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="event_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["series", "recurrence_id"], name="one_event_per_occurrence"),
        ]

    def __str__(self) -> str:
        return self.title

    title = Translated("titles")
    description = Translated("descriptions")
    picture_alt = Translated("picture_alts")
    reason = Translated("reasons")

    @property
    def may_be_changed_by_hosts(self) -> bool:
        """As long as it waits; once it is published, by hosts of trusted groups."""
        is_free = self.shown_at is None or bool(self.group and self.group.is_trusted)
        return self.is_proposed and is_free and self.cancelled_at is None

    @property
    def rhythm(self) -> str:
        """How its series repeats, in words; empty where it stands alone."""
        return patterns.words(self.series.rule) if self.series else ""

    @property
    def directions(self) -> str:
        """A map of the way there, for who follows the link; empty where its own point isn't known."""
        if self.latitude is None or self.longitude is None:
            return ""
        return f"https://www.openstreetmap.org/directions?to={self.latitude}%2C{self.longitude}"

    @property
    def differs(self) -> bool:
        """Whether its series doesn't speak for it."""
        return self.is_own or self.cancelled_at is not None

    def get_kind_display(self) -> str:
        """The name of its kind; of many, they are fetched by ``with_kinds``."""
        known = self.__dict__
        return (
            kinds.words(self.kind, known["kind_names"]) if "kind_names" in known else kinds.label(self.kind)
        )

    @property
    def public_online_at(self) -> str:
        """The web address, where everybody may know it."""
        return "" if self.is_link_private else self.online_at

    @property
    def is_shown(self) -> bool:
        return self.shown_at is not None

    @property
    def is_over(self) -> bool:
        return self.over_at < timezone.now()

    @property
    def path(self) -> str:
        return path_of(self.pk, self.titles)

    @cached_property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def begins(self) -> dt.datetime:
        return self.starts_at.astimezone(self.clock)

    @property
    def ends(self) -> dt.datetime | None:
        return self.ends_at.astimezone(self.clock) if self.ends_at else None

    @property
    def first_day(self) -> dt.date:
        return self.begins.date()

    @property
    def last_day(self) -> dt.date:
        """The last one of a date without hours, which ends as the next one begins."""
        return (self.ends - dt.timedelta(hours=2)).date() if self.ends else self.first_day

    @property
    def ends_another_day(self) -> bool:
        """Whether the day has to be said twice."""
        return self.ends is not None and self.ends.date() != self.begins.date()

    @property
    def is_elsewhere(self) -> bool:
        """Whether its clock has to be named: it is another than the campaign's, or shows that hour twice."""
        if self.is_all_day or clocks.is_shown_twice(self.begins, self.time_zone):
            return not self.is_all_day
        return self.begins.utcoffset() != self.starts_at.astimezone(ZoneInfo(settings.TIME_ZONE)).utcoffset()

    @property
    def has_own_clock(self) -> bool:
        return self.time_zone != settings.TIME_ZONE

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude: its own, else the middle of its town."""
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        return Address(self.zone, "").point

    @property
    def offset(self) -> str:
        """Offset of its clock: ``UTC+4``, ``UTC−3:30``."""
        minutes = round((self.begins.utcoffset() or dt.timedelta()).total_seconds() / 60)
        hours, rest = divmod(abs(minutes), 60)
        return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"

    @property
    def where(self) -> str:
        parts = [self.place, self.address]
        if self.zone and not any(self.zone.name in part for part in parts):
            parts.append(self.zone.name)
        return ", ".join(part for part in parts if part)

    def copy_at(self, starts_at: dt.datetime) -> "Event":
        """The same event at another time, unsaved: it lasts as long by its clock."""
        made = Event(**{name: getattr(self, name) for name in COPIED}, starts_at=starts_at)
        if self.ends:
            lasts = self.ends.replace(tzinfo=None) - self.begins.replace(tzinfo=None)
            made.ends_at = clocks.nearest(made.begins.replace(tzinfo=None) + lasts, self.time_zone)
            if made.ends_at <= starts_at:  # the clocks took the time
                made.ends_at = starts_at + (self.ends - self.begins)
        made.fit()
        return made

    def fit(self) -> None:
        self.over_at = self.ends_at or self.starts_at + LASTS
        if self.is_all_day and not self.ends_at:
            day = self.starts_at.astimezone(ZoneInfo(self.time_zone)).date()
            self.over_at = clocks.midnight(day + dt.timedelta(days=1), self.time_zone)
        self.lat, self.lon = self.point or (None, None)
        named = [*self.titles.values(), self.place, self.address, self.zone.name if self.zone else ""]
        self.words = fold(" ".join(named))
