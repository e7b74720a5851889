"""Forms of sequences: one small form for each kind of step and trigger."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.outreach.automations import triggers, wait_times
from hustings.outreach.automations.models import Sequence, Step
from hustings.outreach.automations.steps import LEAVE
from hustings.people.changes.forms import BulkChangeForm, TagByName
from hustings.people.persons import team
from hustings.people.persons.models import Topic
from hustings.people.segments.models import Segment


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Sequence
        fields = ["name", "note", "topic", "again_after", "leaves_when"]

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        segment, topic = self.fields["leaves_when"], self.fields["topic"]
        segment.queryset = _segments(user, self.instance.leaves_when_id)  # type: ignore[attr-defined]
        segment.empty_label = _("nothing")  # type: ignore[attr-defined]
        topic.queryset = Topic.objects.filter(  # type: ignore[attr-defined]
            Q(retired_at=None) | Q(pk=self.instance.topic_id or 0)
        )
        topic.empty_label = _("none")  # type: ignore[attr-defined]
        self.fields["again_after"].max_value = 3_650  # type: ignore[attr-defined]

    def clean_again_after(self) -> int | None:
        days: int | None = self.cleaned_data["again_after"]
        if days is not None and days > 3_650:
            raise forms.ValidationError(_("Enter %(most)d days or fewer.") % {"most": 3_650})
        return days


def _segments(user: User, kept: int | None = None) -> Any:
    return Segment.objects.visible_to(user) | Segment.objects.filter(pk=kept or 0)


class StepForm(forms.Form):
    """``what()`` is what the step keeps."""

    def __init__(self, *args: Any, user: User, step: Step | None = None, **more: Any) -> None:
        self.user, self.step = user, step
        if step is not None:
            more["initial"] = self.kept(step)
        super().__init__(*args, **more)

    def kept(self, step: Step) -> dict[str, Any]:
        return dict(step.value)

    def what(self) -> dict[str, Any]:
        return {"value": dict(self.cleaned_data)}


class LetterForm(StepForm):
    """What follows where somebody can't get it. The letter itself is written in the editor."""

    if_left_out = forms.ChoiceField(
        label=gettext_lazy("If the message can’t be delivered"),
        choices=[("on", gettext_lazy("continue")), (LEAVE, gettext_lazy("leave the sequence"))],
        initial="on", widget=forms.RadioSelect,
        help_text=gettext_lazy("No address, bounced address, or refused by the server."),
    )  # fmt: skip


class WaitForm(StepForm):
    """For some time, until an hour, or until a day."""

    n = forms.IntegerField(label=gettext_lazy("Wait"), min_value=0, required=False, initial=1)
    unit = forms.ChoiceField(
        label=gettext_lazy("hours or days"), initial="days",
        choices=[("days", gettext_lazy("days")), ("hours", gettext_lazy("hours"))],
    )  # fmt: skip
    weekday = forms.ChoiceField(
        label=gettext_lazy("then until"), required=False,
        choices=[("", gettext_lazy("any day")), *wait_times.WEEKDAYS.items()],
    )  # fmt: skip
    at = forms.TimeField(
        label=gettext_lazy("at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=gettext_lazy(
            "In the campaign’s time zone. Leave blank for no set time, or 09:00 if you choose a day."
        ),
    )  # fmt: skip
    on = forms.DateField(
        label=gettext_lazy("Or until a date"), required=False,
        widget=DayInput(),
        help_text=gettext_lazy(
            "People who arrive later skip the steps up to the next wait."
        ),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Something to wait for, and not for ever."""
        said = super().clean() or {}
        most = wait_times.MOST[said.get("unit") or "days"]
        if (said.get("n") or 0) > most:
            self.add_error("n", _("Enter %(most)d or less.") % {"most": most})
        if on := said.get("on"):
            if on > timezone.localdate() + dt.timedelta(days=3_650):
                self.add_error("on", _("This date is too far away."))
        elif not any(said.get(name) for name in ("n", "weekday", "at")):
            self.add_error("n", _("Enter what to wait for."))
        return said

    def what(self) -> dict[str, Any]:
        said = self.cleaned_data
        at = said["at"].strftime("%H:%M") if said["at"] else ""
        if said["on"]:
            return {"value": {"on": said["on"].isoformat(), "at": at}}
        kept = {"n": said["n"] or 0, "unit": said["unit"], "weekday": int(said["weekday"] or 0), "at": at}
        return {"value": kept}


class ConditionForm(StepForm):
    segment = forms.ModelChoiceField(Segment.objects.none(), label=gettext_lazy("In the segment?"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        kept = self.step.segment_id if self.step else None
        self.fields["segment"].queryset = _segments(self.user, kept)  # type: ignore[attr-defined]

    def kept(self, step: Step) -> dict[str, Any]:
        return {"segment": step.segment_id}

    def what(self) -> dict[str, Any]:
        return {"segment": self.cleaned_data["segment"]}


class TagForm(TagByName, StepForm):
    """A tag by name."""

    def kept(self, step: Step) -> dict[str, Any]:
        return {"name": step.tag.name if step.tag else ""}

    def what(self) -> dict[str, Any]:
        return {"tag": self.tag}


class FollowUpForm(StepForm):
    task = forms.CharField(label=gettext_lazy("Task"), max_length=300)
    owner = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Assigned to"))
    days = forms.IntegerField(label=gettext_lazy("Due within (days)"), min_value=0, max_value=365, initial=3)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        owner: Any = self.fields["owner"]
        owner.queryset = team.nameable_by(self.user)

    def kept(self, step: Step) -> dict[str, Any]:
        return {"task": step.value.get("what"), "owner": step.owner_id, "days": step.value.get("days")}

    def what(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"value": {"what": said["task"], "days": said["days"]}, "owner": said["owner"]}


FORMS: dict[str, type[StepForm]] = {
    "letter": LetterForm,
    "wait": WaitForm,
    "condition": ConditionForm,
    "tag": TagForm,
    "untag": TagForm,
    "follow_up": FollowUpForm,
    "leave": StepForm,
}


class PlaceForm(forms.Form):
    place = forms.ChoiceField(label=gettext_lazy("Move to"))

    def __init__(self, *args: Any, places: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["place"].choices = places  # type: ignore[attr-defined]


class TriggerForm(forms.Form):
    of = forms.ChoiceField(label=gettext_lazy("Which one"))
    segment = forms.ModelChoiceField(Segment.objects.none(), label=gettext_lazy("Segment"))
    present = forms.BooleanField(
        label=gettext_lazy("Include people already in it"), required=False
    )  # fmt: skip

    def __init__(self, *args: Any, kind: triggers.TriggerKind, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        if kind.needs_segment:
            del self.fields["of"]
            self.fields["segment"].queryset = Segment.objects.visible_to(user)  # type: ignore[attr-defined]
            return
        del self.fields["segment"], self.fields["present"]
        if kind.options:
            self.fields["of"].choices = list(kind.options())  # type: ignore[attr-defined]
        else:
            del self.fields["of"]

    def value(self) -> dict[str, Any]:
        said = self.cleaned_data
        kept = {"of": said["of"]} if "of" in said else {}
        return kept | ({"present": True} if said.get("present") else {})


class PutForm(BulkChangeForm):
    sequence = forms.ModelChoiceField(Sequence.objects.none(), label=gettext_lazy("Sequence"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        from hustings.outreach.automations.rights import sequences_of

        found = sequences_of(self.user).filter(state=Sequence.State.RUNNING)
        self.fields["sequence"].queryset = found  # type: ignore[attr-defined]

    def choices(self) -> dict[str, Any]:
        sequence: Sequence = self.cleaned_data["sequence"]
        return {"sequence": sequence.pk, "name": sequence.name}


class PutSegmentForm(forms.Form):
    """A segment whose people come in by hand."""

    segment = forms.ModelChoiceField(Segment.objects.none(), label=gettext_lazy("Segment"))

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["segment"].queryset = Segment.objects.visible_to(user)  # type: ignore[attr-defined]
