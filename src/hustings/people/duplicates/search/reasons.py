"""Why two records look like one person, in words."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.dates import date_format
from hustings.people.persons import phones
from hustings.people.persons.access import masking

_WORDS: dict[tuple[str, str], Any] = {
    ("names", "same"): gettext_lazy("same name"),
    ("names", "swapped"): gettext_lazy("given and family name swapped: %(one)s, %(other)s"),
    ("given_name", "same"): gettext_lazy("same given name"),
    ("given_name", "slip"): gettext_lazy("given names differ by a typo: %(one)s, %(other)s"),
    ("given_name", "near"): gettext_lazy("similar given names: %(one)s, %(other)s"),
    ("given_name", "part"): gettext_lazy("one given name is part of the other: %(one)s, %(other)s"),
    ("given_name", "other"): gettext_lazy("different given name: %(one)s, %(other)s"),
    ("family_name", "same"): gettext_lazy("same family name"),
    ("family_name", "slip"): gettext_lazy("family names differ by a typo: %(one)s, %(other)s"),
    ("family_name", "near"): gettext_lazy("similar family names: %(one)s, %(other)s"),
    ("family_name", "part"): gettext_lazy("one family name is part of the other: %(one)s, %(other)s"),
    ("family_name", "other"): gettext_lazy("different family name: %(one)s, %(other)s"),
    ("birth_date", "same"): gettext_lazy("same birth date"),
    ("birth_date", "slip"): gettext_lazy("birth dates differ by a typo: %(one)s, %(other)s"),
    ("birth_date", "other"): gettext_lazy("different birth date: %(one)s, %(other)s"),
    ("mailbox", "same"): gettext_lazy("same mailbox: %(one)s"),
    ("own_name", "same"): gettext_lazy("e-mail addresses with the same beginning"),
    ("phone", "same"): gettext_lazy("same phone: %(one)s"),
    ("house", "same"): gettext_lazy("same address"),
    ("zone", "same"): gettext_lazy("same territory"),
    ("zone", "other"): gettext_lazy("different territory"),
    ("once_one", "same"): gettext_lazy("both were merged with a record that no longer exists"),
    ("own_number", "other"): gettext_lazy("different external ID: %(one)s, %(other)s"),
}
AGAINST = frozenset({"other"})


def told(reasons: Iterable[Sequence[Any]], hides: bool) -> list[tuple[bool, str]]:
    """Each reason in words, and whether it speaks for one person; contact data hidden where it must be."""
    found = []
    for what, how, one, other in reasons:
        words = _WORDS.get((what, how))
        if words:
            shown = {"one": _shown(what, one, hides), "other": _shown(what, other, hides)}
            found.append((how not in AGAINST, str(words) % shown))
    return found


def _shown(what: str, value: str, hides: bool) -> str:
    if what == "mailbox":
        return masking.email(value) if hides else value
    if what == "phone":
        return masking.number(value) if hides else phones.shown(value)
    if what == "birth_date":
        day = parse_date(value)
        return date_format(day, "SHORT_DATE_FORMAT") if day else value
    return value.title() if what in {"names", "given_name", "family_name"} else (value or _("none"))
