"""``hustings books``: the books proved and written out from the shell."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import ngettext
from hustings.shells.cli.chains import new_files

FORMATS = ["fec", "ledger", "beancount", "chain"]
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(help=_("Verify and export the books."))
def books() -> None:
    """Group the commands about books."""


@books.command("list", help=_("List all books with their numbers."))
def listed() -> None:
    """Name each with its number."""
    from hustings.money.ledger.models import Books

    for each in Books.objects.all():
        click.echo(f"{each.pk}\t{each.name}")


@books.command(
    help=_(
        "Verify that no entry was changed, removed or inserted, in all books or in those with NUMBER."
        " Exit code 1 if one was."
    )
)
@click.argument("number", type=int, required=False)
@click.option("--head", default="", metavar="HASH", help=_("A last hash that you noted before."))
def verify(number: int | None, head: str) -> None:
    """Read the whole chain of each."""
    from hustings.money.ledger import proofs
    from hustings.money.ledger.models import Books

    if head and number is None:
        raise click.UsageError(_("--head is the hash of certain books: give their NUMBER."))
    wrong = 0
    for each in [_found(number)] if number is not None else Books.objects.all():
        proof = proofs.prove(each, head.strip().lower()) if head else proofs.run(each)
        if proof.fault:
            wrong += 1
            click.echo(_("{name}: altered. {why}").format(name=each.name, why=proof.fault.says), err=True)
            continue
        says = ngettext("{name}: intact, {n} entry.", "{name}: intact, {n} entries.", proof.n)
        click.echo(says.format(name=each.name, n=proof.n))
        click.echo(_("Keep this last hash elsewhere: {head}").format(head=proof.head))
    if wrong:
        raise click.exceptions.Exit(1)


@books.command(
    help=_(
        "Write the books with NUMBER to FILE, which must be new: fec for the French tax office, ledger and"
        " beancount for those programs, chain for “hustings proof --chain”."
    )
)
@click.argument("number", type=int)
@click.argument("format_", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--since", type=_DAY, help=_("First day, such as 2027-01-01."))
@click.option("--through", type=_DAY, help=_("Last day."))
def export(number: int, format_: str, file: Path, since: datetime | None, through: datetime | None) -> None:
    """Write it for its owner alone."""
    from hustings.money.ledger import chains, exports

    if since and through and through < since:
        raise click.UsageError(_("--through is before --since: choose the same day or a later one."))
    found = _found(number)
    if format_ == "chain":
        pieces = chains.of_entries(found).register()
    else:
        pieces = exports.FORMATS[format_].pieces(found, _day(since), _day(through))
    new_files.write(file, pieces)


def _day(told: datetime | None) -> date | None:
    return told.date() if told else None


def _found(number: int) -> Any:
    from hustings.money.ledger.models import Books

    if found := Books.objects.filter(pk=number).first():
        return found
    raise click.ClickException(_("There are no books with this number. See `hustings books list`."))
