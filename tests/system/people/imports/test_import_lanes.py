"""Chunks written beside one another on PostgreSQL: the same comes of a file as one after the other."""

import json
from pathlib import Path

import pytest

from tests.system.people.imports.test_import_kill import ON_POSTGRES, Installation, installation

__all__ = ["installation"]  # a fixture
pytestmark = [pytest.mark.slow]
SCRIPT = """
import io, json, sys, threading
import django
django.setup()
from django.db import connection, connections
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import
from hustings.people.imports.run import execution, lanes
from hustings.people.persons import actions
from hustings.people.persons.models import Person

execution.CHUNK = execution.SQLITE_CHUNK = 7
used = []
write = lanes.Lanes.write
lanes.Lanes.write = lambda self, *args: used.append(1) or write(self, *args)


def bring(rows):
    text = "\\n".join(["external_id;prénom;nom;email;téléphone;tags", *map(";".join, rows), ""])
    imported = imports.take_file(file=io.BytesIO(text.encode()), name="list", user=None)
    imports.check(imported=imported, mapping=imported.mapping, options=Options.read(imported.options),
                  in_background=False)
    execution.check_import(imported.pk)
    imports.start(imported=imported, in_background=False)
    return imported


def row(n, who=None, tag=""):
    who = n if who is None else who
    phone = f"06 12 34 {who // 100:02} {who % 100:02}"
    return [f"A{who}", f"Ann{who}", "Martin", f"a{who}@example.org", phone, tag]


# Every third line is about the person of the line before, eight lines before, or of another name.
rows = [row(n, n - [0, 1, 8][n % 3] if n > 8 else n, f"tag {n % 11}") for n in range(300)]
for each in rows[10::13]:
    each[0] = each[3] = ""  # known by phone and name alone
imported = bring(rows)
execution.run_import(imported.pk)
imported.refresh_from_db()
told = {"state": imported.state, "run": imported.counts["run"],
        "check": {key: n for key, n in imported.counts["check"].items() if key != "rows"},
        "people": Person.objects.count(), "used": len(used)}

# Somebody signs up with an address of the file while it comes in; and it is paused in between.
rows = [row(n) for n in range(1000, 1200)]
imported = bring(rows)


def meanwhile(n):
    if n == 21:
        actions.add_person(given_name="Zoe", email="a1060@example.org")
    if n == 98:
        imports.pause(imported=imported)


execution.run_import(imported.pk, meanwhile)
imported.refresh_from_db()
told["paused"] = [imported.state, imported.n_done < 140]
imports.start(imported=imported, in_background=False)
execution.run_import(imported.pk)
imported.refresh_from_db()
zoe = Person.objects.filter(emails__key="a1060@example.org")
told["done"] = [imported.state, imported.n_done, zoe.count(), zoe.get().external_id]
told["created"] = imported.counts["run"]["created"]
told["threads"] = threading.active_count()
print(json.dumps(told))
"""


@ON_POSTGRES
def test_two_lanes_say_and_write_what_one_would(installation: Installation, tmp_path: Path) -> None:

    told = json.loads(installation.run(SCRIPT))
    assert told["state"] == "done"
    assert told["run"] == told["check"]
    assert told["people"] == told["run"]["created"]
    assert told["run"]["merged"] > 50
    assert told["paused"] == ["paused", True]
    assert told["done"] == ["done", 200, 1, "A1060"]
    assert told["created"] == 199
    assert told["threads"] == 1
    assert bool(told["used"]) == (installation.kind == "postgres")
