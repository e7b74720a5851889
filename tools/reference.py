"""Write the reference pages that are made from the code: the commands. Run by ``make docs``."""

import inspect
import os
from pathlib import Path

import click

os.environ["LANGUAGE"] = "en"

from hustings.shells.cli import COMMANDS, load, main
from mailguard.cli import main as mailguard

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "commands.md"
HEAD = """# Commands

<!-- Written by `make docs` from the commands themselves. -->

Every command of `hustings`, for people who run a server. `hustings --help` lists them,
`hustings COMMAND --help` explains one. Settings come from the environment: see [settings](settings.md).
Output is in English or French, the language of the terminal (`LANGUAGE`, `LC_ALL`, `LC_MESSAGES`,
`LANG`).
"""

ENGINE_PAGE = PAGE.with_name("mailguard-commands.md")
ENGINE_HEAD = """# Commands of mailguard

<!-- Written by `make docs` from the commands themselves. -->

Every command of `mailguard`. `mailguard --help` lists them, `mailguard COMMAND --help` explains one.
Output is in English or French: the language of the terminal (`LANGUAGE`, `LC_ALL`, `LC_MESSAGES`,
`LANG`), or that of `--language`, before or after the name of the command. Options, codes such as
`date_missing` and the keys of JSON are the same in both.
"""


def engine_page() -> str:
    """The commands of the mail guard by their names."""
    context = click.Context(mailguard, info_name="mailguard")
    parts = [ENGINE_HEAD]
    for name in mailguard.list_commands(context):
        command = mailguard.get_command(context, name)
        assert command
        parts += described(f"mailguard {name}", command, context)
    return "\n".join(parts).rstrip() + "\n"


def page() -> str:
    """Every command, in the order of the list, with its arguments and options."""
    parts = [HEAD]
    for section, entries in COMMANDS.items():
        parts.append(f"## {section}\n")
        for name, entry in entries.items():
            parts += described(f"hustings {name}", load(entry), click.Context(main, info_name="hustings"))
    return "\n".join(parts).rstrip() + "\n"


def described(title: str, command: click.Command, parent: click.Context) -> list[str]:
    """One command, and those below it."""
    context = click.Context(command, info_name=title.rpartition(" ")[2], parent=parent)
    usage = " ".join(command.collect_usage_pieces(context))
    parts = [f"### `{title}`\n", f"    {title} {usage}".rstrip() + "\n"]
    if command.help:
        parts.append(inspect.cleandoc(command.help).replace("\b\n", "").strip() + "\n")
    if options := list(option_rows(command, context)):
        parts.append("\n".join(["| Option | Meaning |", "|---|---|", *options]) + "\n")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below and not below.hidden:
                parts += described(f"{title} {name}", below, context)
    return parts


def option_rows(command: click.Command, context: click.Context) -> list[str]:
    """A row of the table for each option."""
    rows = []
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record and isinstance(parameter, click.Option) and not parameter.hidden:
            names, says = (text.replace("|", "\\|").replace("\n", " ") for text in record)
            rows.append(f"| `{names}` | {says} |")
    return rows


if __name__ == "__main__":
    PAGE.write_text(page())
    ENGINE_PAGE.write_text(engine_page())
