"""A reading that was broken off: what is told of it, and what a full disk or a wrong path leaves."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from click.testing import CliRunner

from mailguard.cli import main
from mailguard.forensics import case, store
from mailguard.forensics.store import Store


def run(*words):
    """The command, in English."""
    return CliRunner().invoke(main, ["leak", *map(str, words)], env={"LANGUAGE": "en"})


@pytest.fixture
def half(leaked, tmp_path, monkeypatch):
    """A case of which a part was read."""
    monkeypatch.setattr(case, "_BATCH", 20)
    case.begin(tmp_path / "case", (str(leaked.folder / "dump"),), leaked.order)
    assert not case.run(tmp_path / "case", leaked.order, seconds=0.05)
    return tmp_path / "case"


def test_a_reading_that_was_broken_off_is_never_told_as_finished(leaked, half, tmp_path):
    file = tmp_path / "register.jsonl"
    told = run("tell", half)
    assert told.exit_code == 1 and told.stdout.startswith("NOT FINISHED: ")
    assert "So far the register ends in" in told.stdout
    n = case.state(half).n_mails
    assert f"{n} mails with" in told.stdout and 0 < n < len(leaked.truth)
    as_json = run("tell", half, "--json")
    assert as_json.exit_code == 1 and "NOT FINISHED" in as_json.stderr
    assert json.loads(as_json.stdout)["finished"] == ""
    table = run("tell", half, "--mails", tmp_path / "mails.csv")
    assert table.exit_code == 1 and "NOT FINISHED" in table.stderr
    made = run("register", half, file)
    assert made.exit_code == 1 and "So far" in made.stdout and "NOT FINISHED" in made.stderr
    kept = made.stdout.split()[-1].rstrip(".")
    checked = run("verify", file, "--hash", kept)
    assert checked.exit_code == 1 and "UNFINISHED" in checked.stdout and "another hash" not in checked.stdout
    # who takes the word out of the last line is found out
    lines = file.read_text().splitlines()
    last = json.loads(lines[-1])
    assert last.pop("open") is True
    file.write_text("\n".join([*lines[:-1], json.dumps(last)]) + "\n")
    assert "closes another register" in run("verify", file).stdout
    assert case.run(half, leaked.order)
    assert run("tell", half).exit_code == 0 and "NOT FINISHED" not in run("tell", half).stdout
    assert run("register", half, file).exit_code == 0 and run("verify", file).exit_code == 0
    assert run("verify", file, "--hash", kept).exit_code == 1


def test_a_wrong_path_begins_no_case_and_a_dump_that_is_gone_ends_none(leaked, half, tmp_path):
    nothing = run("read", tmp_path / "wrong", "--case", tmp_path / "new")
    assert nothing.exit_code == 2 and "There is no" in nothing.stderr and "wrong" in nothing.stderr
    assert not (tmp_path / "new").exists()
    dump = leaked.folder / "dump"
    dump.rename(leaked.folder / "away")
    try:
        with pytest.raises(store.BadCase, match="There is no"):
            case.begin(half, (str(dump),), leaked.order)
    finally:
        (leaked.folder / "away").rename(dump)
    assert not case.state(half).is_done


def test_a_full_disk_is_told_and_the_case_goes_on_when_there_is_room(leaked, tmp_path, monkeypatch):
    full = run("register", leaked.folder / "case", "/dev/full")
    assert (full.exit_code, "The disk is full: make room" in full.stderr) == (2, True)
    words = ["read", leaked.folder / "dump", "--case", tmp_path / "case"]
    connect = sqlite3.connect

    def small(*given, **more):
        base = connect(*given, **more)
        base.execute("PRAGMA max_page_count = 30")
        return base

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", small)
        stopped = run(*words)
    assert (stopped.exit_code, "The disk is full: make room" in stopped.stderr) == (2, True), stopped.output
    assert run("tell", tmp_path / "case").exit_code == 1
    assert run(*words).exit_code == 0
    with closing(Store(tmp_path / "case")) as opened:
        assert opened.get("finished")
    assert case.state(tmp_path / "case").n_mails == len(leaked.truth)


def test_names_that_the_system_refuses_are_told(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in (tmp_path / "loop", tmp_path / ("x" * 300)):
        told = run("verify", path)
        assert told.exit_code == 2 and "can't be read" in told.stderr, told.output


def read_only(folder, *words):
    """The command where a folder lies on a medium that can't be written."""
    command = [sys.executable, "-P", "-m", "mailguard.cli", "leak", *map(str, words)]
    if os.getuid():
        folder.chmod(0o500)
    else:  # who may do all is stopped by the medium alone
        mounted = f'mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} && exec "$@"'
        command = ["unshare", "-m", "sh", "-c", mounted, "sh", *command]
    try:
        return subprocess.run(
            command, capture_output=True, text=True, env=os.environ | {"LANGUAGE": "en"}, check=False
        )
    finally:
        folder.chmod(0o700)


def test_a_finished_case_is_told_from_a_medium_that_can_not_be_written(leaked, half, tmp_path):
    if not os.getuid() and subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        pytest.skip("the system lets nobody mount here")
    with closing(Store(half)) as looking:  # holds what is written last beside the file
        assert not looking.get("finished")
        looking.base.execute("BEGIN")
        assert looking.next_ids()[1] > 1
        assert case.run(half, leaked.order)
        kept = tmp_path / "kept"
        shutil.copytree(half, kept)
    told = read_only(kept, "tell", kept)
    assert told.returncode == 2 and "copy the folder to where it can be written" in told.stderr, told
    assert run("tell", kept).exit_code == 0  # there it is put together
    for folder in (kept, leaked.folder / "case"):
        told = read_only(folder, "tell", folder)
        assert told.returncode == 0 and "The register ends in" in told.stdout, told
        assert read_only(folder, "register", folder, tmp_path / "register.jsonl").returncode == 0
