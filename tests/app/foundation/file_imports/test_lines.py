"""Lines of files as rows: what is refused and why, the pages of a file, and its undoing."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hustings.foundation.file_imports import actions, run, table
from hustings.foundation.file_imports.models import FileImport, ImportLine
from hustings.foundation.territories import actions as territories
from hustings.foundation.territories.files.station_target import TARGET
from hustings.foundation.territories.models import Kind, Zone
from tests.app.foundation.territories.test_closure import contained, reachable
from tests.app.foundation.territories.test_loading import TINY

pytestmark = pytest.mark.django_db
HEAD = "insee;numero;nom;latitude;longitude\n"
GOOD = f"{HEAD}31555;1;École;;\n31555;2;Mairie;;\n31561;3;Gymnase;;\n"
BAD = f"{GOOD}99999;1;=HYPERLINK(1);;\n99998;1;Nulle part;;\n31555;4;Halle;43;\n31555;1;École;;\n"


@pytest.fixture(autouse=True)
def tiny(db):
    with override("en"):
        territories.load_country(country=TINY)
        yield


def bring(user, text=GOOD):
    return actions.bring(target=TARGET, options={}, file_name="s.csv", content=text.encode(), user=user)


def go(imported, run_tasks, deed=actions.start, **more):
    deed(imported=imported, **more)
    run_tasks()
    imported.refresh_from_db()
    return imported


def stations():
    return set(Zone.objects.of_kind(Kind.STATION).values_list("name", flat=True))


def test_refused_lines_are_counted_by_reason_and_told_in_the_readers_language(dora):
    imported = bring(dora, BAD)
    reasons = {each["words"]: (each["n"], each["first"]) for each in imported.reasons()}
    assert reasons == {
        "No commune has the INSEE code “…”. Check the code.": (2, 5),
        "Enter both latitude and longitude, or neither.": (1, 7),
        "Same station as line …. Remove one of them.": (1, 8),
    }
    assert imported.report()["problems"][0] == (5, "No commune has the INSEE code “99999”. Check the code.")
    with override("fr"):
        assert "99999" in imported.report()["problems"][0][1]
        assert not any(each["words"].startswith("No ") for each in imported.reasons())


def test_lines_of_a_reason_are_shown_and_taken_along_without_formulas(client, dora):
    imported = bring(dora, BAD)
    client.force_login(dora)
    where = reverse("territories:import_lines", args=[imported.pk])
    html = client.get(where, {"like": 5}).content.decode()
    assert "Nulle part" in html and "Halle" not in html and "Mairie" not in html
    assert "Mairie" in client.get(where, {"outcome": "new"}).content.decode()
    assert client.get(where, {"like": "x", "outcome": "none", "p": "9"}).status_code == 200
    csv = client.get(reverse("territories:import_refused", args=[imported.pk])).getvalue().decode("utf-8-sig")
    rows = csv.splitlines()
    assert len(rows) == 5 and rows[0].startswith(HEAD.strip())
    assert rows[1].startswith("99999;1;'=HYPERLINK(1);")


def test_a_file_of_another_kind_is_not_found_below_these_addresses(client, dora):
    imported = bring(dora)
    FileImport.objects.filter(pk=imported.pk).update(target="events")
    client.force_login(dora)
    assert client.get(reverse("territories:import", args=[imported.pk])).status_code == 404


def test_a_workbook_is_read_like_csv(client, dora):
    book, bytes_ = openpyxl.Workbook(), io.BytesIO()
    for row in [["Code INSEE", "Numéro", "Nom"], ["31555", 7, "École"], ["31561", 8, "Mairie"]]:
        book.active.append(row)
    book.save(bytes_)
    client.force_login(dora)
    file = SimpleUploadedFile("s.xlsx", bytes_.getvalue())
    response = client.post(reverse("territories:imports"), {"file": file}, follow=True)
    assert "31555-0007 École" in response.content.decode()
    assert FileImport.objects.get().counts == {"new": 2}


def test_a_line_with_too_many_cells_is_refused_and_the_others_are_taken(dora, run_tasks):
    imported = bring(dora, f"{GOOD}31555;9;Salle; des fêtes;43;1\n")
    assert [line for line, _words in imported.report()["problems"]] == [5]
    go(imported, run_tasks, skip_bad=True)
    assert stations() == {"École", "Mairie", "Gymnase"}


def test_stations_of_a_file_go_but_for_those_that_were_changed_or_used_since(dora, run_tasks):
    imported = go(bring(dora), run_tasks)
    Zone.objects.filter(name="Mairie").update(address="1 place Haute")
    dora.grants.create(role="organiser", zone=Zone.objects.get(name="Gymnase"))
    go(imported, run_tasks, actions.undo, user=dora)
    report = imported.report()
    assert (imported.state, imported.n_done, report["taken_back"]) == ("undone", 0, 1)
    assert sorted(report["kept"]) == sorted(str(zone) for zone in Zone.objects.of_kind(Kind.STATION))
    assert stations() == {"Mairie", "Gymnase"} and contained() == reachable()


def test_a_moved_station_lies_again_where_it_lay(dora, run_tasks):
    text = "insee;numero;nom;circonscription\n31555;1;École;{}\n"
    go(bring(dora, text.format(1)), run_tasks)
    home = Zone.objects.get(name="École").parent
    second = go(bring(dora, text.format(2)), run_tasks)
    assert Zone.objects.get(name="École").parent != home
    go(second, run_tasks, actions.undo, user=dora)
    assert Zone.objects.get(name="École").parent == home and contained() == reachable()


def test_a_run_and_an_undoing_that_were_cut_off_go_on(dora, run_tasks, monkeypatch):
    monkeypatch.setattr(type(TARGET), "chunk", 1)
    monkeypatch.setattr(type(TARGET), "removed_at_once", 1)
    imported = bring(dora)

    def stop(_n):
        raise KeyboardInterrupt

    for deed, more, left in ((actions.start, {}, 1), (actions.undo, {"user": dora}, 2)):
        deed(imported=imported, **more)
        with pytest.raises(KeyboardInterrupt):
            run.run(imported.pk, stop)
        assert len(stations()) == ImportLine.objects.written().count() == left
        run_tasks()
        imported.refresh_from_db()
    assert (imported.state, imported.n_done, stations()) == ("undone", 0, set())


def test_who_removed_a_row_meanwhile_is_not_told_that_it_was_undone(dora, run_tasks):
    imported = go(bring(dora), run_tasks)
    territories.delete(zone=Zone.objects.get(name="École"))
    go(imported, run_tasks, actions.undo, user=dora)
    assert imported.report()["taken_back"] == 2 and imported.report()["kept"] == []
    assert imported.lines.get(number=2).state == ImportLine.State.GONE


def test_a_file_that_is_being_written_is_neither_started_nor_forgotten(dora, run_tasks):
    imported = bring(dora)
    actions.start(imported=imported)
    for deed in (actions.start, actions.forget):
        with pytest.raises(actions.NotNow):
            deed(imported=imported)
    run_tasks()
    with pytest.raises(actions.NotNow):
        actions.start(imported=imported)
    actions.forget(imported=imported)
    assert stations() and not ImportLine.objects.exists()


def test_files_that_nobody_brings_in_are_forgotten_in_time(dora, run_tasks, settings):
    ancient, done, recent = bring(dora), go(bring(dora), run_tasks), bring(dora)
    long_ago = timezone.now() - timedelta(days=settings.IMPORT_DAYS + 1)
    FileImport.objects.exclude(pk=recent.pk).update(made_at=long_ago)
    actions.forget_old()
    assert set(FileImport.objects.values_list("pk", flat=True)) == {done.pk, recent.pk}
    assert not ImportLine.objects.filter(file=ancient.pk).exists()


def test_a_file_that_would_fill_the_memory_is_refused(dora, monkeypatch):
    monkeypatch.setattr(table, "MOST", 2)
    with pytest.raises(actions.Unreadable):
        bring(dora)
    monkeypatch.setattr(table, "MOST", 3)
    bring(dora)
    assert FileImport.objects.count() == 1


@pytest.mark.parametrize("text", [HEAD, f"{HEAD}\n;;;;\n   ;;;;\n"])
def test_a_file_with_nothing_below_its_column_names_is_refused_in_words(client, dora, text):
    client.force_login(dora)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    sent = {"file": SimpleUploadedFile("s.csv", text.encode())}
    response = client.post(reverse("territories:imports"), sent)
    assert response.status_code == 422 and "no lines below the column names" in response.content.decode()
    assert not FileImport.objects.exists()


def test_a_file_whose_lines_are_all_wrong_has_no_button_and_does_not_say_that_all_is_well(client, dora):
    imported = bring(dora, f"{HEAD}99999;1;Nulle part;;\n")
    client.force_login(dora)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = client.get(reverse("territories:import", args=[imported.pk])).content.decode()
    assert "No line of this file can be imported." in page and "up to date" not in page
    assert reverse("territories:import_run", args=[imported.pk]) not in page
