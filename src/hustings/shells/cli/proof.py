"""``hustings proof``: check the export of a petition by its own proof, without any database."""

from pathlib import Path

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import ngettext
from hustings.site.petitions import file_proof

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WHY = {
    "line": _("number or salt can’t be read"),
    "digest": _("it is not as it was signed: its SHA-256 is another"),
    "seal": _("its seal does not hold it"),
    "open": _("no seal of the chain knows it: take the chain again, it has to be the younger file"),
    "chain": _("this seal was changed, or one before it is missing"),
    "twice": _("this number stands in the file twice"),
}


@click.command(
    help=_("Check SIGNATURES, a CSV file that a petition’s export wrote. Needs no database and no network.")
)
@click.argument("signatures", type=_FILE)
@click.option("--chain", type=_FILE, help=_("The file with the chain of seals, of the same export page."))
@click.option("--head", help=_("How the chain ended when somebody wrote it down."))
def proof(signatures: Path, chain: Path | None, head: str | None) -> None:
    """Read both files and name what is wrong; the status is 1 where something is."""
    if head and chain is None:
        raise click.UsageError(_("--head is held against --chain: give that file, too."))
    try:
        with signatures.open(encoding="utf-8-sig", newline="") as lines:
            found = file_proof.check(lines, chain.read_text("utf-8").splitlines() if chain else None)
    except (file_proof.NoSuchFile, UnicodeDecodeError) as bad:
        text = _(
            "That is no file of this export: take “CSV: signatures” and “The chain of seals” from its page."
        )
        raise click.ClickException(text) from bad
    for where, why in found.faults:
        click.echo(f"{chain if why == 'chain' else signatures}:{where}: {_WHY[why]}", err=True)
    if head and found.head != head.strip().lower():
        click.echo(_("The chain ends at {head}, and not where you say.").format(head=found.head), err=True)
        found.n_faults += 1
    if found.n_faults:
        raise click.ClickException(
            ngettext("{n} thing is wrong.", "{n} things are wrong.", found.n_faults).format(n=found.n_faults)
        )
    click.echo(
        ngettext("{n} signature is as it was signed.", "All {n} signatures are as they were signed.", found.n)
        .format(n=found.n)
    )  # fmt: skip
    if chain:
        _tell(found)


def _tell(found: file_proof.Found) -> None:
    words = ngettext("{n} seal, which ends at {head}.", "{n} seals, which end at {head}.", found.n_seals)
    click.echo(words.format(n=found.n_seals, head=found.head))
    if found.n_elsewhere:
        words = ngettext(
            "{n} sealed signature is not in the file: taken back since, or not among those you may export.",
            "{n} sealed signatures are not in the file: taken back since, or not among those you may export.",
            found.n_elsewhere,
        )
        click.echo(words.format(n=found.n_elsewhere))
