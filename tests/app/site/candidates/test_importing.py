"""Files of candidates: checked, written, written again, taken back."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, PageLogEntry, Revision, Site

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.file_imports import actions as file_actions
from hustings.foundation.file_imports import run as file_run
from hustings.foundation.file_imports.actions import Unreadable
from hustings.foundation.file_imports.models import FileImport, ImportLine
from hustings.site.candidates import actions
from hustings.site.candidates.file_target import TARGET, CandidateTarget
from hustings.site.candidates.models import Candidacy, CandidatePage

pytestmark = pytest.mark.django_db
FILE = """Circonscription;Nom;Prénom;Étiquette;Suppléant;Courriel;Site;Biographie
6903;x;;;;;;
6906;Martin;Zoé;Rives Communes;Paul Durand;zoe@example.org;zoe.example;Née à Villeurbanne.
69-1;Abadie;Léa;Rives Communes;;;;
030-01;Martin;Zoé;Rives Communes;;;;
"""


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def bring(election, dora, text=FILE, **more):
    with override("en"):
        options = {"election": election, "kind": "constituency", "with_pages": more.get("with_pages", True)}
        return file_actions.bring(
            target=TARGET, options=options, file_name="c.csv", content=text.encode(), user=dora
        )


def run(imported, run_tasks, **more):
    file_actions.start(imported=imported, **more)
    run_tasks()
    imported.refresh_from_db()
    return imported


def test_a_file_says_first_what_it_would_change_and_names_bad_lines(site, seats, election, dora):
    imported = bring(election, dora)
    assert {name: imported.report()[name] for name in ("new", "changed", "same", "bad")} == {
        "new": 3, "changed": 0, "same": 0, "bad": 1,
    }  # fmt: skip
    line, text = imported.report()["problems"][0]
    assert line == 2 and "6903" in text and "Check the code" in text
    assert not Candidacy.objects.exists()
    with pytest.raises(file_actions.NotNow):
        file_actions.start(imported=imported)


def test_a_file_makes_candidates_with_pages_in_each_language(site, seats, election, dora, run_tasks, client):
    imported = run(bring(election, dora), run_tasks, skip_bad=True)
    assert (imported.state, imported.n_done, imported.n_besides) == ("done", 3, 6)
    zoe = Candidacy.objects.get(zone=seats["69-06"])
    assert (zoe.name, zoe.deputy, zoe.links) == ("Zoé Martin", "Paul Durand", ["https://zoe.example"])
    assert sorted(CandidatePage.objects.values_list("slug", flat=True)) == [
        "lea-abadie", "lea-abadie", "zoe-martin", "zoe-martin", "zoe-martin-30-01", "zoe-martin-30-01",
    ]  # fmt: skip
    for path in ("/fr/candidats/zoe-martin/", "/en/candidates/zoe-martin/"):
        html = client.get(path).content.decode()
        assert "<h1>Zoé Martin</h1>" in html and "Paul Durand" in html
    assert "Née à Villeurbanne." in client.get("/fr/candidats/zoe-martin/").content.decode()


def test_pages_made_together_are_as_wagtail_makes_them(site, seats, election, dora, run_tasks):
    run(bring(election, dora), run_tasks, skip_bad=True)
    assert not any(Page.find_problems())
    pages = list(CandidatePage.objects.all())
    for page in pages:
        assert page.get_parent().numchild == 3 and page.get_parent().specific.slug in {
            "candidats",
            "candidates",
        }
        assert page.latest_revision_id == page.live_revision_id
        assert page.get_latest_revision_as_object().body == page.body
        assert page.get_translations().count() == 1
    assert Revision.page_revisions.filter(object_id__in=[str(page.pk) for page in pages]).count() == 6
    assert [page.title for page in Page.objects.search("Abadie")] == ["Léa Abadie"] * 2
    pages[0].title = "Another"
    pages[0].save_revision().publish()
    site.add_child(instance=Page(title="After", slug="after"))
    assert not any(Page.find_problems())


def test_the_same_file_again_changes_nothing(site, seats, election, dora, run_tasks):
    run(bring(election, dora), run_tasks, skip_bad=True)
    before = list(Candidacy.objects.values())
    again = bring(election, dora)
    assert (again.report()["new"], again.report()["changed"], again.report()["same"]) == (0, 0, 3)
    run(again, run_tasks, skip_bad=True)
    assert list(Candidacy.objects.values()) == before and CandidatePage.objects.count() == 6


def test_a_run_that_was_cut_off_goes_on(site, seats, election, dora, run_tasks, monkeypatch):
    imported = bring(election, dora)
    monkeypatch.setattr(CandidateTarget, "chunk", 1)
    file_actions.start(imported=imported, skip_bad=True)

    def stop(n):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        file_run.run(imported.pk, stop)
    assert Candidacy.objects.count() == 1
    run_tasks()
    imported.refresh_from_db()
    assert (imported.state, Candidacy.objects.count(), imported.n_done) == ("done", 3, 3)
    assert ImportLine.objects.written().count() == 3


def test_a_changed_file_changes_and_a_list_may_be_turned_round(site, seats, election, dora, run_tasks):
    head = "zone;nom;prenom;liste;ordre\n"
    lines = [f"69-06;{name};A;L;{at}\n" for at, name in enumerate(["Un", "Deux", "Trois"], 1)]
    run(bring(election, dora, head + "".join(lines), with_pages=False), run_tasks)
    turned = head + "69-06;Un;A;L;3\n69-06;Deux;A;L;2\n69-06;Trois;A;L;1\n"
    imported = bring(election, dora, turned, with_pages=False)
    assert (imported.report()["changed"], imported.report()["same"], imported.report()["bad"]) == (2, 1, 0)
    run(imported, run_tasks)
    listed = Candidacy.objects.order_by("position").values_list("family_name", flat=True)
    assert list(listed) == ["Trois", "Deux", "Un"]
    file_actions.undo(imported=imported, user=dora)
    run_tasks()
    assert sorted(Candidacy.objects.values_list("family_name", "position")) == [
        ("Deux", 2), ("Trois", 3), ("Un", 1),
    ]  # fmt: skip


def test_a_taken_seat_is_a_bad_line_with_a_remedy(nominate, election, dora):
    nominate("Ana Costa", "69-06", ticket="Rives Communes")
    imported = bring(election, dora)
    words = dict(imported.report()["problems"])[3]
    assert "Costa Ana" in words and "Withdraw" in words


def test_a_place_is_free_only_where_the_line_that_frees_it_is_good(site, nominate, election, dora, run_tasks):
    for name, at in {"A Alpha": 1, "G Gamma": 2, "D Delta": 4}.items():
        nominate(name, "69-06", ticket="L", position=at)
    lines = ["Alpha;A;L;2", "Beta;B;L;1", "Delta;D;L;1", "Epsilon;E;L;4", "Zeta;Z;L;5"]
    text = "zone;nom;prenom;liste;ordre\n" + "".join(f"69-06;{line}\n" for line in lines)
    imported = bring(election, dora, text, with_pages=False)
    problems = dict(imported.report()["problems"])
    assert sorted(problems) == [2, 3, 4, 5] and imported.report()["new"] == 1
    assert "Gamma" in problems[2] and "Alpha" in problems[3] and "Delta" in problems[5]
    run(imported, run_tasks, skip_bad=True)
    assert (imported.state, imported.problem) == ("done", "")
    assert sorted(Candidacy.objects.values_list("position", "family_name")) == [
        (1, "Alpha"), (2, "Gamma"), (4, "Delta"), (5, "Zeta"),
    ]  # fmt: skip


def test_a_file_is_taken_back_but_for_what_somebody_changed(site, seats, election, dora, run_tasks):
    imported = run(bring(election, dora), run_tasks, skip_bad=True)
    kept = Candidacy.objects.get(family_name="Abadie")
    actions.change(candidacy=kept, values={"ticket": "Another"}, user=dora)
    written = CandidatePage.objects.filter(candidacy__zone=seats["30-01"]).first()
    written.lead = "Somebody's work"
    written.save_revision(user=dora)
    file_actions.undo(imported=imported, user=dora)
    run_tasks()
    imported.refresh_from_db()
    assert imported.state == "undone" and imported.report()["taken_back"] == 1
    assert set(Candidacy.objects.values_list("zone__code", flat=True)) == {"69-01", "30-01"}
    assert not any(Page.find_problems())


@pytest.mark.parametrize("since", ["deputy", "email", "biographies", "zone", "domain", "published"])
def test_what_somebody_wrote_since_stays_with_its_page_and_is_named(
    since, site, seats, election, dora, run_tasks
):
    imported = run(bring(election, dora), run_tasks, skip_bad=True)
    lea = Candidacy.objects.get(family_name="Abadie")
    page = CandidatePage.objects.filter(candidacy=lea).first()
    values = {"deputy": "Paul Durand", "email": "lea@example.org", "biographies": {"fr": "Née à Lyon."}}
    if since == "domain":
        Site.objects.create(hostname="lea.example", root_page=page)
    elif since == "published":
        page.lead = "Somebody's work"
        page.save_revision(user=dora).publish()
        Revision.page_revisions.filter(object_id=str(page.pk)).exclude(pk=page.live_revision_id).delete()
    else:
        actions.change(candidacy=lea, values={"zone": seats["69-02"], **values} if since == "zone" else
                       {since: values[since]}, user=dora)  # fmt: skip
    file_actions.undo(imported=imported, user=dora)
    run_tasks()
    imported.refresh_from_db()
    assert (imported.state, imported.report()["kept"]) == ("undone", ["Léa Abadie"])
    assert Candidacy.objects.get() == lea
    assert set(CandidatePage.objects.values_list("candidacy", flat=True)) == {lea.pk}


def test_a_taking_back_that_is_cut_off_goes_on_in_small_steps(
    site, seats, election, dora, run_tasks, monkeypatch
):
    """Others wait to write no longer than one step takes, and each step is whole."""
    imported = run(bring(election, dora), run_tasks, skip_bad=True)
    monkeypatch.setattr(CandidateTarget, "removed_at_once", 1)
    file_actions.undo(imported=imported, user=dora)
    steps = []

    def stop(n):
        steps.append(
            (n, Candidacy.objects.count(), CandidatePage.objects.count(), imported.lines.written().count())
        )
        raise KeyboardInterrupt

    for _again in range(3):
        with pytest.raises(KeyboardInterrupt):
            file_run.run(imported.pk, stop)
    assert steps == [(1, 2, 4, 2), (1, 1, 2, 1), (1, 0, 0, 0)]
    run_tasks()
    imported.refresh_from_db()
    assert (imported.state, imported.report()["taken_back"], imported.n_done) == ("undone", 3, 0)
    assert not any(Page.find_problems())
    assert PageLogEntry.objects.filter(action="wagtail.delete", deleted=True).count() == 6


def test_names_seats_and_titles_are_as_before_when_a_file_is_taken_back(
    site, seats, election, dora, run_tasks, monkeypatch
):
    head = "zone;nom;prenom;liste;ordre\n"
    run(bring(election, dora, f"{head}69-06;ALPHA;A;L;1\n69-06;DELTA;D;L;3\n"), run_tasks)
    text = f"{head}69-06;Alpha;A;L;2\n69-06;Beta;B;L;1\n69-06;Delta;D;L;3\n"
    imported = run(bring(election, dora, text), run_tasks)
    assert set(CandidatePage.objects.values_list("title", flat=True)) == {"A Alpha", "B Beta", "D Delta"}
    monkeypatch.setattr(CandidateTarget, "finished_at_once", 1)
    file_actions.undo(imported=imported, user=dora)

    def stop(n):
        raise KeyboardInterrupt

    for _step in range(3):  # made, changed, the first title
        with pytest.raises(KeyboardInterrupt):
            file_run.run(imported.pk, stop)
    run_tasks()
    imported.refresh_from_db()
    assert (imported.report()["taken_back"], imported.report()["kept"]) == (3, [])
    assert set(Candidacy.objects.values_list("family_name", "position")) == {("ALPHA", 1), ("DELTA", 3)}
    assert sorted(CandidatePage.objects.values_list("title", flat=True)) == ["A ALPHA"] * 2 + ["D DELTA"] * 2


@pytest.mark.parametrize("closes", ["never", "before a text", "far below"])
def test_a_stray_quotation_mark_is_told_where_it_stands_and_the_file_refused(
    closes, site, seats, election, dora
):
    lines = [f"69-06;Name{n};A;L{n};" for n in range(400)]
    lines[16] = '69-06;"Name16;A;L16;'  # line 18 of the file
    if closes == "before a text":
        lines[30] = '69-06;"Name30";A;L30;'
    if closes == "far below":
        lines[350] = '69-06;Name350";A;L350;'
    with pytest.raises(Unreadable) as refused:
        bring(election, dora, "zone;nom;prenom;liste;biographie\n" + "\n".join(lines))
    assert "line 18," in str(refused.value) and "never closed. Remove or close it" in str(refused.value)
    assert not FileImport.objects.exists()


def test_a_cell_of_several_lines_is_read_and_its_line_is_where_it_begins(site, seats, election, dora):
    text = 'zone;nom;biographie\n69-06;Un;"Née à ""Lyon"".\n\nMaire."\nnowhere;Deux;"a\nb"\n69-01;5" Trois;\n'
    imported = bring(election, dora, text)
    assert [line for line, _text in imported.report()["problems"]] == [5] and imported.report()["new"] == 2


def test_what_a_file_may_not_say(site, seats, election, dora):
    text = "zone;nom;courriel;ordre;site;photo;person\n"
    bad = ["69-01;A;no;;;;", "69-01;B;;0;;;", "69-01;C;;;javascript:x;;", "69-01;D;;;;none.png;",
           "69-01;E;;;;;who@example.org", "69-01;;;;;;", ";F;;;;;", "69-01;G;;;;;", "69-02;G;;;;;",
           "69-01;G;;;;;"]  # fmt: skip
    imported = bring(election, dora, text + "\n".join(bad))
    assert [line for line, _text in imported.report()["problems"]] == [2, 3, 4, 5, 6, 7, 8, 11]
    with pytest.raises(Unreadable):
        bring(election, dora, "prenom;liste\nA;B\n")


def test_the_pages_of_hq_lead_from_the_file_to_the_undoing(client, site, seats, election, dora, run_tasks):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(dora)
    file = SimpleUploadedFile("c.csv", FILE.encode())
    sent = {"election": election.pk, "kind": "constituency", "file": file, "with_pages": "on"}
    response = client.post(reverse("candidates:imports"), sent)
    imported = FileImport.objects.get()
    where = reverse("candidates:import", args=[imported.pk])
    assert response["Location"] == where
    assert "6903" in client.get(where).content.decode()
    client.post(reverse("candidates:import_run", args=[imported.pk]))
    assert FileImport.objects.get().state == "checked"
    client.post(reverse("candidates:import_run", args=[imported.pk]), {"skip_bad": "on"})
    assert "progress" in client.get(where).content.decode()
    run_tasks()
    assert (
        client.get(reverse("candidates:candidates"), {"q": "mart"}).content.decode().count("Zoé Martin") >= 2
    )
    client.post(reverse("candidates:import_undoing", args=[imported.pk]))
    run_tasks()
    assert not Candidacy.objects.exists()
    assert client.get(where).status_code == 200


def test_an_election_that_somebody_stands_at_stays(client, nominate, election, dora):
    nominate("Ana Costa", "69-06")
    client.force_login(dora)
    Campaign.objects.update_or_create(pk=1, defaults={"country": "fr"})
    where = reverse("elections:election", args=[election.pk])
    assert "candidatures" in client.post(where, {"remove": "yes"}, follow=True).content.decode()
    assert Candidacy.objects.exists()
