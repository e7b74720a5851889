"""The shape of a split, a merger and a closing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.groups.reorganisation import hosts
from hustings.field.groups.reorganisation.rows import group_rows
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts import access
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.fields import ZoneField


class WordsForm(forms.Form):
    """Words to members; all there is to say of a closing."""

    words = forms.CharField(
        label=gettext_lazy("Your words to the members"), max_length=2_000, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    is_told = forms.BooleanField(
        label=gettext_lazy("Tell the members by e-mail"), required=False, initial=True
    )

    @property
    def told(self) -> dict[str, Any]:
        return {"words": self.cleaned_data["words"], "is_told": self.cleaned_data["is_told"]}


class MergeForm(WordsForm):
    """The group that is kept: by its name, with its territory where several have it."""

    into = forms.CharField(label=gettext_lazy("Merge into"), max_length=250)
    field_order = ("into",)

    def __init__(self, *args: Any, user: Any, group: LocalGroup, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = LocalGroup.objects.visible_to(user).filter(closed_at=None).exclude(pk=group.pk)
        self.groups = rows.for_lists()
        self.fields["into"].widget.attrs["list"] = "groups"

    @property
    def suggestions(self) -> list[str]:
        return [label(one) for one in self.groups.order_by("name_key")[:300]]

    def clean_into(self) -> LocalGroup:
        typed = " ".join(self.cleaned_data["into"].split())
        named = [one for one in self.groups if fold(one.name) == fold(typed) or label(one) == typed]
        if len(named) != 1:
            raise forms.ValidationError(
                _("Several groups have this name: choose one of the list.")
                if named
                else _("No open group of your territories has this name.")
            )
        return named[0]


def label(group: LocalGroup) -> str:
    return f"{group.name} · {group.zone.label()}"


class SplitForm(WordsForm):
    """The new group, and what goes there: members, events, conversations."""

    name = forms.CharField(label=gettext_lazy("Name of the new group"), max_length=120)
    zone = ZoneField(label=gettext_lazy("Territory"))
    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Members who move"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    host = forms.TypedChoiceField(
        label=gettext_lazy("Host of the new group"), coerce=int, required=False, empty_value=None
    )
    is_agreed = forms.BooleanField(
        label=gettext_lazy("Split all the same"), required=False, widget=forms.HiddenInput
    )
    field_order = ("name", "zone", "people", "host", "is_agreed")

    def __init__(
        self, *args: Any, user: Any, group: LocalGroup, members: Sequence[Membership], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.user, self.group = user, group
        named = [(one.person_id, _named(one)) for one in members]
        self.fields["people"].choices = named  # type: ignore[attr-defined]
        self.fields["host"].choices = [("", _("no one yet")), *named]  # type: ignore[attr-defined]
        for kind in group_rows.all():
            if found := kind.choices(group):
                self.fields[f"rows_{kind.name}"] = forms.TypedMultipleChoiceField(
                    label=kind.label, coerce=int, required=False, choices=found,
                    widget=forms.CheckboxSelectMultiple,
                )  # fmt: skip
        last = ("words", "is_told", "is_agreed")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def clean_zone(self) -> Any:
        zone = self.cleaned_data["zone"]
        if not access.covers(access.grants(self.user, CHANGE_GROUPS), zone):
            raise forms.ValidationError(_("This place is outside your territories."))
        return zone

    def clean(self) -> dict[str, Any]:
        """A half without a host is shown, with what follows, and has to be agreed to."""
        said = super().clean() or self.cleaned_data
        if "people" not in said or "name" not in said:
            return said
        found = hosts.lacking(self.group, said["people"], said.get("host"), said["name"])
        if found:
            self.fields["is_agreed"].widget = forms.CheckboxInput()
            if not said.get("is_agreed"):
                self.add_error("is_agreed", [hosts.told(self.group, name) for name in found])
        return said

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        rows = {name.removeprefix("rows_"): keys for name, keys in said.items() if name.startswith("rows_")}
        return {
            "values": {"name": said["name"], "zone": said["zone"]}, "people": said["people"],
            "host": said["host"], "rows": rows, **self.told,
        }  # fmt: skip


def _named(one: Membership) -> str:
    zone = f" · {one.person.zone.name}" if one.person.zone else ""
    return f"{one.person} ({one.get_role_display()}){zone}"
