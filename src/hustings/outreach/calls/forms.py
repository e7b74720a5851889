"""Forms of calls: a list, what came of a call, a do-not-call list."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.foundation.territories.fields import ZoneField
from hustings.outreach.calls.models import CallList, NumberFile
from hustings.outreach.calls.rights import ORGANISE_CALLS
from hustings.people.contacts.models import Contact
from hustings.people.scripts.models import Script
from hustings.people.segments.models import Segment

LARGEST = 50 * 1024 * 1024  # of an uploaded file; the command line takes any
OUTCOMES = [
    (Contact.Outcome.REACHED, gettext_lazy("We talked")),
    (Contact.Outcome.NO_ANSWER, gettext_lazy("No answer")),
    (Contact.Outcome.LEFT_MESSAGE, gettext_lazy("Left a message")),
    (Contact.Outcome.CALL_BACK, gettext_lazy("Call back later")),
    (Contact.Outcome.REFUSED, gettext_lazy("Doesn’t want to talk")),
    (Contact.Outcome.WRONG, gettext_lazy("Wrong number")),
    (Contact.Outcome.MOVED, gettext_lazy("Has moved")),
    (Contact.Outcome.DECEASED, gettext_lazy("Has died")),
]


class ListForm(forms.ModelForm):  # type: ignore[type-arg]
    """A list; whoever organises a territory names one of theirs."""

    zone = ZoneField(label=gettext_lazy("Territory"), required=False)

    class Meta:
        model = CallList
        fields = [
            "name", "segment", "script", "first_segment", "zone", "starts_on", "ends_on", "tries",
            "rest_hours",
        ]  # fmt: skip
        widgets = {"starts_on": DayInput, "ends_on": DayInput}

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user
        kept = Q(pk=self.instance.segment_id or 0) | Q(pk=self.instance.first_segment_id or 0)
        segments = Segment.objects.visible_to(user) | Segment.objects.filter(kept)
        self._choose("segment", segments)
        self._choose("first_segment", segments, _("nobody in particular"))
        self._choose("script", Script.objects.live() | Script.objects.filter(pk=self.instance.script_id or 0))

    def _choose(self, name: str, rows: Any, empty: str = "–") -> None:
        field: Any = self.fields[name]
        field.queryset, field.empty_label = rows, empty

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last, zone = (cleaned.get(name) for name in ("starts_on", "ends_on", "zone"))
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        everywhere = access.everywhere(self.user, ORGANISE_CALLS)
        if (
            "zone" not in self.errors
            and not everywhere
            and not (zone and access.may(self.user, ORGANISE_CALLS, zone))
        ):
            self.add_error("zone", _("Choose one of your territories."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ResultForm(forms.Form):
    """Result of a call, as the caller's page sends it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What happened?"), choices=OUTCOMES, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what happened.")},
    )  # fmt: skip
    call_back_at = MomentField(label=gettext_lazy("Call back at"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    wants_no_calls = forms.BooleanField(label=gettext_lazy("They want no more calls from us"), required=False)


class NumberFileForm(forms.ModelForm):  # type: ignore[type-arg]
    """A file of numbers, one on each line."""

    upload = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("Text or CSV, one number on each line")
    )

    class Meta:
        model = NumberFile
        fields = ["name", "as_of"]
        widgets = {"as_of": DayInput}

    field_order = ["name", "upload", "as_of"]

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload.size > LARGEST:
            words = _("The file is larger than 50 MB. Read it with the command “hustings do-not-call”.")
            raise forms.ValidationError(words)
        return upload
