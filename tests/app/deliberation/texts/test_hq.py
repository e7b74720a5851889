"""HQ's pages of a text: bring it in, decide, edit by hand, publish the next version."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hustings.deliberation.consultations.actions import items, votes
from hustings.deliberation.consultations.models import Choice, ItemKind, Kind, Phase
from hustings.deliberation.texts import exports
from hustings.deliberation.texts.files import reading
from hustings.deliberation.texts.models import Amendment, State, Text
from tests.cast.deliberation.consultations.fixtures import opened, voice
from tests.cast.deliberation.texts.fixtures import BYLAWS, passage, published, suggested

pytestmark = pytest.mark.django_db


@pytest.fixture
def hq(client: Client, dora: Any) -> Client:
    """Signed in as who directs the campaign."""
    client.force_login(dora)
    return client


@pytest.fixture
def phase() -> Phase:
    return opened(kind=Kind.TEXT)


def html(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_file_is_looked_at_before_it_is_published(hq: Client, phase: Phase) -> None:
    here = f"/hq/texts/{phase.pk}/"
    assert "Débat" in html(hq.get("/hq/texts/")) and hq.get(here).status_code == 200
    assert hq.post(here, {}).status_code == 422
    bad = hq.post(here, {"file": SimpleUploadedFile("a.docx", b"%PDF-1.4")})
    assert bad.status_code == 422 and not Text.objects.exists()
    answer = hq.post(here, {"file": SimpleUploadedFile("a.md", BYLAWS.encode())})
    assert answer.url == f"{here}draft/"
    shown = html(hq.get(answer.url))
    assert "The mayor decides alone" in shown and "Article 2" in shown
    hq.post(f"{here}draft/", {"drop": "1"})
    assert not Text.objects.exists()
    hq.post(here, {"typed": BYLAWS})
    hq.post(f"{here}draft/", {})
    assert Text.objects.get().version
    assert "1" in html(hq.get("/hq/texts/"))


def test_a_text_is_made_of_what_an_import_wrote(hq: Client, phase: Phase) -> None:
    items.add(phase=phase, kind=ItemKind.BLOCK, title="Article 1", text="Rule.")
    here = f"/hq/texts/{phase.pk}/"
    assert f"{here}from-items/" in html(hq.get(here))
    assert hq.post(f"{here}from-items/").url == here
    assert Text.objects.get().version
    assert "Article 1" in html(hq.get(f"{here}passages/"))


def test_amendments_are_decided_previewed_undone_and_published(hq: Client, phase: Phase) -> None:
    text = published(phase=phase)
    ada, bob = voice(phase, "ada@example.org"), voice(phase, "bob@example.org")
    rule = passage(text, "The mayor")
    one = suggested(ada, rule, "three years", "one year", "Power tires")
    other = suggested(bob, rule, "for three years", "for ever")
    third = suggested(bob, rule, "The mayor", "The council")
    here = f"/hq/texts/{phase.pk}/"
    listed = html(hq.get(here))
    assert "Power tires" in listed and "hq-state--wait" in listed
    clash = hq.post(here, {"amendment": [one.pk, other.pk], "deed": "accept"}, follow=True)
    assert "« three years » → « one year »" in html(clash) and not Amendment.objects.waiting().exists()
    hq.post(here, {"amendment": [one.pk], "deed": "accept", "why": "Good"})
    hq.post(here, {"amendment": [other.pk], "deed": "refuse", "why": "Bad"})
    assert f"{here}amendments/{other.pk}/undo/" in html(hq.get(f"{here}?state=refused"))
    hq.post(f"{here}amendments/{other.pk}/undo/")
    other.refresh_from_db()
    assert other.state == State.OPEN
    shown = html(hq.get(f"{here}next/"))
    assert "<del>three years</del><ins>one year</ins>" in shown and str(other.item) in shown
    hq.post(f"{here}next/", {"why": "Shorter"})
    text.refresh_from_db()
    assert text.version and (text.version.number, text.version.why) == (2, "Shorter")
    third.refresh_from_db()
    assert third.is_open and third.base == text.version
    assert hq.post(f"{here}next/", {"why": ""}).url == here, "nothing is accepted"
    assert text.versions.count() == 2


def test_a_change_of_an_open_amendment_alone_makes_no_next_version(hq: Client, phase: Phase) -> None:
    text = published(phase=phase)
    ada = voice(phase, "ada@example.org")
    one = suggested(ada, passage(text, "The mayor"), "alone", "with the council")
    inner = suggested(ada, passage(text, "Everybody"), "accounts", "books")
    Amendment.objects.filter(pk=inner.pk).update(over=one, state=State.ACCEPTED)
    assert "The next version (" not in html(hq.get(f"/hq/texts/{phase.pk}/"))


def test_a_passage_is_edited_by_hand(hq: Client, phase: Phase) -> None:
    text = published(phase=phase)
    rule = passage(text, "The mayor")
    here = f"/hq/texts/{phase.pk}/passages/{rule.item_id}/"
    said = {"text": rule.words.text, "added": "", "why": ""}
    assert rule.words.text in html(hq.get(here)) and hq.post(here, said).status_code == 422
    added = "The council can stop it.\r\n\r\nAnybody can ask for that."
    hq.post(here, {"text": rule.words.text.replace("alone", "in public"), "added": added, "why": "Clearer"})
    assert Amendment.objects.waiting().count() == 2
    clash = hq.post(here, {**said, "text": ""})
    assert clash.status_code == 422 and Amendment.objects.count() == 2
    hq.post(f"/hq/texts/{phase.pk}/next/", {"why": ""})
    text.refresh_from_db()
    assert text.version and text.version.passages.count() == 7


def test_the_changes_of_a_file_are_amendments_of_the_team(hq: Client, phase: Phase) -> None:
    text = published(phase=phase)
    here = f"/hq/texts/{phase.pk}/file/"
    assert hq.get(here).status_code == 200
    same = hq.post(here, {"typed": BYLAWS})
    assert same.status_code == 422 and same.context["form"].errors
    changed = BYLAWS.replace("alone", "in public").replace(
        "## Article 2", "The council can stop it.\n\n## Article 2"
    )
    assert hq.post(here, {"typed": changed}).url == f"/hq/texts/{phase.pk}/next/"
    assert {row.deed for row in Amendment.objects.waiting()} == {"words", "put"}
    hq.post(f"/hq/texts/{phase.pk}/next/", {"why": ""})
    text.refresh_from_db()
    assert text.version
    assert [each.text for each in reading.read(exports.written(text.version, "md"))] == [
        each.text for each in reading.read(changed.encode())
    ]


def test_those_who_run_no_consultations_see_nothing(client: Client, phase: Phase, bob: Any) -> None:
    client.force_login(bob)
    text = published(phase=phase)
    rule = passage(text, "The mayor")
    for path in ("", f"{phase.pk}/", f"{phase.pk}/next/", f"{phase.pk}/passages/{rule.item_id}/"):
        assert client.get(f"/hq/texts/{path}").status_code == 403


def test_a_text_on_which_nobody_acted_is_dropped_and_its_step_deleted(hq: Client, phase: Phase) -> None:
    text = published(phase=phase)
    here = f"/hq/texts/{phase.pk}/"
    assert f"{here}drop/" in html(hq.get(here))
    assert hq.get(f"{here}drop/").status_code == 200 and Text.objects.exists(), "it asks first"
    assert hq.post(f"{here}drop/").url == here
    assert not Text.objects.filter(pk=text.pk).exists() and not phase.items.exists()
    hq.post(reverse("consultations_hq:phase_deed", args=[phase.pk]), {"do": "delete"})
    assert not Phase.objects.exists()


@pytest.mark.parametrize("deed", ["vote", "argue", "amend"])
def test_a_text_on_which_somebody_acted_stays(hq: Client, phase: Phase, deed: str) -> None:
    text = published(phase=phase)
    ada, rule = voice(phase, "ada@example.org"), passage(text, "The mayor")
    if deed == "vote":
        votes.vote(participant=ada, version=rule.words_id, choice=Choice.AGREE)
    elif deed == "argue":
        items.post(participant=ada, kind=ItemKind.FOR, phase=phase, parent=rule.item, text="Good")
    else:
        suggested(ada, rule, "alone", "in public")
    there = f"/hq/texts/{phase.pk}/drop/"
    assert '<button class="button serious"' not in html(hq.get(there))
    assert hq.post(there).status_code == 409 and Text.objects.exists() and phase.items.exists()


def test_the_consultation_offers_a_text_once_it_is_published(
    client: Client, phase: Phase, site: Any, django_capture_on_commit_callbacks: Any
) -> None:
    there = f"/fr/consultations/{phase.consultation.path}"
    before = html(client.get(there))
    assert "Améliorer le texte" not in before and "pas encore publié" in before
    with django_capture_on_commit_callbacks(execute=True):
        published(phase=phase)
    assert "Améliorer le texte" in html(client.get(there))


@pytest.mark.both
def test_a_number_beyond_all_rows_is_no_page(hq: Client, phase: Phase) -> None:
    published(BYLAWS, phase)
    beyond = 10**20
    for path in (f"{beyond}/drop/", f"{beyond}/next/", f"{phase.pk}/passages/{beyond}/"):
        assert hq.get(f"/hq/texts/{path}").status_code == 404, path
