"""Official results: what is read, what is refused and why, what a repeat and an undo do."""

import pytest
from django.urls import reverse
from django.utils import translation

from hustings.field.stations.models import RefusedLine, Result, ResultFile, Station
from hustings.field.stations.results import reading, wide_tables
from hustings.field.stations.results.kind import KIND
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.uploads import actions as uploads
from hustings.foundation.file_imports.uploads import run
from tests.cast.field.stations import files

pytestmark = pytest.mark.django_db
LYON = [("69123", "Lyon", "101", 1000, [400, 200, 100]), ("69266", "Villeurbanne", "2", 800, [100, 300, 97])]


def figures(file, *names):
    return [file.counts.get(name, 0) for name in names]


def checked(vote, file, user):
    kept = uploads.take(kind=KIND, file=file, name="x", user=user, election=vote, named="name")
    run.run(KIND, kept.pk)
    kept.refresh_from_db()
    return kept


def votes():
    """Votes by station and name, as they stand."""
    names = {}
    found = {}
    for result in Result.objects.select_related("station", "election"):
        names |= {str(each.pk): each.name for each in result.election.contenders.all()}
        found[str(result.station)] = {names[key]: n for key, n in result.votes.items()}
    return found


@pytest.mark.both
def test_the_newer_table_is_read(vote, bring, france):
    kept = bring(vote, files.new(*LYON))
    assert (kept.state, figures(kept, "made", "new_stations"), kept.n_bad) == ("done", [2, 2], 0)
    assert votes() == {
        "Lyon 101": {"ENSEMBLE": 400, "CENTRE": 200, "NATION": 100},
        "Villeurbanne 2": {"ENSEMBLE": 100, "CENTRE": 300, "NATION": 97},
    }
    assert (vote.n_stations, vote.n_registered, vote.n_voted, vote.n_valid) == (2, 1800, 1203, 1197)
    told = {each.name: each.n_votes for each in vote.contenders.all()}
    assert told == {"ENSEMBLE": 500, "CENTRE": 500, "NATION": 197}
    assert Station.objects.get(number="0002").zone.code == "69266"


def test_the_older_table_is_read(vote, bring):
    rows = [
        ("1", "4", "Ambérieu", "0001", 900, [300, 200]),
        ("ZA", "101", "Les Abymes", "12", 500, [90, 110]),
    ]
    kept = bring(vote, files.old(*rows))
    assert (kept.state, figures(kept, "made")) == ("done", [2])
    assert sorted(Station.objects.values_list("municipality", "number")) == [
        ("01004", "0001"),
        ("97101", "0012"),
    ]
    assert votes()["Ambérieu 1"] == {"Ana MERLE": 300, "Luc PINSON": 200}


def test_stations_of_big_cities_belong_to_their_district():
    def place(code, number):
        return wide_tables.station({"municipality": code, "number": number})[0]

    assert place("75056", "1203") == "75112" and place("13055", "0101") == "13201"
    assert place("69123", "0904") == "69389" and place("69123", "7") == "69123"


def test_votes_are_added_up_by_political_label(vote, bring):
    bring(vote, files.new(*LYON), named="label")
    assert votes()["Lyon 101"] == {"LUG": 400, "LDVC": 200, "LRN": 100}


@pytest.mark.both
def test_a_line_that_does_not_add_up_is_refused_with_its_remedy(vote, bring):
    text = files.new(*LYON, ("69266", "Villeurbanne", "02", 700, [1, 2, 3])).getvalue().decode()
    lines = text.split("\n")
    lines[1] = lines[1].replace(";400;", ";401;")
    kept = bring(
        vote, files.named("\n".join([*lines, "69;;69266;Villeurbanne;3;many;1;0;0;1"]).encode(), "x.csv")
    )
    assert (kept.state, figures(kept, "new", "made"), kept.n_bad) == ("done", [1, 1], 3)
    refused = list(RefusedLine.objects.all())
    assert [each.number for each in refused] == [2, 4, 5]
    with translation.override("en"):
        assert refused[0].problem == "The votes add up to 701, not to the 700 valid votes. Check the line."
        assert refused[1].problem == "The same polling station as on line 3. Remove one of them."


def test_a_file_without_the_columns_is_refused_at_once(vote, dora):
    with pytest.raises(Unreadable, match="Code BV"):
        uploads.take(
            kind=KIND, election=vote, name="x", named="name", user=dora,
            file=files.named(b"Code commune;Inscrits;Votants\n69123;1;1\n", "x"),
        )  # fmt: skip
    assert not ResultFile.objects.exists()


@pytest.mark.both
def test_a_repeat_changes_nothing_and_an_undo_brings_back_what_was(vote, bring, dora, run_tasks):
    first = bring(vote, files.new(*LYON))
    again = bring(vote, files.new(*LYON))
    assert figures(again, "new", "changed", "same", "made", "mended") == [0, 0, 2, 0, 0]
    changed = ("69123", "Lyon", "101", 1000, [399, 200, 100])
    other = bring(vote, files.new(changed, ("30189", "Nîmes", "1", 500, [1, 2, 3])))
    assert figures(other, "new", "changed", "made", "mended") == [1, 1, 1, 1]
    before = {"Lyon 101": {"ENSEMBLE": 400, "CENTRE": 200, "NATION": 100}}
    uploads.undo(imported=other, user=dora)
    run_tasks()
    vote.refresh_from_db()
    assert votes() == before | {"Villeurbanne 2": {"ENSEMBLE": 100, "CENTRE": 300, "NATION": 97}}
    assert not Station.objects.filter(municipality="30189").exists() and vote.n_stations == 2
    uploads.undo(imported=first, user=dora)
    run_tasks()
    assert not Result.objects.exists() and not Station.objects.exists() and not vote.contenders.exists()
    with pytest.raises(uploads.NotNow):
        uploads.undo(imported=ResultFile.objects.get(pk=first.pk), user=dora)


def test_undoing_an_older_file_leaves_what_a_newer_one_says(vote, bring, dora, run_tasks):
    first = bring(vote, files.new(LYON[0]))
    second = bring(vote, files.new(("69123", "Lyon", "101", 1000, [300, 200, 100])))
    uploads.undo(imported=first, user=dora)
    run_tasks()
    assert votes()["Lyon 101"]["ENSEMBLE"] == 300
    uploads.undo(imported=second, user=dora)
    run_tasks()
    assert not Result.objects.exists()


@pytest.mark.both
def test_a_run_that_was_cut_off_goes_on_behind_its_last_piece(vote, dora, monkeypatch):
    monkeypatch.setattr(reading, "PIECE", 10)
    file = files.many(45)
    kept = checked(vote, file, dora)
    uploads.start(imported=kept)

    class Cut(BaseException):
        """As if the process were killed."""

    def cut(n):
        if Result.objects.count() >= 20:
            raise Cut

    with pytest.raises(Cut):
        run.run(KIND, kept.pk, cut)
    kept.refresh_from_db()
    assert (kept.state, kept.n_done, Result.objects.count()) == ("running", 20, 20)
    run.run(KIND, kept.pk)
    kept.refresh_from_db()
    assert (kept.state, kept.n_done, kept.counts["made"], Result.objects.count()) == ("done", 45, 45, 45)


def test_a_gone_file_stops_with_its_remedy_and_is_resumed(vote, dora, run_tasks):
    kept = checked(vote, files.new(*LYON), dora)
    path = kept.path
    ResultFile.objects.filter(pk=kept.pk).update(path="results/gone")
    uploads.start(imported=kept)
    run_tasks()
    kept.refresh_from_db()
    assert kept.state == "failed" and kept.problem_words
    ResultFile.objects.filter(pk=kept.pk).update(path=path)
    uploads.start(imported=kept)
    run_tasks()
    kept.refresh_from_db()
    assert kept.state == "done" and not kept.problem


def test_the_pages_show_it(client, dora, alice, vote, bring, france, django_assert_max_num_queries):
    client.force_login(dora)
    page = reverse("stations:election", args=[vote.pk])
    answer = client.post(page, {"file": files.new(*LYON), "named": "name"})
    kept = ResultFile.objects.get()
    assert answer.url == reverse("stations:import", args=[kept.pk])
    assert "hx-get" in client.get(answer.url).content.decode()
    run.run(KIND, kept.pk)
    client.post(reverse("stations:import_run", args=[kept.pk]))
    run.run(KIND, kept.pk)
    undoing = reverse("stations:import_undoing", args=[kept.pk])
    for who in (dora, alice):
        client.force_login(who)
        assert "ENSEMBLE" in client.get(page).content.decode()
        shown = client.get(answer.url)
        assert shown.status_code == 200 and (undoing in shown.content.decode()) == (who == dora)
        assert "Européennes" in client.get(reverse("stations:elections")).content.decode()
    assert client.post(undoing).status_code == 403, "who only looks takes nothing back"
    there = Station.objects.get(number="0002")
    with django_assert_max_num_queries(40):
        shown = client.get(reverse("stations:station", args=[there.pk])).content.decode()
    assert "CENTRE 60,4" in shown
    client.post(page, {"file": files.new(*LYON), "named": "name"})  # alice may not
    assert ResultFile.objects.count() == 1


def test_an_election_with_results_is_not_deleted(client, dora, vote, bring, run_tasks):
    client.force_login(dora)
    kept = bring(vote, files.new(*LYON))
    client.post(reverse("stations:election_removal", args=[vote.pk]))
    assert Result.objects.exists()
    client.post(reverse("stations:import_undoing", args=[kept.pk]))
    run_tasks()
    client.post(reverse("stations:election_removal", args=[vote.pk]))
    assert not ResultFile.objects.exists()
