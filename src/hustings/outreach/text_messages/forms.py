"""The shape of what is typed about text messages."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.outreach.text_messages import gateways, recipients, vault
from hustings.outreach.text_messages.models import Gateway, TextBlast
from hustings.outreach.text_messages.models.texts import LONGEST
from hustings.people.persons import phones
from hustings.people.persons.refusals import Refused
from hustings.people.segments.models import Segment

CURRENCIES = ["EUR", "GBP", "USD", "CHF", "CAD"]
_SECRETS = {
    "token": gettext_lazy("Access token"),
    "webhook_secret": gettext_lazy("Webhook signing secret"),
    "auth_token": gettext_lazy("Auth token"),
    "application_secret": gettext_lazy("Application secret"),
    "consumer_key": gettext_lazy("Consumer key"),
}
_SETTINGS = {
    "url": gettext_lazy("Address"),
    "account": gettext_lazy("Account SID"),
    "service": gettext_lazy("SMS service, like sms-ab12345-1"),
    "application_key": gettext_lazy("Application key"),
    "sender": gettext_lazy("Sender: a number or name"),
}


class NewGatewayForm(forms.ModelForm):  # type: ignore[type-arg]
    """The provider, which stays."""

    class Meta:
        model = Gateway
        fields = ["provider"]


class GatewayForm(forms.ModelForm):  # type: ignore[type-arg]
    """Settings, and keys that are entered but never shown."""

    price = MoneyField(
        label=gettext_lazy("Price of 1,000 parts"), required=False,
        help_text=gettext_lazy("For estimates. A long text has several parts."),
    )  # fmt: skip
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=[(code, code) for code in CURRENCIES]
    )

    class Meta:
        model = Gateway
        fields = ["name", "per_second", "price", "currency", "stop_number", "answers_stop"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        port, held = gateways.of(self.instance), vault.keys(self.instance)
        for name in port.settings:
            self.fields[name] = forms.CharField(
                label=_SETTINGS[name], required=False, max_length=200,
                initial=self.instance.settings.get(name, ""),
            )  # fmt: skip
        for name in port.secrets:
            note = _("Entered. Leave blank to keep it.") if held.get(name) else ""
            self.fields[name] = forms.CharField(
                label=_SECRETS[name], required=False, max_length=400, help_text=note,
                widget=forms.PasswordInput({"autocomplete": "off"}),
            )  # fmt: skip

    def values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Values of the row, and the keys."""
        port, said = gateways.of(self.instance), self.cleaned_data
        row = {name: said[name] for name in self.Meta.fields}
        row["settings"] = {name: said[name].strip() for name in port.settings if said.get(name)}
        return row, {name: said[name] for name in port.secrets}


class TextForm(forms.ModelForm):  # type: ignore[type-arg]
    """A draft: name, recipients, words, and by which gateway where there are several."""

    class Meta:
        model = TextBlast
        fields = ["name", "segment", "body", "gateway"]
        widgets = {"body": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        kept = Q(pk=self.instance.segment_id or 0)
        segment: Any = self.fields["segment"]
        segment.queryset = Segment.objects.visible_to(user) | Segment.objects.filter(kept)
        segment.empty_label = "–"
        on = Gateway.objects.on() | Gateway.objects.filter(pk=self.instance.gateway_id or 0)
        if on.count() < 2:
            del self.fields["gateway"]
        else:
            gateway: Any = self.fields["gateway"]
            gateway.queryset, gateway.required, gateway.empty_label = on, True, None

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}


class NumberForm(forms.Form):
    """A phone for a test."""

    number = forms.CharField(
        label=gettext_lazy("Your mobile number"), max_length=30,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip

    def clean_number(self) -> str:
        try:
            number = phones.read(self.cleaned_data["number"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        if not recipients.gets_texts(number):
            raise forms.ValidationError(_("This is not a mobile number."))
        return number


class AnswerForm(forms.Form):
    """An answer by text, under a key: sent twice, it leaves once."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    words = forms.CharField(
        label=gettext_lazy("Your answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class SendForm(forms.Form):
    """The moment at which a text leaves; none: now."""

    at = MomentField(
        label=gettext_lazy("Send at"), required=False, help_text=gettext_lazy("Leave blank to send now")
    )

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise forms.ValidationError(_("Choose a time in the future."))
        return at
