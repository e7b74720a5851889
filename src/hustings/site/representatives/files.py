"""Reads files of representatives, and says what they would change: for the check beforehand and the run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib import trap_addresses
from hustings.foundation.territories import cells, lines
from hustings.foundation.territories.file_imports import Change, Plan
from hustings.foundation.territories.models import Kind
from hustings.foundation.territories.named import name_key
from hustings.people.persons import phones
from hustings.site.representatives.models import Representative, RepresentativeImport

KINDS = [Kind.CONSTITUENCY, Kind.COMMUNE, Kind.DEPARTMENT, Kind.REGION, Kind.COUNTRY, Kind.FREE]
LARGEST = 20_000_000  # bytes
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
    "zone": gettext_lazy("the territory's code (circonscription)"),
    "family_name": gettext_lazy("the family name (nom)"),
}
LONGEST = {
    "given_name": 100, "family_name": 100, "body": 120, "party": 120, "email": 254, "page": 300,
    "source": 300,
}  # fmt: skip
FIELDS = [*LONGEST, "phone", "languages", "checked_on"]


@dataclass(frozen=True, slots=True)
class Step(Change):
    found: Representative | None
    line: int
    zone: int


def plan(imported: RepresentativeImport) -> Plan[Step]:
    found, zones = Plan[Step](), cells.zones(imported.kind)
    there = {
        (one.zone_id, one.name_key): one for one in Representative.objects.filter(office=imported.office)
    }
    first: dict[tuple[int, str], int] = {}
    nobodys = trap_addresses.among(None)
    for line in lines.read(bytes(imported.content), COLUMNS, NEEDED):
        try:
            zone, said = _row(line, imported, zones)
            cells.somebodys(said.get("email", ""), nobodys, where="HQ: file of representatives")
            place = (zone, name_key(said.get("given_name", ""), said["family_name"]))
            if place in first:
                words = _("The same representative stands in line %(line)s. Remove one.")
                raise cells.Wrong(words % {"line": first[place]})
        except cells.Wrong as wrong:
            found.problems.append((line.number, str(wrong)))
            continue
        first[place] = line.number
        _hold(found, line.number, zone, there.get(place), said)
    return found


def _hold(found: Plan[Step], line: int, zone: int, one: Representative | None, said: dict[str, Any]) -> None:
    old = values(one, said) if one else {}
    changed = {name: value for name, value in said.items() if one is None or old[name] != value}
    if changed or one is None:
        found.steps.append(Step(one, {name: old[name] for name in changed if one}, changed, line, zone))
    else:
        found.n_same += 1


def values(one: Representative, names: Iterable[str]) -> dict[str, Any]:
    found = {name: getattr(one, name) for name in names}
    if day := found.get("checked_on"):
        found["checked_on"] = day if isinstance(day, str) else day.isoformat()
    return found


def fill(one: Representative, said: Mapping[str, Any]) -> None:
    for name, value in said.items():
        is_day = name == "checked_on" and isinstance(value, str)
        setattr(one, name, date.fromisoformat(value) if is_day else value)
    one.name_key = name_key(one.given_name, one.family_name)


def _row(
    line: lines.Line, imported: RepresentativeImport, zones: Mapping[str, list[int]]
) -> tuple[int, dict[str, Any]]:
    texts = {name: text.replace("\0", "") for name, text in line.texts.items() if text}
    if not texts.get("family_name"):
        raise cells.Wrong(_("The family name is missing."))
    zone = cells.zone(texts, imported.kind, zones)
    said: dict[str, Any] = {
        name: cells.short(texts[name], most) for name, most in LONGEST.items() if name in texts
    }
    if imported.source:
        said.setdefault("source", imported.source)
    if "email" in said:
        said["email"] = cells.email(said["email"])
    if "page" in said:
        said["page"] = cells.links(said["page"])[0]
    if "phone" in texts:
        said["phone"] = _phone(texts["phone"])
    if "languages" in texts:
        said["languages"] = languages(texts["languages"])
    if "checked_on" in texts:
        said["checked_on"] = _day(texts["checked_on"])
    return zone, said


def _phone(text: str) -> str:
    try:
        return phones.read(text)
    except phones.BadNumber as bad:
        raise cells.Wrong(_("“%(text)s” is no phone number. Correct it.") % {"text": text}) from bad


def _day(text: str) -> str:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    raise cells.Wrong(_("“%(text)s” is no date. Write it as 2026-11-26.") % {"text": text})


def languages(text: str) -> list[str]:
    """Codes of languages, set apart by spaces or commas."""
    found = [word.lower() for word in text.replace(",", " ").replace(";", " ").split()]
    for word in found:
        if not (word.isascii() and word.isalpha() and len(word) == 2):
            raise cells.Wrong(_("“%(text)s” is no code of a language, such as fr.") % {"text": word})
    return found[:5]
