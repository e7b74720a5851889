"""The command ``mailguard``: one file a command, loaded when it is called."""

import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from mailguard.cli import language
from mailguard.i18n import mark

# Where each is, and the beginning of its help: listing them must not load them.
COMMANDS = {
    "check": ("check:check", "Check how well DOMAIN protects its e-mail, and what to fix."),
    "held": ("held:held", "See, release and delete the messages that a milter quarantined."),
    "learn": (
        "learn:learn",
        "Learn from MAILBOX who writes to the team: .eml, mbox, Maildir or folders; - is standard input.",
    ),
    "lookalikes": (
        "lookalikes:lookalikes",
        "Find domains that look like DOMAIN in lists of registrations, certificates or look-ups.",
    ),
    "leak": (
        "leak:leak",
        "Check leaked e-mails presented as ours: genuine, altered, forged or decoy.",
    ),
    "milter": ("milter:milter", "Filter the incoming e-mail of a Postfix or Sendmail server."),
    "scan": (
        "scan:scan",
        "Check the messages in PATH: .eml, mbox, Maildir, Outlook's .msg, folders; - is standard input.",
    ),
    "sign-in": ("sign_in:sign_in", "Allow the watcher to read and move mail of BOX, at its provider."),
    "watch": (
        "watch:watch",
        "Monitor the mailboxes named in SETTINGS (TOML): quarantine, flag and release messages, by IMAP.",
    ),
    "serve": ("serve:serve", "Check messages for mail servers: POST one to /check, get JSON."),
}


class Lazy(click.Group):
    """A group that knows its commands by name and loads one when it is called."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **options: Any) -> Any:
        args = sys.argv[1:] if args is None else list(args)
        with language.speaking(args):
            return super(Lazy, language.in_words(self)).main(args, *more, **options)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, sorted."""
        return sorted(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in ``--help``, without loading any."""
        with formatter.section(language.spoken_text(mark("Commands"))):
            formatter.write_dl(
                [(name, language.spoken_text(COMMANDS[name][1])) for name in self.list_commands(ctx)]
            )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(f"mailguard.cli.{module}"), name)
        return language.in_words(command)

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Read what was asked for; help that can't be written is told, too."""
        from mailguard.cli import endings

        with endings.told():
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; whatever ends it early is told in a sentence, with an exit code of its own."""
        from mailguard.cli import endings

        with endings.told():
            return super().invoke(ctx)


@click.command(cls=Lazy)
@click.version_option(package_name="hustings")
@language.language_option
def main() -> None:
    """Check e-mails and explain what is wrong with them."""
