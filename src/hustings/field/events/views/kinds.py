"""HQ: kinds of events."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.field.events.forms import KindForm
from hustings.field.events.models import Event, EventKind
from hustings.field.groups.kinds.lists import STATE, KindList
from hustings.foundation.hq.resources import Button
from hustings.foundation.hq.tables import Number, Title, YesNo


class Kinds(KindList):
    names, form_of = "events", KindForm
    title = gettext_lazy("Kinds of events")
    trail = (("events:events", pgettext_lazy("menu", "Events")),)
    buttons = (Button(gettext_lazy("New kind"), "events:new_kind"),)
    columns = (
        Title("name", gettext_lazy("Kind"), url="events:kind"),
        Number("n_events", gettext_lazy("Events")),
        YesNo("is_action", gettext_lazy("Action of the field")),
        YesNo("asks_report", gettext_lazy("Report afterwards")),
        STATE,
    )
    empty = gettext_lazy("No kind of event yet.")
    archived = gettext_lazy("Archived: forms no longer offer it. Its events keep it.")

    def rows(self) -> QuerySet[EventKind]:
        own = Event.objects.filter(kind=OuterRef("code")).order_by().values("kind")
        n = Subquery(own.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return EventKind.objects.annotate(n_events=Coalesce(n, 0))
