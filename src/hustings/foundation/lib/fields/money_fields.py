"""An amount of money in a form: typed as people write it, read as minor units."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hustings.foundation.lib.formats import money


class MoneyField(forms.CharField):
    """Minor units of ``currency``; with comma or point, from ``least`` to ``most``."""

    def __init__(
        self, *, currency: str = "EUR", least: int = 0, most: int | None = money.MOST, **more: Any
    ) -> None:
        more.setdefault("max_length", 30)
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, **more})
        self.currency, self.least, self.most = currency, least, most

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return money.plain(value, self.currency, money.point())
        return value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text in self.empty_values:
            return None
        amount = money.read(text, self.currency)
        if amount is None:
            example = money.plain(123456, self.currency, money.point())
            raise forms.ValidationError(_("Enter an amount such as %s.") % example)
        if amount < self.least:
            least = money.shown(self.least, self.currency)
            raise forms.ValidationError(_("Enter an amount of at least %s.") % least)
        if self.most is not None and amount > self.most:
            raise forms.ValidationError(
                _("Enter an amount of at most %s.") % money.shown(self.most, self.currency)
            )
        return amount
