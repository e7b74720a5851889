"""The form of a report on a local debate."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations.forms.public import Words, WritingForm, area
from hustings.deliberation.consultations.models import Phase, Question
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.uploaded_pictures import UploadedPicture
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories import postcodes
from hustings.people.signups.public_forms.base import GuardedForm

CONCLUSION, MOST_QUESTIONS = 3_000, 20


class PictureForm(GuardedForm):
    """A picture of a debate, and what it shows."""

    place = "local_picture"
    picture = UploadedPicture(label=gettext_lazy("Picture"))
    alt = Words(label=gettext_lazy("Image description"), max_length=200)


class LocalReportForm(WritingForm):
    """Place, date, number of people, and conclusions on each question."""

    place = "local"
    town = Words(label=gettext_lazy("Town"), max_length=120)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=12)
    held_on = forms.DateField(label=gettext_lazy("Date of the debate"), widget=DayInput())
    n_present = forms.IntegerField(
        label=gettext_lazy("Number of people present"), min_value=2, max_value=20_000
    )
    link = forms.URLField(
        label=gettext_lazy("Web address of the event"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, phase: Phase, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.phase = phase
        self.questions = list(phase.questions.all()[:MOST_QUESTIONS])
        for question in self.questions:
            self.fields[self._name(question)] = area(question.title, CONCLUSION, required=False)
        self.fields["text"] = area(gettext_lazy("Conclusions"), CONCLUSION, rows=6, required=False)

    @staticmethod
    def _name(question: Question) -> str:
        return f"question_{question.pk}"

    @property
    def asked(self) -> list[forms.BoundField]:
        """All fields but those of the guard."""
        names = ["town", "postcode", "held_on", "n_present", *map(self._name, self.questions), "text", "link"]
        return [self[name] for name in names]

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Report once the debate has taken place."))
        return day

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        written = [typed.get(self._name(question)) for question in self.questions]
        if not any((*written, typed.get("text"))):
            self.add_error("text", _("Write what was concluded."))
        return typed

    @property
    def act(self) -> dict[str, Any]:
        """The report as data."""
        said = self.cleaned_data
        parts = [
            f"{question.title}\n{said[self._name(question)]}"
            for question in self.questions if said[self._name(question)]
        ]  # fmt: skip
        day = date_format(said["held_on"], "DATE_FORMAT")
        title = _("Local debate in %(town)s, %(day)s") % {"town": said["town"], "day": day}
        return {
            "phase": self.phase.pk, "title": title, "text": "\n\n".join([*parts, said["text"]]).strip(),
            "place": said["town"], "zone": self._zone(), "held_on": said["held_on"].isoformat(),
            "n_present": said["n_present"], "link": said["link"],
        }  # fmt: skip

    def _zone(self) -> int | None:
        """The commune: that of the postcode, or the one of this name among several."""
        found = postcodes.choices(self.cleaned_data["postcode"])
        named = fold(self.cleaned_data["town"])
        same = [option.zone for option in found.options if fold(option.zone.name) == named]
        zone = same[0] if same else found.sole or found.unsure
        return zone.pk if zone else None
