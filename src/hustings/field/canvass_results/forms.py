"""Forms about themes, follow-ups and spans of days."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy

from hustings.field.canvass_results import follow_ups
from hustings.field.canvass_results.grouping import LONGEST
from hustings.field.canvassing import teams
from hustings.field.canvassing.models import WalkList
from hustings.foundation.hq.filters import FilterForm, Row
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.web import query_params


class GroupForm(forms.Form):
    """Number of groups at most."""

    wanted = forms.IntegerField(
        label=gettext_lazy("Maximum number of new themes"), min_value=2, max_value=30, initial=8
    )


class ThemeForm(forms.Form):
    """A group, told by its place and its mark."""

    at = forms.IntegerField(min_value=0)
    mark = forms.CharField(strip=False)


class NameForm(ThemeForm):
    """The name that it gets."""

    name = forms.CharField(max_length=LONGEST)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class JoinForm(ThemeForm):
    """The mark of the group that it becomes part of."""

    into = forms.CharField(strip=False)


class MoveForm(forms.Form):
    """Answers, and the mark of the group that they go to; empty: out of all."""

    into = forms.CharField(strip=False, required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.answers = query_params.keys(data.getlist("answer")[:200])


class FollowUpFilter(FilterForm):
    """Follow-ups by how things stand, and of one of the lists."""

    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False, choices=tuple(follow_ups.STATES.items())
    )
    list = forms.ModelChoiceField(
        label=gettext_lazy("Walk list"), queryset=WalkList.objects.none(), required=False,
        empty_label=gettext_lazy("All lists"),
    )  # fmt: skip

    def __init__(self, *args: Any, lists: QuerySet[WalkList], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["list"].queryset = lists.order_by("name", "pk")  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Row], said: dict[str, Any]) -> QuerySet[Row]:
        found = rows.filter(follow_ups.in_state(said["state"]))
        return found.filter(walk_list=said["list"]) if said["list"] else found


class DaysForm(FilterForm):
    """Days from one to another, both included; without one there is no bound."""

    since = forms.DateField(label=gettext_lazy("First day"), required=False, widget=DayInput)
    until = forms.DateField(label=gettext_lazy("Last day"), required=False, widget=DayInput)

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """Moments between which they lie."""
        since = max(self.said["since"] or _FIRST, _FIRST)
        until = min(self.said["until"] or _LAST, _LAST) + dt.timedelta(days=1)
        return _midnight(since), _midnight(until)


_FIRST, _LAST = (at.date() for at in teams.ALL)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
