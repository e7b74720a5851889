"""``mailguard held``."""

import json
import socket

import pytest
from click.testing import CliRunner

from mailguard.agents.platform.folder import Folder
from mailguard.cli import main
from tests.cast.mailguard.agents.platform.seen import NOW, letter, seen


@pytest.fixture
def folder(tmp_path):
    made = Folder(tmp_path / "guard")
    one = seen()
    made.held.hold(letter(), one, "desk@storage-desk.example", one.mailboxes, NOW)
    return made


def run(folder, command, *words, language="en"):
    path = getattr(folder, "path", folder)
    return CliRunner().invoke(main, ["held", "--language", language, command, "--folder", str(path), *words])


def test_what_is_held_is_listed_and_shown(folder):
    name = seen().id
    (line,) = run(folder, "list").stdout.splitlines()
    assert line.startswith(f"{name}  2027-03-01 09:00  0.") and "bob@valbrune.example: Mailbox full" in line
    row = json.loads(run(folder, "list", "--json").stdout)
    assert row == json.loads(run(folder, "show", name).stdout)
    assert (row["id"], row["rcpt_to"], row["is_doubtful"]) == (name, ["bob@valbrune.example"], False)
    assert run(folder, "show", "--raw", name).stdout_bytes == letter()


def test_what_a_stranger_wrote_cant_write_on_the_terminal(folder):
    one = seen(letter(subject="\x1b[2J\x07evil"), boxes=("carol@valbrune.example",))
    folder.held.hold(letter(), one, "", one.mailboxes, NOW)
    assert "\x1b" not in run(folder, "list").stdout


def test_it_is_deleted_once(folder):
    name = seen().id
    assert run(folder, "delete", name).exit_code == 0
    again = run(folder, "delete", name, language="fr")
    assert again.exit_code == 2 and "n’est en quarantaine ici." in again.stderr
    empty = run(folder, "list")
    assert (empty.stdout, empty.stderr) == ("", "No message is quarantined here.\n")


def test_what_the_server_doesnt_take_stays_held(folder):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        way = f"smtp://127.0.0.1:{nobody.getsockname()[1]}"
        for by in (way, "/bin/false", "/nowhere/sendmail"):
            done = run(folder, "release", seen().id, "--by", by)
            assert done.exit_code == 2 and "The mail server didn't take it: " in done.stderr
    assert folder.held.raw(seen().id) == letter() and not folder.held.get(seen().id).is_doubtful


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["release", "x", "--by", "sendmail"], "“sendmail” is neither smtp://HOST:PORT nor the path"),
        (["show", "../x"], "No message “../x” is quarantined here."),
        (["release", "none"], "No message “none” is quarantined here."),
    ],
)
def test_what_cant_be_done_is_said(folder, words, says):
    done = run(folder, *words)
    assert done.exit_code == 2 and says in done.stderr


def test_another_folder_is_none_of_a_milter(tmp_path):
    done = run(tmp_path, "list")
    assert done.exit_code == 2 and f"{tmp_path} isn't a folder of a milter." in done.stderr
    assert not list(tmp_path.iterdir())
