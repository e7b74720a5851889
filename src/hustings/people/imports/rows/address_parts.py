"""Postal addresses from their parts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hustings.foundation.lib.text import said
from hustings.foundation.lib.text.said import say
from hustings.people.imports.rows import values


@dataclass(slots=True)
class Address:
    lines: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"


def address(part: dict[str, str], says: list[str]) -> Address | None:
    """The address, without a postcode that can't be one: of that it says why."""
    country = values.country(part["country"]) if part["country"] else "FR"
    lines = "\n".join(part[name] for name in ("lines", "lines2", "lines3") if part[name])
    city = " ".join(part["city"].split())
    if part["state"] and country != "FR" and city:
        city = f"{city}, {part['state']}"
    try:
        code = values.postcode(part["postcode"], country) if part["postcode"] else ""
    except values.BadValue as error:
        code, reason = "", said.of(error)
        says.append(say(_("Postcode skipped: %(reason)s"), kept=("reason",), reason=reason))
    if not (lines or code or city):
        return None
    return Address(values.fits(lines, 1_000), code, values.fits(city, 100), country)
