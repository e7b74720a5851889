"""The validator of every form in which somebody types a name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.names import Fault, fault

_WORDS = {
    Fault.UNREADABLE: _("Some letters can't be read. Enter the name again."),
    Fault.HIDDEN: _("Enter the name on one line, in visible letters."),
    Fault.ADDRESS: _("Enter a name without a web or e-mail address."),
}


def words(found: Fault) -> str:
    """Why a text is no name, for people."""
    return str(_WORDS[found])


def check(text: Any) -> None:
    """ValidationError says what no name holds and this text does."""
    if found := fault(str(text)):
        raise ValidationError(_WORDS[found])
