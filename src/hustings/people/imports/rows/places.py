"""From a postcode and a town to a territory, never by a guess."""

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

from django.utils.translation import gettext as _

from hustings.foundation.lib.text.said import say
from hustings.foundation.territories.models import Containment, Kind, Postcode, Zone, key
from hustings.people.imports.rows.address_parts import Address
from hustings.people.imports.rows.row import Row

_CEDEX = " cedex"


class Places:
    """Remembers the postcodes met, so that each is asked for once."""

    def __init__(self) -> None:
        self.communes: dict[tuple[str, str], list[tuple[int, str]]] = {}  # country, code -> zone, folded name
        self.named: dict[str, list[int]] = {}  # what a column of territories says -> those it may mean
        self.departments: dict[int, int] = {}  # commune -> department

    def learn(self, rows: Collection[Row]) -> None:
        """Look up the postcodes of a chunk: one question, or two where one serves several communes."""
        self._learn_named({row.place for row in rows if row.place} - self.named.keys())
        codes = {(a.country, a.postcode) for row in rows for a in row.addresses if a.postcode}
        if not (new := codes - self.communes.keys()):
            return
        found: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        # Nothing asked of the zone: a planner without statistics would begin with every commune there is.
        rows_found = Postcode.objects.filter(code__in={code for __, code in new})
        for country, code, zone, name in rows_found.values_list(
            "zone__country", "code", "zone_id", "zone__name_key"
        ):
            found[country, code].append((zone, name))
        self.communes |= {each: found.get(each, []) for each in new}
        several = {zone for each in new if len(found[each]) > 1 for zone, __ in found[each]}
        if several := several - self.departments.keys():
            # No join: a planner without statistics walks every commune of every department.
            around = Containment.objects.filter(inner__in=several).values_list("inner_id", "outer_id")
            departments = self._every_department
            self.departments |= {inner: outer for inner, outer in around if outer in departments}

    def _learn_named(self, texts: set[str]) -> None:
        if not texts:
            return
        found: dict[str, set[int]] = defaultdict(set)
        by_code = {text.upper(): text for text in texts}
        by_name: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            by_name[key(text)].append(text)
        for code, zone in Zone.objects.filter(code__in=by_code).order_by().values_list("code", "pk"):
            found[by_code[code]].add(zone)
        rows = Zone.objects.filter(name_key__in=by_name).order_by().values_list("name_key", "pk")
        for name, zone in rows:
            for text in by_name[name]:
                found[text].add(zone)
        self.named |= {text: sorted(found[text]) for text in texts}

    def _settle_named(self, row: Row) -> None:
        """Set the row's zone from the column that names it; say why where it can't be."""
        zones = self.named.get(row.place, [])
        if len(zones) == 1:
            row.zone = zones[0]
        elif zones:
            words = _("%(n)d territories are called “%(text)s”. Use the code.")
            row.says.append(say(words, text=row.place, n=len(zones)))
        else:
            row.says.append(say(_("No territory has the name or code “%(text)s”."), text=row.place))

    @cached_property
    def _every_department(self) -> set[int]:
        return set(Zone.objects.of_kind(Kind.DEPARTMENT).order_by().values_list("pk", flat=True))

    def settle(self, row: Row) -> None:
        """Set the row's zone from its first address that leads to one; say why where none does."""
        if row.place:
            self._settle_named(row)
            if row.zone is not None:
                return
        notes = []
        for address in row.addresses:
            row.zone, note = self.zone(address)
            if row.zone is not None:
                if note:
                    row.says.append(note)
                return
            if note:
                notes.append(note)
        row.says += notes[:1]

    def zone(self, address: Address) -> tuple[int | None, str]:
        """The commune where it is certain, else the department, else none; and what is to be said of it."""
        if not address.postcode:
            return None, ""
        communes = self.communes.get((address.country, address.postcode), [])
        if not communes:
            if address.country != "FR":
                return None, ""
            words = _("Unknown postcode %(code)s: no territory set.")
            return None, say(words, code=address.postcode)
        if len(communes) == 1:
            return communes[0][0], ""
        town = key(address.city).partition(_CEDEX)[0]
        named = [zone for zone, name in communes if name == town]
        if len(named) == 1:
            return named[0], ""
        return self._department(communes, address)

    def _department(self, communes: list[tuple[int, str]], address: Address) -> tuple[int | None, str]:
        around = {self.departments.get(zone) for zone, __ in communes}
        department = around.pop() if len(around) == 1 else None
        words = _(
            "%(n)d communes share the postcode %(code)s and none is called “%(city)s”: only the"
            " department is set."
        )
        if not department:
            words = _(
                "%(n)d communes in several departments share the postcode %(code)s and none is "
                "called “%(city)s”: no territory set."
            )
        return department, say(words, code=address.postcode, n=len(communes), city=address.city or "—")
