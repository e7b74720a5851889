"""Kinds of events: rows that the campaign names, beginning with those that every campaign has."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.languages import in_language


class Kind(models.TextChoices):
    """The kinds to start with, and their words for as long as the campaign has none of its own."""

    RALLY = "rally", _("rally")
    MEETING = "meeting", _("public meeting")
    DEBATE = "debate", _("debate")
    STALL = "stall", _("stall")
    LEAFLETS = "leaflets", _("leafleting")
    DOORS = "doors", _("door-to-door")
    WORKSHOP = "workshop", _("workshop")
    TRAINING = "training", _("training")
    PARTY = "party", _("get-together")
    VISIT = "visit", _("visit")
    MEDIA = "media", _("on air")
    OTHER = "other", _("other")


class Silenced(models.TextChoices):
    """Sight of the law of election silence on a kind of event; the values are channels of rule packs."""

    NOTHING = "", _("nothing: it may take place")
    MEETING = "meeting", _("a meeting")
    LEAFLET = "leaflet", _("leafleting")
    CALL = "call", _("calls to voters")


ACTIONS = {Kind.STALL, Kind.LEAFLETS, Kind.DOORS, Kind.WORKSHOP, Kind.MEETING, Kind.DEBATE, Kind.VISIT}
MEETINGS = {Kind.RALLY, Kind.MEETING, Kind.DEBATE}
LEAFLETING = {Kind.STALL, Kind.LEAFLETS, Kind.DOORS}


def starting() -> list[dict[str, Any]]:
    """The values of the rows to start with. All are actions of the field but those for oneself."""
    return [
        {
            "code": kind.value,
            "is_action": kind in ACTIONS,
            "asks_report": kind in ACTIONS,
            "silenced_as": "meeting" if kind in MEETINGS else "leaflet" if kind in LEAFLETING else "",
        }
        for kind in Kind
    ]


def words(code: str, names: dict[str, str] | None) -> str:
    """The name of a kind for this reader: the campaign's, else that of the catalogue, else its code."""
    if said := in_language(names or {}):
        return said
    return str(Kind(code).label) if code in Kind else code


class EventKindQuerySet(models.QuerySet["EventKind"]):
    """Questions about kinds."""

    def live(self) -> Self:
        return self.filter(archived_at=None)


class EventKind(models.Model):
    """One kind. ``code`` is what events, files, segments and rules know it by."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    names = models.JSONField(
        _("name"), default=dict, help_text="language -> name; none: that of the catalogue"
    )
    is_action = models.BooleanField(_("counts as an action of the field"), default=True)
    asks_report = models.BooleanField(_("asks for a report afterwards"), default=True)
    silenced_as = models.CharField(
        _("during election silence it is"), max_length=10, choices=Silenced, default="", blank=True
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EventKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of event")
        verbose_name_plural = _("kinds of events")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return words(self.code, self.names)


def live() -> list[EventKind]:
    """Those that a form offers; before anybody has rows, those to start with."""
    found = list(EventKind.objects.live())
    return found or [EventKind(**values) for values in starting() if not EventKind.objects.exists()]


def choices(*also: str) -> list[tuple[str, str]]:
    """Codes and names of those that a form offers, and of ``also``, which an event may have still."""
    found = {kind.code: kind.name for kind in live()}
    for code in also:
        found.setdefault(code, label(code))
    return list(found.items())


def label(code: str) -> str:
    return words(code, EventKind.objects.filter(code=code).values_list("names", flat=True).first())


def spellings() -> Iterable[tuple[str, str]]:
    """Codes with each of their names, in all languages and as the catalogue has them: what files may say."""
    for kind in live():
        yield kind.code, words(kind.code, None)
        yield from ((kind.code, name) for name in kind.names.values())
