"""The command ``hustings``."""

import os
import sys

import click

from hustings import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hustings")
def main() -> None:
    """Run a campaign: website, supporters, mass mail, all on your own machine."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Pass WORDS on to Django's own commands, for those who know them."""
    from django.core.management import execute_from_command_line

    sys.argv[0] = "hustings manage"
    execute_from_command_line(["hustings manage", *words])
