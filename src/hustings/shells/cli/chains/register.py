"""``hustings register``: a chain of the database, written out for whoever checks it elsewhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.chains import new_files


def _consents() -> Iterator[bytes]:
    from hustings.people.persons import consent_chain

    return consent_chain.ledger.register()


def _decoys() -> Iterator[bytes]:
    from hustings.security.decoys import register as registers

    return registers.register.register()


_KINDS: dict[str, Callable[[], Iterator[bytes]]] = {"consents": _consents, "decoys": _decoys}


@click.command(
    help=_(
        "Write the chain of consents or of decoys to FILE, which must be new. That of consents holds no data"
        " of people; that of decoys names them: keep it safe. “hustings proof --chain FILE” checks it."
    )
)
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def register(kind: str, file: Path) -> None:
    """Write it for its owner alone."""
    new_files.write(file, _KINDS[kind]())
