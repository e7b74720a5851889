"""Dates from files."""

import datetime as dt
from collections.abc import Collection, Hashable, Mapping, Sequence

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.field.events import files, hooks
from hustings.field.events.models import AgendaPage, Event, Shift
from hustings.field.events.rights import CHANGE_EVENTS
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.file_imports.forms import FileForm
from hustings.foundation.file_imports.models import FileImport
from hustings.foundation.file_imports.targets import Read, Told, Values
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories import cells
from hustings.foundation.territories.files.zoned_target import ZonedTarget
from hustings.foundation.territories.models import Zone
from hustings.site.website import listings
from hustings.site.website.serving import site_version


class EventFileForm(FileForm):
    kind = cells.kind_field(files.KINDS)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=[(each, each) for each in settings.WAGTAIL_USER_TIME_ZONES],
        initial=settings.TIME_ZONE, help_text=gettext_lazy("For lines without a time zone"),
    )  # fmt: skip
    are_shown = forms.BooleanField(
        label=gettext_lazy("Publish them immediately"), required=False, initial=True
    )
    field_order = ("kind", "time_zone", "file")


class EventTarget(ZonedTarget[Event]):
    name = "events"
    model = Event
    columns, needed, form = files.COLUMNS, files.NEEDED, EventFileForm
    unwritten = (
        "id", "uid", "sequence", "over_at", "words", "lat", "lon", "user", "created_at", "changed_at",
        "shown_at",
    )  # fmt: skip
    follows = ("over_at", "words", "lat", "lon", "sequence", "changed_at")
    same_twice = _("The same event is on line %(line)s. Remove one of them.")

    guard = staticmethod(needs(CHANGE_EVENTS, PUBLISH_SITE))
    space, icon = "events", "date"
    top = ("events:events", pgettext_lazy("menu", "Events"))
    title = gettext_lazy("Import events")
    about_columns = gettext_lazy(
        "The first line names the columns. Required: date, time, title, and a place, territory or web"
        " address. Optional: end, address, latitude, longitude, kind, audience, link, descriptions."
    )
    subject_label, record_label = gettext_lazy("Time zone"), gettext_lazy("Event")
    undo_words = gettext_lazy(
        "Events added by the file are removed; its changes are undone. Later changes stay."
    )

    def subject(self, imported: FileImport) -> str:
        return str(imported.options["time_zone"])

    def reader(self, imported: FileImport, lines: Sequence[dict[str, str]]) -> Read:
        return files.reader(imported.options["kind"], imported.options["time_zone"])

    def key(self, values: Values) -> Hashable:
        """Key of a row: its time, its place, its title."""
        return values["starts_at"], values.get("zone_id"), fold(files.title(values))

    def find(self, imported: FileImport, values: Mapping[Hashable, Values]) -> Mapping[Hashable, Event]:
        moments = [dt.datetime.fromisoformat(said["starts_at"]) for said in values.values()]
        if not moments:
            return {}
        found = self.rows().filter(starts_at__range=(min(moments), max(moments))).order_by("-pk")
        return {
            (event.starts_at.astimezone(dt.UTC).isoformat(), event.zone_id, fold(title)): event
            for event in found
            for title in event.titles.values()
        }

    def describe(self, values: Values) -> str:
        begins = timezone.localtime(dt.datetime.fromisoformat(values["starts_at"]))
        return f"{files.title(values)} ({begins:%Y-%m-%d %H:%M})"

    def rows(self) -> QuerySet[Event]:
        return Event.objects.select_related("zone").defer("zone__shape")

    def make(self, imported: FileImport) -> Event:
        return Event(user=imported.user, shown_at=timezone.now() if imported.options["are_shown"] else None)

    def complete(self, row: Event) -> None:
        if row.zone_id and not Event.zone.is_cached(row):
            row.zone = Zone.objects.defer("shape").get(pk=row.zone_id)
        row.fit()

    def sound(self, row: Event, said: Values) -> Values:
        """No end before the begin: the date was put off meanwhile."""
        ends = said.get("ends_at")
        is_early = ends and dt.datetime.fromisoformat(ends) <= row.starts_at
        return {name: value for name, value in said.items() if not (is_early and name == "ends_at")}

    def touch(self, row: Event, said: Values) -> None:
        row.sequence, row.changed_at = row.sequence + 1, timezone.now()

    def written(self, new: Sequence[Event], changed: Sequence[tuple[Event, Values, Values]]) -> None:
        Shift.objects.bulk_create(Shift(event=event) for event in new)
        for event, _before, after in changed:
            hooks.changed(event, frozenset(after))

    def used(self, rows: Sequence[Event]) -> Collection[int]:
        return hooks.used([row.pk for row in rows])

    def end(self, imported: FileImport, named: Sequence[int], told: Told | None) -> None:
        if imported.options["are_shown"]:
            listings.begin(AgendaPage, imported.user)

    def renew(self) -> None:
        site_version.renew()


TARGET = EventTarget()
