"""The directory: files checked, written, taken back; and what is typed by hand."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hustings.foundation.file_imports import actions
from hustings.foundation.file_imports import run as file_run
from hustings.foundation.file_imports.models import FileImport
from hustings.site.representatives.file_target import TARGET, RepresentativeTarget
from hustings.site.representatives.models import ContactAttempt, Representative, Voice

pytestmark = pytest.mark.django_db
FILE = """circonscription;nom;prénom;groupe;courriel;téléphone;langues;vérifié le
6906;Martin;Zoé;Rives;zoe@chamber.example;01 40 00 00 01;fr en;2026-11-01
69-1;Abadie;Léa;;lea@chamber.example;;;
6999;Nobody;;;;;;
69-2;Durand;;;no mail;;;
"""


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def bring(dora, text=FILE):
    with override("en"):
        options = {"office": "mp", "kind": "constituency", "source": "The chamber's list"}
        return actions.bring(
            target=TARGET, options=options, file_name="r.csv", content=text.encode(), user=dora
        )


def run(imported, run_tasks, **more):
    actions.start(imported=imported, **more)
    run_tasks()
    imported.refresh_from_db()
    return imported


def test_a_file_is_checked_written_changed_and_taken_back(seats, dora, run_tasks):
    imported = bring(dora)
    assert {name: imported.report()[name] for name in ("new", "same", "bad")} == {
        "new": 2,
        "same": 0,
        "bad": 2,
    }
    assert [line for line, _text in imported.report()["problems"]] == [4, 5]
    with pytest.raises(actions.NotNow):
        actions.start(imported=imported)
    first = run(imported, run_tasks, skip_bad=True)
    zoe = Representative.objects.get(zone=seats["69-06"])
    assert (first.state, zoe.name, zoe.phone, zoe.languages) == (
        "done",
        "Zoé Martin",
        "+33140000001",
        ["fr", "en"],
    )
    assert (zoe.source, str(zoe.checked_on)) == ("The chamber's list", "2026-11-01")
    assert bring(dora).report()["same"] == 2
    second = run(bring(dora, FILE.replace("Rives", "Sources")), run_tasks, skip_bad=True)
    zoe.refresh_from_db()
    assert (second.report()["changed"], zoe.party) == (1, "Sources")
    actions.undo(imported=second, user=dora)
    run_tasks()
    zoe.refresh_from_db()
    assert zoe.party == "Rives"
    Representative.objects.filter(family_name="Abadie").update(party="Own")
    Representative.objects.filter(family_name="Abadie").update(email="else@chamber.example")
    actions.undo(imported=first, user=dora)
    run_tasks()
    first.refresh_from_db()
    assert (first.state, first.report()["taken_back"], first.report()["kept"]) == (
        "undone",
        1,
        ["Léa Abadie"],
    )
    assert list(Representative.objects.values_list("family_name", flat=True)) == ["Abadie"]


def test_what_somebody_filled_since_stays_when_the_file_is_taken_back(seats, dora, run_tasks):
    imported = run(bring(dora), run_tasks, skip_bad=True)
    lea = Representative.objects.get(family_name="Abadie")
    assert not lea.phone and not lea.page
    Representative.objects.filter(pk=lea.pk).update(page="https://abadie.example/")
    actions.undo(imported=imported, user=dora)
    run_tasks()
    imported.refresh_from_db()
    assert (imported.report()["taken_back"], imported.report()["kept"]) == (1, ["Léa Abadie"])
    assert Representative.objects.get().page == "https://abadie.example/"


def test_a_run_that_was_cut_off_goes_on(seats, dora, run_tasks, monkeypatch):
    imported = bring(dora)
    monkeypatch.setattr(RepresentativeTarget, "chunk", 1)
    actions.start(imported=imported, skip_bad=True)

    def stop(n):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        file_run.run(imported.pk, stop)
    assert Representative.objects.count() == 1
    run_tasks()
    imported.refresh_from_db()
    assert (imported.state, imported.n_done, Representative.objects.count()) == ("done", 2, 2)


def test_hq_finds_changes_and_puts_out_of_office(client, dora, chamber, seats):
    client.force_login(dora)
    html = client.get(reverse("representatives_hq:directory"), {"q": "vial"}).content.decode()
    assert "Ines Vial" in html and "Mp01 Roche" not in html
    one = chamber["69-01"]
    where = reverse("representatives_hq:representative", args=[one.pk])
    typed = {
        "office": "mp", "zone_id": seats["69-01"].pk, "zone": seats["69-01"].label(), "family_name": "Roche",
        "given_name": "Mp01", "phone": "12", "page": "chamber.example/roche", "languages": "fr",
    }  # fmt: skip
    assert client.post(where, typed).status_code == 422
    assert client.post(where, {**typed, "phone": "01 40 00 00 02"}).status_code == 302
    one.refresh_from_db()
    assert (one.phone, one.page, one.languages) == ("+33140000002", "https://chamber.example/roche", ["fr"])
    client.post(reverse("representatives_hq:leaving", args=[one.pk]))
    assert not Representative.objects.in_office().filter(pk=one.pk).exists()
    twice = client.post(reverse("representatives_hq:new"), {**typed, "phone": ""})
    assert twice.status_code == 422 and FileImport.objects.count() == 0


def test_what_is_asked_often_is_found_by_an_index(chamber):
    voices = Voice.objects.filter(appeal=1).confirmed().order_by("-confirmed_at", "-pk")
    now = timezone.now()
    asked = {
        "voices_by_appeal": voices[:50],
        "voices_by_address": Voice.objects.filter(key="a@b.example", asked_at__gt=now),
        "voices_by_visitor": Voice.objects.filter(visitor="a", asked_at__gt=now),
        "voices_unconfirmed": Voice.objects.forgotten(now),
        "approaches_due": ContactAttempt.objects.filter(due_at__lte=now, claimed_at=None).order_by("due_at")[
            :50
        ],
        "approaches_of_the_hour": ContactAttempt.objects.filter(representative=1, claimed_at__gt=now),
        "approaches_by_representative": ContactAttempt.objects.filter(representative=1).order_by("-pk")[:300],
        "approaches_by_key": ContactAttempt.objects.filter(key="a@b.example", counted_at__gt=now),
        "representative_by_name": Representative.objects.order_by("name_key", "pk")[:50],
    }
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        assert all("Index" in found.explain() for found in asked.values())
        return
    for name, found in asked.items():
        assert name in found.explain(), (name, found.explain())
