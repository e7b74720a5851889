"""Tables of results with a line a station, in which the contenders stand beside one another.

Two ways of writing them are known. The older one names the columns of the first contender alone; the
others follow in columns without a name. The newer one numbers them: ``Voix 1``, ``Voix 2``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.field.stations import codes
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.table import heading

FIXED = {  # headings as ``heading`` leaves them
    "department": "code du departement|code departement",
    "municipality": "code de la commune|code commune|code insee|insee|commune|municipality code|municipality",
    "place": "libelle de la commune|libelle commune|nom de la commune|municipality name",
    "number": "code du b vote|code b vote|code bv|code du bureau de vote|numero du bureau|bureau de vote"
    "|bureau|polling station|station",
    "registered": "inscrits|registered|registered voters",
    "voted": "votants|voted|voters",
    "blank": "blancs|blank|blank votes",
    "null": "nuls|null|null votes",
    "void": "blancs et nuls|blank and null",
    "valid": "exprimes|valid|valid votes",
}
OF_CONTENDER = {
    "label": "nuance|code nuance|nuance candidat|nuance liste|label",
    "short": "libelle abrege liste|libelle abrege de liste|list",
    "long": "libelle etendu liste|libelle de liste|nom de la liste",
    "first": "prenom|prenom candidat|given name",
    "last": "nom|nom candidat|nom tete de liste|nom de la tete de liste|candidate|family name",
    "votes": "voix|votes",
}
_AROUND = {"n panneau", "n pan", "n liste", "numero de panneau", "sexe", "sexe candidat"}  # told of no vote
NEEDED = {
    "municipality": gettext_lazy("the municipality’s code (Code commune)"),
    "number": gettext_lazy("the polling station (Code BV)"),
    "registered": gettext_lazy("the registered voters (Inscrits)"),
    "voted": gettext_lazy("the voters (Votants)"),
    "valid": gettext_lazy("the valid votes (Exprimés)"),
    "votes": gettext_lazy("the votes of each list or candidate (Voix)"),
}
KNOWN = {name for names in (*FIXED.values(), *OF_CONTENDER.values()) for name in names.split("|")} | _AROUND
_NUMBERED = re.compile(r"(.+) (\d+)")
_OVERSEAS = {  # departments as the ministry of the interior writes them, as in the codes of municipalities
    "ZA": "97", "ZB": "97", "ZC": "97", "ZD": "97", "ZM": "97", "ZS": "97", "ZX": "97",
    "ZN": "98", "ZP": "98", "ZW": "98",
}  # fmt: skip
# Cities whose stations are numbered by district: code, the districts' codes before the first, how many.
_DISTRICTS = {"75056": (75100, 20), "13055": (13200, 16), "69123": (69380, 9)}
_LONGEST = 120


class Line(NamedTuple):
    """A line as it was read, ``at`` its place: the station, the figures, the votes by name or label."""

    at: int
    municipality: str
    number: str
    place: str
    n_registered: int
    n_voted: int
    n_valid: int
    votes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the columns: the fixed ones, those of each contender, the first contender's width."""

    fixed: Mapping[str, int]
    contenders: Sequence[Mapping[str, int]]
    width: int  # of the contenders that follow without a name; 0: all are named


def layout(names: Sequence[str]) -> Layout:
    """The layout of a table by the names of its columns; Unreadable where one is missing."""
    found = [heading(name) for name in names]
    while found and not found[-1]:
        found.pop()
    fixed = {}
    for column, aliases in FIXED.items():
        places = [found.index(alias) for alias in aliases.split("|") if alias in found]
        if places:
            fixed[column] = places[0]
    missing = [name for name in NEEDED if name != "votes" and name not in fixed]
    contenders, width = _numbered(found), 0
    if not contenders:
        contenders, width = _repeated(found, max(fixed.values(), default=-1))
    if not contenders:
        missing.append("votes")
    if missing:
        words = gettext("The first line must contain the column names. Missing: %(missing)s.")
        raise Unreadable(words % {"missing": ", ".join(str(NEEDED[name]) for name in missing)})
    return Layout(fixed, contenders, width)


def _numbered(found: Sequence[str]) -> list[dict[str, int]]:
    by_number: dict[int, dict[str, int]] = {}
    for at, name in enumerate(found):
        parts = _NUMBERED.fullmatch(name)
        if parts and (column := _of_contender(parts[1])):
            by_number.setdefault(int(parts[2]), {})[column] = at
    return [by_number[number] for number in sorted(by_number) if "votes" in by_number[number]]


def _repeated(found: Sequence[str], after: int) -> tuple[list[dict[str, int]], int]:
    begins = next(
        (at for at in range(after + 1, len(found)) if found[at] in _AROUND or _of_contender(found[at])), None
    )
    if begins is None:
        return [], 0
    again = [at for at in range(begins + 1, len(found)) if found[at] == found[begins]]
    width = (again[0] if again else len(found)) - begins
    first = {}
    for at in range(begins, begins + width):
        if column := _of_contender(found[at]):
            first[column] = at
    return ([first], width) if "votes" in first else ([], 0)


def _of_contender(name: str) -> str:
    return next((column for column, aliases in OF_CONTENDER.items() if name in aliases.split("|")), "")


def line(at: int, cells: Sequence[str], table: Layout, by_label: bool) -> Line:
    """One line of the table; Wrong names the fault and the remedy."""
    texts = {name: cells[at].strip() if at < len(cells) else "" for name, at in table.fixed.items()}
    municipality, number = station(texts)
    counts = {name: _count(texts.get(name, "")) for name in ("registered", "voted", "valid")}
    votes: dict[str, int] = {}
    for places in _places(len(cells), table):
        if (text := cells[places["votes"]].strip()) and (name := _name(cells, places, by_label)):
            votes[name] = votes.get(name, 0) + _count(text)
    _demand_sums(texts, counts, sum(votes.values()))
    kept = {name: n for name, n in votes.items() if n}
    place = texts.get("place", "")
    return Line(at, municipality, number, place, counts["registered"], counts["voted"], counts["valid"], kept)


def station(texts: Mapping[str, str]) -> tuple[str, str]:
    """The municipality's official code and the station's number."""
    department, code = texts.get("department", "").upper(), texts.get("municipality", "").upper()
    number = codes.number(texts.get("number", ""))
    if not code or not number:
        raise Wrong(_("The municipality or the polling station is missing. Enter its code."))
    if len(code) == 5 and code[:2] in _OVERSEAS:  # ZA101
        code = _OVERSEAS[code[:2]] + code[2:]
    elif len(code) < 4 and department:
        begins = _OVERSEAS.get(department, department.rjust(2, "0"))[:2]
        code = begins + code.rjust(3, "0")
    code = codes.municipality(code)
    first, most = _DISTRICTS.get(code, (0, 0))
    if first and number.isdecimal() and 1 <= int(number[:-2]) <= most:
        code = str(first + int(number[:-2]))
    if max(len(code), len(number)) > codes.LONGEST:
        raise Wrong(
            _("“%(code)s” is too long for a code. Check the columns."), code=max(code, number, key=len)
        )
    return code, number


def _places(n_cells: int, table: Layout) -> Sequence[Mapping[str, int]]:
    if not table.width:
        return [each for each in table.contenders if max(each.values()) < n_cells]
    first = table.contenders[0]
    last = max(first.values())
    times = range((n_cells - last - 1) // table.width + 1) if n_cells > last else range(0)
    return [{name: at + step * table.width for name, at in first.items()} for step in times]


def _name(cells: Sequence[str], places: Mapping[str, int], by_label: bool) -> str:
    texts = {name: " ".join(cells[at].split()) for name, at in places.items()}
    if by_label and texts.get("label"):
        return texts["label"][:_LONGEST]
    person = f"{texts.get('first', '')} {texts.get('last', '')}".strip()
    name = texts.get("short") or texts.get("long") or person or texts.get("label", "")
    return name[:_LONGEST]


def _count(text: str) -> int:
    plain = "".join(text.split()).removesuffix(".0")
    if not plain.isdecimal() or not plain.isascii() or len(plain) > 8:
        raise Wrong(_("“%(text)s” is not a number of voters. Correct it."), text=text)
    return int(plain)


def _demand_sums(texts: Mapping[str, str], counts: Mapping[str, int], n_votes: int) -> None:
    """Refuse figures that do not add up: a shifted column, a typing error."""
    registered, voted, valid = counts["registered"], counts["voted"], counts["valid"]
    if voted > registered:
        raise Wrong(
            _("%(voted)s voters, but only %(registered)s are registered. Check the line."),
            voted=voted, registered=registered,
        )  # fmt: skip
    parts = [_count(texts[name]) for name in ("blank", "null", "void") if texts.get(name)]
    is_whole = "void" in texts or {"blank", "null"} <= texts.keys()
    if valid > voted or (is_whole and sum(parts) + valid != voted):
        raise Wrong(
            _("Blank, null and valid votes make %(sum)s, not the %(voted)s voters. Check the line."),
            sum=sum(parts) + valid, voted=voted,
        )  # fmt: skip
    if n_votes != valid:
        raise Wrong(
            _("The votes add up to %(votes)s, not to the %(valid)s valid votes. Check the line."),
            votes=n_votes, valid=valid,
        )  # fmt: skip
