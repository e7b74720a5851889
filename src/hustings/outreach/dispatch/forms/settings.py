"""The shape of limits, plans and precautions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.outreach.delivery.models import Destination, Warmup
from hustings.outreach.review.models import Precaution
from mailguard.identifiers import domain_names


class DestinationForm(forms.ModelForm[Destination]):
    class Meta:
        model = Destination
        fields = ["name", "domains", "per_minute", "per_hour", "at_once"]
        widgets = {"domains": forms.Textarea(attrs={"rows": 6, "spellcheck": "false"})}

    def clean_domains(self) -> str:
        text = str(self.cleaned_data["domains"]).lower()
        names = set(text.replace(",", " ").split())
        for other in Destination.objects.exclude(pk=self.instance.pk):
            if both := names & set(other.names):
                words = _("%(domain)s already belongs to %(name)s.") % {"domain": min(both), "name": other}
                raise forms.ValidationError(words)
        return text


class WarmupForm(forms.ModelForm[Warmup]):
    """A plan; the campaign's own domain unless told."""

    class Meta:
        model = Warmup
        fields = ["domain", "starts_on", "first_day", "growth", "enough"]
        widgets = {"starts_on": DayInput()}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if not self.instance.pk:
            self.initial["domain"] = Campaign.current().sender_domain

    def clean_domain(self) -> str:
        domain = domain_names.ascii_form(str(self.cleaned_data["domain"]).strip().lstrip("@"))
        if "." not in domain or set(domain) - set("abcdefghijklmnopqrstuvwxyz0123456789.-"):
            raise forms.ValidationError(_("%(name)s is not a domain.") % {"name": domain})
        return domain


class PrecautionForm(forms.ModelForm[Precaution]):
    """What keeps letters from leaving by mistake."""

    class Meta:
        model = Precaution
        fields = ["asks_second", "above", "asks_sequences", "grace", "tests_per_hour"]
