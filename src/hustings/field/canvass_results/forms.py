"""Forms about themes and follow-ups."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from hustings.field.canvass_results import follow_ups
from hustings.field.canvassing.models import WalkList
from hustings.foundation.hq.filters import FilterForm, Row


class GroupForm(forms.Form):
    """Number of groups at most."""

    wanted = forms.IntegerField(
        label=gettext_lazy("Maximum number of new themes"), min_value=2, max_value=30, initial=8
    )


class NameForm(forms.Form):
    """A group, told by its place and its words, and the name it gets."""

    at = forms.IntegerField(min_value=0)
    words = forms.CharField()
    name = forms.CharField(max_length=80, required=False)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


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
