"""``hustings import``."""

import codecs
import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from hustings.lib.words import gettext as _
from hustings.lib.words import number

PURPOSES = ["email", "sms", "phone", "post"]
SOME_REFUSED = 3


@click.command(
    "import",
    help=_(
        """Import people from a CSV FILE: read, check, ask, then write.

    Ends with 0 when every line came in, with 3 when some were refused, with 1 when nothing was done. With
    --dry-run the same tells what an import would end with."""
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option(
    "--mapping", multiple=True, metavar="COLUMN=TARGET", help=_("What a column fills; see the targets.")
)
@click.option("--targets", "show_targets", is_flag=True, help=_("List what columns can fill, and stop."))
@click.option("--dialect", type=click.Choice(["nationbuilder", "action_network", "own", "none"]),
              help=_("Whose export it is, where the columns alone don't tell."))  # fmt: skip
@click.option("--encoding", help=_("Such as utf-8 or cp1252, instead of the guess."))
@click.option("--delimiter", help=_("One character, or 'tab'."))
@click.option("--no-header", is_flag=True, help=_("The first line is a person already."))
@click.option(
    "--dates", type=click.Choice(["day", "month"]), help=_("What comes first in dates like 03/04/1980.")
)
@click.option("--tag", multiple=True, help=_("Put on everyone in the file."))
@click.option("--source", default="", help=_("Where the list comes from; the file's name unless told."))
@click.option("--keep-ours", is_flag=True, help=_("Fill only what is empty; without it the file is right."))
@click.option(
    "--consent", multiple=True, type=click.Choice(PURPOSES), help=_("Believe the file's column for this.")
)
@click.option(
    "--consent-all", multiple=True, type=click.Choice(PURPOSES), help=_("Everyone in the file said yes.")
)
@click.option("--wording", default="", help=_("The sentence they said yes to."))
@click.option("--consent-source", default="", help=_("Where they said it."))
@click.option(
    "--consent-date", type=click.DateTime(["%Y-%m-%d"]), help=_("When, if all did on the same day.")
)
@click.option("--dry-run", is_flag=True, help=_("Check only, write nothing."))
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Where the check goes, line by line."),
)
@click.option("--yes", is_flag=True, help=_("Import without asking."))
@click.option(
    "--resume", type=click.IntRange(1), metavar="NUMBER", help=_("Go on with an import that was stopped.")
)
def command(file: Path | None, resume: int | None, show_targets: bool, **chosen: Any) -> None:
    """Import people from a file, list the targets, or go on with an import."""
    from django.utils import translation

    from hustings.lib.words import language

    with translation.override(language()):
        if show_targets:
            _list_targets()
        elif resume:
            _resume(resume, chosen)
        elif file is None:
            raise click.UsageError(_("Name the FILE to import."))
        else:
            _import(file, chosen)


def _list_targets() -> None:
    from hustings.people.importing import targets
    from hustings.people.models import Field

    for group, choices in targets.choices(list(Field.objects.all()), {}):
        click.echo(group or _("Columns"))
        for key, label in choices:
            click.echo(f"  {key or _('(empty)'):24} {label}")


def _import(file: Path, chosen: dict[str, Any]) -> None:
    from hustings.people.actions import imports
    from hustings.people.refusals import Refused

    _demand_consent(chosen)
    _demand_report(chosen["report"])
    try:
        with file.open("rb") as opened:
            imported = imports.take_file(file=opened, name=file.name, user=None, **_way_of_reading(chosen))
    except Refused as refusal:
        raise click.ClickException(f"{file}: {refusal}") from refusal
    with _put_away(imported):
        mapping, options = _choices(imported, chosen)
        _show_columns(imported, mapping)
        imports.check(imported=imported, mapping=mapping, options=options, in_background=False)
    imported.refresh_from_db()
    _go_on(imported, chosen)


@contextmanager
def _put_away(imported: Any) -> Iterator[None]:
    """Leave nothing of an import that is refused; one that is killed or stopped can go on."""
    from hustings.people.actions import imports

    try:
        yield
    except (click.Abort, click.ClickException, OSError):
        imports.cancel(imported=imported)
        imports.put_away(imported=imported)
        raise


def _go_on(imported: Any, chosen: dict[str, Any]) -> None:
    """Check, ask and run: whatever of it was not done yet."""
    from hustings.people.actions import imports

    click.echo(
        _("This is import {n}: should it be stopped, hustings import --resume {n} goes on.").format(
            n=imported.pk
        )
    )
    if imported.state in {imported.State.CHECKING, imported.State.CHECKED}:
        with _put_away(imported):
            _check(imported, chosen["report"])
            if not chosen["dry_run"] and not chosen["yes"]:
                click.confirm(_("Import now?"), abort=True)
    if chosen["dry_run"]:
        imports.cancel(imported=imported)
        imports.put_away(imported=imported)
        _end(imported.counts["check"])
        return
    if imported.state != imported.State.RUNNING:
        imports.start(imported=imported, in_background=False)
    _run(imported)


def _demand_report(report: Path | None) -> None:
    """Find out before the work whether the check can be written there."""
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


def _demand_consent(chosen: dict[str, Any]) -> None:
    if (chosen["consent"] or chosen["consent_all"]) and not (chosen["wording"] and chosen["consent_source"]):
        raise click.UsageError(
            _(
                "A consent needs --wording (the sentence they said yes to) and --consent-source (where they"
                " said it)."
            )
        )
    day = chosen["consent_date"]
    if day and day.date() > dt.date.today():  # noqa: DTZ011 - the day here
        raise click.UsageError(_("--consent-date is yet to come."))


def _way_of_reading(chosen: dict[str, Any]) -> dict[str, Any]:
    """What was told of the file's shape, as the action takes it."""
    told: dict[str, Any] = {}
    if encoding := chosen["encoding"]:
        try:
            "".encode(codecs.lookup(encoding).name)  # some turn bytes into bytes: base64 is no text
        except LookupError as unknown:
            raise click.UsageError(
                _("There is no encoding of text called {name}: try utf-8 or cp1252.").format(name=encoding)
            ) from unknown
        told["encoding"] = encoding
    if delimiter := chosen["delimiter"]:
        told["delimiter"] = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
        if len(told["delimiter"]) != 1 or told["delimiter"] in '"\r\n':
            raise click.UsageError(_("--delimiter is one character, or the word tab."))
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
                _(
                    "No column says who agreed to {purpose}: use --mapping COLUMN=consent.{purpose}, or"
                    " --consent-all {purpose} where everyone did."
                ).format(purpose=purpose)
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
            _("--mapping {pair}: there is no column “{name}”. The file has: {columns}.").format(
                pair=pair, name=name or pair, columns=", ".join(columns)
            )
        )
    fields = list(Field.objects.all())
    target = {"email": "email.1", "phone": "phone.1"}.get(target, target)
    if not targets.is_valid(target, {field.slug for field in fields} | set(options.fields)):
        raise click.UsageError(
            _("--mapping {pair}: there is no target “{target}”; --targets lists them.").format(
                pair=pair, target=target
            )
        )
    if target.startswith(targets.NEW):
        target = proposing.add_field(options.fields, target.removeprefix(targets.NEW), name, fields)
    if target and target in mapping and target not in targets.SHARED:
        mapping[mapping.index(target)] = targets.LEFT_OUT  # what was typed goes before what was guessed
    mapping[columns.index(name)] = target


def _show_columns(imported: Any, mapping: list[str]) -> None:
    from hustings.people.importing import dialects

    named = {dialect.key: dialect.name for dialect in dialects.DIALECTS}
    says = _("{file}: {encoding}, separator {delimiter}, an export of {maker}")
    if imported.dialect not in named:
        says = _("{file}: {encoding}, separator {delimiter}")
    click.echo(
        says.format(
            file=imported.file_name,
            encoding=imported.encoding,
            delimiter=repr(imported.delimiter),
            maker=named.get(imported.dialect),
        )
    )
    width = max(map(len, imported.columns))
    for name, target in zip(imported.columns, mapping, strict=True):
        click.echo(f"  {name:{width}}  {target or _('(left out)')}")


def _check(imported: Any, report: Path | None) -> None:
    from django.core.files.storage import storages

    from hustings.people.importing import checking, loading, running

    with click.progressbar(length=imported.n_rows, label=_("Checking")) as bar:
        running.check_import(imported.pk, lambda n: bar.update(n - bar.pos))
    imported.refresh_from_db()
    if imported.state != imported.State.CHECKED:
        hint = ""
        if imported.state == imported.State.UPLOADED:
            hint = " " + _("Use --dates day or --dates month.")
        raise click.ClickException(f"{imported.problem}{hint}")
    _tell(imported.counts["check"])
    for sample in imported.counts["samples"]:
        if sample["kind"] == "refused":
            click.echo(f"{imported.file_name}:{sample['line']}: {sample['says']}", err=True)
    if report:
        with storages[loading.STORAGE].open(checking.report_path(imported)) as kept, report.open("wb") as out:
            shutil.copyfileobj(kept, out)
        click.echo(_("Line by line: {report}").format(report=report))


def _resume(number: int, chosen: dict[str, Any]) -> None:
    from hustings.people.actions import imports
    from hustings.people.models import Import
    from hustings.people.refusals import Refused

    _demand_report(chosen["report"])
    imported = Import.objects.filter(pk=number).first()
    if imported is None:
        raise click.ClickException(_("There is no import {n}.").format(n=number))
    if chosen["dry_run"]:
        raise click.UsageError(_("--dry-run goes with a FILE."))
    state = imported.State
    try:
        if imported.state not in {state.CHECKING, state.CHECKED, state.RUNNING}:
            imports.start(imported=imported, in_background=False)  # which refuses what has ended
            imported.refresh_from_db()
        _go_on(imported, chosen)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _run(imported: Any) -> None:
    from hustings.people.importing import running

    with click.progressbar(length=imported.n_rows, label=_("Importing")) as bar:
        bar.update(imported.n_done)
        running.run_import(imported.pk, lambda n: bar.update(n - bar.pos))
    imported.refresh_from_db()
    if imported.state != imported.State.DONE:
        raise click.ClickException(
            imported.problem or _("The import is {state}.").format(state=imported.get_state_display())
        )
    counts = imported.counts.get("run", {})
    _tell(counts)
    _end(counts)


def _end(counts: dict[str, int]) -> None:
    """End with the code that says how much came in."""
    if counts.get("refused"):
        is_any_fit = any(counts.get(key) for key in ("created", "changed", "same", "merged"))
        raise SystemExit(SOME_REFUSED if is_any_fit else 1)


def _tell(counts: dict[str, int]) -> None:
    said = {
        "created": _("{n} new"), "changed": _("{n} changed"), "same": _("{n} left alone"),
        "merged": _("{n} merged into an earlier line"), "refused": _("{n} refused"),
        "notes": _("{n} of them with something left out or noted"),
    }  # fmt: skip
    click.echo(", ".join(words.format(n=number(counts.get(key, 0))) for key, words in said.items()) + ".")
