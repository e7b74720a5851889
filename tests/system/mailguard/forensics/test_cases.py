"""A case from beginning to end: killed, gone on with, odd dumps, registers, mailboxes, the command."""

import csv
import io
import json
import os
import random
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tarfile
import time
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner

from benchmarks import leak_factory as factory
from benchmarks.leak_writing import in_mbox
from mailguard.cli import main
from mailguard.forensics import boxes, case, copies, register, sources, telling
from mailguard.forensics.store import BadCase, Store
from mailguard.mailboxes import Unreadable

# Written every few mails, so that there is something between to be killed at.
_READ = """
import sys
sys.path[:0] = {path!r}
from mailguard.cli import main
from mailguard.forensics import case
case._BATCH = 7
main({words!r})
"""


def words(leaked, target):
    """The command that reads the dump."""
    return [
        "leak", "read", str(leaked.folder / "dump"), "--case", str(target),
        "--index", str(leaked.order.index), "--keys", str(leaked.folder / "keys.zone"),
        "--decoys", str(leaked.folder / "decoys.json"), "--domain", factory.OURS,
    ]  # fmt: skip


def chain(folder):
    """The register without its times."""
    with closing(Store(folder)) as store:
        return [line for line in register.lines(store) if line.get("strand") in {"mail", "file"}]


def read_so_far(target):
    """Mails that a case holds."""
    try:
        return case.state(target).n_mails
    except (BadCase, OSError):
        return 0


def test_killed_at_any_point_it_ends_as_if_it_had_not_been(leaked, tmp_path):
    target, n_kills = tmp_path / "case", 0
    code = _READ.format(path=sys.path, words=words(leaked, target))
    for at in (20, 120, 10_000):
        running = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.DEVNULL, start_new_session=True
        )
        while running.poll() is None:
            if read_so_far(target) >= at:
                os.killpg(running.pid, signal.SIGKILL)
                n_kills += 1
                break
            time.sleep(0.005)
        running.wait()
    assert n_kills == 2 and case.state(target).is_done
    assert chain(target) == chain(leaked.folder / "case")
    with closing(Store(target)) as one, closing(Store(leaked.folder / "case")) as other:
        assert boxes.accounts(one) == boxes.accounts(other)
        assert list(one.rows()) == list(other.rows())


def test_it_goes_on_by_pieces_of_time(leaked, tmp_path):
    case.begin(tmp_path / "case", (str(leaked.folder / "dump"),), leaked.order)
    n = 0
    while not case.run(tmp_path / "case", leaked.order, seconds=0.05):
        n += 1
        assert n < 240
    assert n > 1 and chain(tmp_path / "case") == chain(leaked.folder / "case")


def test_a_case_is_of_one_dump_and_one_knowledge(leaked, tmp_path):
    with pytest.raises(BadCase) as told:
        case.begin(leaked.folder / "case", (str(tmp_path),), leaked.order)
    assert "another dump" in str(told.value)
    with pytest.raises(BadCase) as told:
        dump = (str(leaked.folder / "dump"),)
        case.begin(leaked.folder / "case", dump, replace(leaked.order, keys=()))
    assert "another index, keys" in str(told.value)


def test_only_its_owner_may_look_into_the_folder(leaked):
    folder = leaked.folder / "case"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "case.sqlite3").stat().st_mode) == 0o600
    assert stat.S_IMODE(leaked.order.index.stat().st_mode) == 0o600


def test_nothing_opens_a_socket_unless_it_is_told_to(leaked, monkeypatch):
    asked = []

    def refuse(*_):
        asked.append(1)
        raise OSError("no network here")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    leaked.read("quiet")
    assert not asked and leaked.rows("quiet") == leaked.rows("case")
    online = replace(leaked.order, online=True, servers=("127.0.0.1:9",), keys=()).judge()
    online.judge(factory.signed(factory.Draft.of(1, random.Random(1), 40).whole()))
    assert asked


def test_archives_in_archives_maildirs_and_folders_are_read(leaked, tmp_path):
    raws = [made.raw for made in factory.Dump(30).mails()]
    dump = tmp_path / "dump"
    (dump / "alice" / "Inbox").mkdir(parents=True)
    for nth, raw in enumerate(raws[:8]):
        (dump / "alice" / "Inbox" / f"{nth}.eml").write_bytes(raw)
    for name in ("cur", "new", "tmp"):
        (dump / "bob" / name).mkdir(parents=True)
    for nth, raw in enumerate(raws[8:16]):
        (dump / "bob" / "cur" / f"{nth}.host:2,S").write_bytes(raw)
    with zipfile.ZipFile(tmp_path / "inner.zip", "w", zipfile.ZIP_DEFLATED) as inner:
        for nth, raw in enumerate(raws[16:22]):
            inner.writestr(f"carol/Sent/{nth}.eml", raw)
    with zipfile.ZipFile(dump / "outer.zip", "w") as outer:
        outer.write(tmp_path / "inner.zip", "inner.zip")
        outer.writestr("dora.mbox", b"".join(map(in_mbox, raws[22:])))
        outer.writestr("readme.txt", "hello")
        outer.writestr("../../evil.eml", raws[0])
    for name, data in [
        ("broken.zip", b"PK\x03\x04 no"),
        ("box.pst", b"!BDN"),
        ("rest.7z", b"7z"),
        ("no.eml", b""),
    ]:
        (dump / name).write_bytes(data)
    told = {}
    case.begin(tmp_path / "case", (str(dump),), leaked.order)
    case.run(
        tmp_path / "case",
        leaked.order,
        complain=lambda path, why: told.update({path.rpartition("/")[2]: why}),
    )
    with closing(Store(tmp_path / "case")) as store:
        rows = list(store.rows())
        names = {each.name for each in boxes.accounts(store)}
        files = dict(store.base.execute("SELECT path, sha256 FROM files").fetchall())
    assert len(rows) == 31 and not (tmp_path / "evil.eml").exists()
    assert {"alice", "bob", "outer.zip"} <= names
    assert len(files[f"{dump}/outer.zip"]) == 64
    assert {"broken.zip", "box.pst", "rest.7z", "no.eml"} == set(told)
    assert shutil.which("readpst") or "apt install pst-utils" in told["box.pst"]


class _Noughts(io.RawIOBase):
    """So many bytes of nothing."""

    def __init__(self, left):
        self.left = left

    def read(self, n=-1):
        n = min(n, self.left) if n >= 0 else self.left
        self.left -= n
        return bytes(n)


def test_an_archive_that_is_made_to_fill_the_disk_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "_LONG", 5_000_000)
    bomb = tmp_path / "bomb.tar.gz"
    with tarfile.open(bomb, "w:gz") as archive:
        for name, content in [("a.eml", 1_000_000), ("b.mbox", 30_000_000), ("c.eml", 10)]:
            info = tarfile.TarInfo(name)
            info.size = content
            archive.addfile(info, _Noughts(content))
    with zipfile.ZipFile(tmp_path / "many.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for nth in range(30):
            archive.writestr(f"{nth}.eml", bytes(1_000_000))
    room = tmp_path / "room"
    room.mkdir()
    for file in (bomb, tmp_path / "many.zip"):
        found = list(sources.walk([str(file)], room))
        assert [each.why for each in found if isinstance(each, Unreadable)] == [sources.DENSE]
        assert f"{file}/c.eml" not in {each.path for each in found}


def test_a_member_that_would_fill_half_the_disk_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "_IN_MEMORY", 1_000)
    with tarfile.open(tmp_path / "dump.tar", "w") as archive:
        for name, content in [("big.mbox", 9_000), ("small.eml", 900)]:
            info = tarfile.TarInfo(name)
            info.size = content
            archive.addfile(info, io.BytesIO(b"From: a@b.example\n" * 600))
    usage = type(shutil.disk_usage(tmp_path))(10**6, 10**6 - 10_000, 10_000)
    monkeypatch.setattr(sources.shutil, "disk_usage", lambda _folder: usage)
    found = {
        each.path.rpartition("/")[2]: each for each in sources.walk([str(tmp_path / "dump.tar")], tmp_path)
    }
    assert found["big.mbox"].why == sources.FULL
    assert found["small.eml"].size == 900


def test_the_reader_of_outlooks_files_is_held_in_bounds(tmp_path, monkeypatch):
    program = tmp_path / "bin" / "readpst"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\nfor last; do file=$last; done\n(ulimit -v; ulimit -c; cat "$file") > "$5/told"\n'
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    made, box = tmp_path / "made", tmp_path / "a box.pst"
    made.mkdir()
    box.write_text("mail")
    assert sources._unpacked(str(box), made, tmp_path / "passed") and not (tmp_path / "passed").exists()
    assert (made / "told").read_text().split() == [str(sources._READER_KB), "0", "mail"]


def test_odd_mail_is_read_and_none_stops_the_rest(leaked, tmp_path):
    odd = [
        b"\0" * 50 + b"From: a@b\n\n",
        b"From: x\n",
        b"Subject: \xff\xfe\n\n\xff",
        b"From: a@b\nDate: 99\n\nx",
    ]
    odd += [b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 2_000]
    odd += [b"DKIM-Signature: v=1; a=rsa-sha256; d=" + b"a" * 3_000 + b"\nFrom: a@valbrune.example\n\nx"]
    odd += [b"Content-Type: text/html\n\n" + b"<a href=" * 20_000 + b"<!--" * 20_000]
    (tmp_path / "dump").mkdir()
    for nth, raw in enumerate(odd):
        (tmp_path / "dump" / f"{nth}.eml").write_bytes(raw)
    began = time.process_time()
    case.begin(tmp_path / "case", (str(tmp_path / "dump"),), leaked.order)
    assert case.run(tmp_path / "case", leaked.order)
    assert time.process_time() - began < 5
    with closing(Store(tmp_path / "case")) as store:
        kinds = [row.kind for row in store.rows()]
    assert len(kinds) >= len(odd) - 1 and "unread" not in kinds


def test_a_mailbox_says_whose_it_was_and_when_it_was_taken(leaked, tmp_path):
    """Nora's mail up to a day, two weeks in the midst left out; our archive goes on."""
    made = []
    for day in range(90):
        draft = factory.Draft.of(70_000_000 + day, random.Random(day), 40)
        draft.to, draft.sent = f"nora@{factory.OURS}", factory.START + timedelta(days=day)
        made.append(factory.signed(draft.whole()))
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "all.mbox").write_bytes(b"".join(map(in_mbox, made)))
    copies.index([str(tmp_path / "ours")], tmp_path / "index", tmp_path)
    (tmp_path / "dump" / "box1").mkdir(parents=True)
    for day in [*range(30), *range(44, 60)]:
        (tmp_path / "dump" / "box1" / f"{day}.eml").write_bytes(made[day])
    order = replace(leaked.order, index=tmp_path / "index")
    case.begin(tmp_path / "case", (str(tmp_path / "dump"),), order)
    case.run(tmp_path / "case", order)
    with closing(Store(tmp_path / "case")) as store:
        (account,) = telling.summary(store)["mailboxes"]
    assert (account["name"], account["owner"], account["n"]) == ("box1", f"nora@{factory.OURS}", 46)
    assert account["last"][:10] == "2026-03-05" and account["next"][:10] == "2026-03-06"
    assert account["n_later"] == 30
    assert [(gap["from"][:10], gap["to"][:10], gap["missing"]) for gap in account["gaps"]] == [
        ("2026-02-04", "2026-02-17", 14)
    ]


def test_a_register_holds_until_somebody_touches_it(leaked, tmp_path):
    file = tmp_path / "register.jsonl"
    run = CliRunner().invoke(main, ["leak", "register", str(leaked.folder / "case"), str(file)])
    kept = run.stdout.split()[-1].rstrip(".")
    good = CliRunner().invoke(main, ["leak", "verify", str(file), "--hash", kept])
    assert good.exit_code == 0 and kept in good.stdout
    lines = file.read_text().splitlines(keepends=True)
    changed = json.dumps(json.loads(lines[5]) | {"class": "forged", "size": 1}) + "\n"
    for broken in (
        [*lines[:5], changed, *lines[6:]],
        [*lines[:5], *lines[6:]],
        [*lines[:5], lines[6], lines[5], *lines[7:]],
        [*lines[:3], "hello\n", *lines[3:]],
        lines[1:],
    ):
        file.write_text("".join(broken))
        assert CliRunner().invoke(main, ["leak", "verify", str(file)]).exit_code == 1
    last = f'"n": {len(leaked.truth)},'
    file.write_text("".join(line for line in lines if '"seen"' not in line and last not in line))
    assert CliRunner().invoke(main, ["leak", "verify", str(file)]).exit_code == 1
    assert CliRunner().invoke(main, ["leak", "verify", str(file), "--hash", kept]).exit_code == 1


def test_the_command_reads_tells_and_writes(leaked, tmp_path):
    target = tmp_path / "case"
    english = {"LANGUAGE": "en"}
    run = CliRunner().invoke(main, words(leaked, target), env=english)
    assert (
        run.exit_code == 0
        and "genuine (valid signature)" in run.stdout
        and "The register ends in" in run.stdout
    )
    again = CliRunner().invoke(main, words(leaked, target), env=english)
    assert again.exit_code == 0 and again.stdout == run.stdout
    summary = json.loads(CliRunner().invoke(main, ["leak", "tell", str(target), "--json"]).stdout)
    assert summary["mails"] == len(leaked.truth) == sum(summary["classes"].values())
    file = tmp_path / "mails.csv"
    CliRunner().invoke(main, ["leak", "tell", str(target), "--mails", str(file), "--class", "altered"])
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == summary["classes"]["altered"]
    shown = CliRunner().invoke(main, ["leak", "show", str(target), rows[0]["id"]], env={"LANGUAGE": "fr"})
    assert shown.stdout.startswith(f"{rows[0]['id']}  modifié  ")
    for number in ("241", "99999999999999999999"):
        none = CliRunner().invoke(main, ["leak", "show", str(target), number], env=english)
        assert (none.exit_code, none.stderr) == (2, f"mailguard: There is no mail {number} in this case.\n")
    missing = CliRunner().invoke(main, ["leak", "tell", str(tmp_path)], env=english)
    assert missing.exit_code == 2 and "There is no case in" in missing.stderr
    no_index = words(leaked, tmp_path / "other")
    no_index[no_index.index("--index") + 1] = str(tmp_path / "none")
    assert "mailguard leak index" in CliRunner().invoke(main, no_index, env=english).stderr


def test_a_cell_never_begins_as_a_formula_does(leaked, tmp_path):
    draft = replace(factory.Draft.of(9, random.Random(9), 40), subject="=HYPERLINK(1)")
    (tmp_path / "x.eml").write_bytes(draft.whole())
    leaked.read("formula", str(tmp_path / "x.eml"))
    with closing(Store(leaked.folder / "formula")) as store:
        telling.write_csv(store, tmp_path / "x.csv")
    assert "'=HYPERLINK(1)" in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")


def test_the_index_may_be_made_twice_and_by_several(leaked, tmp_path):
    paths = [str(leaked.folder / "ours")]
    one = copies.index(paths, tmp_path / "index", tmp_path, 2)
    other = copies.index(paths, tmp_path / "index", tmp_path)
    assert one.n_new > 0 and other.n_new == 0 and other.n_read == one.n_read
    with (
        closing(copies.Copies(tmp_path / "index")) as made,
        closing(copies.Copies(leaked.order.index)) as ours,
    ):
        assert len(made) == len(ours) and made.habits().counts == ours.habits().counts
