"""Forms of bulk changes: one small form for each kind."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.contributions import Registry
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.territories.fields import ZoneField
from hustings.people.persons import change_log, field_values, team
from hustings.people.persons.actions.descriptions import the_tag
from hustings.people.persons.do_not_contact import MARKS
from hustings.people.persons.models import Field, Person, Tag, Topic
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE


class BulkChangeForm(forms.Form):
    """``choices()`` is what the operation keeps."""

    def __init__(self, *args: Any, user: User, n: int, **kwargs: Any) -> None:
        self.user, self.n = user, n
        super().__init__(*args, **kwargs)

    def choices(self) -> dict[str, Any]:
        return {}


class TagByName(forms.Form):
    """A tag by name; a new one is made for those who may add to the library."""

    user: User
    tag: Tag
    name = forms.CharField(
        label=gettext_lazy("Tag"),
        max_length=100,
        widget=forms.TextInput(attrs={"list": "tags-known", "autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        try:
            self.tag = the_tag(name=self.cleaned_data["name"], user=self.user)
        except Refused as why:
            raise forms.ValidationError(str(why)) from why
        return self.tag.name


class AddTag(TagByName, BulkChangeForm):
    def choices(self) -> dict[str, Any]:
        return {"tag": self.tag.pk, "name": self.tag.name}


class RemoveTag(BulkChangeForm):
    tag = forms.ModelChoiceField(Tag.objects.all(), label=gettext_lazy("Tag"))

    def choices(self) -> dict[str, Any]:
        return {"tag": self.cleaned_data["tag"].pk, "name": self.cleaned_data["tag"].name}


def empty_field() -> forms.BooleanField:
    """A tick for those who want a value taken away: an empty field alone may be a slip."""
    return forms.BooleanField(
        label=gettext_lazy("Empty it"), required=False,
        help_text=gettext_lazy("Remove the current value."),
    )  # fmt: skip


class MayEmpty(BulkChangeForm):
    """With a field ``value`` that is either filled or taken away by the tick ``empty``."""

    def clean(self) -> dict[str, Any]:
        """Neither nothing nor both."""
        cleaned = super().clean() or self.cleaned_data
        if "value" in self.errors:
            return cleaned
        has_value = cleaned.get("value") not in {None, ""}
        if has_value and cleaned.get("empty"):
            self.add_error("empty", _("Enter a value or tick “Empty it”, not both."))
        elif not has_value and not cleaned.get("empty"):
            self.add_error("value", _("Enter a value, or tick “Empty it”."))
        return cleaned


class SetColumn(BulkChangeForm):
    """A form with the one field ``value``; subclasses name their ``column``."""

    column = ""

    def choices(self) -> dict[str, Any]:
        value = self.cleaned_data["value"]
        field = Person._meta.get_field(self.column)
        written = (value.pk if value else None) if field.remote_field else value
        return {"column": self.column, "value": written, "shown": str(value) if value else ""}


class SetOwner(MayEmpty, SetColumn):
    column = "owner"
    value = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Point person"), required=False,
        empty_label=gettext_lazy("choose"),
    )  # fmt: skip
    empty = empty_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].queryset = team.nameable_by(self.user)  # type: ignore[attr-defined]


class SetLanguage(SetColumn):
    column = "language"
    value = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)


class SetSource(MayEmpty, SetColumn):
    column = "source"
    value = forms.CharField(label=gettext_lazy("Source"), max_length=200, required=False)
    empty = empty_field()


class SetZone(SetColumn):
    """Where they live. Only into one's own territory, or the people would be out of reach."""

    column = "zone"
    value = ZoneField(label=gettext_lazy("Territory"))

    def clean_value(self) -> Any:
        zone = self.cleaned_data["value"]
        if not access.may(self.user, CHANGE_PEOPLE, zone):
            raise forms.ValidationError(_("Choose one of your territories."))
        return zone


class SetField(MayEmpty):
    """A field of the campaign's, and the value as text, or nothing."""

    field = forms.ModelChoiceField(Field.objects.none(), label=gettext_lazy("Field"))
    value = forms.CharField(
        label=gettext_lazy("Value"), required=False, max_length=500,
        help_text=gettext_lazy("Names of the choices, separated by commas."),
    )  # fmt: skip
    empty = empty_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].queryset = Field.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and (field := cleaned.get("field")):
            try:
                self.typed = field_values.read(field, cleaned["value"])
            except Refused as why:
                self.add_error("value", str(why))
        return cleaned

    def choices(self) -> dict[str, Any]:
        field: Field = self.cleaned_data["field"]
        return {
            "field": field.slug,
            "label": field.label,
            "value": change_log.written(self.typed),
            "shown": field_values.said(self.typed),
        }


class AddFollowUp(BulkChangeForm):
    """What is to be done about each, by whom and when."""

    what = forms.CharField(label=gettext_lazy("Task"), max_length=300)
    owner = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Assigned to"))
    due_on = forms.DateField(label=gettext_lazy("Due date"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = team.nameable_by(self.user)  # type: ignore[attr-defined]
        self.fields["owner"].initial = self.user.pk

    def clean_due_on(self) -> Any:
        if self.cleaned_data["due_on"] < timezone.localdate():
            raise forms.ValidationError(_("Enter a date that is not in the past."))
        return self.cleaned_data["due_on"]

    def choices(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "what": said["what"], "due_on": said["due_on"].isoformat(), "owner": said["owner"].pk,
            "shown": str(said["owner"]),
        }  # fmt: skip


class PutTopic(BulkChangeForm):
    topic = forms.ModelChoiceField(Topic.objects.active(), label=gettext_lazy("E-mail topic"))
    is_in = forms.TypedChoiceField(
        label=gettext_lazy("Task"),
        choices=[("yes", gettext_lazy("subscribe")), ("no", gettext_lazy("unsubscribe"))],
        initial="yes", coerce=lambda word: word == "yes", widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "E-mails still need consent. People who unsubscribed themselves are skipped."
        ),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("How you know"), max_length=200,
        help_text=gettext_lazy("For example: list of rides to Lyon, 3 May"),
    )  # fmt: skip

    def choices(self) -> dict[str, Any]:
        said = self.cleaned_data
        topic: Topic = said["topic"]
        kept = {"is_in": said["is_in"], "source": said["source"].strip()}
        return {"topic": topic.pk, "names": topic.names, **kept}


class Mark(BulkChangeForm):
    """Do not call, do not visit, send no mail."""

    mark = forms.ChoiceField(label=gettext_lazy("Restriction"), choices=list(MARKS.items()))
    is_set = forms.TypedChoiceField(
        label=gettext_lazy("Task"),
        choices=[("yes", gettext_lazy("set it")), ("no", gettext_lazy("remove it"))],
        initial="yes", coerce=lambda word: word == "yes", widget=forms.RadioSelect,
    )  # fmt: skip

    def choices(self) -> dict[str, Any]:
        return {"mark": self.cleaned_data["mark"], "is_set": self.cleaned_data["is_set"]}


class Erase(BulkChangeForm):
    """Nobody is erased by a slip: the number of people must be typed."""

    number = forms.IntegerField(
        label=gettext_lazy("How many people are to be erased?"),
        help_text=gettext_lazy("Enter the number shown above."), min_value=1,
    )  # fmt: skip

    def clean_number(self) -> int:
        if self.cleaned_data["number"] != self.n:
            raise forms.ValidationError(_("This number is not correct. Enter the number shown above."))
        return int(self.cleaned_data["number"])


@dataclass(frozen=True, slots=True)
class BulkChange:
    """A deed on offer: the word in its address, its kind of operation, the page's words and its form."""

    what: str
    kind: str
    label: Any
    form: Callable[..., BulkChangeForm]


bulk_changes = Registry[BulkChange]("changes.forms.bulk_changes", key=attrgetter("what"))
DEEDS = (
    BulkChange("tag", "tag", gettext_lazy("Add a tag"), AddTag),
    BulkChange("untag", "untag", gettext_lazy("Remove a tag"), RemoveTag),
    BulkChange("owner", "column", gettext_lazy("Set the point person"), SetOwner),
    BulkChange("follow_up", "follow_up", gettext_lazy("Add a follow-up"), AddFollowUp),
    BulkChange("topic", "topic", gettext_lazy("Change an e-mail topic"), PutTopic),
    BulkChange("field", "field", gettext_lazy("Set a field"), SetField),
    BulkChange("mark", "mark", gettext_lazy("Set “Do not contact”"), Mark),
    BulkChange("zone", "column", gettext_lazy("Set the territory"), SetZone),
    BulkChange("language", "column", gettext_lazy("Set the language"), SetLanguage),
    BulkChange("source", "column", gettext_lazy("Set the source"), SetSource),
    BulkChange("erase", "erase", gettext_lazy("Erase for good"), Erase),
)
