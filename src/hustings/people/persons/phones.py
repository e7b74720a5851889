"""Phone numbers: read, checked and brought to E.164."""

import re

import phonenumbers
from django.utils.translation import gettext as _

from hustings.foundation.lib.text.said import say
from hustings.people.persons.refusals import Refused

REGION = "FR"  # whose national way of writing is understood
_NUMBERISH = re.compile(r"\+?[\d\s().\-/]{2,30}")


class BadNumber(Refused):
    """The text is no phone number that could be called."""


def read(text: str, region: str = REGION) -> str:
    """``"06 12 34 56 78"`` becomes ``"+33612345678"``; refuses in words what can't be called."""
    try:
        number = phonenumbers.parse(text.strip(), region)
    except phonenumbers.NumberParseException as error:
        raise BadNumber(say(_("“%(text)s” is not a phone number."), text=text)) from error
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_SHORT:
        raise BadNumber(say(_("The phone number “%(text)s” is too short."), text=text))
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        raise BadNumber(say(_("The phone number “%(text)s” is too long."), text=text))
    if not phonenumbers.is_valid_number(number):
        raise BadNumber(say(_("The phone number “%(text)s” does not exist."), text=text))
    formatted: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return formatted


def shown(number: str, region: str = REGION) -> str:
    """E.164 as people of the region write it: ``06 12 34 56 78``, abroad ``+32 470 12 34 56``."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return number
    at_home = parsed.country_code == phonenumbers.country_code_for_region(region)
    styles = phonenumbers.PhoneNumberFormat
    style = styles.NATIONAL if at_home else styles.INTERNATIONAL
    formatted: str = phonenumbers.format_number(parsed, style)
    return formatted


def beginning(text: str, region: str = REGION) -> str:
    """The beginning of a number as typed into a search box, in E.164; empty where it is none."""
    if not _NUMBERISH.fullmatch(text.strip()):
        return ""
    digits = re.sub(r"\D", "", text)
    if text.strip().startswith("+") or digits.startswith("00"):
        return f"+{digits.removeprefix('00')}"
    return f"+{phonenumbers.country_code_for_region(region)}{digits.removeprefix('0')}"
