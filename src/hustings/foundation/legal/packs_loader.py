"""Loads packs: those that come with the package, or one that somebody is writing."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hustings.foundation.legal.pack import SECTIONS, Pack
from hustings.foundation.legal.places import Spot
from hustings.foundation.legal.rule_sentences import Complaint, gettext_noop
from hustings.foundation.legal.rules import Basis, Dated, Rule
from hustings.foundation.legal.sections import SECTION_READERS
from hustings.foundation.legal.toml_reader import BadPack, Table

_ = gettext_noop
FOLDER = Path(__file__).parent / "packs"
SCHEMA = 1
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class NoSuchPack(Complaint, LookupError):
    """No pack of that country comes with the package."""


def countries() -> list[str]:
    """The countries that have a pack; what several countries share is none."""
    return [code for code in _files() if read(FOLDER / f"{code}.toml").spots]


def _files() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@lru_cache(32)
def load(country: str) -> Pack:
    """The pack of a country (``fr``), or NoSuchPack."""
    code = country.strip().lower()
    if code not in _files():
        text = _("There are no rules for “{country}”. Available: {known}.")
        raise NoSuchPack(text, country=country, known=", ".join(countries()))
    return read(FOLDER / f"{code}.toml")


def read(path: Path) -> Pack:
    """The pack of a file, strictly: BadPack names the file, the key and the remedy."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        text = _("{file}: Not a valid TOML file: {why}")
        raise BadPack(text, file=path.name, why=str(error)) from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise BadPack(_("{file}: Can’t be read: {why}"), file=path.name, why=why) from error
    return _pack(Table(content, file=path.name, key=""), path)


def _pack(table: Table, path: Path) -> Pack:
    schema = table.get("schema", int, f"schema = {SCHEMA}")
    if schema != SCHEMA:
        text = _("This version reads schema {ours}, but the file uses schema {theirs}.")
        raise table.wrong("schema", text, ours=SCHEMA, theirs=schema)
    country = table.text("country")
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise table.wrong("country", _("“{value}” is not a country code. Write FR."), value=country)
    name, includes = table.said("name"), table.texts("includes", needed=False)
    taken = [_included(table, each, path) for each in includes]
    zones, spots, regions = _zones(table, country)
    sections = {section: _section(table, section, country) for section in SECTIONS}
    table.finish()
    for other in taken:
        for section in SECTIONS:
            sections[section] = {**getattr(other, section), **sections[section]}
    frozen = {section: MappingProxyType(rules) for section, rules in sections.items()}
    pack = Pack(country, name, path.name, includes, spots, regions, zones, **frozen)
    _cross_check(table, pack)
    return pack


def _included(table: Table, name: str, path: Path) -> Pack:
    for folder in (path.parent, FOLDER):
        file = folder / f"{name}.toml"
        if file.resolve() == path.resolve():
            raise table.wrong("includes", _("A rule pack can’t include itself."))
        if file.exists():
            other = read(file)
            if other.includes:
                raise table.wrong(
                    "includes", _("“{value}” includes other packs, so it can’t be included."), value=name
                )
            return other
    raise table.wrong("includes", _("There is no file {value}.toml in the same folder."), value=name)


def _section(table: Table, section: str, country: str) -> dict[str, Rule[Any]]:
    if section not in table:
        table.skip(section)
        return {}
    inner = table.inner(section)
    rules = {}
    for name in inner.names():
        if not _NAME.fullmatch(name):
            raise inner.wrong(name, _("Use only lowercase letters, digits and underscores in a name."))
        rules[name] = _rule(inner.inner(name), f"{section}.{name}", country, section)
    inner.finish()
    return rules


def _rule(table: Table, key: str, country: str, section: str) -> Rule[Any]:
    values = [_dated(row, section) for row in table.rows("values")]
    rule = _provenance(table, key, country, tuple(values))
    table.finish()
    for one, two in ((one, two) for one in values for two in values if one is not two):
        if _overlap(one, two):
            raise table.wrong("values", _("Two values apply on the same day. Add “until” to the older one."))
    return rule


def _dated(row: Table, section: str) -> Dated[Any]:
    since = row.day("from") if "from" in row else None
    until = row.day("until") if "until" in row else None
    if since and until and until < since:
        raise row.wrong("until", _("It ends before it starts."))
    row.skip("from", "until")
    value = SECTION_READERS[section](row)
    row.finish()
    return Dated(value, since, until)


def _overlap(one: Dated[Any], two: Dated[Any]) -> bool:
    return (one.since or date.min) <= (two.until or date.max) and (two.since or date.min) <= (
        one.until or date.max
    )


def _provenance(table: Table, key: str, country: str, values: tuple[Dated[Any], ...]) -> Rule[Any]:
    confirmed = table.flag("confirmed")
    if not confirmed and "doubt" not in table:
        raise table.wrong("doubt", _("Missing. Say what is not confirmed."))
    source = table.text("source")
    if not source.startswith(("https://", "http://")):
        raise table.wrong("source", _("“{value}” is not a web address. Write https://…"), value=source)
    return Rule(
        key,
        country,
        table.said("says"),
        table.text("article"),
        source,
        table.day("checked_on"),
        confirmed,
        table.said("doubt") if "doubt" in table else None,
        table.choice("basis", Basis) if "basis" in table else Basis.LAW,
        values,
    )


def _zones(
    table: Table, country: str
) -> tuple[Rule[str] | None, Mapping[str, Spot], Mapping[str, tuple[str, ...]]]:
    if "zones" not in table:
        table.skip("zones")
        return None, MappingProxyType({}), MappingProxyType({})
    inner = table.inner("zones")
    home = inner.clocks("home")
    spots = {"": Spot("", home, inner.said("home_is"))}
    for row in inner.rows("entry") if "entry" in inner else []:
        clocks = row.clocks("clocks") if "clocks" in row else ()
        row.skip("clocks")
        why = row.said("why")
        for code in row.texts("codes"):
            if code in spots:
                raise row.wrong("codes", _("“{value}” already has a time zone."), value=code)
            spots[code] = Spot(code, clocks, why)
        row.finish()
    for code, spot in spots.items():
        if not spot.clocks and not any(other.startswith(code) and spots[other].clocks for other in spots):
            raise inner.wrong(
                "entry", _("“{value}” has no time zone and contains no territory that has one."), value=code
            )
    regions = {}
    if "regions" in inner:
        below = inner.inner("regions")
        regions = {name: below.texts(name) for name in below.names()}
    inner.skip("entry", "regions")
    rule = _provenance(inner, "zones", country, (Dated(", ".join(home), None, None),))
    inner.finish()
    return rule, MappingProxyType(spots), MappingProxyType(regions)


def _cross_check(table: Table, pack: Pack) -> None:
    named = [(rule.key, dated.value.kinds) for rule in pack.vote.values() for dated in rule.values]
    named += [(rule.key, tuple(each.value.kinds)) for rule in pack.silence.values() for each in rule.values]
    named += [(rule.key, tuple(each.value.elections)) for rule in pack.gift.values() for each in rule.values]
    for key, kinds in named:
        name = "elections" if key.startswith("gift.") else "kinds"
        table.known(f"{key}.values.{name}", kinds, pack.election)
    for shift in pack.vote.values():
        for zone in (zone for dated in shift.values for zone in dated.value.zones):
            if not any(code.startswith(zone) for code in pack.spots if code):
                text = _("The territory “{zone}” votes on another day. Add it to zones.entry.")
                raise table.wrong(f"{shift.key}.values.zones", text, zone=zone)
    if pack.silence and not pack.closing:
        raise table.wrong("closing", _("Missing. Silence ends when the polls close."))
