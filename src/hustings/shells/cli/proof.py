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
        "Check SIGNATURES, a CSV file that a petition’s export wrote, or with --chain alone any chain that"
        " was written out. Needs no database and no network."
    )
)
@click.argument("signatures", type=_FILE, required=False)
@click.option("--chain", type=_FILE, help=_("The file with the chain of seals, of the same export page."))
@click.option("--head", help=_("How the chain ended when somebody wrote it down."))
def proof(signatures: Path | None, chain: Path | None, head: str | None) -> None:
    """Read both files and name what is wrong; the status is 1 where something is."""
    if head and chain is None:
        raise click.UsageError(_("--head is held against --chain: give that file, too."))
    if signatures is None and chain is None:
        raise click.UsageError(_("Give SIGNATURES, or --chain, or both."))
    try:
        register, rows = check_files(chain, signatures, IN_FILES)
        if chain and not (register and register.name):
            raise NoSuchFile
    except NoSuchFile as bad:
        text = _(
            "That is no file of this export: take “CSV: signatures” and “The chain of seals” from its page."
        )
        raise click.ClickException(text) from bad
    wrong = [*told(chain, register, _say), *told(signatures, rows, _say), *_other_end(register, head)]
    for line in wrong:
        click.echo(line, err=True)
    if n := len(wrong) + sum(each.n_faults - len(each.faults) for each in (register, rows) if each):
        raise click.ClickException(ngettext("{n} thing is wrong.", "{n} things are wrong.", n).format(n=n))
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
        yield _("The chain ends at {head}, and not where you say.").format(head=register.head)


def _tell(register: Register, rows: Found | None) -> None:
    n = sum(strand.n for strand in register.strands.values())
    if rows is None:
        words = ngettext("{n} link, which ends at {head}.", "{n} links, which end at {head}.", n)
    else:
        words = ngettext("{n} seal, which ends at {head}.", "{n} seals, which end at {head}.", n)
    click.echo(words.format(n=n, head=register.head))
    if register.is_open:
        click.echo(_("It was written out before all was there."))
    n_elsewhere = len(register.sealed.keys() - register.gone - rows.keys) if rows else 0
    if n_elsewhere:
        words = ngettext(
            "{n} sealed signature is not in the file: taken back since, or not among those you may export.",
            "{n} sealed signatures are not in the file: taken back since, or not among those you may export.",
            n_elsewhere,
        )
        click.echo(words.format(n=n_elsewhere))
