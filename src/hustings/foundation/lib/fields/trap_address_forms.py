"""Forms that take no address that is no person's."""

from typing import Any

from django.core.exceptions import ValidationError

from hustings.foundation.lib import trap_addresses


class EmailOfSomebody:
    """Before the class of a form: what stands in its ``email`` is read, and written to."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        """The text, unless it names an address that is no person's."""
        text = str(self.cleaned_data["email"])
        if address := trap_addresses.in_text(text, where=f"HQ: {type(self).__name__}"):
            raise ValidationError(trap_addresses.refusal(address))
        return text
