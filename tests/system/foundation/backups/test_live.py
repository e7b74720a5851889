"""Backups of a campaign at work, and restorations that are killed."""

import threading

import pytest
from django.db import connections, transaction

from hustings.foundation.backups import ages, reader, restore
from hustings.foundation.backups import writer as making
from hustings.people.persons.models import Activity, Person
from tests.cast.foundation.backups.content import fill

OLDER = """
import sys
from django.core.management import call_command
import django
django.setup()
call_command("migrate", "backups", "zero", verbosity=0)
from hustings.foundation.backups import ages, content
tables, ages.check_is_ours = content.tables, lambda connection: None
content.tables = lambda: [table for table in tables() if not table.name.startswith("backups_")]
from hustings.shells.cli import main
main(sys.argv[1:])
"""
KILLED = """
import os, signal, sys
import django
django.setup()
from hustings.foundation.backups import table_loader as filling, files, restore as restoring
where = sys.argv.pop(1)
def die(*args, **more):
    os.kill(os.getpid(), signal.SIGKILL)
if where == "among the rows":
    filling.SqliteFiller._count_from = die
elif where == "before the end of the transaction":
    os.sync = die
elif where == "after the transaction":
    files.Staging.swap = die
elif where == "between the folders":
    from pathlib import Path
    rename = Path.rename
    def once(path, target):
        rename(path, target)
        if ".old-" in str(target):
            die()
    Path.rename = once
elif where == "before the last note":
    files.Staging.forget = die
from hustings.shells.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize("vendor", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_a_backup_sees_one_moment_while_others_write(campaign, tmp_path, vendor):
    here = campaign(vendor)
    fill(here.alias, here.var, 20_000)
    stop, n = threading.Event(), [0]

    def write():
        while not stop.is_set():
            with transaction.atomic(using=here.alias):
                person = Person.objects.using(here.alias).create(family_name="pair")
                Activity.objects.using(here.alias).create(person=person, kind="pair", data={})
            n[0] += 1
        connections[here.alias].close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not n[0]:
            pass
        making.make(here.connection, tmp_path / "b", {})
        during = n[0]
    finally:
        stop.set()
        writer.join()
    pairs = {"persons_person": 0, "persons_activity": 0}
    with reader.opened(tmp_path / "b") as backup:
        for part in backup.parts():
            if part.table in pairs:
                pairs[part.table] += part.data.count(b"\tpair\t")
    assert pairs["persons_person"] == pairs["persons_activity"] > 0
    assert during > pairs["persons_person"]  # it was written on meanwhile, and that is not in it


@pytest.mark.parametrize(
    ("where", "ends"),
    [
        ("among the rows", "old"),
        ("before the end of the transaction", "old"),
        ("after the transaction", "new"),
        ("between the folders", "new"),
        ("before the last note", "new"),
    ],
)
def test_a_killed_restoration_leaves_the_old_or_the_new(campaign, tmp_path, where, ends):
    here, other = campaign(), campaign()
    fill(here.alias, here.var)
    (other.var / "media" / "poster").write_bytes(b"new")
    other.backup(tmp_path / "b")
    states = {"old": (here.rows(), here.files()), "new": (other.rows(), other.files())}
    killed = here.run(where, "restore", "--yes", "--no-copy", str(tmp_path / "b"), code=KILLED)
    assert killed.returncode == -9
    said = restore.recover(here.connection, here.var, here.roots)
    assert ("completed" if ends == "new" else "undone") in said
    assert (here.rows(), here.files()) == states[ends]
    left = {path.name for path in here.var.iterdir()}
    assert left - {"restoring.lock", "up.lock"} <= {
        "hustings.sqlite3",
        "hustings.sqlite3-shm",
        "hustings.sqlite3-wal",
        "media",
        "private",
    }


@pytest.mark.postgres
def test_a_backup_of_an_earlier_version_is_brought_up_to_this_one(campaign, tmp_path):
    earlier, here = campaign(), campaign("postgresql")
    fill(earlier.alias, earlier.var)
    before = earlier.rows()
    done = earlier.run("backup", str(tmp_path / "b"), code=OLDER)
    assert done.returncode == 0, done.stderr
    done = here.run("restore", str(tmp_path / "b"))
    assert done.returncode == 0, done.stderr
    after = here.rows()
    for name in before:
        if name.startswith(("people_", "territories_", "accounts_", "wagtailcore_page")):
            assert len(after[name]) == len(before[name]), name
    ages.check_is_ours(here.connection)
