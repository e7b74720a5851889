"""Reads lines of files of representatives: what each says, and what is wrong with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.foundation.file_imports.cells import Wrong, email, links, short, somebodys
from hustings.foundation.file_imports.targets import Read
from hustings.foundation.lib import trap_addresses
from hustings.foundation.territories import cells
from hustings.foundation.territories.models import Kind
from hustings.people.persons import phones

KINDS = [Kind.CONSTITUENCY, Kind.COMMUNE, Kind.DEPARTMENT, Kind.REGION, Kind.COUNTRY, Kind.FREE]
COLUMNS = {  # headings as they are compared, the most telling first
    "zone": "code circonscription|code de la circonscription|circonscription|circo|constituency|zone"
    "|territory|territoire|code territoire|code insee|insee|code commune|commune|code",
    "department": "code departement|code du departement|departement|department",
    "given_name": "prenom|prenoms|prenom de l elu|given name|first name|firstname",
    "family_name": "nom|nom de famille|nom de l elu|family name|last name|lastname|surname",
    "body": "chambre|assemblee|organe|conseil|body|chamber",
    "party": "groupe|groupe politique|parti|party|group",
    "email": "email|e mail|courriel|adresse email|mail",
    "phone": "telephone|tel|phone|numero de telephone",
    "page": "page|site|site web|url|website",
    "languages": "langues|langue|languages|language",
    "source": "source",
    "checked_on": "verifie le|date|checked on|checked",
}
NEEDED = {
    "zone": gettext_lazy("the territory code (circonscription)"),
    "family_name": gettext_lazy("the family name (nom)"),
}
LONGEST = {
    "given_name": 100, "family_name": 100, "body": 120, "party": 120, "email": 254, "page": 300,
    "source": 300,
}  # fmt: skip


def reader(kind: str, source: str) -> Read:
    """``source`` is for lines that name none."""
    zones, nobodys = cells.zones(kind), trap_addresses.among(None)

    def read(texts: dict[str, str]) -> dict[str, Any]:
        if not texts.get("family_name"):
            raise Wrong(_("The family name is missing."))
        found = {"zone_id": cells.zone(texts, kind, zones), **_values(texts, source)}
        somebodys(found.get("email", ""), nobodys, where="HQ: file of representatives")
        return found

    return read


def _values(texts: Mapping[str, str], source: str) -> dict[str, Any]:
    said: dict[str, Any] = {name: short(texts[name], most) for name, most in LONGEST.items() if name in texts}
    if source:
        said.setdefault("source", source)
    if "email" in said:
        said["email"] = email(said["email"])
    if "page" in said:
        said["page"] = links(said["page"])[0]
    if "phone" in texts:
        said["phone"] = _phone(texts["phone"])
    if "languages" in texts:
        said["languages"] = languages(texts["languages"])
    if "checked_on" in texts:
        said["checked_on"] = _day(texts["checked_on"])
    return said


def _phone(text: str) -> str:
    try:
        return phones.read(text)
    except phones.BadNumber as bad:
        raise Wrong(_("“%(text)s” is not a phone number. Correct it."), text=text) from bad


def _day(text: str) -> str:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    raise Wrong(_("“%(text)s” is not a date. Enter it like 2026-11-26."), text=text)


def languages(text: str) -> list[str]:
    """Codes of languages, set apart by spaces or commas."""
    found = [word.lower() for word in text.replace(",", " ").replace(";", " ").split()]
    for word in found:
        if not (word.isascii() and word.isalpha() and len(word) == 2):
            raise Wrong(_("“%(text)s” is not a language code. Enter one like fr."), text=word)
    return found[:5]
