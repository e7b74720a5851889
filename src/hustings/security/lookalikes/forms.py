"""Forms of look-alikes."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.hq import filters
from hustings.security.lookalikes import whom
from hustings.security.lookalikes.models import LONGEST, Find, Habit, List, Watched
from mailguard.identifiers import domain_names

MOST_BYTES = 32 << 20


class WatchedForm(forms.ModelForm[Watched]):
    text = forms.CharField(
        label=gettext_lazy("Domain or brand"), max_length=LONGEST,
        help_text=gettext_lazy("A service or partner of yours, like webmail.example or “Valbrune Office”"),
    )  # fmt: skip

    class Meta:
        model = Watched
        fields = ("text", "is_ours", "note")

    def clean_text(self) -> str:
        """In one form, so that nothing is watched twice."""
        text = self.cleaned_data["text"].strip().lower().removeprefix("https://").removeprefix("http://")
        text = text.strip("/").removeprefix("*.").removeprefix("www.")
        if not whom.is_good(text):
            raise forms.ValidationError(
                _("Enter a domain, like webmail.example, or a brand of at least %(n)s letters.")
                % {"n": whom.LEAST}
            )
        return domain_names.ascii_form(text) if "." in text else text

    def validate_unique(self) -> None:
        """The action says so."""


class ListForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Text, CSV, JSON or a log, up to 32 MB; may be compressed (gz, bz2, xz)"
        ),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind of list"), choices=List.Kind)

    def clean_file(self) -> Any:
        """Not more than a task takes at once."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _(
                    "The file is larger than 32 MB. Compress it, or search it on the server: "
                    "`hustings lookouts FILE`."
                )
            )
        return file


class HabitForm(forms.ModelForm[Habit]):
    a_minute = forms.IntegerField(label=gettext_lazy("Look-ups per minute"), min_value=1, max_value=60)

    class Meta:
        model = Habit
        fields = ("asks", "a_minute")


class FilterForm(filters.FilterForm):
    """Filters of the list."""

    q = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[
            ("", gettext_lazy("to review")), ("hostile", gettext_lazy("malicious")),
            ("harmless", gettext_lazy("harmless")), ("all", gettext_lazy("all")),
        ],
    )  # fmt: skip
    of = forms.ChoiceField(
        label=gettext_lazy("Looks like"), required=False,
        choices=[("", gettext_lazy("any domain")), ("own", gettext_lazy("one of our domains")),
                 ("provider", gettext_lazy("a service provider"))],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        if said["state"] != "all":
            rows = rows.filter(judgement=said["state"])
        if said["of"]:
            rows = rows.filter(is_provider=said["of"] == "provider")
        words = said["q"].lower()
        return rows.filter(Q(host__contains=words) | Q(name__contains=words)) if words else rows


class JudgeForm(forms.Form):
    judgement = forms.ChoiceField(choices=Find.Judgement, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=2_000, widget=forms.Textarea({"rows": 2})
    )
