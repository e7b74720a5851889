"""The shape of what is typed about shifts: a row each, as many as there are."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.events import clocks
from hustings.field.events.actions.shifts import ShiftRow
from hustings.field.events.forms.moments import LocalMoment
from hustings.field.events.models import Event, Shift
from hustings.field.volunteers.models import Skill
from hustings.foundation.lib.fields.language_forms import InLanguages
from hustings.foundation.lib.fields.row_fields import RowsField

MOST = 60  # shifts of an event
CLEARING = dt.timedelta(hours=12)  # after an event
_MOMENTS = ("starts_at", "ends_at", "opens_at")


class ShiftForm(InLanguages):
    """One shift; moments are by the clock of its event."""

    texts = {"name": (gettext_lazy("Name"), 80, False)}
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    starts_at = LocalMoment(label=gettext_lazy("Starts"), required=False)
    ends_at = LocalMoment(label=gettext_lazy("Ends"), required=False)
    capacity = forms.IntegerField(
        label=gettext_lazy("Seats"), required=False, min_value=1, max_value=1_000_000,
        help_text=gettext_lazy("Leave blank for no limit"),
    )  # fmt: skip
    opens_at = LocalMoment(
        label=gettext_lazy("Registration opens"), required=False,
        help_text=gettext_lazy("Blank: opens immediately"),
    )  # fmt: skip
    skills = RowsField(
        Skill.objects.none(), label=gettext_lazy("Skills needed"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        event: Event,
        kept: Shift | None,
        known: list[int],
        only_seats: bool = False,
        **more: Any,
    ) -> None:
        self.event, self.kept, self.known = event, kept, known
        if kept:
            more.setdefault("initial", _first(kept, event))
        super().__init__(*args, **more)
        self._add_texts({"name": kept.names} if kept else {})
        skills: Any = self.fields["skills"]
        skills.queryset = Skill.objects.filter(archived_at=None)
        if not skills.queryset.exists():
            del self.fields["skills"]
        names = [name for name in self.fields if name.startswith("name_")]
        self.order_fields(["pk", *names])
        for name in self.fields.keys() - {"pk", "capacity"} if only_seats else ():
            self.fields[name].disabled = True  # keeps its first value, whatever is sent

    def clean_pk(self) -> int | None:
        pk: int | None = self.cleaned_data["pk"]
        if pk is not None and pk not in self.known:
            raise forms.ValidationError(_("This shift was removed meanwhile."))
        return pk

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for name in _MOMENTS:
            if said.get(name):
                try:
                    said[name] = clocks.moment(said[name], self.event.time_zone)
                except clocks.NoSuchHour as none:
                    self.add_error(name, str(none))
        begins, ends = said.get("starts_at") or self.event.starts_at, said.get("ends_at")
        are_wrong = {"starts_at", "ends_at"} & self.errors.keys()
        if ends and not are_wrong and (words := clocks.wrong_end(begins, ends)):
            self.add_error("ends_at", words)
        if not are_wrong:
            self._keep_near(said)
        closes = said.get("starts_at") or (
            self.event.over_at if self.event.is_all_day else self.event.starts_at
        )
        if said.get("opens_at") and "opens_at" not in self.errors and said["opens_at"] >= closes:
            self.add_error(
                "opens_at", _("Registration opens before the shift begins. Enter an earlier time.")
            )
        return said

    def _keep_near(self, said: dict[str, Any]) -> None:
        """Setting up may begin the day before, clearing away may last some hours; no shift is elsewhere."""
        day = self.event.first_day - dt.timedelta(days=1)
        earliest, latest = clocks.midnight(day, self.event.time_zone), self.event.over_at + CLEARING
        for name in ("starts_at", "ends_at"):
            at = said.get(name)
            if at and name not in self.errors and not earliest <= at <= latest:
                words = _("A shift lies between the day before the event and 12 hours after its end.")
                self.add_error(name, words)

    @property
    def row(self) -> ShiftRow:
        said = self.cleaned_data
        values = {name: said[name] for name in ("starts_at", "ends_at", "capacity", "opens_at")}
        skills = [skill.pk for skill in said.get("skills", [])]
        return ShiftRow(said["pk"], {**values, "names": self.said("name")}, skills)


def _first(shift: Shift, event: Event) -> dict[str, Any]:
    local = {name: getattr(shift, name) for name in _MOMENTS}
    moments = {name: at and at.astimezone(event.clock).replace(tzinfo=None) for name, at in local.items()}
    return {
        "pk": shift.pk, "capacity": shift.capacity, **moments,
        "skills": [skill.pk for skill in shift.skills.all()],
    }  # fmt: skip


class _Forms(forms.BaseFormSet[ShiftForm]):
    """All of an event."""

    deletion_widget = forms.CheckboxInput

    def __init__(self, data: Any = None, *, event: Event, only_seats: bool = False, **more: Any) -> None:
        self.event, self.shifts = event, list(event.shifts.prefetch_related("skills"))
        self.only_seats = only_seats
        super().__init__(data, initial=[{} for _each in self.shifts], prefix="shift", **more)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kept = self.shifts[index] if index is not None and index < len(self.shifts) else None
        known = [shift.pk for shift in self.shifts]
        return {"event": self.event, "kept": kept, "known": known, "only_seats": self.only_seats}

    def total_form_count(self) -> int:
        """None more where only seats change."""
        return len(self.shifts) if self.only_seats else super().total_form_count()

    def initial_form_count(self) -> int:
        """Those that are there, whatever a browser says."""
        return len(self.shifts)

    def _construct_form(self, i: int, **more: Any) -> ShiftForm:
        if i < len(self.shifts):
            more["initial"] = _first(self.shifts[i], self.event)
        made: ShiftForm = super()._construct_form(i, **more)  # type: ignore[misc]
        return made

    def add_fields(self, form: ShiftForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this shift")
        form.fields["DELETE"].disabled = self.only_seats

    @property
    def left(self) -> list[ShiftForm]:
        """Those that are filled in and not to be removed."""
        gone = self.deleted_forms
        return [form for form in self.forms if form not in gone and (form.kept or form.has_changed())]

    def clean(self) -> None:
        if any(self.errors):
            return
        if not self.left:
            raise forms.ValidationError(_("An event keeps at least one shift."))
        if len(self.left) > 1 and not all(form.said("name") for form in self.left):
            raise forms.ValidationError(_("Give each shift a name, so that people can choose."))

    @property
    def rows(self) -> list[ShiftRow]:
        return [form.row for form in self.left]


ShiftForms: Any = forms.formset_factory(
    ShiftForm, formset=_Forms, extra=0, can_delete=True, max_num=MOST, absolute_max=MOST + 5
)
