"""``hustings proof``: check a chain that was written out, and what it seals, without any database."""

from pathlib import Path

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import language, ngettext
from hustings.site.petitions.sealed_fields import IN_FILES
from mailguard.chain import SAYS, Found, NoSuchFile, Register, check, check_rows
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
        register = _register(chain) if chain else None
        rows = _rows(signatures, register) if signatures else None
    except (NoSuchFile, UnicodeDecodeError) as bad:
        text = _(
            "That is no file of this export: take “CSV: signatures” and “The chain of seals” from its page."
        )
        raise click.ClickException(text) from bad
    n = _complain(chain, register) + _complain(signatures, rows) + _other_end(register, head)
    if n:
        raise click.ClickException(ngettext("{n} thing is wrong.", "{n} things are wrong.", n).format(n=n))
    if rows:
        words = ngettext(
            "{n} signature is as it was signed.", "All {n} signatures are as they were signed.", rows.n
        )
        click.echo(words.format(n=rows.n))
    if register:
        _tell(register, rows)


def _register(path: Path) -> Register:
    with path.open(encoding="utf-8") as lines:
        found = check(lines)
    if not found.name:
        raise NoSuchFile
    return found


def _rows(path: Path, register: Register | None) -> Found:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return check_rows(lines, IN_FILES, register)


def _complain(path: Path | None, found: Found | None) -> int:
    """Name each line that is wrong; how many they are."""
    for line, code in found.faults if found else ():
        says = translate(SAYS[code], language()).format(line=line)
        click.echo(f"{path}:{line}: {says}", err=True)
    return found.n_faults if found else 0


def _other_end(register: Register | None, head: str | None) -> int:
    if register is None or head is None or register.head == head.strip().lower():
        return 0
    click.echo(_("The chain ends at {head}, and not where you say.").format(head=register.head), err=True)
    return 1


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
