"""Reads lines of files of local groups: what each says, and what is wrong with it."""

from typing import Any

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.field.groups.models import GroupKind
from hustings.foundation.file_imports.cells import YES, Wrong, by_language, email, links, one_line, point
from hustings.foundation.file_imports.targets import Read
from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories import cells
from hustings.foundation.territories.models import Kind

KINDS = [Kind.COMMUNE, Kind.DEPARTMENT, Kind.CONSTITUENCY, Kind.REGION, Kind.FREE]
COLUMNS = {  # headings as they are compared, the most telling first
    "name": "nom du groupe|nom|groupe|name|group|title|titre",
    "zone": "code insee|insee|code commune|commune|code territoire|territoire|territory|zone|code",
    "department": "code departement|code du departement|departement|department",
    "kind": "type de groupe|type|kind of group|kind",
    "place": "lieu de reunion|lieu|salle|place|venue|meets at",
    "address": "adresse|address",
    "latitude": "latitude|lat",
    "longitude": "longitude|lon|lng",
    "email": "email|e mail|courriel|adresse email|mail",
    "phone": "telephone|tel|phone",
    "link": "lien|site|site web|link|url|website",
    "organiser": "animateur|animatrice|responsable|referent|organiser|organizer|contact",
    "agreed": "accord|accord pour etre nomme|agreed|agrees to be named",
    "description_fr": "description fr|description|texte",
    "description_en": "description en",
}
NEEDED = {
    "name": gettext_lazy("the name of the group (nom)"),
    "zone": gettext_lazy("the territory code (code INSEE)"),
}
LONGEST = {"name": 120, "place": 200, "address": 300, "phone": 40, "organiser": 120}


def reader(kind: str) -> Read:
    zones, groups = cells.zones(kind), _kinds()

    def read(texts: dict[str, str]) -> dict[str, Any]:
        if "name" not in texts:
            raise Wrong(_("The name is missing."))
        found: dict[str, Any] = {
            name: one_line(texts[name], most) for name, most in LONGEST.items() if name in texts
        }
        found |= {"zone_id": cells.zone(texts, kind, zones), **point(texts)}
        if "kind" in texts:
            found["kind_id"] = _kind(texts["kind"], groups)
        if "email" in texts:
            found["email"] = email(texts["email"])
        if "link" in texts:
            found["link"] = links(texts["link"])[0]
        if said := by_language(texts, "description", 3_000):
            found["descriptions"] = said
        if "organiser" in found and fold(texts.get("agreed", "")) not in YES:
            raise Wrong(
                _("The organiser hasn’t agreed to be named: ask them and enter “yes”, or remove the name.")
            )
        _refuse_nobodys([*texts.values()])
        return found

    return read


def _kinds() -> dict[str, int]:
    """Kinds of groups by code and by each of their names, folded."""
    rows = GroupKind.objects.filter(archived_at=None)
    return {fold(word): row.pk for row in rows for word in (row.code, *row.names.values())}


def _kind(text: str, kinds: dict[str, int]) -> int:
    if (found := kinds.get(fold(text.strip()))) is None:
        raise Wrong(_("No kind of group has this code or name: %(text)s"), text=text[:100])
    return found


def _refuse_nobodys(texts: list[str]) -> None:
    """No address that is no person's stands on the site, in whichever cell."""
    for text in texts:
        if "@" in text and (address := trap_addresses.in_text(text, where="HQ: file of local groups")):
            raise Wrong(trap_addresses.refusal(address))
