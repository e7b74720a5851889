"""Dates from files: checked beforehand, written by a task, written again without harm, taken back."""

import datetime as dt
import time
from typing import Any

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from hustings.field.events import actions, files
from hustings.field.events.file_target import TARGET, EventTarget
from hustings.field.events.models import AgendaPage, Event
from hustings.foundation.file_imports import actions as file_actions
from hustings.foundation.file_imports import run as file_run
from hustings.foundation.file_imports import table
from hustings.foundation.file_imports.actions import Unreadable
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.models import FileImport
from hustings.foundation.territories.models import Zone
from tests.app.field.events.test_agenda import read

pytestmark = pytest.mark.django_db
FILE = """Date;Heure;Heure de fin;Titre;Title EN;Code INSEE;Lieu;Type;Public;Latitude;Longitude
2031-03-02;18h30;20:00;Réunion;Meeting;69123;Salle des fêtes;réunion publique;;45,75;4,83
03/03/2031;9:00;;Marché;;30189;;stall;bénévoles;;
2031-03-04T07:15;;;Tracts;;;Gare;;;;
2031-03-05;25:00;;Impossible;;69123;;;;;
2031-03-30;02:30;;Jamais;;69123;;;;;
;18:00;;Sans jour;;69123;;;;;
2031-03-06;18:00;17:00;À rebours;;69123;;;;;
2031-03-06;18:00;;Nulle part;;99999;;;;;
2031-03-06;18:00;;Sans lieu;;;;;;;
2031-03-06;18:00;;Quoi;;69123;;magie;;;
03/03/2031;9h;;marche;;30189;;stall;;;
"""


@pytest.fixture
def bring(site: Any, carla: Any) -> Any:
    def brought(text: str, **more: Any) -> FileImport:
        options = {"kind": "commune", "time_zone": "Europe/Paris", "are_shown": True, **more}
        with translation.override("fr"):  # whatever the test before left active
            return file_actions.bring(
                target=TARGET, options=options, file_name="dates.csv", content=text.encode(), user=carla
            )

    return brought


def read_lines(text: str) -> tuple[list[tuple[int, Any]], list[int]]:
    """The lines that can be read with what they say, and the numbers of the others."""
    read, found = files.reader("commune", "Europe/Paris"), table.read(text.encode(), files.COLUMNS, {})
    rows, problems = [], []
    for record in found.records:
        try:
            rows.append((record.line, read(table.texts(record.cells, found.places))))
        except Wrong:
            problems.append(record.line)
    return rows, problems


def write(imported: FileImport) -> FileImport:
    FileImport.objects.filter(pk=imported.pk).update(state=FileImport.State.WAITING)
    file_run.run(imported.pk)
    imported.refresh_from_db()
    return imported


def test_a_file_is_checked_written_once_and_taken_back(client: Client, bring: Any) -> None:
    checked = bring(FILE)
    assert not Event.objects.exists()
    report = checked.report()
    assert (report["new"], report["bad"]) == (3, 8)
    assert [line for line, _words in report["problems"]] == [5, 6, 7, 8, 9, 10, 11, 12]
    done = write(checked)
    assert done.state == "done" and done.n_done == 3
    meeting = Event.objects.get(titles__fr="Réunion")
    assert meeting.begins.isoformat() == "2031-03-02T18:30:00+01:00" and meeting.ends.hour == 20
    assert meeting.zone.name == "Lyon" and meeting.latitude == 45.75 and meeting.kind == "meeting"
    assert Event.objects.get(titles__fr="Marché").audience == "volunteers"
    assert AgendaPage.objects.count() == 2 and "Réunion" in read(client, "/fr/agenda/")
    assert bring(FILE).report()["same"] == 3, "again: nothing new"
    write(bring(FILE))
    assert Event.objects.count() == 3 and not Event.objects.exclude(sequence=0).exists()
    market = Event.objects.get(titles__fr="Marché")
    market.place = "Halles"
    market.save()
    FileImport.objects.filter(pk=done.pk).update(state="undoing")
    Event.objects.filter(titles__fr="Tracts").update(kind="party")
    file_run.run(done.pk)
    kept = set(Event.objects.values_list("titles__fr", flat=True))
    assert kept == {"Marché", "Tracts"}, (
        "what somebody has filled or changed since, though the file was silent"
    )
    done.refresh_from_db()
    assert set(done.report()["kept"]) == kept


def test_a_second_file_changes_dates_and_is_taken_back_but_for_what_was_changed_since(bring: Any) -> None:
    write(bring("date;heure;titre;insee;lieu\n2031-03-02;18:00;A;69123;Gare\n2031-03-03;18:00;B;69123;Gare"))
    text = "date;heure;titre;insee;lieu\n2031-03-02;18:00;a;69123;Halle\n2031-03-03;18:00;B;69123;Halle"
    second = bring(text)
    assert (second.report()["new"], second.report()["changed"]) == (0, 2)
    write(second)
    assert set(Event.objects.values_list("place", "sequence")) == {("Halle", 1)}
    Event.objects.filter(titles__fr="B").update(place="Mairie")
    FileImport.objects.filter(pk=second.pk).update(state="undoing")
    file_run.run(second.pk)
    assert dict(Event.objects.values_list("titles__fr", "place")) == {"A": "Gare", "B": "Mairie"}
    second.refresh_from_db()
    assert second.state == "undone" and second.report()["kept"] == ["B"]


HEAD = "date;heure;fin;heure de fin;titre;lieu\n"


def test_an_end_that_no_longer_fits_stays_when_a_file_is_taken_back(bring: Any) -> None:
    write(bring(f"{HEAD}2031-03-02;18:00;2031-03-02;20:00;A;Gare"))
    second = write(bring(f"{HEAD}2031-03-02;18:00;2031-03-02;22:00;A;Gare"))
    event = Event.objects.get()
    actions.change(event=event, values={"starts_at": event.starts_at + dt.timedelta(hours=3)})
    FileImport.objects.filter(pk=second.pk).update(state="undoing")
    file_run.run(second.pk)
    second.refresh_from_db()
    assert second.state == "undone" and second.report()["kept"] == ["A"]
    event.refresh_from_db()
    assert (event.begins.hour, event.ends.hour) == (21, 22)


def test_what_is_changed_while_a_file_is_written_stays(bring: Any, monkeypatch: Any) -> None:
    write(bring(f"{HEAD}2031-03-02;18:00;;;A;Gare\n2031-03-03;18:00;;;B;Gare"))
    second = bring(f"{HEAD}2031-03-02;18:00;;;A;Halle\n2031-03-03;18:00;;;B;Halle")
    monkeypatch.setattr(EventTarget, "chunk", 1)
    FileImport.objects.filter(pk=second.pk).update(state="waiting")
    file_run.run(
        second.pk, lambda _n: actions.cancel(event=Event.objects.get(titles__fr="B"), reasons={"fr": "Pluie"})
    )
    event = Event.objects.get(titles__fr="B")
    assert event.cancelled_at and event.place == "Halle" and event.sequence == 2


def test_a_date_that_somebody_edits_moves_or_removes_meanwhile_is_met_as_it_is(
    bring: Any, monkeypatch: Any
) -> None:
    lines = "\n".join(
        f"2031-03-0{day};18:00;2031-03-0{day};{{0}}:00;{title};{{1}}" for day, title in enumerate("ABCDE", 2)
    )
    write(bring(HEAD + lines.format(19, "Gare")))
    second = bring(HEAD + lines.format(20, "Halle"))
    assert second.report()["changed"] == 5
    _a, b, c, d, e = Event.objects.order_by("starts_at")
    later = {"starts_at": c.starts_at + dt.timedelta(hours=4), "ends_at": c.starts_at + dt.timedelta(hours=5)}
    as_said = {"place": "Halle", "ends_at": e.starts_at + dt.timedelta(hours=2)}
    monkeypatch.setattr(EventTarget, "chunk", 1)
    deeds = [
        lambda: actions.change(event=b, values={"place": "Mairie", "address": "1 place Haute"}),
        lambda: actions.change(event=c, values=later),
        lambda: actions.change(event=e, values=as_said),
        d.delete,
    ]
    FileImport.objects.filter(pk=second.pk).update(state="waiting")
    file_run.run(second.pk, lambda _n: [deeds.pop()() for _each in list(deeds)])
    second.refresh_from_db()
    assert second.state == "done" and second.n_done == 5
    b.refresh_from_db()
    assert (b.place, b.address, b.ends.hour) == ("Halle", "1 place Haute", 20)
    c.refresh_from_db()
    assert (c.place, c.begins.hour, c.ends.hour) == ("Halle", 22, 23), "it begins later by now"
    e.refresh_from_db()
    assert e.sequence == 1, "what is so already is no change"
    assert Event.objects.get(titles__fr="D").place == "Halle", "gone, so made anew"
    FileImport.objects.filter(pk=second.pk).update(state="undoing")
    file_run.run(second.pk)
    left = dict(Event.objects.values_list("titles__fr", "place"))
    assert left == {"A": "Gare", "B": "Mairie", "C": "Gare", "E": "Halle"}
    b.refresh_from_db()
    assert (b.address, b.ends.hour) == ("1 place Haute", 19)


def test_a_check_that_comes_late_stops_no_run(bring: Any) -> None:
    imported = bring(FILE)
    FileImport.objects.filter(pk=imported.pk).update(state="running")
    file_actions.check(imported=imported)
    assert FileImport.objects.get().state == "running"


def test_a_large_file_is_checked_in_seconds(bring: Any) -> None:
    lines = "".join(f"2031-{1 + n % 12:02}-{1 + n % 28:02};18:00;;;Titre {n};Gare\n" for n in range(2_000))
    began = time.process_time()
    assert bring(HEAD + lines).report()["new"] == 2_000
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "line",
    [
        "9999-12-31;23:00;;;A;B", "0001-01-01;00:00;;;A;B", "2031-01-01;18:00;2031-06-01;18:00;A;B",
        "2031-01-01;18:00;9999-12-31;18:00;A;B",
    ],
)  # fmt: skip
def test_dates_that_cannot_be_are_told_before_they_are_written(bring: Any, line: str) -> None:
    report = bring(HEAD + line).report()
    assert (report["new"], report["bad"]) == (0, 1)


def test_odd_cells_harm_no_calendar(client: Client, bring: Any) -> None:
    line = '2031-03-02;18:00;"A\r\nSUMMARY:x\x07";"B\nC";"x\x0by\r\nz";https://a.example/'
    write(bring(f"date;heure;titre;lieu;description;lien\n{line}\n2031-03-02;19:00;B;C;;https://a.b/<b>"))
    event = Event.objects.get()
    assert event.title.split() == ["A", "SUMMARY:x\x07"] and "\n" not in event.title + event.place
    event.titles = {"fr": "A\r\nSUMMARY:x"}  # as it may stand there since before
    event.save()
    for path in ("/fr/calendar.ics", f"/fr/calendar/{event.pk}.ics"):
        [found] = icalendar.Calendar.from_ical(read(client, path)).events
        assert found["SUMMARY"] == "A SUMMARY:x" and found["DESCRIPTION"].startswith("xy\nz")


def test_files_that_cannot_be_read_say_why(bring: Any) -> None:
    for text in ("titre;lieu\nA;B", "PK\x03\x04", "", "a\0b"):
        with pytest.raises(Unreadable):
            bring(text)


def test_hq_takes_a_file_from_who_publishes(client: Client, site: Any, carla: Any, alice: Any) -> None:
    client.force_login(carla)
    file = SimpleUploadedFile("dates.csv", FILE.encode("cp1252"), "text/csv")
    typed = {"kind": "commune", "time_zone": "Europe/Paris", "are_shown": "on", "file": file}
    page = client.post("/hq/agenda/imports/", typed)
    assert page.status_code == 302
    html = read(client, page.url)
    assert "Réunion" in html and "25:00" in html and "Lyon" in html
    client.force_login(alice)
    assert client.get("/hq/agenda/imports/").status_code == 403
    assert not Event.objects.exists() and Zone.objects.exists()


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2030-10-27 02:30", "00:30"), ("2030-10-27T02:30:00+02:00", "00:30"),
        ("2030-10-27T02:30+01:00", "01:30"), ("2030-10-27 01:30Z", "01:30"),
        ("27/10/2030 01:30 UTC", "01:30"), ("2030-10-26 20h30 UTC−5", "01:30"),
        ("2030-10-27 02:30+99:00", ""), ("2030-10-27 02:30+1:99", ""), ("2030-10-27 02:30+", ""),
    ],
)  # fmt: skip
def test_a_file_may_say_which_of_two_equal_hours_is_meant(cell: str, at: str) -> None:
    rows, problems = read_lines(f"date,title,lieu\n{cell},Nuit,Gare\n")
    said = [values["starts_at"] for _line, values in rows]
    assert said == ([f"2030-10-27T{at}:00+00:00"] if at else [])
    assert bool(problems) is not bool(at)


def test_a_file_may_say_that_hours_do_not_count() -> None:
    lines = [
        "2031-03-01,,,oui", "01/03/2031 18:00,,2031-03-02,x", "2031-03-01,,,", "2031-03-05,,2031-03-01,yes",
        ",,,oui", "2031-13-01,,,oui", "1031-03-01,,,oui", "2031-03-01,18:00,,non",
    ]  # fmt: skip
    text = "\n".join(
        ["date,heure,date de fin,journée entière,titre,lieu", *(f"{line},Halte,Gare" for line in lines)]
    )
    rows, problems = read_lines(text)
    said = [
        (line, values["starts_at"][:16], values.get("ends_at", "")[:16], values["is_all_day"])
        for line, values in rows
    ]
    assert said == [
        (2, "2031-02-28T23:00", "", True), (3, "2031-02-28T23:00", "2031-03-02T23:00", True),
        (9, "2031-03-01T17:00", "", False),
    ]  # fmt: skip
    assert problems == [4, 5, 6, 7, 8]
