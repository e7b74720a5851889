"""What the command says to wrong input, and how it ends when it can't go on."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailguard.cli import main
from mailguard.cli.values import MOST_JOBS

NOTE = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Lunch\r\n\r\nAt noon?\r\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.eml"
    path.write_bytes(NOTE)
    return path


def shell(line: str, stdout: int = subprocess.PIPE, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a line as a shell does, ``mailguard`` in it being ours."""
    ours = f"'{sys.executable}' -m mailguard.cli"
    line = line.replace("mailguard ", f"{ours} ")
    env = {**os.environ, "LANG": "C", "LANGUAGE": "", "LC_ALL": "", **more}
    return subprocess.run(
        ["bash", "-c", line], stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=60, env=env
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["scan", "--client-ip", "999.1.1.1"], "“999.1.1.1” isn't an IP address."),
        (["scan", "--from", "junk"], "“junk” isn't an e-mail address."),
        (["scan", "--rcpt", "a@b@c"], "“a@b@c” isn't an e-mail address."),
        (["scan", "--trust", "not host"], "“not host” isn't a name of a host."),
        (["scan", "--online", "--server", "nonsense"], "“nonsense” isn't an address of a name server"),
        (["scan", "--online", "--server", "127.0.0.1:99999"], "“127.0.0.1:99999” isn't an address of a name"),
        (["scan", "--budget", "nan"], "“nan” isn't a number."),
        (["scan", "-j", str(MOST_JOBS + 1)], "is not in the range"),
        (["check", "--server", "127.0.0.1:99999", "example.org"], "“127.0.0.1:99999” isn't an address of a"),
        (["learn", "--memory", "m.db", "--forget", "99999999999"], "is not in the range"),
        (["lookalikes", "--generate", ""], "“” can't be watched"),
        (["lookalikes", "--generate", "a b..c"], "“a b..c” can't be watched"),
        (["lookalikes", "com", "--among", "x"], "“com” can't be watched"),
    ],
)
def test_a_slip_is_told_before_any_work_begins(words, says, note):
    done = CliRunner().invoke(main, [*words, str(note)] if words[0] == "scan" else words)
    assert done.exit_code == 2
    assert says in done.stderr


def test_an_empty_path_is_not_this_folder(tmp_path, note, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["scan", ""])
    assert done.exit_code == 2 and "No such file" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="dropping the right to read all takes root")
def test_a_folder_that_may_not_be_read_is_told_and_the_rest_is_judged(tmp_path, note):
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "b.eml").write_bytes(NOTE)
    closed.chmod(0)
    for folder in [tmp_path, *tmp_path.parents[:-2]]:
        folder.chmod(0o755)
    drop = "setpriv --reuid 65534 --regid 65534 --clear-groups "
    done = shell(f"{drop}mailguard scan --json '{closed}' '{note}'")
    closed.chmod(0o755)
    assert done.returncode == 2, done.stderr
    assert "Permission denied" in done.stderr
    assert '"deliver"' in done.stdout and "Traceback" not in done.stderr


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A note below 1,200 folders, taken away by rm: pytest's own clean-up can't go down so far."""
    top = tmp_path / "d"
    monkeypatch.chdir(tmp_path)
    for _ in range(1_200):
        Path("d").mkdir()
        os.chdir("d")
    Path("note.eml").write_bytes(NOTE)
    os.chdir(tmp_path)
    yield top
    subprocess.run(["rm", "-r", top], check=True)


def test_very_deep_folders_are_searched(deep):
    done = CliRunner().invoke(main, ["scan", "--json", str(deep)])
    assert done.exit_code == 0 and '"deliver"' in done.stdout


def test_a_full_disk_and_a_closed_output_are_told(note):
    for line in (
        f"mailguard scan '{note}' >/dev/full",
        "mailguard lookalikes --generate longer-name.example >/dev/full",
    ):
        done = shell(line)
        assert done.returncode == 2 and "No space left on device" in done.stderr
        assert "Traceback" not in done.stderr
    done = shell(f"mailguard scan '{note}' >&-")
    assert done.returncode == 2 and "Standard output is closed." in done.stderr


def test_a_reader_that_leaves_is_no_finding():
    reader, writer = os.pipe()
    os.close(reader)  # it left before the first word
    try:
        done = shell("mailguard lookalikes --generate longer-name.example; exit $?", stdout=writer)
    finally:
        os.close(writer)
    assert done.returncode == 141 and "Traceback" not in done.stderr


def test_a_folder_gives_mail_alone(tmp_path, note):
    (tmp_path / "todo.txt").write_text("Buy bread\n")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    inner = tmp_path / "Maildir"
    for name in ("cur", "new", "tmp"):
        (inner / name).mkdir(parents=True)
    (inner / "dovecot-uidlist").write_text("3 V1 N2 G0\n")
    (inner / "dovecot.index.log").write_bytes(bytes(100))
    (inner / "cur" / "1:2,S").write_bytes(NOTE)
    done = CliRunner().invoke(main, ["scan", "--json", str(tmp_path)])
    assert done.exit_code == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_a_list_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "list"
    path.write_bytes(b"\0\1\2" * 500)
    for where, given in ((str(path), None), ("-", path.read_bytes())):
        done = CliRunner().invoke(main, ["lookalikes", "valbrune.example", "--among", where], input=given)
        assert done.exit_code == 2 and "it holds NUL bytes. Save it as text, in UTF-8." in done.stderr


def test_a_memory_that_cant_be_written_is_told(tmp_path, note):
    done = CliRunner().invoke(main, ["learn", "--memory", "/proc/m.db", str(note)])
    assert done.exit_code == 2 and isinstance(done.exception, SystemExit)


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        ('domains = ["gmail.com"]', "“gmail.com” belongs to everyone"),
        ('languages = ["de"]', "“de” is none; known are en, fr"),
        ('[[insiders]]\nname = "Nora"\naddresses = ["nora"]', "“nora” isn't an e-mail address"),
        ('[[partners]]\nname = "P"\naccounts = ["FR00 1234"]', "“FR00 1234” isn't a valid IBAN"),
    ],
)
def test_a_profile_that_would_mislead_is_refused(profile, says, tmp_path, note):
    path = tmp_path / "profile.toml"
    path.write_text(profile, encoding="utf-8")
    done = CliRunner().invoke(main, ["scan", "--profile", str(path), str(note)])
    assert done.exit_code == 2 and says in done.stderr


@pytest.mark.parametrize("policy", ["[any]\nwarn = -1", "[any]\nwarn = nan", "[score]\nscale = 0"])
def test_a_policy_that_makes_no_sense_is_refused(policy, tmp_path, note):
    path = tmp_path / "policy.toml"
    path.write_text(policy)
    done = CliRunner().invoke(main, ["scan", "--policy", str(path), str(note)])
    assert done.exit_code == 2 and "can't be used" in done.stderr


@pytest.mark.parametrize(
    "words", ["scan", "scan --replay", "learn --memory m.db", "lookalikes valbrune.example --among"]
)
def test_a_closed_input_is_told(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = shell(f"mailguard {words} - <&-")
    assert done.returncode == 2 and "Standard input is closed." in done.stderr
    assert "Traceback" not in done.stderr


def test_closed_outputs_change_no_exit_code(note, tmp_path):
    assert shell(f"mailguard scan '{note}' 2>&-").returncode == 0
    assert shell(f"mailguard scan '{tmp_path}/none' 2>&-").returncode == 2
    for words in ("--help", "scan --help", "--version"):
        done = shell(f"mailguard {words} >/dev/full")
        assert done.returncode == 2 and done.stderr.startswith("mailguard: It can't be written: No space")


def test_links_that_lead_nowhere_are_told_and_the_rest_is_read(tmp_path, note):
    (tmp_path / "one.eml").symlink_to(tmp_path / "two.eml")
    (tmp_path / "two.eml").symlink_to(tmp_path / "one.eml")
    for words in (["scan"], ["learn", "--memory", str(tmp_path / "memory.db")]):
        done = CliRunner().invoke(main, [*words, str(tmp_path)])
        assert done.exit_code == 2 and isinstance(done.exception, SystemExit)
        assert done.stderr.count("Too many levels of symbolic links") == 2
        assert "note.eml" in done.stdout or "1 message read, 1 used." in done.stdout
    gone = CliRunner().invoke(main, ["scan", str(tmp_path / "one.eml")])
    assert gone.exit_code == 2 and "Too many levels of symbolic links" in gone.stderr


def test_bytes_at_random_are_no_message(tmp_path):
    path = tmp_path / "junk"
    path.write_bytes(random.Random(4).randbytes(3_000) + b"\nX: y\n" + random.Random(5).randbytes(3_000))
    done = CliRunner().invoke(main, ["scan", str(path)])
    assert done.exit_code == 2 and "This isn't a message." in done.stderr
    path.write_bytes(NOTE + random.Random(4).randbytes(3_000))
    assert CliRunner().invoke(main, ["scan", str(path)]).exit_code != 2


def test_a_full_disk_keeps_a_memory_that_can_be_read(tmp_path, note):
    """SQLite's own bound on pages stands for the disk: it fails in the same way."""
    store = tmp_path / "memory.db"
    assert CliRunner().invoke(main, ["learn", "--memory", str(store), str(note)]).exit_code == 0
    full = "PRAGMA max_page_count = 20"
    code = (
        "import sqlite3, sys; real = sqlite3.connect\n"
        f"def small(*a, **k):\n    base = real(*a, **k)\n    base.execute('{full}')\n    return base\n"
        "sqlite3.connect = small\n"
        "from mailguard.cli import main; main(prog_name='mailguard')"
    )
    box = tmp_path / "box.mbox"
    box.write_bytes(
        b"".join(
            b"From a Mon Jan  1 00:00:00 2024\nFrom: a%d@e%d.example\nMessage-ID: <%d@x.example>\n\nhello\n\n"
            % (n, n, n)
            for n in range(2_000)
        )
    )
    words = [sys.executable, "-c", code, "learn", "--memory", str(store), str(box)]
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "LANGUAGE": "en"})
    assert done.returncode == 2 and done.stderr.startswith("mailguard: This memory can't be used: ")
    assert "database or disk is full" in done.stderr and "Traceback" not in done.stderr
    assert CliRunner().invoke(main, ["scan", "--memory", str(store), str(note)]).exit_code == 0


def test_a_memory_that_another_one_holds_is_told(tmp_path, note, monkeypatch):
    store = tmp_path / "memory.db"
    CliRunner().invoke(main, ["learn", "--memory", str(store), str(note)])
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda *a, **more: connect(*a, **{**more, "timeout": 0.1}))
        more = tmp_path / "more.eml"
        more.write_bytes(NOTE.replace(b"Lunch", b"Supper"))
        done = CliRunner().invoke(main, ["learn", "--memory", str(store), str(more)])
    assert done.exit_code == 2 and "database is locked" in done.stderr
    assert done.stderr.startswith("mailguard: This memory can't be used: ")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_learning_that_is_stopped_goes_on_where_it_was(number, tmp_path):
    box, store = tmp_path / "box.mbox", tmp_path / "memory.db"
    box.write_bytes(
        b"".join(
            b"From a Mon Jan  1 00:00:00 2024\nFrom: a%d@e.example\nMessage-ID: <%d@x.example>\n\nhello\n\n"
            % (n, n)
            for n in range(3_000)
        )
    )
    words = [sys.executable, "-m", "mailguard.cli", "learn", "--memory", str(store), str(box)]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 50
        while _known(store) < 300 and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(number)
        _, told = process.communicate(timeout=30)
    assert process.returncode in {128 + number, -number} and "Traceback" not in told
    before = _known(store)
    assert 300 <= before < 3_000
    done = CliRunner().invoke(main, ["learn", "--json", "--memory", str(store), str(box)])
    tally = json.loads(done.stdout)
    assert (tally["n_read"], tally["n_known"]) == (3_000, before)


def _known(store):
    """Messages that the memory holds now."""
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as base:
            return int(base.execute("SELECT value FROM meta WHERE name = 'n_known'").fetchone()[0])
    except (sqlite3.Error, TypeError):
        return 0
