"""Forms of HQ about themes."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.web import query_params
from hustings.site.forms.models import Group, Question, Theme

_NAME = gettext_lazy("Name of the theme")


class ThemeForm(forms.Form):
    name = forms.CharField(label=_NAME, max_length=80)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class SortForm(forms.Form):
    """How many groups at most."""

    wanted = forms.IntegerField(
        label=gettext_lazy("Maximum number of new themes"), min_value=2, max_value=30, initial=8,
        help_text=gettext_lazy("Similar groups can be assigned to the same theme"),
    )  # fmt: skip


class TakeForm(forms.Form):
    into = forms.ModelChoiceField(
        Theme.objects.none(), label=gettext_lazy("Theme"), required=False,
        empty_label=gettext_lazy("a new theme, called:"),
    )  # fmt: skip
    name = forms.CharField(label=_NAME, max_length=80, required=False)

    def __init__(self, question: Question, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": False, **more})
        self.fields["into"].queryset = question.themes.all()  # type: ignore[attr-defined]

    @staticmethod
    def proposed(group: Group) -> dict[str, Any]:
        """The theme it may belong to, else a name made of its words."""
        return {"into": group.theme} if group.theme else {"name": ", ".join(group.words[:3])}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        typed["name"] = " ".join(typed.get("name", "").split())
        if not typed.get("into") and not typed["name"]:
            self.add_error("name", _("Name the theme, or choose one."))
        return typed

    @property
    def theme(self) -> Theme | str:
        into: Theme | None = self.cleaned_data["into"]
        return into or str(self.cleaned_data["name"])


class CodeForm(forms.Form):
    theme_key = forms.ModelChoiceField(Theme.objects.none())

    def __init__(self, question: Question, data: QueryDict) -> None:
        super().__init__(data)
        self.ticked = data.getlist("answer")[:200]
        self.fields["theme_key"].queryset = question.themes.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if not self.answers:
            raise forms.ValidationError("none")
        return super().clean() or {}

    @property
    def theme(self) -> Theme:
        found: Theme = self.cleaned_data["theme_key"]
        return found

    @property
    def answers(self) -> list[int]:
        return query_params.keys(self.ticked)
