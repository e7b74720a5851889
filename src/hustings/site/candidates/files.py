"""Reads files of candidates: what each line says, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.models import Image

from hustings.foundation.lib import trap_addresses
from hustings.foundation.territories import cells, lines
from hustings.foundation.territories.models import Kind
from hustings.foundation.territories.named import name_key
from hustings.people.persons.models import Email
from mailguard.identifiers import addresses

KINDS = [Kind.CONSTITUENCY, Kind.COMMUNE, Kind.DEPARTMENT, Kind.REGION, Kind.COUNTRY, Kind.FREE]
LARGEST = 20_000_000  # bytes
COLUMNS = {  # headings as they are compared, the most telling first
    "zone": "code circonscription|code de la circonscription|codecirconscription|circonscription"
    "|numero circonscription|circo|constituency|zone|territory|territoire|code territoire|code insee|insee"
    "|code commune|commune|code",
    "department": "code departement|code du departement|departement|department",
    "given_name": "prenom|prenoms|prenom candidat|prenom du candidat|given name|first name|firstname",
    "family_name": "nom|nom de famille|nom candidat|nom du candidat|nom sur le bulletin de vote|family name"
    "|last name|lastname|surname",
    "ticket": "liste|libelle de la liste|nom de la liste|nuance|etiquette|parti|ticket|list|party",
    "position": "position|ordre|rang|numero sur la liste|place|order|place on the list",
    "deputy": "suppleant|suppleante|remplacant|remplacante|nom du remplacant|deputy|substitute",
    "email": "email|e mail|courriel|adresse email|contact",
    "links": "liens|lien|sites|site|site web|website|links|link",
    "biography_fr": "biographie|biographie fr|biography fr|bio fr|bio",
    "biography_en": "biography|biography en|biographie en|bio en",
    "photo": "photo|portrait|picture|image",
    "person": "email de la personne|e mail de la personne|person email|person",
}
NEEDED = {
    "zone": gettext_lazy("the territory's code (circonscription)"),
    "family_name": gettext_lazy("the family name (nom)"),
}
LONGEST = {"given_name": 100, "family_name": 100, "ticket": 100, "deputy": 200, "email": 254}
MOST_ON_A_LIST = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file. ``values`` holds the fields that it fills, as the database takes them."""

    line: int
    zone: int
    values: dict[str, Any]

    @property
    def ticket(self) -> str:
        """The list, or nothing."""
        return str(self.values.get("ticket", ""))

    @property
    def name(self) -> str:
        """As lists are sorted."""
        return name_key(self.values.get("given_name", ""), self.values["family_name"])


@dataclass(slots=True)
class Reading:
    """The rows of a file and what is wrong with the others, by line."""

    rows: list[Row] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


def read(content: bytes, kind: str, *, knows_people: bool) -> Reading:
    """All lines. ``knows_people``: whether who asks may learn whom the campaign knows."""
    found, zones = Reading(), cells.zones(kind)
    read_lines = list(lines.read(content, COLUMNS, NEEDED))
    photos = _photos({line.texts.get("photo", "") for line in read_lines} - {""})
    people = _people({line.texts.get("person", "") for line in read_lines} - {""}) if knows_people else None
    nobodys = trap_addresses.among(None)
    for line in read_lines:
        try:
            row = _row(line, kind, zones, photos, people)
            cells.somebodys(row.values.get("email", ""), nobodys, where="HQ: file of candidates")
            found.rows.append(row)
        except cells.Wrong as wrong:
            found.problems.append((line.number, str(wrong)))
    return found


def _photos(names: set[str]) -> dict[str, int]:
    files = {f"original_images/{name}": name for name in names}
    rows = Image.objects.filter(Q(title__in=names) | Q(file__in=list(files))).order_by("-pk")
    found: dict[str, int] = {}
    for pk, title, file in rows.values_list("pk", "title", "file"):
        found |= {name: pk for name in (title, files.get(file, "")) if name in names}
    return found


def _people(texts: set[str]) -> dict[str, int]:
    keys = {text: addresses.key_of(text) for text in texts}
    rows = Email.objects.filter(key__in=[each for each in keys.values() if each])
    known = dict(rows.values_list("key", "person"))
    return {text: known[each] for text, each in keys.items() if each in known}


def _row(
    line: lines.Line,
    kind: str,
    zones: Mapping[str, list[int]],
    photos: Mapping[str, int],
    people: Mapping[str, int] | None,
) -> Row:
    texts = {name: text.replace("\0", "") for name, text in line.texts.items() if text}
    if not texts.get("family_name"):
        raise cells.Wrong(_("The family name is missing."))
    zone = cells.zone(texts, kind, zones)
    values: dict[str, Any] = {
        name: cells.short(texts[name], most) for name, most in LONGEST.items() if name in texts
    }
    if "email" in values:
        values["email"] = cells.email(values["email"])
    if "position" in texts:
        values["position"] = _position(texts["position"])
    if "links" in texts:
        values["links"] = cells.links(texts["links"])
    said = {code: texts[f"biography_{code}"] for code in ("fr", "en") if f"biography_{code}" in texts}
    if said:
        values["biographies"] = {code: cells.short(text, 5_000) for code, text in said.items()}
    if "photo" in texts:
        values["photo"] = _found(
            texts["photo"], photos,
            _("No picture is called “%(text)s”. Upload it under that title, or leave the cell empty."),
        )  # fmt: skip
    if "person" in texts:
        values["person"] = _person(texts["person"], people)
    return Row(line.number, zone, values)


def _person(text: str, people: Mapping[str, int] | None) -> int:
    if people is None:
        raise cells.Wrong(_("You don’t see people: leave the column with the person’s address out."))
    remedy = _("Nobody is known by the address “%(text)s”. Add the person first, or leave the cell empty.")
    return _found(text, people, remedy)


def _found(text: str, among: Mapping[str, int], remedy: str) -> int:
    if text not in among:
        raise cells.Wrong(remedy % {"text": text})
    return among[text]


def _position(text: str) -> int:
    number = text.removesuffix(".0")
    if not (number.isascii() and number.isdigit() and len(number) < 5 and 0 < int(number) <= MOST_ON_A_LIST):
        raise cells.Wrong(_("“%(text)s” is no place on a list. Write a number from 1.") % {"text": text})
    return int(number)


def person_of(address: str) -> int | None:
    """The key of the person whom the campaign knows by an e-mail address."""
    return _people({address}).get(address)
