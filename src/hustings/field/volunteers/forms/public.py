"""Forms for whoever helps: the offer, the own profile."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.field.volunteers import availability
from hustings.field.volunteers.models import (
    Age,
    Charter,
    CharterVersion,
    HeldSkill,
    Skill,
    SkillKind,
    Task,
    Volunteer,
)
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.people.persons.models import Person
from hustings.people.signups.public_forms import consents
from hustings.people.signups.public_forms.base import PersonForm

DISTANCES = [(km, gettext_lazy("%(n)s km") % {"n": km}) for km in (2, 5, 10, 20, 50, 100)]
TIMES = [(str(n), str(n)) for n in range(21)]
HEADINGS = {
    SkillKind.SKILL: gettext_lazy("What I can do"),
    SkillKind.LANGUAGE: gettext_lazy("Languages I speak"),
    SkillKind.ASSET: gettext_lazy("What I can bring"),
}


class ProfileFields(forms.Form):
    """Abilities of somebody, how far they go, and when."""

    skills = forms.TypedMultipleChoiceField(
        label=gettext_lazy("What I can do"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    km = forms.TypedChoiceField(
        label=gettext_lazy("How far I can come"), coerce=int, choices=DISTANCES, initial=10, required=False,
        empty_value=None,
    )  # fmt: skip
    times = forms.MultipleChoiceField(
        label=gettext_lazy("When I usually can"), choices=TIMES, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    age = forms.ChoiceField(
        label=gettext_lazy("My age"), choices=Age, required=False, widget=forms.RadioSelect,
        help_text=gettext_lazy("Some tasks need it. We keep no birth date for this."),
    )  # fmt: skip

    def _offer_skills(self, held: frozenset[int] = frozenset()) -> None:
        self._rows = list(Skill.objects.offered())
        skills: Any = self.fields["skills"]
        skills.choices = [(skill.pk, skill.name) for skill in self._rows]
        if held:
            skills.initial = sorted(held)

    def clean_times(self) -> int:
        return availability.joined(self.cleaned_data["times"])

    @property
    def groups(self) -> list[tuple[Any, list[tuple[int, str, bool]]]]:
        """Headings, each with its skills: number, name, whether ticked."""
        if "skills" not in self.fields:
            return []
        ticked = {str(each) for each in self["skills"].value() or ()}
        found = []
        for kind, words in HEADINGS.items():
            mine = [(row.pk, row.name, str(row.pk) in ticked) for row in self._rows if row.kind == kind]
            if mine:
                found.append((words, sorted(mine, key=lambda one: one[1])))
        return found

    @property
    def grid(self) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
        """Days, each in short and with its parts: place of the bit, words, whether ticked."""
        ticked = set(self["times"].value() or ())
        return [
            (day, availability.short(n), [(place, label, place in ticked) for place, label in parts])
            for n, (day, parts) in enumerate(availability.grid())
        ]

    @property
    def parts(self) -> list[tuple[Any, Any]]:
        """Parts of a day, each in short."""
        return [
            (label, short)
            for (_name, label, _until), short in zip(availability.PARTS, availability.SHORT, strict=True)
        ]


class OfferForm(ProfileFields, PersonForm):
    """Offer of help, with what and when; for a task at the table no more than it needs."""

    place = "help"

    def __init__(self, task: Task | None, charters: list[CharterVersion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.task, self.charters = task, charters
        if task:
            for name in ("skills", "km", "times"):
                del self.fields[name]
        else:
            self._offer_skills()
        if not (task.min_age if task else Task.objects.live().exclude(min_age="").exists()):
            del self.fields["age"]
        elif task:
            self.fields["age"].required = True
            self.fields["age"].choices = [one for one in Age.choices if one[0] >= task.min_age]  # type: ignore[attr-defined]
        for version in charters:
            self.fields[f"charter_{version.pk}"] = forms.BooleanField(
                label=version.charter.title,
                error_messages={"required": _("Please read and accept it.")},
            )

    @property
    def charter_boxes(self) -> list[tuple[CharterVersion, forms.BoundField]]:
        return [(version, self[f"charter_{version.pk}"]) for version in self.charters]

    @property
    def said(self) -> dict[str, Any]:
        """Columns of an offer."""
        said = self.cleaned_data
        return {
            "task": self.task, "skills": said.get("skills", []), "km": said.get("km"),
            "times": said.get("times"), "age": said.get("age", ""),
            "versions": [version.pk for version in self.charters],
        }  # fmt: skip


def asked_charters(task: Task | None, person: Person | None) -> list[CharterVersion]:
    """Versions to be accepted: those of all volunteers and the task's, without those accepted before."""
    found = [each for each in Charter.objects.live() if each.is_general or (task and each == task.charter)]
    versions = [version for each in found if (version := each.current())]
    if person is None:
        return versions
    mine = set(person.charter_acceptances.values_list("version", flat=True))
    return [version for version in versions if version.pk not in mine]


def is_charter_asked(task: Task, person: Person) -> bool:
    """Whether the task has a charter that they have not accepted as it is now: its form asks."""
    asked = asked_charters(task, person)
    return task.charter_id is not None and task.charter_id in {version.charter_id for version in asked}


def empty_offer(task: Task | None, source: str, request: HttpRequest, typed: Any = None) -> OfferForm:
    """The form, stamped now, with what was ``typed``, if anything."""
    boxes = consents.asked(request)
    shown = consents.stamped(source, request, boxes)
    texts = {wording.pk: wording.text for wording in boxes.values()}
    person = shown.known.person if shown.known else None
    return OfferForm(task, asked_charters(task, person), shown, typed, texts=texts)


class ProfileForm(ProfileFields):
    """The same on one's own page."""

    auto_id = "profile-%s"

    def __init__(self, volunteer: Volunteer, *args: Any, **kwargs: Any) -> None:
        held = HeldSkill.objects.filter(person=volunteer.person).values_list("skill", flat=True)
        kwargs["initial"] = {
            "km": volunteer.km, "times": availability.places(volunteer.times), "age": volunteer.age,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["km"].required = True
        km: Any = self.fields["km"]
        if volunteer.km not in dict(DISTANCES):
            km.choices = sorted([*DISTANCES, (volunteer.km, _("%(n)s km") % {"n": volunteer.km})])
        self._offer_skills(frozenset(held))


class DayOffForm(forms.Form):
    """Days on which somebody can't."""

    first = forms.DateField(label=pgettext_lazy("days", "From"), widget=DayInput())
    last = forms.DateField(label=pgettext_lazy("days", "To"), required=False, widget=DayInput())

    def clean(self) -> dict[str, Any]:
        """One day where no last one is said."""
        said = super().clean() or {}
        if first := said.get("first"):
            last: dt.date = said.get("last") or first
            said["last"] = last
            if last < first:
                self.add_error("last", _("The last day is before the first."))
            elif last < timezone.localdate():
                self.add_error("first", _("These days are past."))
        return said
