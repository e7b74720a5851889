"""HQ's form: what everyone who took part is told at a step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.models import Consultation, Phase
from hustings.foundation.lib.fields.language_forms import InLanguages


class TellingForm(InLanguages):
    """One of the steps about which nobody was told, and a text above everyone's own figures."""

    texts = {"text": (_("Text"), 4_000, True)}
    needed = frozenset({"text"})
    phase = forms.ModelChoiceField(Phase.objects.none(), label=_("Step"))

    def __init__(self, *args: Any, consultation: Consultation, **more: Any) -> None:
        super().__init__(*args, **more)
        self.phases = consultation.phases.filter(telling=None)
        field: Any = self.fields["phase"]
        field.queryset = self.phases
        self._add_texts({})
