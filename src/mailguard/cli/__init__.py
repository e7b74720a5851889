"""The command ``mailguard``: one file a command, loaded when it is called."""

import importlib

import click

COMMANDS = {
    "check": "check:check",
    "learn": "learn:learn",
    "lookalikes": "lookalikes:lookalikes",
    "scan": "scan:scan",
}


class Lazy(click.Group):
    """A group that knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(f"mailguard.cli.{module}"), name)
        return command


@click.command(cls=Lazy)
@click.version_option(package_name="hustings")
def main() -> None:
    """Read mail, say what is wrong with it and why."""
