"""The command `hustings`: one file a command and one line in ``COMMANDS``, loaded when called.

Django is set up by then, unless the line says ``django=False``: then the module may change the environment.
"""

import importlib
import os
import sys
from typing import NamedTuple

import click

from hustings import __version__
from hustings.foundation.lib.process import cli_language
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.terminal import failures

cli_language.speak()
click.IntRange.name = "whole number"  # as its messages call it


class Entry(NamedTuple):
    where: str
    says: str
    django: bool = True
    reads: bool = False  # a database that must be there, and of no newer version
    stays: bool = False  # serves until it's stopped: its log is what it says, and in the campaign's language


COMMANDS: dict[str, dict[str, Entry]] = {
    _("Run"): {
        "demo": Entry("demo:demo", _("Run a demo campaign."), django=False, stays=True),
        "up": Entry("up:up", _("Run everything on this machine."), django=False, stays=True),
        "web": Entry("web:web", _("Serve the website and HQ."), django=False, stays=True),
        "worker": Entry("worker:worker", _("Run background work."), reads=True, stays=True),
        "scheduler": Entry("scheduler:scheduler", _("Start scheduled jobs."), reads=True, stays=True),
        "watcher": Entry("watcher:watcher", _("Watch the team’s mailboxes."), reads=True, stays=True),
        "mailcatch": Entry("mailcatch:mailcatch", _("Catch the demo’s e-mails on this machine."), stays=True),
        "lmtp": Entry("lmtp:lmtp", _("Receive bounces from the mail server."), reads=True, stays=True),
        "prepare": Entry("prepare:prepare", _("Update the database and static files.")),
    },
    _("Import and export"): {
        "import": Entry("importing:command", _("Import people from a CSV file."), reads=True),
        "export": Entry("exporting:command", _("Export people to a CSV file."), reads=True),
        "do-not-call": Entry("do_not_call:do_not_call", _("Read a do-not-call list."), reads=True),
        "territories": Entry(
            "territories:territories", _("Load a country and polling stations."), reads=True
        ),
    },
    _("Maintain"): {
        "check": Entry("check:check", _("Check the installation and suggest fixes."), django=False),
        "mail": Entry("mail:mail", _("Manage the keys that sign e-mails."), reads=True),
        "lookouts": Entry("lookouts:lookouts", _("Search lists for look-alike domains."), reads=True),
        "user": Entry("user:user", _("Manage users and their roles."), reads=True),
        "maintenance": Entry(
            "maintenance:maintenance", _("Close the site for maintenance, or reopen it."), reads=True
        ),
        "decoys": Entry("decoys:decoys", _("Verify the register of decoys."), reads=True),
        "books": Entry("chains.books:books", _("Verify and export the books."), reads=True),
        "backup": Entry("backup:backup", _("Back up everything to one file."), reads=True),
        "restore": Entry("restore:restore", _("Restore everything from a backup.")),
        "proof": Entry("chains.proof:proof", _("Verify a petition’s export."), django=False),
        "register": Entry(
            "chains.register:register", _("Export a chain, to verify it elsewhere."), reads=True
        ),
        "legal": Entry("legal:legal", _("Show election law and silence periods."), django=False),
        "manage": Entry("manage:manage", _("Run Django’s own commands."), django=False),
    },
}


class Lazy(click.Group):
    """A group that knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, section by section."""
        return [name for section in COMMANDS.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = _entry(cmd_name)
        return load(entry) if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called, and look at the database first where it reads that."""
        name, command, rest = super().resolve_command(ctx, args)
        entry = _entry(name or "")
        is_help = {"-h", "--help"} & set(rest) or (isinstance(command, click.Group) and not rest)
        if entry and entry.reads and not is_help:
            from hustings.shells.cli.processes import versions

            versions.refuse_unknown()
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in their sections, without loading them."""
        width = max(len(name) for name in self.list_commands(ctx))
        for title, section in COMMANDS.items():
            if section:
                with formatter.section(title):
                    formatter.write_dl([(name.ljust(width), entry.says) for name, entry in section.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            with failures.in_words():
                return super().invoke(ctx)
        finally:
            if (conf := sys.modules.get("django.conf")) and conf.settings.configured:
                from django.utils import translation

                translation.deactivate()


def _entry(name: str) -> Entry | None:
    return next((section[name] for section in COMMANDS.values() if name in section), None)


def load(entry: Entry) -> click.Command:
    if not entry.stays:  # its answer is what matters, not what is logged on the way
        os.environ.setdefault("HUSTINGS_LOG_LEVEL", "WARNING")
    if entry.django:
        import django
        from django.utils import translation

        django.setup()
        if not entry.stays:
            translation.activate(cli_language.language())
    module, _colon, name = entry.where.partition(":")
    command: click.Command = getattr(importlib.import_module(f"hustings.shells.cli.{module}"), name)
    return command


def _verbosely(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        os.environ["HUSTINGS_LOG_LEVEL"] = "INFO"


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("""Run a campaign: website, supporters and mailings, all on your own server.

    Settings come from the environment: see docs/reference/settings.md.
    """),
)
@click.version_option(__version__, prog_name="hustings")
@click.option(
    "--verbose", is_flag=True, is_eager=True, expose_value=False, callback=_verbosely,
    help=_("Show log messages, too."),
)  # fmt: skip
def main() -> None:
    """Run a campaign."""


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")
