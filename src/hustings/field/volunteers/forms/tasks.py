"""HQ's form of a task, and the filters of their list."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hustings.field.groups.forms import PlacedForm, coordinate, town_or_address
from hustings.field.groups.models import LocalGroup
from hustings.field.volunteers.forms.hq import hours_field
from hustings.field.volunteers.models import Age, Charter, Skill, Task
from hustings.field.volunteers.rights import ORGANISE
from hustings.foundation.accounts import access
from hustings.foundation.hq import filters
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.foundation.lib.fields.row_fields import RowsField
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.fields import ZoneField
from hustings.foundation.territories.models import Zone

PLAIN = (
    "place", "latitude", "longitude", "is_from_home", "starts_at", "ends_at", "due_on", "min_age",
    "charter",
)  # fmt: skip


class TaskForm(PlacedForm):
    texts = {
        "title": (gettext_lazy("Title"), 120, False),
        "text": (gettext_lazy("Description"), 3_000, True),
    }
    folded = ("zone", "latitude", "longitude", "group", "min_age", "charter")
    people = forms.IntegerField(label=gettext_lazy("People needed"), min_value=1, max_value=10_000, initial=1)
    is_from_home = forms.BooleanField(label=gettext_lazy("Can be done from home"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Place"), max_length=200, required=False,
        help_text=gettext_lazy("Public: never enter a home address"),
    )  # fmt: skip
    address = town_or_address()
    zone = ZoneField(
        label=gettext_lazy("Territory"), required=False,
        help_text=gettext_lazy("Only where the task concerns a larger area than its town."),
    )  # fmt: skip
    latitude = coordinate(gettext_lazy("Latitude"), 90)
    longitude = coordinate(gettext_lazy("Longitude"), 180)
    starts_at = MomentField(label=gettext_lazy("Start"), required=False)
    ends_at = MomentField(label=gettext_lazy("End"), required=False)
    due_on = forms.DateField(label=gettext_lazy("Or to be done by"), required=False, widget=DayInput())
    hours = hours_field(gettext_lazy("Hours of work"), 24, initial=1)
    skills = RowsField(
        Skill.objects.none(), label=gettext_lazy("Skills"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    group = forms.CharField(
        label=gettext_lazy("Local group"), max_length=120, required=False,
        help_text=gettext_lazy("Name of the organising group"),
    )  # fmt: skip
    min_age = forms.ChoiceField(label=gettext_lazy("Age rule"), choices=Age, required=False)
    charter = forms.ModelChoiceField(
        Charter.objects.none(), label=gettext_lazy("Charter"), required=False, empty_label="–"
    )
    field_order = [
        "title_fr", "title_en", "text_fr", "text_en", "is_from_home", "address", "place", "starts_at",
        "ends_at", "due_on", "hours", "people", "skills",
    ]  # fmt: skip

    def __init__(self, *args: Any, task: Task | None = None, **more: Any) -> None:
        if task:
            first: dict[str, Any] = {name: getattr(task, name) for name in PLAIN}
            first |= {
                "hours": round(task.minutes / 60, 2), "group": task.group.name if task.group else "",
                "skills": task.skills.all(), "people": task.needed,
            }  # fmt: skip
            more.setdefault("initial", first)
        super().__init__(*args, right=ORGANISE, placed=task, **more)
        self._add_texts({"title": task.titles, "text": task.texts} if task else {})
        self.fields["min_age"].choices = [("", pgettext("age rule", "none")), *Age.choices[1:]]  # type: ignore[attr-defined]
        self.fields["charter"].queryset = Charter.objects.live()  # type: ignore[attr-defined]
        self.fields["skills"].queryset = Skill.objects.offered()  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def clean_group(self) -> LocalGroup | None:
        name = fold(self.cleaned_data["group"])
        if not name:
            return None
        known = LocalGroup.objects.filter(name_key=name, closed_at=None)
        found = list(access.within(known, self.user, ORGANISE)[:20])
        if not found:
            raise forms.ValidationError(_("You have no local group with this name. Leave it blank."))
        return found[0]

    def clean(self) -> dict[str, Any]:
        """A title; a way to be there or home; moments in their order."""
        said = super().clean()
        if not self.errors and not self.said("title"):
            self.add_error("title_fr", _("A task needs a title."))
        begins, ends = said.get("starts_at"), said.get("ends_at")
        if ends and not begins:
            self.add_error("starts_at", _("Enter the start, too."))
        elif begins and ends and ends <= begins:
            self.add_error("ends_at", _("The end is before the start. Correct one of them."))
        self._refuse_past(said)
        return said

    def _refuse_past(self, said: dict[str, Any]) -> None:
        """Refuse newly said times in the past; a task that is past may still be corrected."""
        due, last = said.get("due_on"), "ends_at" if said.get("ends_at") else "starts_at"
        if due and due < timezone.localdate() and "due_on" in self.changed_data:
            self.add_error("due_on", _("This day is past. Choose today or a later day."))
        moment = said.get(last)
        if moment and moment < timezone.now() and last in self.changed_data:
            self.add_error(last, _("This is past. Choose a later moment."))

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        values = {name: said[name] for name in (*PLAIN, "zone", "address", "group", "skills")}
        values |= {"minutes": round(said["hours"] * 60), "needed": said["people"]}
        return values | {"titles": self.said("title"), "texts": self.said("text")}


class TaskFilter(filters.FilterForm):
    """Filters of the list."""

    zone = ZoneField(label=gettext_lazy("Territory"), required=False)
    skill = forms.ModelChoiceField(
        Skill.objects.none(), label=gettext_lazy("Skill"), required=False, empty_label="–"
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[
            ("", gettext_lazy("current")),
            ("open", gettext_lazy("people needed")),
            ("past", gettext_lazy("past and closed")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skill"].queryset = Skill.objects.offered()  # type: ignore[attr-defined]

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        if said["state"] == "past":
            rows = rows.exclude(pk__in=rows.live().values("pk"))
        else:
            rows = rows.open() if said["state"] == "open" else rows.live()
        if said["skill"]:
            rows = rows.filter(skills=said["skill"])
        return rows.filter(zone__in=Zone.objects.inside(said["zone"])) if said["zone"] else rows
