"""Topics of mail: what HQ types about them, and what is said of them for somebody."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.forms.contact_details import is_yes
from hustings.people.persons.models import Topic


class TopicForm(forms.Form):
    def __init__(self, *args: Any, topic: Topic | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name (%(language)s)") % {"language": language}, max_length=60,
                required=code == settings.LANGUAGE_CODE, initial=topic and topic.names.get(code, ""),
            )  # fmt: skip
            self.fields[f"description_{code}"] = forms.CharField(
                label=_("Description (%(language)s)") % {"language": language}, max_length=200,
                required=False, initial=topic and topic.descriptions.get(code, ""),
            )  # fmt: skip
        self.fields["is_default"] = forms.BooleanField(
            label=_("Subscribed by default"), required=False,
            initial=topic.is_default if topic else True,
            help_text=_("Send to everyone who hasn't chosen. Otherwise only to people who subscribed."),
        )  # fmt: skip

    def words(self) -> dict[str, Any]:
        typed = self.cleaned_data
        codes = [code for code, _language in settings.LANGUAGES]
        return {
            "names": {code: typed[f"name_{code}"] for code in codes},
            "descriptions": {code: typed[f"description_{code}"] for code in codes},
            "is_default": typed["is_default"],
        }


class MoveTopicForm(forms.Form):
    is_up = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=is_yes)


class TopicsForm(forms.Form):
    topic = forms.ModelChoiceField(Topic.objects.all(), label=_("Topic"))
    is_in = forms.TypedChoiceField(
        label=_("Answer"), choices=[("yes", _("subscribed")), ("no", _("unsubscribed"))], coerce=is_yes,
        widget=forms.RadioSelect,
    )  # fmt: skip
    source = forms.CharField(
        label=_("How they chose"),
        max_length=200,
        help_text=_("For example: on paper at the market, 3 May"),
    )
