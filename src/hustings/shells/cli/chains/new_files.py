"""Files that commands write: new ones only, for their owner alone."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from hustings.foundation.lib.process.cli_language import gettext as _


def write(file: Path, pieces: Iterable[bytes]) -> None:
    """Write it and say so; ClickException where it is there already, or can't be written."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as known:
        raise click.ClickException(
            _("{file} is there already: choose another name.").format(file=file)
        ) from known
    except FileNotFoundError as none:
        raise click.ClickException(_("There is no folder {folder}.").format(folder=file.parent)) from none
    except OSError as failed:
        says = _("{file} can’t be written: {why}").format(file=file, why=failed.strerror)
        raise click.ClickException(says) from failed
    with open(handle, "wb") as written:  # noqa: PTH123
        written.writelines(pieces)
    click.echo(_("Saved to {file}").format(file=file))
