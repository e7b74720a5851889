"""Forms of domain security."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.security.domains import report_reader
from hustings.security.domains.models import LONGEST, Account, Domain
from mailguard.identifiers import domain_names


class DomainForm(forms.ModelForm[Domain]):
    name = forms.CharField(
        label=gettext_lazy("Domain"), max_length=LONGEST,
        help_text=gettext_lazy("Like valbrune.example, without www"),
    )  # fmt: skip

    class Meta:
        model = Domain
        fields = ("name", "sends_mail", "selectors")

    def clean_name(self) -> str:
        host = domain_names.ascii_form(self.cleaned_data["name"].strip().lower().rstrip("."))
        labels = host.split(".")
        if len(labels) < 2 or domain_names.is_ip(host) or not all(0 < len(label) < 64 for label in labels):
            raise ValidationError(_("Enter the domain only, like valbrune.example."))
        return host

    def validate_unique(self) -> None:
        """The action says so."""


class DomainFactsForm(forms.ModelForm[Domain]):
    class Meta:
        model = Domain
        fields = ("sends_mail", "selectors")


class PolicyForm(forms.ModelForm[Domain]):
    class Meta:
        model = Domain
        fields = ("sts_mode", "sts_hosts", "sts_days")
        widgets = {"sts_hosts": forms.Textarea({"rows": 3})}

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        if not self.instance.sts_hosts:
            self.initial["sts_hosts"] = "\n".join(each.rstrip(".") for each in self.instance.hosts)

    def clean_sts_hosts(self) -> str:
        found = []
        for each in self.cleaned_data["sts_hosts"].replace(",", " ").split():
            host = domain_names.ascii_form(each.lower().rstrip("."))
            labels = host.removeprefix("*.").split(".")
            if len(labels) < 2 or domain_names.is_ip(host) or not all(map(_is_label, labels)):
                raise ValidationError(_("“%(text)s” isn’t a valid mail server name.") % {"text": each})
            found.append(host)
        return "\n".join(dict.fromkeys(found))

    def clean(self) -> dict[str, Any]:
        """Nobody is asked to refuse what we take mail by."""
        said = super().clean() or {}
        hosts = str(said.get("sts_hosts", "")).split()
        if said.get("sts_mode") not in {Domain.Mode.TESTING, Domain.Mode.ENFORCE} or self.errors:
            return said
        if not hosts:
            self.add_error("sts_hosts", _("Enter the mail servers of this domain."))
        elif said["sts_mode"] == Domain.Mode.ENFORCE and (left := self._left_out(hosts)):
            words = _(
                "%(name)s receives e-mail for this domain and is missing here: messages to it would be lost."
            )
            self.add_error("sts_hosts", words % {"name": left})
        return said

    def _left_out(self, hosts: list[str]) -> str:
        """A server of its MX records that no line covers (RFC 8461, 4.1)."""
        ends = {each[1:] for each in hosts if each.startswith("*.")}
        for each in self.instance.hosts:
            name = each.rstrip(".").lower()
            if name not in hosts and f".{name.partition('.')[2]}" not in ends:
                return str(name)
        return ""


def _is_label(label: str) -> bool:
    return 0 < len(label) < 64 and label.strip("-") == label and label.replace("-", "").isalnum()


class ReportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("The e-mail received (.eml) or its attachment (.xml, .json, .zip, .gz)"),
    )  # fmt: skip

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > report_reader.SIZE:
            raise ValidationError(_("The file is larger than 25 MB. Check that it is the right one."))
        return file


class SourceForm(forms.Form):
    source = forms.CharField(max_length=100)
    answer = forms.ChoiceField(choices=[("ours", ""), ("foreign", ""), ("", "")], required=False)


class AccountForm(forms.ModelForm[Account]):
    address = forms.EmailField(label=gettext_lazy("Address"))

    class Meta:
        model = Account
        fields = ("address", "holder", "service", "factor", "forwards_to", "keeps_days", "checked_on")
        widgets = {"checked_on": DayInput()}

    def clean_address(self) -> str:
        """Small, so that nobody stands twice."""
        return str(self.cleaned_data["address"]).lower()

    def clean_forwards_to(self) -> str:
        found = self.cleaned_data["forwards_to"].replace(",", " ").replace(";", " ").lower().split()
        for each in found:
            try:
                validate_email(each)
            except ValidationError as error:
                raise ValidationError(
                    _("“%(text)s” isn’t a valid forwarding address.") % {"text": each}
                ) from error
        return " ".join(found)

    def validate_unique(self) -> None:
        """The action says so."""


class AccountsForm(forms.Form):
    """Many at once."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "Columns: address, name, service, second factor (key, app, sms, none), forwards to, "
                "retention (days), checked on. Empty cells change nothing"
        ),
    )  # fmt: skip
