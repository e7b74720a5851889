"""Arguments of the command line: looked at, and turned into what an import takes."""

import codecs
import datetime as dt
from pathlib import Path
from typing import Any

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.people.imports.columns import proposals as proposing
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.options import ALL, COLUMN, IF_EMPTY, Options, Statement
from hustings.people.imports.models import Import
from hustings.people.persons.models import Field
from hustings.shells.cli.importing import column_choices


def demand_report(report: Path | None) -> None:
    if report is None:
        return
    try:
        report.open("ab").close()
    except OSError as refusal:
        raise click.ClickException(
            _("The report {file} can't be written ({why}). Nothing was imported.").format(
                file=report, why=refusal.strerror
            )
        ) from refusal


def demand_consent(chosen: dict[str, Any]) -> None:
    """Refuse a consent that nobody could show later: without its words, its place or before its day."""
    if (chosen["consent"] or chosen["consent_all"]) and not (chosen["wording"] and chosen["consent_source"]):
        raise click.UsageError(
            _(
                "A consent needs --wording (the sentence they agreed to) and --consent-source (where they"
                " consented)."
            )
        )
    day = chosen["consent_date"]
    if day and day.date() > dt.date.today():  # noqa: DTZ011 - the day here
        raise click.UsageError(_("--consent-date is in the future. Give a past date."))


def way_of_reading(chosen: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if encoding := chosen["encoding"]:
        try:
            "".encode(codecs.lookup(encoding).name)  # some turn bytes into bytes: base64 is no text
        except LookupError as unknown:
            raise click.UsageError(
                _("Unknown encoding {name}. Try utf-8 or cp1252.").format(name=encoding)
            ) from unknown
        told["encoding"] = encoding
    if chosen["delimiter"]:
        told["delimiter"] = chosen["delimiter"]
    if chosen["no_header"]:
        told["has_header"] = False
    if chosen["above"] is not None:
        told["n_above"] = chosen["above"]
    return {"told": told, "dialect": chosen["dialect"], "sheet": chosen["sheet"]}


def choices(imported: Import, chosen: dict[str, Any]) -> tuple[list[str], Options]:
    """Choices of what each column fills and how lines are taken, the guesses mended by what was told."""
    mapping, options = column_choices.start(imported, chosen["plan"])
    for pair in chosen["mapping"]:
        _map(imported.columns, mapping, pair, options)
    options.tags = [tag.strip()[:100] for tag in chosen["tag"] if tag.strip()] or options.tags
    options.source = chosen["source"][:200] or options.source
    if chosen["keep_ours"]:
        options.wins = IF_EMPTY
    column_choices.more(imported.columns, mapping, options, chosen)
    if chosen["dates"]:
        options.day_first = {str(at): chosen["dates"] == "day" for at in range(len(mapping))}
    day = chosen["consent_date"].date().isoformat() if chosen["consent_date"] else ""
    for purpose in chosen["consent"]:
        if not {f"consent.{purpose}", "email_status.1"} & set(mapping):
            raise click.UsageError(
                _(
                    "No column says who agreed to {purpose}: use --mapping COLUMN=consent.{purpose}, or"
                    " --consent-all {purpose} where everyone did."
                ).format(purpose=purpose)
            )
        options.consents[purpose] = Statement(COLUMN, chosen["wording"], chosen["consent_source"], day)
    for purpose in chosen["consent_all"]:
        options.consents[purpose] = Statement(ALL, chosen["wording"], chosen["consent_source"], day)
    return mapping, options


def _map(columns: list[str], mapping: list[str], pair: str, options: Options) -> None:
    name, equals, target = pair.rpartition("=")
    if not equals or name not in columns:
        raise click.UsageError(
            _("--mapping {pair}: no column “{name}”. The file has: {columns}.").format(
                pair=pair, name=name or pair, columns=", ".join(columns)
            )
        )
    fields = list(Field.objects.all())
    target = {"email": "email.1", "phone": "phone.1"}.get(target, target)
    if not targets.is_valid(target, {field.slug for field in fields} | set(options.fields)):
        raise click.UsageError(
            _("--mapping {pair}: no field “{target}”. --targets lists them.").format(pair=pair, target=target)
        )
    if target.startswith(targets.NEW):
        target = proposing.add_field(options.fields, target.removeprefix(targets.NEW), name, fields)
    if target and target in mapping and target not in targets.SHARED:
        mapping[mapping.index(target)] = targets.LEFT_OUT  # what was typed goes before what was guessed
    mapping[columns.index(name)] = target
