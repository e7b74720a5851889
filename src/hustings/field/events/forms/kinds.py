"""The form of a kind of events."""

from django import forms
from django.utils.translation import gettext_lazy

from hustings.field.events.models import EventKind
from hustings.field.events.models.kinds import Silenced
from hustings.field.groups.kinds.forms import KindForm as AnyKindForm


class KindForm(AnyKindForm):
    model, kept = EventKind, ("is_action", "asks_report", "silenced_as")
    is_action = forms.BooleanField(
        label=gettext_lazy("Counts as an action of the field"), required=False, initial=True
    )
    asks_report = forms.BooleanField(
        label=gettext_lazy("Asks for a report afterwards"), required=False, initial=True
    )
    silenced_as = forms.ChoiceField(
        label=gettext_lazy("During election silence it is"), required=False, choices=Silenced.choices
    )

    @property
    def may_be_nameless(self) -> bool:
        """Whether the catalogue has a name for it."""
        return self.kind is not None
