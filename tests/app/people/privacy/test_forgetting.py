"""Whoever is erased goes from kept files of imports, from what was said of lines, and from old searches."""

import os
import re
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hustings.foundation.jobs import ReleaseTask
from hustings.people.imports.actions import imports
from hustings.people.imports.models import Import, ImportBlock, ImportLine
from hustings.people.imports.rows.row import Sheet
from hustings.people.imports.run import dry_run, execution
from hustings.people.imports.source import blocks
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Operation, Person
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy import erasure, file_erasure
from hustings.people.privacy.models import Forgetting
from hustings.people.segments.models import SavedView
from tests.app.people.imports.test_import_run import bring, check, report, run, take
from tests.app.people.privacy.test_erasing import everything
from tests.cast.people.workbooks import make

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "numéro;prénom;nom;email;téléphone;note"
LINES = [
    'A1;Charlie;Dupont;charlie@example.org;06 12 34 56 78;"une\nligne\nde plus"',
    "A2;Zoé;Durand;zoe@example.org;;",
    "",
    "A3;Charlie;Dupont;;06 12 34 56 78;encore",
    "A4;Mallory;Martin;pas une adresse, charlie@example.org;;",
    "A5;Ann;Bernard;ann@example.org;06 99 99 99 99 99;",
]
FILE = "\n".join([HEAD, *LINES]) + "\n"


@pytest.fixture(autouse=True)
def english() -> Any:
    storage = storages["private"]
    for name in storage.listdir("imports")[1] if storage.exists("imports") else []:
        storage.delete(f"imports/{name}")
    with translation.override("en"):
        yield


def held() -> str:
    """All that lies in the private storage and in blocks."""
    storage = storages["private"]
    files = storage.listdir("imports")[1] if storage.exists("imports") else []
    found = "".join(str(list(blocks.unpacked(block.packed))) for block in ImportBlock.objects.all())
    found += "".join(zlib.decompress(block.rows).decode() for block in ImportBlock.objects.exclude(rows=None))
    for name in files:
        with storage.open(f"imports/{name}") as file:
            found += file.read().decode("utf-8", "replace")
    return found


def rows(imported: Import) -> list[tuple[int, list[str]]]:
    found = blocks.records(imported)
    return [(record.line, record.cells) for record in found if not record.refused]


def erase(**known: Any) -> None:
    privacy_actions.erase_person(person=Person.objects.get(**known))


def assert_gone(*words: str) -> None:
    left = (held() + everything()).lower()
    for word in words:
        assert word not in left


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_lines_of_a_file_that_came_in_go_with_their_person(encoding: str) -> None:
    imported = bring(FILE.encode(encoding))
    assert "charlie@example.org" in held() + report(imported)
    before = [row for row in rows(imported) if row[0] in {5, 9}]
    erase(external_id="A1")
    erase(external_id="A3")
    assert "charlie@example.org" in held()
    assert Forgetting.objects.count() == 2
    file_erasure.in_files()
    assert not Forgetting.objects.exists()
    assert_gone("charlie", "dupont", "345678", "encore", "ligne")
    imported.refresh_from_db()
    assert rows(imported) == before  # with their numbers
    assert "zoe@example.org" in report(imported)
    assert [line.number for line in imported.lines.all()] == [5, 9]
    file_erasure.in_files()
    assert storages["private"].listdir("imports")[1] == []


def test_a_namesake_stays() -> None:
    imported = bring("prénom;nom;email\nCharlie;Dupont;one@example.org\nCharlie;Dupont;two@example.org\n")
    erase(emails__key="one@example.org")
    file_erasure.in_files()
    imported.refresh_from_db()
    assert rows(imported) == [(3, ["Charlie", "Dupont", "two@example.org"])]


def test_a_file_that_waits_is_searched_in_every_column(charlie: Person) -> None:
    imported = take("email;parrain\nzoe@example.org;Charlie <Charlie@Example.org>\nann@example.org;Zoé\n")
    imported.mapping = ["email", ""]
    imported.save()
    imported.refresh_from_db()
    assert "Charlie" in str(imported.values)
    privacy_actions.erase_person(person=charlie)
    file_erasure.in_files()
    assert_gone("charlie")
    imported.refresh_from_db()
    assert "Zoé" in str(imported.values)
    run(check(imported))
    assert imported.state == Import.State.DONE
    assert imported.counts["run"]["refused"] == 1
    assert Person.objects.get().emails.get().key == "ann@example.org"


def test_a_stopped_run_goes_on_with_the_new_file(charlie: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execution, "CHUNK", 2)
    monkeypatch.setattr(execution, "SQLITE_CHUNK", 2)
    lines = [f"A{n};N{n};Martin;{n}@example.org;;" for n in range(6)]
    lines[5] = "A3;Charlie;Dupont;charlie@example.org;;"  # in a chunk that is not begun then
    imported = check(take("\n".join([HEAD, *lines])))
    imports.start(imported=imported)

    def erase_after_two(n: int) -> None:
        if n == 2:
            privacy_actions.erase_person(person=charlie)
            file_erasure.in_files()

    execution.run_import(imported.pk, erase_after_two)
    imported.refresh_from_db()
    assert (imported.state, imported.n_done) == (Import.State.DONE, 6)
    assert imported.counts["run"] == imported.counts["run"] | {"created": 5, "refused": 1}
    assert_gone("charlie")


def test_a_check_in_between_starts_over_with_the_new_file(
    charlie: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dry_run, "CHUNK", 2)
    lines = [f"A{n};N{n};Martin;{n}@example.org;;" for n in range(4)]
    imported = take("\n".join([HEAD, "A9;Charlie;Dupont;charlie@example.org;;", *lines]))
    imports.check(imported=imported, mapping=imported.mapping, options=imports.Options.read(imported.options))
    told: list[int] = []

    def erase_once(n: int) -> None:
        told.append(n)
        if told == [0, 2, 4]:
            privacy_actions.erase_person(person=charlie)
            file_erasure.in_files()

    execution.check_import(imported.pk, erase_once)
    imported.refresh_from_db()
    assert (imported.state, imported.n_checked) == (Import.State.CHECKED, 5)
    assert imported.counts["check"]["refused"] == 1
    assert_gone("charlie")


def test_rows_that_a_check_has_read_meanwhile_are_not_kept(
    charlie: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = take("\n".join([HEAD, "A9;Charlie;Dupont;charlie@example.org;;"]))
    imports.check(imported=imported, mapping=imported.mapping, options=imports.Options.read(imported.options))
    row, read = Sheet.row, []

    def erase_after(sheet: Sheet, record: Any) -> Any:
        found = row(sheet, record)
        if not read:
            read.append(1)
            privacy_actions.erase_person(person=charlie)
            file_erasure.in_files()
            imports.cancel(imported=imported)
        return found

    monkeypatch.setattr(Sheet, "row", erase_after)
    execution.check_import(imported.pk)
    assert read
    assert_gone("charlie")


def test_of_a_workbook_the_rows_stay_and_the_rest_goes(charlie: Person) -> None:
    head = ["prénom", "nom", "email"]
    book = make(
        ("Liste", [head, ["Zoé", "Durand", "zoe@example.org"], ["Charlie", "Dupont", "charlie@example.org"]]),
        ("Autres", [["x"], ["y"]]),
    )
    waiting, other = (
        take(book),
        take(make(("A", [head, ["Zoé", "D", "z@example.org"]]), ("B", [["charlie@example.org"]]))),
    )
    privacy_actions.erase_person(person=charlie)
    file_erasure.in_files()
    for imported, line in (
        (waiting, ["Zoé", "Durand", "zoe@example.org"]),
        (other, ["Zoé", "D", "z@example.org"]),
    ):
        imported.refresh_from_db()
        assert rows(imported) == [(2, line)]
        assert imports.sheets_of(imported) == [imported.sheet]
        with pytest.raises(imports.NotNow, match="Upload the file again"):
            imports.read_again(imported=imported, told={})
        run(check(imported))
        assert imported.state == Import.State.DONE
    assert_gone("charlie")
    assert storages["private"].listdir("imports")[1] == []


def test_a_file_that_cannot_be_read_is_put_away(charlie: Person) -> None:
    imported, other = take(FILE), take(FILE)
    Import.objects.filter(pk=imported.pk).update(encoding="utf-16-le", path=imported.path + "x")
    with storages["private"].open(imported.path) as file:
        storages["private"].save(imported.path + "x", file)
    Import.objects.filter(pk=imported.pk).update(encoding="utf-16")
    privacy_actions.erase_person(person=charlie)
    file_erasure.in_files()
    imported.refresh_from_db()
    assert not imported.is_kept
    assert (imported.path, imported.state, imported.values) == ("", Import.State.FAILED, {})
    other.refresh_from_db()
    assert other.is_kept


def test_a_paused_import_that_is_put_away_ends_on_its_page_too(charlie: Person) -> None:
    imported = check(take(FILE))
    imports.start(imported=imported)
    imports.pause(imported=imported)
    imported.blocks.update(packed=b"broken")
    privacy_actions.erase_person(person=charlie)
    file_erasure.in_files()
    imported.refresh_from_db()
    assert (imported.is_kept, imported.state) == (False, Import.State.FAILED)
    assert imported.operation
    assert imported.operation.state == Operation.State.FAILED


def test_what_was_undone_stays_so_when_its_file_is_put_away(dora: Any) -> None:
    imported = bring(FILE, dora)
    Operation.objects.update(state=Operation.State.UNDONE)
    imports.put_away(imported=imported)
    assert Operation.objects.get().state == Operation.State.UNDONE


def test_a_search_that_was_stopped_goes_on_where_it_was(
    charlie: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _n in range(3):
        take(FILE)
    privacy_actions.erase_person(person=charlie)
    take_out, stopped = file_erasure._Search._take_out, []

    def killed(search: Any, number: int) -> None:
        if len(stopped) < 2:  # once before the first file's lines are exchanged, once after
            stopped.append(1)
            if len(stopped) == 1:
                raise ReleaseTask
            take_out(search, number)
            raise ReleaseTask
        take_out(search, number)

    monkeypatch.setattr(file_erasure._Search, "_take_out", killed)
    for _n in range(2):
        with pytest.raises(ReleaseTask):
            file_erasure.in_files()
    file_erasure.in_files()
    assert_gone("charlie@example.org")
    assert storages["private"].listdir("imports")[1] == []  # nothing is left lying about


def test_what_was_said_of_lines_goes_when_a_file_is_put_away() -> None:
    imported = bring(FILE)
    assert ImportLine.objects.exists()
    imports.put_away(imported=imported)
    assert not ImportLine.objects.exists()


def test_files_that_no_import_names_go_after_a_day() -> None:
    storage = storages["private"]
    check(take(FILE))
    named = set(storage.listdir("imports")[1])
    for name, days in [("old.csv", 2), ("old.rows", 2), ("new.csv", 0)]:
        path = Path(storage.path(storage.save(f"imports/{name}", ContentFile("Charlie"))))
        moment = time.time() - days * 86_400
        os.utime(path, (moment, moment))
    for path in named:
        os.utime(storage.path(f"imports/{path}"), (0, 0))
    assert imports.delete_strays() == 2
    assert set(storage.listdir("imports")[1]) == {*named, "new.csv"}


def test_the_queries_of_forgetting_do_not_grow_with_searches_and_deeds(dora: Any) -> None:
    def erasing_queries(n: int) -> int:
        people = [
            persons_actions.add_person(
                given_name=f"Given{i}", family_name=f"Family{i}", email=f"{n}.{i}@example.org"
            )
            for i in range(n)
        ]
        for i in range(n):
            query = f"q=given{i}+fam"
            SavedView.objects.create(user=dora, name=f"View {n} {i}", query=query)
            Operation.objects.create(
                kind="tag", whom=f"given{i} fam", choices={"tag": 1, "name": "x", "whom": {"query": query}}
            )
        with (
            CaptureQueriesContext(
                connection,
            ) as found,
            transaction.atomic(),
        ):
            erasure.erase_many([person.pk for person in people], dora)
        assert not re.search(r"given\d", everything().lower())
        names = [
            query["sql"] for query in found if "savedview" in query["sql"] or "operation" in query["sql"]
        ]
        SavedView.objects.all().delete()
        Operation.objects.all().delete()
        return len(names)

    assert erasing_queries(5) == erasing_queries(60) < 12
