"""``hustings manage``."""

import sys

import click

from hustings.foundation.lib.process.cli_language import gettext as _


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    help=_(
        """Run Django's own commands.

    `hustings manage help` lists them."""
    ),
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Pass words on."""
    from django.core.management import execute_from_command_line

    sys.argv = ["hustings manage", *words]
    execute_from_command_line(sys.argv)
