"""The form of the best and the worst of four."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.opinions.fours import Asked
from hustings.people.signups.public_forms.base import GuardedForm


class FourForm(GuardedForm):
    """One of the statements is the best, another one the worst."""

    place = "four"
    best = forms.ChoiceField(label=gettext_lazy("Best"))
    worst = forms.ChoiceField(label=gettext_lazy("Worst"))

    def __init__(self, asked: Asked, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked = asked
        for name in ("best", "worst"):
            field: Any = self.fields[name]
            field.choices = [(str(item.pk), str(item)) for item in asked.items]
            field.error_messages["required"] = _("Choose one in each column.")

    @property
    def rows(self) -> list[tuple[Any, bool, bool]]:
        """Each statement, and whether it was marked the best or the worst."""
        best, worst = self.data.get("best", ""), self.data.get("worst", "")
        return [(item, str(item.pk) == best, str(item.pk) == worst) for item in self.asked.items]

    @property
    def problem(self) -> str:
        """Why it can't be taken, in one sentence."""
        found = [str(error) for errors in self.errors.values() for error in errors]
        return found[0] if found else ""

    def clean(self) -> dict[str, Any]:
        """Two different statements."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("best") and cleaned.get("best") == cleaned.get("worst"):
            raise ValidationError(_("The best and the worst must be two different statements."))
        return cleaned
