"""Choices for single columns: who is right, what values stand for; keys in order, saved mappings."""

from typing import Any

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports import unwilling
from hustings.people.imports.columns import conflict_policy, mapping_presets
from hustings.people.imports.columns.options import FILE_WINS, IF_EMPTY, NEWEST, OURS_WINS, Options
from hustings.people.imports.models import Import
from hustings.people.persons.matching import match_keys

_WHO = {FILE_WINS, IF_EMPTY, OURS_WINS, NEWEST}


def start(imported: Import, plan: str) -> tuple[list[str], Options]:
    if not plan:
        return list(imported.mapping), Options.read(imported.options)
    found = next((each for each in mapping_presets.fitting(imported, None) if each.name == plan), None)
    if found is None:
        raise click.UsageError(_("No mapping called “{name}” was saved for these columns.").format(name=plan))
    return mapping_presets.applied(found, imported)


def more(columns: list[str], mapping: list[str], options: Options, chosen: dict[str, Any]) -> None:
    """Put what was told of single columns, and of the order of keys, into the options."""
    _match(chosen["match"], mapping, options)
    if chosen["as_of"]:
        options.as_of = chosen["as_of"].date().isoformat()
    for pair in chosen["wins"]:
        at, who = _column(columns, pair, "--wins")
        if who not in _WHO or not conflict_policy.things(mapping[at]):
            raise click.UsageError(
                _("--wins {pair}: use file, empty, ours or newest, for a column that has a choice.").format(
                    pair=pair
                )
            )
        options.wins_by[str(at)] = who
    if NEWEST in options.wins_by.values() and not options.as_of and "changed_at" not in mapping:
        raise click.UsageError(_("“newest” needs --as-of or a changed_at column."))
    for pair in chosen["value"]:
        at, text = _column(columns, pair.replace(":", "=", 1), "--value")
        value, equals, instead = text.partition("=")
        if not equals or not value.strip():
            raise click.UsageError(_("--value {pair}: use COLUMN:VALUE=TEXT.").format(pair=pair))
        options.values.setdefault(str(at), {})[fold(value)] = instead.strip()
    for option, what in (("refusals", unwilling.REFUSALS), ("no_refusals", unwilling.OTHER)):
        for name in chosen[option]:
            at, _rest = _column(columns, f"{name}=", f"--{option.replace('_', '-')}")
            options.unwilling[str(at)] = what


def _match(told: str, mapping: list[str], options: Options) -> None:
    if told:
        options.keys = [word.strip() for word in told.split(",") if word.strip()]
    for word in options.keys:
        if word not in match_keys.ALL:
            known = ", ".join(match_keys.ALL)
            raise click.UsageError(_("--match {word}: choose from {keys}.").format(word=word, keys=known))
    if not match_keys.is_enough(mapping, options.keys):
        raise click.UsageError(_("No column tells people apart: see --mapping and --match."))


def _column(columns: list[str], pair: str, option: str) -> tuple[int, str]:
    name, equals, rest = pair.partition("=")
    if not equals or name not in columns:
        raise click.UsageError(
            _("{option} {pair}: no column “{name}”. The file has: {columns}.").format(
                option=option, pair=pair, name=name, columns=", ".join(columns)
            )
        )
    return columns.index(name), rest
