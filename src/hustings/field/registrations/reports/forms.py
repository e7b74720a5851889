"""The shape of a report, of its tasks and of a thank-you."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.picture_fields import PictureField
from hustings.foundation.lib.fields.uploaded_pictures import UploadedPicture


class ReportForm(forms.Form):
    """Numbers and texts."""

    n_came = forms.IntegerField(label=_("People who came"), min_value=0, max_value=1_000_000, required=False)
    n_contacts = forms.IntegerField(
        label=_("Contacts made"), min_value=0, max_value=1_000_000, required=False,
        help_text=_("Conversations, addresses, promises of help"),
    )  # fmt: skip
    minutes = forms.CharField(
        label=pgettext_lazy("of an event", "Minutes"), max_length=20_000, required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Only the team and the group’s hosts read this."),
    )  # fmt: skip
    public_text = forms.CharField(
        label=_("Text for the site"), max_length=5_000, required=False, widget=forms.Textarea({"rows": 4}),
        help_text=_("Shown on the event’s page once the team approves it."),
    )  # fmt: skip


class TaskForm(forms.Form):
    """One thing to do."""

    what = forms.CharField(label=_("Task"), max_length=300, required=False)
    owner = forms.CharField(label=_("Assigned to"), max_length=120, required=False)
    due_on = forms.DateField(label=_("Due date"), required=False, widget=DayInput())


class TaskForms(forms.BaseFormSet):  # type: ignore[type-arg] # not generic at run time
    """Those that are filled in."""

    @property
    def said(self) -> list[dict[str, Any]]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("what")]
        return [{name: row[name] for name in ("what", "owner", "due_on")} for row in rows]


def tasks(data: Any = None) -> TaskForms:
    made: Any = forms.formset_factory(TaskForm, formset=TaskForms, extra=3, max_num=10)
    found: TaskForms = made(data, prefix="task")
    return found


class PictureForm(forms.Form):
    """One of the library's pictures."""

    picture = PictureField(label=_("Picture"))
    alt = forms.CharField(label=_("Image description"), max_length=200, required=False)


class UploadForm(forms.Form):
    """A host's photograph."""

    picture = UploadedPicture(
        label=_("Picture"), help_text=_("Only pictures of people who agree to be shown.")
    )
    alt = forms.CharField(label=_("Image description"), max_length=200, required=False)


class ThanksForm(forms.Form):
    """Words to those who came, and to those who didn't."""

    text = forms.CharField(
        label=_("Message to people who came"), max_length=3_000, widget=forms.Textarea({"rows": 5})
    )
    absent_text = forms.CharField(
        label=_("Message to people who didn’t come"), max_length=3_000, required=False,
        widget=forms.Textarea({"rows": 4}), help_text=_("Leave blank to write only to people who came."),
    )  # fmt: skip


class FeedbackForm(forms.Form):
    """One question and a few words."""

    score = forms.TypedChoiceField(
        label=_("How was it?"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, _("5, great")), (4, "4"), (3, "3"), (2, "2"), (1, _("1, poor"))],
    )  # fmt: skip
    words = forms.CharField(
        label=_("Anything to add?"), max_length=2_000, required=False, widget=forms.Textarea({"rows": 4})
    )
