"""``hustings import``."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import click

PURPOSES = ["email", "sms", "phone", "post"]
SOME_REFUSED = 3


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option(
    "--mapping", multiple=True, metavar="COLUMN=TARGET", help="What a column fills; see the targets."
)
@click.option("--targets", "show_targets", is_flag=True, help="List what columns can fill, and stop.")
@click.option("--dialect", type=click.Choice(["nationbuilder", "action_network", "own", "none"]),
              help="Whose export it is, where the columns alone don't tell.")  # fmt: skip
@click.option("--encoding", help="Such as utf-8 or cp1252, instead of the guess.")
@click.option("--delimiter", help="One character, or 'tab'.")
@click.option("--no-header", is_flag=True, help="The first line is a person already.")
@click.option(
    "--dates", type=click.Choice(["day", "month"]), help="What comes first in dates like 03/04/1980."
)
@click.option("--tag", multiple=True, help="Put on everyone in the file.")
@click.option("--source", default="", help="Where the list comes from; the file's name unless told.")
@click.option("--keep-ours", is_flag=True, help="Fill only what is empty; without it the file is right.")
@click.option(
    "--consent", multiple=True, type=click.Choice(PURPOSES), help="Believe the file's column for this."
)
@click.option(
    "--consent-all", multiple=True, type=click.Choice(PURPOSES), help="Everyone in the file said yes."
)
@click.option("--wording", default="", help="The sentence they said yes to.")
@click.option("--consent-source", default="", help="Where they said it.")
@click.option("--consent-date", type=click.DateTime(["%Y-%m-%d"]), help="When, if all did on the same day.")
@click.option("--dry-run", is_flag=True, help="Check only, write nothing.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Where the check goes, line by line."
)
@click.option("--yes", is_flag=True, help="Import without asking.")
@click.option(
    "--resume", type=click.IntRange(1), metavar="NUMBER", help="Go on with an import that was stopped."
)
def command(file: Path | None, resume: int | None, show_targets: bool, **chosen: Any) -> None:
    """Import people from a CSV FILE: read, check, ask, then write.

    Ends with 0 when every line came in, with 3 when some were refused, with 1 when nothing was done.
    """
    from django.utils import translation

    with translation.override("en"):
        if show_targets:
            _list_targets()
        elif resume:
            _resume(resume)
        elif file is None:
            raise click.UsageError("Name the FILE to import.")
        else:
            _import(file, chosen)


def _list_targets() -> None:
    from hustings.people.importing import targets
    from hustings.people.models import Field

    for group, choices in targets.choices(list(Field.objects.all()), {}):
        click.echo(group or "Columns")
        for key, label in choices:
            click.echo(f"  {key or '(empty)':24} {label}")


def _import(file: Path, chosen: dict[str, Any]) -> None:
    from hustings.people.actions import imports
    from hustings.people.refusals import Refused

    _demand_consent(chosen)
    try:
        with file.open("rb") as opened:
            imported = imports.take_file(file=opened, name=file.name, user=None, **_way_of_reading(chosen))
    except Refused as refusal:
        raise click.ClickException(f"{file}: {refusal}") from refusal
    try:
        mapping, options = _choices(imported, chosen)
        _show_columns(imported, mapping)
        _check(imported, mapping, options, chosen["report"])
        if chosen["dry_run"]:
            imports.cancel(imported=imported)
            imports.put_away(imported=imported)
            return
        if not chosen["yes"]:
            click.confirm("Import now?", abort=True)
    except (click.Abort, click.ClickException):
        imports.cancel(imported=imported)
        imports.put_away(imported=imported)
        raise
    imports.start(imported=imported, in_background=False)
    _run(imported)


def _demand_consent(chosen: dict[str, Any]) -> None:
    if (chosen["consent"] or chosen["consent_all"]) and not (chosen["wording"] and chosen["consent_source"]):
        raise click.UsageError(
            "A consent needs --wording (the sentence they said yes to) and --consent-source (where they"
            " said it)."
        )
    day = chosen["consent_date"]
    if day and day.date() > dt.date.today():  # noqa: DTZ011 - the day here
        raise click.UsageError("--consent-date is yet to come.")


def _way_of_reading(chosen: dict[str, Any]) -> dict[str, Any]:
    """What was told of the file's shape, as the action takes it."""
    told: dict[str, Any] = {}
    if encoding := chosen["encoding"]:
        import codecs

        try:
            codecs.lookup(encoding)
        except LookupError as unknown:
            raise click.UsageError(f"There is no encoding called {encoding}.") from unknown
        told["encoding"] = encoding
    if delimiter := chosen["delimiter"]:
        told["delimiter"] = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
        if len(told["delimiter"]) != 1 or told["delimiter"] in '"\r\n':
            raise click.UsageError("--delimiter is one character, or the word tab.")
    if chosen["no_header"]:
        told["has_header"] = False
    return {"told": told, "dialect": chosen["dialect"]}


def _choices(imported: Any, chosen: dict[str, Any]) -> tuple[list[str], Any]:
    from hustings.people.importing.options import ALL, COLUMN, OURS_WINS, Options, Statement

    options = Options.read(imported.options)
    mapping = list(imported.mapping)
    for pair in chosen["mapping"]:
        _map(imported.columns, mapping, pair, options)
    options.tags = [tag.strip()[:100] for tag in chosen["tag"] if tag.strip()]
    options.source = chosen["source"][:200]
    if chosen["keep_ours"]:
        options.wins = OURS_WINS
    if chosen["dates"]:
        options.day_first = {str(at): chosen["dates"] == "day" for at in range(len(mapping))}
    day = chosen["consent_date"].date().isoformat() if chosen["consent_date"] else ""
    for purpose in chosen["consent"]:
        if not {f"consent.{purpose}", "email_status.1"} & set(mapping):
            raise click.UsageError(
                f"No column says who agreed to {purpose}: use --mapping COLUMN=consent.{purpose}, or"
                f" --consent-all {purpose} where everyone did."
            )
        options.consents[purpose] = Statement(COLUMN, chosen["wording"], chosen["consent_source"], day)
    for purpose in chosen["consent_all"]:
        options.consents[purpose] = Statement(ALL, chosen["wording"], chosen["consent_source"], day)
    return mapping, options


def _map(columns: list[str], mapping: list[str], pair: str, options: Any) -> None:
    from hustings.people.importing import columns as proposing
    from hustings.people.importing import targets
    from hustings.people.models import Field

    name, equals, target = pair.rpartition("=")
    if not equals or name not in columns:
        raise click.UsageError(
            f"--mapping {pair}: there is no column “{name or pair}”. The file has: {', '.join(columns)}."
        )
    fields = list(Field.objects.all())
    target = {"email": "email.1", "phone": "phone.1"}.get(target, target)
    if not targets.is_valid(target, {field.slug for field in fields} | set(options.fields)):
        raise click.UsageError(f"--mapping {pair}: there is no target “{target}”; --targets lists them.")
    if target.startswith(targets.NEW):
        target = proposing.add_field(options.fields, target.removeprefix(targets.NEW), name, fields)
    if target and target in mapping and target not in targets.SHARED:
        mapping[mapping.index(target)] = targets.LEFT_OUT  # what was typed goes before what was guessed
    mapping[columns.index(name)] = target


def _show_columns(imported: Any, mapping: list[str]) -> None:
    from hustings.people.importing import dialects

    named = {dialect.key: dialect.name for dialect in dialects.DIALECTS}
    maker = f", an export of {named[imported.dialect]}" if imported.dialect in named else ""
    click.echo(f"{imported.file_name}: {imported.encoding}, separator {imported.delimiter!r}{maker}")
    width = max(map(len, imported.columns))
    for name, target in zip(imported.columns, mapping, strict=True):
        click.echo(f"  {name:{width}}  {target or '(left out)'}")


def _check(imported: Any, mapping: list[str], options: Any, report: Path | None) -> None:
    from django.core.files.storage import storages

    from hustings.people.actions import imports
    from hustings.people.importing import checking, loading, running

    imports.check(imported=imported, mapping=mapping, options=options, in_background=False)
    with click.progressbar(length=imported.n_rows, label="Checking ") as bar:
        running.check_import(imported.pk, lambda n: bar.update(n - bar.pos))
    imported.refresh_from_db()
    if imported.state != imported.State.CHECKED:
        hint = " Use --dates day or --dates month." if imported.state == imported.State.UPLOADED else ""
        raise click.ClickException(f"{imported.problem}{hint}")
    _tell(imported.counts["check"])
    for sample in imported.counts["samples"]:
        if sample["kind"] == "refused":
            click.echo(f"{imported.file_name}:{sample['line']}: {sample['says']}", err=True)
    if report:
        with storages[loading.STORAGE].open(checking.report_path(imported)) as kept, report.open("wb") as out:
            shutil.copyfileobj(kept, out)
        click.echo(f"Line by line: {report}")


def _resume(number: int) -> None:
    from hustings.people.actions import imports
    from hustings.people.models import Import

    imported = Import.objects.filter(pk=number).first()
    if imported is None:
        raise click.ClickException(f"There is no import {number}.")
    if imported.state != imported.State.RUNNING:
        try:
            imports.start(imported=imported, in_background=False)
        except imports.NotNow as refusal:
            raise click.ClickException(str(refusal)) from refusal
    _run(imported)


def _run(imported: Any) -> None:
    from hustings.people.importing import running

    click.echo(
        f"This is import {imported.pk}: should it be stopped, hustings import --resume {imported.pk} goes on."
    )
    with click.progressbar(length=imported.n_rows, label="Importing") as bar:
        bar.update(imported.n_done)
        running.run_import(imported.pk, lambda n: bar.update(n - bar.pos))
    imported.refresh_from_db()
    if imported.state != imported.State.DONE:
        raise click.ClickException(imported.problem or f"It is {imported.get_state_display()}.")
    counts = imported.counts.get("run", {})
    _tell(counts)
    if counts.get("refused"):
        raise SystemExit(SOME_REFUSED)


def _tell(counts: dict[str, int]) -> None:
    words = {
        "created": "new", "changed": "changed", "same": "left alone", "merged": "merged into an earlier line",
        "refused": "refused", "notes": "of them with something left out or noted",
    }  # fmt: skip
    click.echo(", ".join(f"{counts.get(key, 0)} {said}" for key, said in words.items()) + ".")
