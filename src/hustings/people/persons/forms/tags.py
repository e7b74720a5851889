"""The library of tags."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models import Tag


class TagNameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    group = forms.CharField(
        label=_("Tag group"), max_length=100, required=False,
        help_text=_("Tags of a group are listed together, such as “skills”"),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Meaning"), max_length=200, required=False,
        help_text=_("When to use it"),
    )  # fmt: skip
    is_listed = forms.BooleanField(
        label=_("Offered in lists"), required=False, initial=True,
        help_text=_("If not, it stays on people but can't be added to others"),
    )  # fmt: skip


class MergeTagForm(forms.Form):
    """The tag that stays."""

    into = forms.ModelChoiceField(Tag.objects.none(), label=_("Merge into"), empty_label="–")

    def __init__(self, *args: object, tag: Tag, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["into"].queryset = Tag.objects.exclude(pk=tag.pk)  # type: ignore[attr-defined]
