"""Forms of members: about themselves, asks and offers, answers, office hours."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from hustings.field.volunteers import availability
from hustings.field.volunteers.forms.public import ProfileFields
from hustings.field.volunteers.models import Skill
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.foundation.lib.fields.row_fields import RowsField
from hustings.networks.exchange.models import Kind, Member, Partner, Post, Side

TONGUES = ("fr", "en", "de", "es", "it", "pt", "nl", "pl", "ro", "uk", "tr", "ar")
ELSEWHERE = (
    "Africa/Casablanca", "Africa/Dakar", "America/Cayenne", "America/Guadeloupe", "America/Martinique",
    "America/Montreal", "America/New_York", "Indian/Mayotte", "Indian/Reunion", "Pacific/Noumea",
    "Pacific/Tahiti", "UTC",
)  # fmt: skip


def time_zones() -> list[tuple[str, str]]:
    """Europe and French overseas, by city."""
    named = available_timezones()
    zones = [zone for zone in named if zone.startswith("Europe/")]
    zones += [zone for zone in ELSEWHERE if zone in named]
    return sorted(
        ((zone, zone.rpartition("/")[2].replace("_", " ")) for zone in zones), key=lambda one: one[1]
    )


def tongues() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_translated"]) for code in TONGUES]


class MemberForm(ProfileFields):
    """Organisation, place and times of a member."""

    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=200)
    city = forms.CharField(label=pgettext_lazy("exchange", "City"), max_length=100, required=False)
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=time_zones)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages I speak"), choices=tongues, widget=forms.CheckboxSelectMultiple
    )
    about = forms.CharField(
        label=gettext_lazy("About me"), max_length=1_000, required=False,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    most_at_once = forms.IntegerField(
        label=gettext_lazy("Requests at the same time, at most"), min_value=1, max_value=20
    )
    rest_days = forms.IntegerField(
        label=gettext_lazy("Days of rest after a meeting"), min_value=0, max_value=180
    )
    auto_id = "member-%s"

    def __init__(self, member: Member | None, language: str, *args: Any, **more: Any) -> None:
        first = member or Member(languages=[language], time_zone=timezone.get_current_timezone_name())
        more["initial"] = {
            "organisation": first.organisation_name, "city": first.city, "time_zone": first.time_zone,
            "languages": first.languages or [language], "about": first.about,
            "most_at_once": first.most_at_once, "rest_days": first.rest_days,
            "times": availability.places(first.times),
        }  # fmt: skip
        super().__init__(*args, **more)
        for name in ("skills", "km", "age"):
            del self.fields[name]

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "organisation"}


class PostForm(forms.ModelForm):  # type: ignore[type-arg]
    """An ask or offer."""

    skills = RowsField(
        Skill.objects.none(),
        label=gettext_lazy("Skills"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    released_to = RowsField(
        Partner.objects.none(), label=gettext_lazy("Also ask members of partner networks"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Post
        fields = ["kind", "title", "text", "skills", "city", "released_to"]
        widgets = {"text": forms.Textarea({"rows": 5})}

    def __init__(self, side: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [(value, str(label).capitalize()) for value, label in Kind.choices]  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["kind"]  # others were matched by it
        skills: Any = self.fields["skills"]
        skills.queryset = Skill.objects.offered()
        partners: Any = self.fields["released_to"]
        partners.queryset = Partner.objects.live()
        if not partners.queryset.exists() or side != Side.ASK:
            del self.fields["released_to"]
        if not skills.queryset.exists():
            del self.fields["skills"]


class AnswerForm(forms.Form):
    """Words with a yes or no."""

    said = forms.CharField(
        label=gettext_lazy("Message"), max_length=1_000, required=False, widget=forms.Textarea({"rows": 3})
    )


class MeetingForm(forms.Form):
    on = forms.DateField(label=gettext_lazy("Day of the meeting"), widget=DayInput())


class EndorsementForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Endorsement"), max_length=600, widget=forms.Textarea({"rows": 3})
    )


class HoursForm(forms.Form):
    """Times to keep, one after the other."""

    starts_at = MomentField(label=gettext_lazy("Start"))
    minutes = forms.IntegerField(label=gettext_lazy("Minutes each"), min_value=5, max_value=240, initial=30)
    times = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=16, initial=2)
    place = forms.CharField(
        label=gettext_lazy("Place or link"), max_length=200, required=False,
        help_text=gettext_lazy("Only the person who books sees it."),
    )  # fmt: skip


class BookingForm(forms.Form):
    topic = forms.CharField(label=gettext_lazy("Topic"), max_length=200)


class RequestForm(forms.Form):
    """Which of one's own asks to send to an offer."""

    ask = forms.ModelChoiceField(Post.objects.none(), label=gettext_lazy("My ask"), empty_label=None)

    def __init__(self, asks: Any, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["ask"]
        field.queryset = asks
        field.error_messages["required"] = _("Choose one of your asks.")
