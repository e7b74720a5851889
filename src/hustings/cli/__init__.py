"""The command ``hustings``: one file a command, loaded when it is called.

A new command is its file and one line in ``COMMANDS``. By the time its module is loaded Django is set up,
unless the line says ``django=False``: then the module may still change the environment that the settings are
read from.
"""

import importlib
import os
from typing import NamedTuple

import click

from hustings import __version__
from hustings.cli import failures


class Entry(NamedTuple):
    """Where a command lives and what the list of commands says about it."""

    where: str
    says: str
    django: bool = True


COMMANDS: dict[str, dict[str, Entry]] = {
    "Serve": {
        "demo": Entry("demo:demo", "Run a fictional campaign to look at.", django=False),
        "up": Entry("up:up", "Run everything on this machine.", django=False),
        "web": Entry("web:web", "Serve the website and HQ.", django=False),
        "worker": Entry("worker:worker", "Run background work."),
        "scheduler": Entry("scheduler:scheduler", "Start what is due."),
        "mailcatch": Entry("mailcatch:mailcatch", "Keep the demo's mail on this machine."),
        "prepare": Entry("prepare:prepare", "Bring database and static files to this version."),
    },
    "Bring in and take out": {
        "import": Entry("importing:command", "Import people from a CSV file."),
        "export": Entry("exporting:command", "Export people to a CSV file."),
        "territories": Entry("territories:territories", "Load a country and polling stations."),
    },
    "Look after": {
        "check": Entry("check:check", "Look whether all is well, and what to do if not."),
        "user": Entry("user:user", "Say who may sign in, as what and where."),
        "backup": Entry("backup:backup", "Write everything into one file."),
        "restore": Entry("restore:restore", "Replace everything by what is in a backup."),
        "manage": Entry("manage:manage", "Pass words on to Django's own commands.", django=False),
    },
}


class Lazy(click.Group):
    """A group that knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, section by section."""
        return [name for section in COMMANDS.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of that name."""
        for section in COMMANDS.values():
            if entry := section.get(cmd_name):
                return load(entry)
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in their sections, without loading them."""
        width = max(len(name) for name in self.list_commands(ctx))
        for title, section in COMMANDS.items():
            if section:
                with formatter.section(title):
                    formatter.write_dl([(name.ljust(width), entry.says) for name, entry in section.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run, and answer a failure in words."""
        with failures.in_words():
            return super().invoke(ctx)


def load(entry: Entry) -> click.Command:
    """Import the module that an entry names and return its command."""
    if entry.django:
        import django

        django.setup()
    module, _, name = entry.where.partition(":")
    command: click.Command = getattr(importlib.import_module(f"hustings.cli.{module}"), name)
    return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hustings")
def main() -> None:
    """Run a campaign: website, supporters, mass mail, all on your own machine.

    Where things are kept and what they are called comes from the environment: see docs/reference/settings.md.
    """


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")
