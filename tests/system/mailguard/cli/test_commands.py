"""The list of commands."""

import subprocess
import sys

import click
from click.testing import CliRunner

from mailguard.cli import COMMANDS, main


def test_each_command_says_what_the_list_says():
    context = click.Context(main)
    for name, (_, says) in COMMANDS.items():
        told = main.get_command(context, name).help.partition("\n\n")[0]
        assert " ".join(told.split()) == says
    shown = CliRunner().invoke(main, ["--help"]).stdout
    assert all(f"\n  {name} " in shown for name in COMMANDS)


def _loaded(code):
    words = [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"]
    return set(subprocess.run(words, capture_output=True, text=True, check=True).stdout.split())


def test_listing_them_loads_none():
    loaded = _loaded("from mailguard.cli import main; main(['--help'], standalone_mode=False)")
    assert not {"mailguard.engine", "mailguard.cli.check", "mailguard.cli.scan"} & loaded


def test_a_plain_message_is_judged_without_heavy_libraries():
    loaded = _loaded("import mailguard; mailguard.analyse(b'From: a@example.org\\n\\nThe hall is ours.')")
    heavy = {"pikepdf", "PIL", "py7zr", "oletools", "extract_msg", "checkdmarc", "asyncio", "multiprocessing"}
    assert "mailguard.engine" in loaded and not heavy & loaded
