"""Reads lines of files of candidates: what each says, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _
from wagtail.images.models import Image

from hustings.foundation.file_imports.cells import Wrong, by_language, email, links, short, somebodys
from hustings.foundation.file_imports.targets import Read
from hustings.foundation.lib import trap_addresses
from hustings.foundation.territories import cells
from hustings.foundation.territories.models import Kind
from hustings.people.persons.models import Email
from mailguard.identifiers import addresses

KINDS = [Kind.CONSTITUENCY, Kind.COMMUNE, Kind.DEPARTMENT, Kind.REGION, Kind.COUNTRY, Kind.FREE]
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
    "zone": gettext_lazy("the territory code (circonscription)"),
    "family_name": gettext_lazy("the family name (nom)"),
}
LONGEST = {"given_name": 100, "family_name": 100, "ticket": 100, "deputy": 200, "email": 254}
MOST_ON_A_LIST = 1_000


def reader(kind: str, lines: Sequence[Mapping[str, str]], *, knows_people: bool) -> Read:
    """``knows_people``: whether the one who asks may learn whom the campaign knows."""
    zones, nobodys = cells.zones(kind), trap_addresses.among(None)
    photos = _photos({line.get("photo", "") for line in lines} - {""})
    people = _people({line.get("person", "") for line in lines} - {""}) if knows_people else None

    def read(texts: dict[str, str]) -> dict[str, Any]:
        if not texts.get("family_name"):
            raise Wrong(_("The family name is missing."))
        found = {"zone_id": cells.zone(texts, kind, zones), **_values(texts)}
        if "photo" in texts:
            remedy = _(
                "There is no image called “%(text)s”. Upload it with that title, or leave the cell empty."
            )
            found["photo_id"] = _found(texts["photo"], photos, remedy)
        if "person" in texts:
            found["person_id"] = _person(texts["person"], people)
        somebodys(found.get("email", ""), nobodys, where="HQ: file of candidates")
        return found

    return read


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


def _values(texts: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: short(texts[name], most) for name, most in LONGEST.items() if name in texts
    }
    if "email" in values:
        values["email"] = email(values["email"])
    if "position" in texts:
        values["position"] = _position(texts["position"])
    if "links" in texts:
        values["links"] = links(texts["links"])
    if said := by_language(texts, "biography", 5_000):
        values["biographies"] = said
    return values


def _person(text: str, people: Mapping[str, int] | None) -> int:
    if people is None:
        raise Wrong(_("You don’t have access to people: remove the column with their address."))
    remedy = _("No one has the address “%(text)s”. Add the person first, or leave the cell empty.")
    return _found(text, people, remedy)


def _found(text: str, among: Mapping[str, int], remedy: str) -> int:
    if text not in among:
        raise Wrong(remedy, text=text)
    return among[text]


def _position(text: str) -> int:
    number = text.removesuffix(".0")
    if not (number.isascii() and number.isdigit() and len(number) < 5 and 0 < int(number) <= MOST_ON_A_LIST):
        raise Wrong(_("“%(text)s” is not a position. Enter a number from 1."), text=text)
    return int(number)


def person_of(address: str) -> int | None:
    """The key of the person whom the campaign knows by an e-mail address."""
    return _people({address}).get(address)
