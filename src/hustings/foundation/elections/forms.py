"""The shape of what is typed about elections, hours and exceptions."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from hustings.foundation import legal
from hustings.foundation.elections import codes, hours
from hustings.foundation.elections.models import Election, OwnHours
from hustings.foundation.legal import Channel, Complaint, Content, Hours, Pack, send_windows
from hustings.foundation.legal.rule_sentences import Said, translate
from hustings.foundation.legal.sentences import CHANNELS, CONTENTS
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.foundation.territories.fields import ZonesField

LONGEST = dt.timedelta(days=31)  # an exception


def language() -> str:
    return get_language() or "en"


def words(complaint: Complaint) -> forms.ValidationError:
    return forms.ValidationError(complaint.say(language()))


class ElectionForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"))
    first_on = forms.DateField(label=_("Day of the vote"), widget=AdminDateInput)
    second_on = forms.DateField(label=_("Day of the second round"), widget=AdminDateInput, required=False)
    zones = ZonesField(
        label=_("Territories"),
        required=False,
        help_text=_("None selected: everywhere this election is held"),
    )
    elsewhere = forms.CharField(
        label=_("Different days"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "One line per territory: code, then the day of each round, like 98718 2027-04-04 2027-04-18."
" Territories that vote on Saturday by law are already included."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, pack: Pack, **more: Any) -> None:
        super().__init__(*args, **more)
        self.pack = pack
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (key, rule.says.say(language())) for key, rule in pack.election.items()
        ]

    @classmethod
    def initial_of(cls, election: Election) -> dict[str, Any]:
        rounds = list(election.rounds.all())
        lines: dict[str, list[str]] = {}
        for each in rounds:
            for code, day in each.elsewhere.items():
                lines.setdefault(code, []).append(day)
        return {
            "name": election.name,
            "kind": election.kind,
            "first_on": rounds[0].on if rounds else None,
            "second_on": rounds[1].on if len(rounds) > 1 else None,
            "zones": list(election.zones.all()),
            "elsewhere": "\n".join(" ".join([code, *days]) for code, days in lines.items()),
        }

    def clean_elsewhere(self) -> list[tuple[str, list[dt.date]]]:
        found = []
        for line in str(self.cleaned_data["elsewhere"]).splitlines():
            code, *days = line.split() or [""]
            try:
                read = [dt.date.fromisoformat(day) for day in days]
            except ValueError:
                read = []
            if code and not read:
                raise forms.ValidationError(
                    _("Can’t read “%(line)s”. Enter a code and a day, like 974 2027-04-10."),
                    params={"line": line},
                )
            found += [(code, read)] if code else []
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        days = [day for day in (said["first_on"], said.get("second_on")) if day]
        elsewhere = {
            day: {code: theirs[at] for code, theirs in said["elsewhere"] if at < len(theirs)}
            for at, day in enumerate(days)
        }
        rounds = tuple(legal.Round(day, tuple(elsewhere[day].items())) for day in days)
        zones = codes.held_in(said["zones"], self.pack)
        try:
            entered = legal.Election(said["kind"], rounds, zones, said["name"])
            for code in self.pack.spots:
                list(entered.votes(self.pack, self.pack.place(code)))
        except Complaint as complaint:
            raise words(complaint) from complaint
        wanted = {"name": said["name"], "kind": said["kind"], "days": days, "elsewhere": elsewhere}
        return wanted | {"zones": said["zones"]}


class HoursForm(forms.Form):
    weekdays = forms.CharField(
        label=_("Monday to Friday"), required=False, max_length=100,
        help_text=_("For example 09:00-12:00 14:00-20:00. Leave blank for no limit; enter - for never."),
    )  # fmt: skip
    saturday = forms.CharField(
        label=_("On Saturday"),
        required=False,
        max_length=100,
        help_text=_("Leave blank to use the weekday hours."),
    )
    sunday = forms.CharField(
        label=_("On Sunday"),
        required=False,
        max_length=100,
        help_text=_("Leave blank to use the weekday hours."),
    )
    holiday = forms.CharField(
        label=_("On holidays"),
        required=False,
        max_length=100,
        help_text=_("Leave blank to use the weekday hours."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, text in list(said.items()):
            try:
                Hours.of(hours.spans(text))
            except Complaint as complaint:
                self.add_error(name, words(complaint))
        if not said.get("weekdays", "").strip() and any(text.strip() for text in said.values()):
            self.add_error("weekdays", _("Enter the hours for Monday to Friday, too."))
        return said


class ExemptionForm(forms.Form):
    """An exemption: its matter, its reason, and its end."""

    why = forms.CharField(label=_("Reason"), max_length=300, help_text=_("Kept in the security log."))
    since = MomentField(label=_("From"), required=False, help_text=_("Leave blank to start now."))
    until = MomentField(label=_("Until"))
    rules = forms.MultipleChoiceField(
        label=_("Rules"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None selected: all of them"),
    )
    channels = forms.MultipleChoiceField(
        label=_("Channels"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None selected: all of them"),
    )
    zones = ZonesField(
        label=_("Territories"), required=False,
        help_text=_("People without a territory need an exception for everywhere, with none selected."),
    )  # fmt: skip

    def __init__(self, *args: Any, pack: Pack, **more: Any) -> None:
        super().__init__(*args, **more)
        rules = [*pack.silence.values(), *pack.quiet.values()]
        own = [(send_windows.OWN, _("The campaign’s own hours"))]
        self.fields["rules"].choices = [  # type: ignore[attr-defined]
            *((rule.key, rule.says.say(language())) for rule in rules), *own
        ]  # fmt: skip
        channels = {value.channels for rule in pack.silence.values() for value in [rule.values[0].value]}
        known = {channel for each in channels for channel in each} | {Channel.EMAIL}
        self.fields["channels"].choices = [  # type: ignore[attr-defined]
            (channel.value, translate(name, language()))
            for channel, name in CHANNELS.items()
            if channel in known
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        until, since = said.get("until"), said.get("since") or timezone.now()
        if until and until <= max(since, timezone.now()):
            self.add_error("until", _("The end must be in the future and after the start."))
        elif until and until - since > LONGEST:
            self.add_error("until", _("An exception can last one month at most."))
        return said


class PlaceForm(forms.Form):
    spot = forms.ChoiceField(label=_("Where"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=OwnHours.Ways, required=False)
    content = forms.ChoiceField(label=_("Content"), required=False)

    def __init__(self, *args: Any, pack: Pack, **more: Any) -> None:
        super().__init__(*args, **more)
        entries: dict[Said, str] = {}  # one place each, though an entry may name several codes
        for code, spot in pack.spots.items():
            if spot.clocks:
                entries.setdefault(spot.why, code or pack.country)
        self.fields["spot"].choices = [  # type: ignore[attr-defined]
            *((code, why.say(language())) for why, code in entries.items()),
            (legal.ANYWHERE, _("people without a territory: everywhere")),
        ]
        self.fields["content"].choices = [  # type: ignore[attr-defined]
            (content.value, translate(name, language())) for content, name in CONTENTS.items()
        ]

    @property
    def chosen(self) -> tuple[str, Channel, Content]:
        """As far as it was said."""
        said = self.cleaned_data if self.is_valid() else {}
        return (
            said.get("spot") or "",
            Channel(said.get("channel") or Channel.EMAIL),
            Content(said.get("content") or Content.CAMPAIGN),
        )
