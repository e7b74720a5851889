"""What strangers lay into a dump: links, hidden files, mail in UTF-16."""

import os
import tarfile
import zipfile
from contextlib import closing

from mailguard.forensics import case, sources, telling
from mailguard.forensics.judging import Order
from mailguard.forensics.store import Store
from mailguard.mailboxes import LINKED

MAIL = "From: Nora <nora@vesper.example>\nTo: paul@vesper.example\nSubject: Rooms, {}\n\nFree: café, hall.\n"


def found(folder, leaked, dump):
    """Mails (their subjects by the end of their path) and what wasn't read, of a case."""
    target = folder / f"case-{dump.name}"
    case.begin(target, (str(dump),), Order(leaked.order.now, domains=("vesper.example",)))
    assert case.run(target, Order(leaked.order.now, domains=("vesper.example",)))
    with closing(Store(target)) as store:
        mails = {row.path.removeprefix(f"{dump}/"): row.subject for row in store.rows()}
        return mails, {path.removeprefix(f"{dump}/"): why for path, why in telling.unread(store, 100)}


def test_links_are_named_and_what_is_hidden_is_read(leaked, tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "private.eml").write_text(MAIL.format("private"))
    dump = tmp_path / "dump"
    for name in ("a", ".hidden", "box/cur", "box/new", "box/tmp"):
        (dump / name).mkdir(parents=True)
    for name in ("a/1.eml", "a/.2.eml", ".hidden/3.eml", "box/cur/4.host:2,S", "box/5.eml"):
        (dump / name).write_text(MAIL.format(name))
    links = ["a/link.eml", "a/folder", "box/cur/6.host:2,S", "gone", "loop"]
    (dump / "a/link.eml").symlink_to(secret / "private.eml")
    (dump / "a/folder").symlink_to(secret)
    (dump / "box/cur/6.host:2,S").symlink_to(secret / "private.eml")
    (dump / "gone").symlink_to(tmp_path / "nothing")
    (dump / "loop").symlink_to(dump / "loop")
    with tarfile.open(dump / "b.tar", "w") as tar:
        tar.add(dump / "a/link.eml", "link.eml")
        tar.add(dump / "a/1.eml", "one.eml")
    with zipfile.ZipFile(dump / "c.zip", "w") as zipped:
        link = zipfile.ZipInfo("link.eml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        zipped.writestr(link, "/etc/passwd")
        zipped.write(dump / "a/1.eml", "one.eml")
    mails, unread = found(tmp_path, leaked, dump)
    assert set(mails) == {
        "a/1.eml", "a/.2.eml", ".hidden/3.eml", "box/cur/4.host:2,S", "box/5.eml", "b.tar/one.eml",
        "c.zip/one.eml",
    }  # fmt: skip
    assert unread == dict.fromkeys([*links, "b.tar/link.eml", "c.zip/link.eml"], LINKED)


def test_mail_with_a_mark_of_its_bytes_is_read(leaked, tmp_path):
    dump = tmp_path / "dump"
    dump.mkdir()
    for name, encoding in [("le.eml", "utf-16-le"), ("be.eml", "utf-16-be"), ("8.eml", "utf-8")]:
        (dump / name).write_bytes(("\ufeff" + MAIL.format(name)).encode(encoding))
    mails, unread = found(tmp_path, leaked, dump)
    assert mails == {name: f"Rooms, {name}" for name in ("le.eml", "be.eml", "8.eml")} and not unread
    with closing(Store(tmp_path / "case-dump")) as store:
        assert {row.author for row in store.rows()} == {"nora@vesper.example"}


# As Debian's program says it: folders, how many things in each it wrote, and how many it passed over.
READER = """#!/bin/sh
echo 'Opening PST file and indexes...'
mkdir "$5/Inbox"
printf 'From: nora@vesper.example\\nSubject: pst\\n\\nThe hall is free.\\n' > "$5/Inbox/1.eml"
printf 'BEGIN:VCALENDAR\\nEND:VCALENDAR\\n' > "$5/Inbox/2.ics"
for last; do file=$last; done
printf '\\t"Inbox" - 2 items done, %s items skipped.\\n' "$(cat "$file")"
"""


def test_a_pst_of_which_something_was_passed_over_is_not_told_as_read(leaked, tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "readpst"
    program.write_text(READER)
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    dump = tmp_path / "dump"
    dump.mkdir()
    (dump / "whole.pst").write_text("0")
    (dump / "damaged.pst").write_text("13")
    with zipfile.ZipFile(dump / "c.zip", "w") as zipped:
        zipped.writestr("inner.pst", "7")
    mails, unread = found(tmp_path, leaked, dump)
    assert set(mails) == {f"{name}/Inbox/1.eml" for name in ("whole.pst", "damaged.pst", "c.zip/inner.pst")}
    assert unread == dict.fromkeys(["damaged.pst", "c.zip/inner.pst"], sources.PASSED)
