"""Forms of conversations."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.threads.models import HiddenFor, How
from hustings.field.threads.models.messages import TEXT
from hustings.field.threads.models.threads import TITLE
from hustings.foundation.lib.text.plain_text import tidy


class MessageForm(forms.Form):
    """A message."""

    text = forms.CharField(
        label=gettext_lazy("Your message"), max_length=TEXT, strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip

    def clean_text(self) -> str:
        text = tidy(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Write a message first."))
        return text


class ThreadForm(MessageForm):
    """A first message, with its title."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=TITLE)
    field_order = ("title", "text")

    def clean_title(self) -> str:
        return " ".join(tidy(self.cleaned_data["title"]).split())


class ReasonForm(forms.Form):
    """Why a message is reported or hidden."""

    why = forms.ChoiceField(label=gettext_lazy("Reason"), choices=HiddenFor.choices)
    words = forms.CharField(
        label=gettext_lazy("Details (optional)"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean_words(self) -> str:
        return " ".join(tidy(self.cleaned_data["words"]).split())


class SubscriptionForm(forms.Form):
    """Choice of how often mails come."""

    how = forms.ChoiceField(label=gettext_lazy("E-mails"), choices=How.choices, widget=forms.RadioSelect)
    at_night = forms.BooleanField(label=gettext_lazy("Also at night (22:00 to 7:00)"), required=False)


class BulletinForm(ThreadForm):
    """A message to all members."""

    title = forms.CharField(label=gettext_lazy("Subject of the e-mail"), max_length=TITLE)


class RefusalForm(forms.Form):
    """Why a message to members doesn't leave."""

    why = forms.CharField(
        label=gettext_lazy("Reason (the host reads it)"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean_why(self) -> str:
        return " ".join(tidy(self.cleaned_data["why"]).split())
