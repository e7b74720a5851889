"""The campaign's own fields, and the choices that some of them offer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.forms.contact_details import is_yes
from hustings.people.persons.models import Field


class FieldForm(forms.Form):
    label = forms.CharField(label=_("Label"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=Field.Kind)
    help_text = forms.CharField(
        label=_("Help text"),
        required=False,
        max_length=200,
        help_text=_("Shown below the field"),
    )
    options = forms.CharField(
        label=_("Choices"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For a field with choices: one per line"),
    )  # fmt: skip
    least = forms.DecimalField(
        label=_("Minimum"), required=False, max_digits=18, decimal_places=4, localize=True,
        help_text=_("For a number"),
    )  # fmt: skip
    most = forms.DecimalField(
        label=_("Maximum"), required=False, max_digits=18, decimal_places=4, localize=True,
        help_text=_("For a number"),
    )  # fmt: skip

    on_own_page = forms.ChoiceField(
        label=_("On the personal page"), choices=Field.OwnPage, initial=Field.OwnPage.SHOWN,
        required=False,
        help_text=_("People who download their data always get every value."),
    )  # fmt: skip

    def __init__(self, *args: Any, field: Field | None = None, **more: Any) -> None:
        if field:
            names = ("label", "help_text", "least", "most", "on_own_page")
            more["initial"] = {name: getattr(field, name) for name in names}
        super().__init__(*args, **more)
        if field:
            del self.fields["kind"], self.fields["options"]
            if field.kind != Field.Kind.NUMBER:
                del self.fields["least"], self.fields["most"]

    def clean_on_own_page(self) -> str:
        """As it is where nothing is said."""
        return str(
            self.cleaned_data["on_own_page"]
            or self.get_initial_for_field(self.fields["on_own_page"], "on_own_page")
        )

    def clean_options(self) -> list[str]:
        return str(self.cleaned_data["options"]).splitlines()


class OptionForm(forms.Form):
    """A choice by its label; unticked it is no longer offered."""

    label = forms.CharField(label=_("Choice"), max_length=100)
    is_listed = forms.BooleanField(label=_("Offered in lists"), required=False)


class MoveOptionForm(forms.Form):
    is_up = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=is_yes)
