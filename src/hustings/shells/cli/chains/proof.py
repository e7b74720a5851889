"""``hustings proof``: check a chain that was written out, and what it seals, without any database."""

from collections.abc import Iterator
from pathlib import Path

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import language, ngettext
from hustings.site.petitions.sealed_fields import IN_FILES
from mailguard.chain import Found, NoSuchFile, Register, check_files, told
from mailguard.i18n import translate

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    help=_(
        "Verify SIGNATURES, a CSV export of a petition, or with --chain alone any exported chain."
        " Needs no database and no network."
    )
)
@click.argument("signatures", type=_FILE, required=False)
@click.option("--chain", type=_FILE, help=_("The chain of seals, from the same export page."))
@click.option("--head", help=_("The end of the chain, as noted earlier."))
def proof(signatures: Path | None, chain: Path | None, head: str | None) -> None:
    """Read both files and name what is wrong; the status is 1 where something is."""
    if head and chain is None:
        raise click.UsageError(_("--head is compared with --chain: give that file, too."))
    if signatures is None and chain is None:
        raise click.UsageError(_("Give SIGNATURES, or --chain, or both."))
    try:
        register, rows = check_files(chain, signatures, IN_FILES)
        if chain and not (register and register.name):
            raise NoSuchFile
    except NoSuchFile as bad:
        text = _(
            "This file is not from this export. Download “CSV: signatures” and “The chain of seals” from"
            " its page."
        )
        raise click.ClickException(text) from bad
    wrong = [*told(chain, register, _say), *told(signatures, rows, _say), *_other_end(register, head)]
    for line in wrong:
        click.echo(line, err=True)
    if n := len(wrong) + sum(each.n_faults - len(each.faults) for each in (register, rows) if each):
        raise click.ClickException(ngettext("{n} problem found.", "{n} problems found.", n).format(n=n))
    if rows:
        words = ngettext(
            "{n} signature is as it was signed.", "All {n} signatures are as they were signed.", rows.n
        )
        click.echo(words.format(n=rows.n))
    if register:
        _tell(register, rows)


def _say(text: str) -> str:
    return translate(text, language())


def _other_end(register: Register | None, head: str | None) -> Iterator[str]:
    if register and head and register.head != head.strip().lower():
        yield _("The chain ends at {head}, not at the head you gave.").format(head=register.head)


def _tell(register: Register, rows: Found | None) -> None:
    n = sum(strand.n for strand in register.strands.values())
    if rows is None:
        words = ngettext("{n} link, ending at {head}.", "{n} links, ending at {head}.", n)
    else:
        words = ngettext("{n} seal, ending at {head}.", "{n} seals, ending at {head}.", n)
    click.echo(words.format(n=n, head=register.head))
    if register.is_open:
        click.echo(_("It was exported before it was complete."))
    n_elsewhere = len(register.sealed.keys() - register.gone - rows.keys) if rows else 0
    if n_elsewhere:
        words = ngettext(
            "{n} sealed signature is not in the file: taken back since, or not among those you may export.",
            "{n} sealed signatures are not in the file: taken back since, or not among those you may export.",
            n_elsewhere,
        )
        click.echo(words.format(n=n_elsewhere))
