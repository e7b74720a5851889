"""``hustings decoys``: the register of decoys, proved from the shell."""

import sys
from typing import Any, TextIO

import click

from hustings.foundation.lib.process.cli_language import gettext as _


class Lines(click.File):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Open it; whoever started us may have closed standard input."""
        if value == "-" and sys.stdin is None:
            self.fail(_("Standard input is closed. Give a file name, or pipe lines in."), param, ctx)
        return super().convert(value, param, ctx)


@click.group(help=_("Manage decoys: fake people, log-ins and documents that no one should use."))
def decoys() -> None:
    """Group the commands about decoys."""


@decoys.command(
    help=_("Verify that no line of the register was changed, removed or inserted. Exit code 1 if one was.")
)
@click.option("--head", default="", metavar="HASH", help=_("A last hash that you noted before."))
def verify(head: str) -> None:
    """Read the whole chain."""
    from hustings.security.decoys import register

    proof = register.prove(head=head.strip().lower())
    if proof.fault:
        raise click.ClickException(proof.fault.says)
    click.echo(_("Intact: {n} lines. Keep this last hash elsewhere:").format(n=proof.n))
    click.echo(proof.head)


@decoys.command(
    help=_(
        """Look for decoys in log lines, and raise an alarm for each one found. Lines read before are skipped.

    To follow a log: tail -F /var/log/auth.log | hustings decoys seen --where sshd"""
    )
)
@click.argument("file", type=Lines("r", errors="replace"), default="-")
@click.option("--where", required=True, metavar="NAME", help=_("What the alarm calls that server."))
def seen(file: TextIO, where: str) -> None:
    """Read line by line, so that one that is followed raises its alarm at once."""
    from hustings.security.decoys import lines

    reader = lines.Reader(where[:60])
    n = sum(reader.see(line) for line in file)
    click.echo(_("{n} lines named a decoy.").format(n=n))
