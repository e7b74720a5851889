"""``mailguard learn`` as a person types it."""

import json

import pytest
from click.testing import CliRunner

from mailguard.cli import main
from tests.unit.mailguard.correspondents.test_learning import letter


@pytest.fixture
def run(tmp_path):
    store = tmp_path / "memory.db"
    return lambda *words: CliRunner().invoke(main, ["learn", "--memory", str(store), *map(str, words)])


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.eml").write_bytes(letter("Charlie <c@print.example>", number))
    return folder


def test_a_folder_is_learnt_and_counted(run, inbox):
    done = run(inbox)
    assert done.exit_code == 0 and done.stdout == "3 messages read, 3 used.\n"
    assert "3 were known already." in run(inbox).stdout


def test_the_count_comes_as_json_and_old_mail_is_forgotten(run, inbox):
    row = json.loads(run(inbox, "--json", "--forget", "1").stdout)
    assert (row["n_learnt"], row["n_forgotten"]) == (3, 3)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["/nowhere"], "/nowhere can't be read: No such file or directory."),
        ([], "Name the mailboxes to learn from."),
        (["x", "--profile", "/nowhere"], "/nowhere can't be read"),
    ],
)
def test_what_cant_be_done_is_said_in_words(run, words, says):
    done = run(*words)
    assert done.exit_code == 2 and says in done.stderr


def test_another_file_is_no_memory(tmp_path, inbox):
    other = tmp_path / "notes.txt"
    other.write_text("notes " * 1000)
    done = CliRunner().invoke(main, ["learn", "--memory", str(other), str(inbox)])
    assert done.exit_code == 2 and "not a database" in done.stderr


def test_a_profile_that_cant_be_used_is_refused_in_french(run, inbox, tmp_path, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    profile = tmp_path / "profile.toml"
    profile.write_text("x = [")
    done = run(inbox, "--profile", profile)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"mailguard: Ce profil ne peut pas servir : {profile}\u00a0: ")
