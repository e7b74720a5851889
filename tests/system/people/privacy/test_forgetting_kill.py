"""The search for an erased person in kept files, killed with ``kill -9`` at each write and run again."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.system.people.imports.test_import_kill import ON_SQLITE, Installation, installation

__all__ = ["installation"]  # a fixture
pytestmark = [pytest.mark.slow]
SCRIPT = """
import io, json, os, signal, sys
import django
django.setup()
from django.core.files.storage import storages
from django.db import connection, connections
from django.utils import translation
from hustings.people.persons.models import *
from hustings.people.persons import actions
from hustings.people.imports.actions import imports
from hustings.people.imports.run import execution as running
from hustings.people.privacy import file_erasure as forgetting
from hustings.people.privacy import actions as erasure
from hustings.people.imports.source import blocks, original
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import, ImportBlock, ImportLine
from hustings.people.privacy.models import Forgetting
from tests.cast.people.workbooks import make

translation.activate("en")
running.CHUNK = running.SQLITE_CHUNK = 4
HEAD = ["external_id", "given name", "family name", "email", "phone", "note"]
HER = [
    ["Z9", "Nadia", "Lointaine", "nadia@example.org", "+33611777701", "of her"],
    ["Z8", "Zoe", "Durand", "zoe@example.org", "", "nadia@example.org is her friend"],
]
OTHERS = [
    [f"A{n}", f"Ann{n}", "Martin", f"ann{n}@example.org" if n % 3 else "bad@", "", "x"] for n in range(9)
]


def text(rows):
    return "\\n".join(";".join(row) for row in rows) + "\\n"


def take(data):
    data = data.encode() if isinstance(data, str) else data
    return imports.take_file(file=io.BytesIO(data), name="list", user=None)


def check(imported):
    options = Options.read(imported.options)
    imports.check(imported=imported, mapping=imported.mapping, options=options, in_background=False)
    running.check_import(imported.pk)
    imported.refresh_from_db()
    return imported


with_her = [HEAD, *OTHERS[:2], HER[0], *OTHERS[2:7], HER[1], *OTHERS[7:]]
taken = take(text(with_her))
checked = check(take(text(with_her)))
clean = check(take(text([HEAD, *OTHERS])))
book = take(make(("People", with_her), ("Other", [["x"]])))
elsewhere = take(make(("People", [HEAD, *OTHERS]), ("Other", [["nadia@example.org"], ["y"]])))
done = check(take(text(with_her).replace("Ann", "Bea").replace("A", "B").replace("ann", "bea")))
imports.start(imported=done, in_background=False)
running.run_import(done.pk)
broken = take(text(with_her).replace("Ann", "Cid"))
Import.objects.filter(pk=broken.pk).update(encoding="utf-16")
paused = check(take(text(with_her)))
imports.start(imported=paused, in_background=False)
running.run_import(paused.pk, lambda n: imports.pause(imported=paused) if n == 4 else None)


def state():
    '''All that is known of each import and its file, but for the lines that are hers.'''
    found = {}
    for one in Import.objects.exclude(pk=broken.pk).order_by("pk"):
        if one.is_parsed:
            records = list(blocks.records(one))
        else:
            with original.records(one) as read:
                records = list(read)
        rows = [[r.line, r.cells] for r in records if not r.refused and not {"Z9", "Z8"} & set(r.cells)]
        lines = [[line.number, line.outcome, line.who, line.says, line.changes] for line in one.lines.all()]
        lines = [line for line in lines if "nadia" not in line[2].lower() and "zoe" not in line[2].lower()]
        found[one.pk] = [rows, lines, one.counts, one.state, one.n_done, one.mapping, one.options,
                         one.columns, one.file_name, one.size]
    return json.loads(json.dumps(found))


def files():
    return sorted(storages["private"].listdir("imports")[1])


def named():
    paths = Import.objects.exclude(path="").values_list("path", flat=True)
    return sorted(path.removeprefix("imports/") for path in paths)


assert files() == named()
for one in Person.objects.filter(external_id__in=["Z9"]):
    erasure.erase_person(person=one)
assert Forgetting.objects.count() == 1
before = state()
untouched = open(storages["private"].path(clean.path), "rb").read()


def child(at):
    '''Run it in a process of its own that dies before its n-th write, in the database or among files.'''
    connections.close_all()
    pid = os.fork()
    if pid:
        _pid, status = os.waitpid(pid, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        assert killed or os.WEXITSTATUS(status) == 0, status
        return killed
    n = 0

    def count():
        nonlocal n
        n += 1
        if n >= at:
            os.kill(os.getpid(), signal.SIGKILL)

    def asked(execute, sql, *more):
        if not sql.lstrip().startswith("SELECT") or "FOR UPDATE" in sql:
            count()
        return execute(sql, *more)

    root = storages["private"].location

    def heard(event, args):
        if event == "open" and str(args[0]).startswith(root) and isinstance(args[2], int) and args[2] & 3:
            count()
        elif event in ("os.remove", "os.rename", "os.truncate") and str(args[0]).startswith(root):
            count()

    sys.addaudithook(heard)
    with connection.execute_wrapper(asked):
        forgetting.in_files(lambda: None)
    os._exit(0)


kills = 0
for at in range(1, 400):
    if not Forgetting.objects.exists():
        break
    kills += child(at)
    assert state().keys() == before.keys()
assert not Forgetting.objects.exists()
said = list(ImportLine.objects.values("says", "who", "changes"))
said = json.dumps([list(Import.objects.values("counts", "values")), said])
held = "".join(json.dumps(list(blocks.unpacked(block.packed))) for block in ImportBlock.objects.all())
for name in files():
    with open(storages["private"].path("imports/" + name), "rb") as file:
        held += file.read().decode("utf-8", "replace")
told = {
    "kills": kills, "files": files() == named(), "same": state() == before,
    "left": [word for word in ("nadia", "Z9", "0611777701", "611777701") if word in held or word in said],
    "clean": untouched == open(storages["private"].path(clean.path), "rb").read(),
    "broken": list(Import.objects.filter(pk=broken.pk).values_list("path", "state")),
}
imports.start(imported=Import.objects.get(pk=paused.pk), in_background=False)
running.run_import(paused.pk)
paused.refresh_from_db()
told["paused"] = [paused.state, paused.n_done, Person.objects.filter(given_name__startswith="Ann").count()]
print(json.dumps(told))
"""


@ON_SQLITE
def test_killed_at_every_write_the_person_is_gone_and_nothing_else(
    installation: Installation, tmp_path: Path
) -> None:
    told: dict[str, Any] = json.loads(installation.run(SCRIPT))
    assert told["kills"] > 10
    assert told["left"] == []
    assert told["same"]
    assert told["files"], "nothing is left lying about"
    assert told["clean"]
    assert told["broken"] == [["", "failed"]]
    assert told["paused"] == ["done", 11, 9]
