"""One consultation over HTTP through all its steps, from a file to what became of each one's words."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hustings.deliberation.consultations.models import Consultation, Item, ItemKind, Kind, Participant, Phase
from hustings.deliberation.syntheses.models import Sentence
from hustings.deliberation.texts.models import Amendment, State
from tests.cast.deliberation.consultations.visits import enter, html, last_link, send, stamp_in
from tests.cast.deliberation.texts.fixtures import BYLAWS

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[..., int]
WHOLE = {
    "title_fr": "L’eau", "title_en": "Water", "naming": "choice", "items_per_hour": "30",
    "reports_per_hour": "20", "shape": "cycle", "questions": "Que faire en premier ?",
}  # fmt: skip


def started(hq: Client) -> Consultation:
    """A consultation that the team set up by one form, published, with a text from a file."""
    hq.post("/hq/consultations/new/", {**WHOLE, "starts_at": "2026-01-05T08:00"})
    made = Consultation.objects.get()
    text = made.phases.get(kind=Kind.TEXT)
    hq.post(f"/hq/texts/{text.pk}/", {"file": SimpleUploadedFile("eau.md", BYLAWS.encode())})
    hq.post(f"/hq/texts/{text.pk}/draft/", {})
    hq.post(f"/hq/consultations/{made.pk}/showing/", {"do": "show"})
    now = timezone.now()
    made.phases.update(starts_at=now - dt.timedelta(days=1), ends_at=None)  # time passes
    return made


def joins(client: Client, run_tasks: Run, email: str, answer: Any) -> None:
    """Whoever was asked for an e-mail gives it, and follows the link in the mail."""
    assert answer.status_code == 200, answer.url
    enter(client, answer.content.decode(), email)
    run_tasks()
    client.post(last_link())


def proposes(client: Client, phase: Phase, title: str, text: str) -> Any:
    here = f"/en/consultations/questions/{phase.questions.get().pk}/"
    return send(client, here, f"{here}contributions/", title=title, text=text)


def item_of(title: str) -> Item:
    return Item.objects.select_related("version").get(version__title=title)


def votes(client: Client, item: Item, choice: str) -> Any:
    page = f"/en/consultations/items/{item.pk}/"
    return send(client, page, f"/en/consultations/versions/{item.version_id}/vote/", choice=choice)


def amends(client: Client, block: Item, old: str, new: str) -> Any:
    assert block.version
    here = f"/en/consultations/items/{block.pk}/amend/"
    page = html(client, here)
    base = re.search(r'name="base" value="(\w+)"', page)
    assert base
    said = {"base": base[1], "text": block.version.text.replace(old, new), "why": "Fairer", "deed": "edit"}
    return client.post(here, {"stamp": stamp_in(page), "send": "1", **said})


def test_from_the_text_to_what_became_of_mine(dora: Any, run_tasks: Run) -> None:
    hq, charlie, bea, anybody = Client(), Client(), Client(), Client()
    hq.force_login(dora)
    anybody.cookies["any"] = "1"  # no page from memory
    water = started(hq)
    debate, notes, text = (water.phases.get(kind=kind) for kind in (Kind.DEBATE, Kind.SYNTHESIS, Kind.TEXT))
    assert "Que faire en premier" in html(anybody, f"/en/consultations/steps/{debate.pk}/")

    # Contribute, argue and vote: the first act of each asks for a mailbox, later ones count at once.
    asked = proposes(charlie, debate, "Repair the pipes", "A fifth of the water leaks.")
    joins(charlie, run_tasks, "charlie@example.org", asked)
    pipes = item_of("Repair the pipes")
    joins(bea, run_tasks, "bea@example.org", votes(bea, pipes, "agree"))
    assert proposes(bea, debate, "Mend the leaking pipes", "They leak.").status_code == 302
    again = item_of("Mend the leaking pipes")
    page = f"/en/consultations/items/{pipes.pk}/"
    argued = send(bea, page, f"{page}arguments/", side="for", text="My cellar is full of it.")
    assert argued.status_code == 302 and "My cellar" in html(anybody, page)

    # Duplicates are grouped: both stay.
    hq.post(f"/hq/consultations/{water.pk}/duplicates/", {"item": [pipes.pk, again.pk], "first": pipes.pk})
    grouped = html(anybody, f"/en/consultations/items/{again.pk}/")
    assert "Repair the pipes" in grouped and "Mend the leaking pipes" in html(anybody, page)

    # The synthesis cites them, and readers comment on it.
    there = f"/hq/syntheses/steps/{notes.pk}/"
    hq.post(f"{there}sentences/", {"text": "Pipes come first."})
    sentence = Sentence.objects.get()
    for each in (pipes, again):
        hq.post(f"/hq/syntheses/sentences/{sentence.pk}/citations/", {"do": "cite", "row": each.pk})
    hq.post(f"{there}editions/", {})
    assert "Pipes come first." in html(anybody, f"/en/consultations/steps/{notes.pk}/")
    line = f"/en/consultations/items/{Item.objects.get(kind=ItemKind.SENTENCE).pk}/"
    assert send(charlie, line, f"{line}comments/", text="And the wells?").status_code == 302
    assert "And the wells?" in html(anybody, line) and "Repair the pipes" in html(anybody, line)

    # The text is amended, the amendment voted on, accepted, and in the next version.
    block = Item.objects.select_related("version").get(version__text__startswith="The mayor decides alone")
    assert amends(charlie, block, "alone", "with the council").status_code == 302
    change = Amendment.objects.select_related("item").get()
    assert votes(bea, change.item, "agree").status_code == 302
    assert votes(bea, block, "disagree").status_code == 302
    decided = {"amendment": [change.pk], "deed": "accept", "why": "Two heads"}
    hq.post(f"/hq/texts/{text.pk}/", decided)
    hq.post(f"/hq/texts/{text.pk}/next/", {"why": "After the debate"})
    run_tasks()
    change.refresh_from_db()
    assert change.state == State.ACCEPTED
    compared = html(anybody, f"/en/consultations/texts/{change.text_id}/versions/2/")
    assert "<del>alone</del><ins>with the council</ins>" in compared and "After the debate" in compared
    assert [each.to for each in mail.outbox if "bea@" in each.to[0]], "whoever voted on the words is told"

    # The answer, what follows from it, and a mail to each who took part.
    said = {
        "outcome": "partly",
        "author": "The mayor",
        "reason_fr": "D’abord le centre.",
        "reason_en": "Half.",
    }
    hq.post(f"/hq/syntheses/items/{pipes.pk}/answer/", said)
    due = {"title_fr": "Conduites du centre", "due_on": "2099-05-01", "item": pipes.pk}
    hq.post(f"/hq/syntheses/{water.pk}/milestones/new/", due)
    assert "Half." in html(anybody, page)
    assert "Conduites du centre" in html(anybody, f"/en/consultations/follow-up/{water.pk}/")
    mail.outbox.clear()
    hq.post(f"/hq/syntheses/{water.pk}/mails/", {"phase": debate.pk, "text_fr": "Voici les réponses."})
    run_tasks()
    told = {each.to[0]: re.search(r"/\w\w/consultations/told/[^/\s]+/", each.body) for each in mail.outbox}
    assert set(told) == {"charlie@example.org", "bea@example.org"} and Participant.objects.count() == 2

    # Everybody opens what became of theirs: in their browser, and by the link in the mail.
    mine = f"/en/consultations/mine/{water.pk}/"
    theirs = {
        "charlie@example.org": ["Repair the pipes", "Half.", "Pipes come first.", "with the council"],
        "bea@example.org": ["Mend the leaking pipes", "Pipes come first."],
    }
    for client, address in ((charlie, "charlie@example.org"), (bea, "bea@example.org")):
        link = told[address]
        assert link
        for words in theirs[address]:
            assert words in html(client, mine), (address, words)
        assert theirs[address][0] in html(Client(), link[0])
