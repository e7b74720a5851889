"""Choice of several rows of the database in a form."""

from typing import Any

from django import forms

from hustings.foundation.lib.web import query_params


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows; numbers that no database takes for a key are refused like others that don't exist."""

    def clean(self, value: Any) -> Any:
        for one in value if isinstance(value, (list, tuple)) else ():
            if str(one).isdecimal() and query_params.key(str(one)) is None:
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": one})
        return super().clean(value)
