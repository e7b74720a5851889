"""The shape of what is typed about payments."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from schwifty import BIC, IBAN

from hustings.foundation.lib.fields.money_fields import MoneyField
from hustings.money.ledger.models import Books
from hustings.money.ledger.rights import RUN_MONEY
from hustings.money.payments import providers, vault
from hustings.money.payments.models import Channel, Payment
from hustings.money.payments.providers import sepa
from hustings.money.payments.providers.port import Trouble

_SECRETS = {
    "secret_key": gettext_lazy("Secret key"),
    "webhook_secret": gettext_lazy("Webhook signing secret"),
    "client_id": gettext_lazy("Client ID"),
    "client_secret": gettext_lazy("Client secret"),
}
_SETTINGS = {
    "iban": gettext_lazy("IBAN"),
    "bic": gettext_lazy("BIC"),
    "creditor_id": gettext_lazy("SEPA creditor identifier"),
    "organisation": gettext_lazy("Name of the organisation in its HelloAsso address"),
}


class NewChannelForm(forms.Form):
    """Books and provider, which stay."""

    books = forms.ModelChoiceField(Books.objects.none(), label=gettext_lazy("Books"))
    provider = forms.ChoiceField(
        label=pgettext_lazy("payments", "Provider"), choices=Channel.Provider.choices
    )

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["books"].queryset = Books.objects.of(user, RUN_MONEY)  # type: ignore[attr-defined]


class ChannelForm(forms.ModelForm):  # type: ignore[type-arg]
    """Settings, and keys that are entered but never shown."""

    class Meta:
        model = Channel
        fields = ["name", "position", "test_mode"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        provider = providers.of(self.instance)
        if not provider.is_online:
            del self.fields["test_mode"]
        for name in provider.settings:
            held = self.instance.settings.get(name, "")
            self.fields[name] = forms.CharField(
                label=_SETTINGS[name], required=False, max_length=60, initial=held
            )
        held = vault.keys(self.instance)
        for name in provider.secrets:
            note = _("Entered. Leave blank to keep it.") if held.get(name) else ""
            self.fields[name] = forms.CharField(
                label=_SECRETS[name], required=False, max_length=400, help_text=note,
                widget=forms.PasswordInput({"autocomplete": "off"}),
            )  # fmt: skip

    def clean_iban(self) -> str:
        """Empty: that of the books."""
        text = str(self.cleaned_data["iban"]).strip()
        try:
            return str(IBAN(text).compact) if text else ""
        except ValueError:
            raise forms.ValidationError(_("This is not a valid IBAN. Please check each digit.")) from None

    def clean_bic(self) -> str:
        text = str(self.cleaned_data["bic"]).strip()
        try:
            return str(BIC(text).compact) if text else ""
        except ValueError:
            raise forms.ValidationError(_("This is not a valid BIC. Please check each character.")) from None

    def clean_creditor_id(self) -> str:
        text = "".join(str(self.cleaned_data["creditor_id"]).split()).upper()
        if text and not sepa.is_creditor_id(text):
            raise forms.ValidationError(
                _("This is not a valid SEPA creditor identifier. Please check each character.")
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Keep a channel that is on from losing what it can't do without; online ones are asked on trial."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        provider = providers.of(self.instance)
        if not (self.instance.off_at or provider.is_online or self.errors):
            wanted = Channel(books=self.instance.books, settings=self.values()[0]["settings"])
            try:
                provider.check(wanted)
            except Trouble as trouble:
                self.add_error("iban", str(trouble))
        return said

    def values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Values of the row, and the keys."""
        provider, said = providers.of(self.instance), self.cleaned_data
        row = {name: said[name] for name in self.Meta.fields if name in said}
        row["settings"] = {name: said[name] for name in provider.settings if said.get(name)}
        return row, {name: said[name] for name in provider.secrets}


class SeenForm(forms.Form):
    """A refund by whoever saw what went back before: the same one in two tabs is made once."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, refunded: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.refunded = refunded
        self.fields["seen"].initial = refunded

    def clean_seen(self) -> None:
        if self.cleaned_data["seen"] in {None, self.refunded}:
            return
        # Whoever reads the refusal and sends it again means it.
        self.data = {**self.data.dict(), "seen": str(self.refunded)}  # type: ignore[attr-defined]
        self.add_error(None, _("Something was refunded in the meantime: look again."))


class RefundForm(SeenForm):
    """An amount that goes back to the payer."""

    def __init__(self, *args: Any, row: Payment, **more: Any) -> None:
        super().__init__(*args, refunded=row.refunded, **more)
        self.fields["amount"] = MoneyField(
            label=gettext_lazy("Amount"), currency=row.currency, initial=row.left
        )
        if providers.of(row.channel).is_online:
            self.fields["by_hand"] = forms.BooleanField(
                label=gettext_lazy("I make the transfer myself: don’t ask the provider"), required=False
            )
