"""Form of the mailings to compare."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Topic
from hustings.people.segments.models import Segment


class ComparisonForm(forms.Form):
    """Kind, segment, topic and the days between which they began to leave. All may be empty."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *Mailing.Kind.choices])
    segment = forms.ModelChoiceField(
        Segment.objects.none(), label=_("Segment"), required=False, empty_label=_("all")
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(), label=_("Topic"), required=False, empty_label=_("all")
    )
    since = forms.DateField(label=pgettext_lazy("period", "From"), required=False, widget=DayInput())
    until = forms.DateField(label=pgettext_lazy("period", "To"), required=False, widget=DayInput())

    def __init__(self, user: Any, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        used = Mailing.objects.filter(started_at__isnull=False)
        segment: Any = self.fields["segment"]
        topic: Any = self.fields["topic"]
        segment.queryset = Segment.objects.visible_to(user).filter(pk__in=used.values("segment"))
        topic.queryset = Topic.objects.filter(pk__in=used.values("topic"))

    def chosen(self) -> QuerySet[Mailing]:
        """The mailings that began to leave and are asked for, newest first. A mistake asks nothing."""
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        found = Mailing.objects.filter(started_at__isnull=False).exclude(state=Mailing.State.DRAFT)
        found = found.filter(**{name: said[name] for name in ("kind", "segment", "topic") if name in said})
        if "since" in said:
            found = found.filter(started_at__gte=_midnight(said["since"]))
        if "until" in said:
            found = found.filter(started_at__lt=_midnight(said["until"] + timedelta(days=1)))
        return found.order_by("-started_at", "-pk")


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
