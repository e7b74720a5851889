"""HQ's forms: filters, skills, charters, hours, limits."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.field.volunteers import availability
from hustings.field.volunteers.models import Charter, Skill, SkillKind, VolunteerLimits
from hustings.field.volunteers.models.hours import LONGEST
from hustings.foundation.hq import filters
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.language_forms import InLanguages
from hustings.foundation.territories.fields import ZoneField
from hustings.foundation.territories.models import Zone


def hours_field(label: Any, most: int, **more: Any) -> forms.DecimalField:
    """Hours to the quarter; whatever is wrong, the same plain words."""
    words = gettext_lazy("Enter a number of hours from 0.25 to %(most)s, like 1.5.") % {"most": most}
    wrong = ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits")
    return forms.DecimalField(
        label=label, min_value=0.25, max_value=most, max_digits=4, decimal_places=2,
        error_messages=dict.fromkeys(wrong, words), **more,
    )  # fmt: skip


class VolunteerFilter(filters.FilterForm):
    """Filters of the list."""

    skill = forms.ModelChoiceField(
        Skill.objects.none(), label=gettext_lazy("Skill"), required=False, empty_label="–"
    )
    is_verified = forms.BooleanField(label=gettext_lazy("Verified"), required=False)
    weekday = forms.ChoiceField(
        label=gettext_lazy("Usually free on"), required=False,
        choices=[("", "–"), *((str(day), name) for day, name in WEEKDAYS.items())],
    )  # fmt: skip
    on = forms.DateField(label=gettext_lazy("Free on the day"), required=False, widget=DayInput())
    near = ZoneField(label=gettext_lazy("Would come to"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[
            ("", pgettext_lazy("volunteers", "active")),
            ("new", gettext_lazy("without a first task")),
            ("paused", gettext_lazy("paused")),
            ("left", gettext_lazy("stopped helping")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skill"].queryset = Skill.objects.offered()  # type: ignore[attr-defined]

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        found = self._by_state(rows, said["state"])
        if said["skill"]:
            found = found.having(said["skill"], is_verified=bool(said["is_verified"]))
        if said["weekday"]:
            monday = dt.date(2024, 1, 1)
            found = found.able(availability.of_day(monday + dt.timedelta(days=int(said["weekday"]))))
        if said["on"]:
            found = found.free_on(said["on"])
        zone = said["near"]
        if zone and zone.latitude is not None and zone.longitude is not None:
            found = found.within((zone.latitude, zone.longitude))
        elif zone:
            found = found.filter(person__zone__in=Zone.objects.inside(zone))
        return found

    def _by_state(self, rows: Any, state: str) -> Any:
        if state == "left":
            return rows.exclude(ended_at=None)
        if state == "paused":
            return rows.live().exclude(pk__in=rows.active().values("pk"))
        return rows.without_task() if state == "new" else rows.active()


class SkillForm(InLanguages):
    texts = {"name": (gettext_lazy("Name"), 80, False)}
    needed = frozenset({"name"})
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SkillKind)

    def __init__(self, *args: Any, skill: Skill | None = None, **more: Any) -> None:
        more.setdefault("initial", {"kind": skill.kind if skill else SkillKind.SKILL})
        super().__init__(*args, **more)
        self._add_texts({"name": skill.names} if skill else {})
        self.order_fields(["name_fr", "name_en"])


class CharterForm(InLanguages):
    texts = {
        "title": (gettext_lazy("Title"), 120, False),
        "text": (gettext_lazy("Text"), 8_000, True),
    }
    needed = frozenset({"title", "text"})
    is_general = forms.BooleanField(
        label=gettext_lazy("Every volunteer accepts it"), required=False,
        help_text=gettext_lazy("Otherwise only people who take up a task that names it."),
    )  # fmt: skip

    def __init__(self, *args: Any, charter: Charter | None = None, **more: Any) -> None:
        more.setdefault("initial", {"is_general": charter.is_general if charter else True})
        super().__init__(*args, **more)
        version = charter.current() if charter else None
        kept = {"title": charter.titles, "text": version.texts if version else {}} if charter else {}
        self._add_texts(kept)
        self.order_fields(["title_fr", "title_en", "text_fr", "text_en"])


class VerifyForm(forms.Form):
    valid_until = forms.DateField(label=gettext_lazy("Valid until"), required=False, widget=DayInput())


class HoursForm(forms.Form):
    """Time entered at the table."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=DayInput())
    hours = hours_field(gettext_lazy("Hours"), LONGEST // 60)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)


class LimitsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = VolunteerLimits
        fields = [
            "most_hours", "rest_hours", "asks_per_week", "first_task_days", "head_start", "head_start_below"
        ]  # fmt: skip
