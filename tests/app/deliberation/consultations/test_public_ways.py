"""Ways to a consultation: its roll, the page Act, other sites, shared links; an item of many versions."""

import datetime as dt
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from hustings.deliberation.consultations import actions, hooks
from hustings.deliberation.consultations.models import (
    Consultation,
    Entry,
    Item,
    ItemKind,
    Phase,
    Question,
    Version,
)
from hustings.deliberation.consultations.public import sharing, source_checks
from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib import embeds
from hustings.foundation.lib.web.safe_http import Answer, Trouble, Visitor
from hustings.people.segments.models import Segment
from hustings.people.signups.actions import links
from hustings.site.embeds.models import Host
from hustings.site.website import notices, offers
from tests.cast.deliberation.consultations.fixtures import counted, entered, opened, voice, written
from tests.cast.deliberation.consultations.visits import enter, html, last_link, send, stamp_in
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[[], int]


@pytest.fixture
def phase() -> Phase:
    return opened()


@pytest.fixture
def item(phase: Phase) -> Item:
    return written(phase, voice(phase, "ada@example.org"), "Fix the pipes first.", title="Pipes")


def test_a_closed_consultation_is_read_by_those_on_its_roll_who_are_recognised(
    client: Client, phase: Phase, item: Item, run_tasks: Run
) -> None:
    page = f"/en/consultations/items/{item.pk}/"
    asked = send(client, page, f"/en/consultations/versions/{item.version_id}/vote/", choice="agree")
    enter(client, asked.content.decode(), "bea@example.org")
    run_tasks()
    client.post(last_link())
    everybody = {"match": "all", "criteria": [{"criterion": "email", "operator": "has"}]}
    roll = Segment.objects.create(name="Members", criteria=everybody)
    Consultation.objects.update(roll=roll)
    assert "Pipes" in html(client, page), "recognised, and on it"
    answer = client.get(page)
    assert "no-cache" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
    stranger = Client()
    for path in (
        page,
        f"/en/consultations/{phase.consultation.path}",
        f"/en/consultations/steps/{phase.pk}/",
    ):
        shown = html(stranger, path)
        assert "Only for those invited" in shown and "Pipes" not in shown and "Water" not in shown
    assert "Water" not in html(stranger, "/en/consultations/")
    vote = stranger.post(f"/en/consultations/versions/{item.version_id}/vote/", {"choice": "agree"})
    assert vote.status_code == 403 and counted(item) == (1, 0, 0, 0)
    assert sharing.Items().get(f"{item.pk}-en") is None
    assert embeds.find("contribution", str(item.pk)) is None


def test_the_team_reads_a_closed_consultation_that_it_runs_or_moderates(
    client: Client, dora: Any, mallory: Any, phase: Phase, item: Item
) -> None:
    nobody: dict[str, Any] = {"match": "all", "criteria": []}
    Consultation.objects.update(roll=Segment.objects.create(name="Members", criteria=nobody))
    page = f"/en/consultations/items/{item.pk}/"
    for who, reads in ((dora, True), (user("mia", Role.MODERATOR), True), (mallory, False)):
        client.force_login(who)
        assert ("Pipes" in html(client, page)) == reads
    client.force_login(dora)
    assert "no-cache" in client.get(page)["Cache-Control"] and "Pipes" not in html(Client(), page)


def test_whoever_was_not_it_takes_back_what_was_done_in_their_name(
    client: Client, item: Item, run_tasks: Run
) -> None:
    page = f"/en/consultations/items/{item.pk}/"
    asked = send(client, page, f"/en/consultations/versions/{item.version_id}/vote/", choice="agree")
    enter(client, asked.content.decode(), "bea@example.org")
    run_tasks()
    client.post(last_link())
    assert counted(item) == (1, 0, 0, 0)
    denied = f"{last_link()}not-me/"
    assert 'method="post"' in html(client, denied) and counted(item) == (1, 0, 0, 0)
    assert client.post(denied).url == denied
    assert not Entry.objects.exists() and counted(item) == (0, 0, 0, 0)
    assert 'name="act"' not in html(client, denied)


def test_what_nobody_confirmed_in_time_is_forgotten(client: Client, phase: Phase) -> None:
    entered(phase, "bea@example.org", [], confirm=False)
    kept = entered(phase, "ada@example.org", [], confirm=False)
    Entry.objects.exclude(pk=kept.pk).update(asked_at=timezone.now() - dt.timedelta(days=31))
    links.forget_unconfirmed()
    assert Entry.objects.get() == kept


def test_open_ones_are_offered_where_readers_look_for_what_to_do(rf: Any, phase: Phase) -> None:
    kind = offers.offers.find("consultations")
    assert kind
    request = rf.get("/fr/")
    [offer] = kind.find(request, None, 3)
    assert offer.title == "L’eau" and "Débat" in offer.line
    Phase.objects.update(ends_at=timezone.now() - dt.timedelta(hours=1))
    assert kind.find(request, None, 3) == []


def test_an_item_is_voted_on_in_the_frame_of_another_site(
    client: Client, phase: Phase, item: Item, run_tasks: Run
) -> None:
    Host.objects.create(origin="https://paper.example")
    here = f"/fr/embeds/contribution/{item.pk}/"
    shown = html(client, here)
    assert "Pipes" in shown and "D’accord" in shown
    asked = client.post(here, {"stamp": stamp_in(shown), "choice": "agree"}).content.decode()
    act = re.search(r'name="act"\s+value="([^"]+)"', asked)
    assert act
    client.post(here, {"stamp": stamp_in(asked), "act": act[1], "email": "c@example.org"})
    assert Entry.objects.count() == 1 and counted(item) == (0, 0, 0, 0)
    run_tasks()
    client.post(last_link())
    assert counted(item) == (1, 0, 0, 0)
    found = embeds.find("consultation", str(phase.consultation_id))
    assert found and "figures" in html(
        client, here.replace(f"contribution/{item.pk}", f"consultation/{found.key}")
    )


def test_pages_are_shared_by_their_addresses(phase: Phase, item: Item) -> None:
    consultations, items = sharing.Consultations(), sharing.Items()
    found = consultations.at(f"/en/consultations/{phase.consultation.path}")
    assert found and found.title == "Water" and found.language == "en"
    assert consultations.get(found.key.partition("-")[2]) == found
    question = phase.questions.create(titles={"en": "Which pipes?"})
    for within in (f"steps/{phase.pk}", f"questions/{question.pk}"):
        assert consultations.at(f"/en/consultations/{within}/") == found, "its own address, not the home page"
    assert consultations.at("/en/consultations/steps/0/") is None
    about = items.at(f"/fr/consultations/items/{item.pk}/")
    assert about and about.title == "Pipes" and about.url.endswith(f"/fr/consultations/items/{item.pk}/")
    assert items.at("/fr/") is None and items.get("x-fr") is None and consultations.get("1-zz") is None


def test_apps_above_add_parts_to_pages(client: Client, phase: Phase, item: Item) -> None:
    part = hooks.ItemPart("x", 1, "consultations/discussed.html", lambda request, one, reader: {"item": one})
    of_phase = hooks.PhasePart("debate", "consultations/call.html", lambda request, one, reader: {})
    mark = hooks.Mark("y", lambda items: dict.fromkeys(items, "Accepted!"))
    with hooks.item_parts.replaced(part), hooks.marks.replaced(mark):
        assert "Accepted!" in html(client, f"/en/consultations/items/{item.pk}/")
    with hooks.phase_parts.replaced(of_phase):
        shown = html(client, f"/en/consultations/steps/{phase.pk}/")
        assert "Vote and contribute" in shown and "Pipes" not in shown


def test_an_item_of_many_versions_and_arguments_is_shown_in_few_questions(
    client: Client, phase: Phase, item: Item
) -> None:
    Question.objects.create(phase=phase, titles={"en": "What?"})
    Version.objects.bulk_create(
        Version(item=item, number=number, title="Pipes", text=f"Version {number}", digest="")
        for number in range(2, 109)
    )
    item.version = Version.objects.get(number=108)
    item.save()
    ada = item.participant
    assert ada
    for at in range(132):
        kind = ItemKind.FOR if at % 2 else ItemKind.AGAINST
        actions.items.add(phase=phase, kind=kind, text=f"Argument {at}", participant=ada, parent=item)
    page = f"/en/consultations/items/{item.pk}/"
    html(client, page)
    with CaptureQueriesContext(connection) as captured:
        began = time.monotonic()
        shown = html(client, f"{page}?said=voted")
        took = time.monotonic() - began
    print(f"{took * 1000:.0f} ms, {len(captured)} questions, {len(shown)} characters")
    assert len(captured) <= 25 and "All 108 versions" in shown
    following = re.search(r'href="([^"]+/arguments/for/\?after=[^"]+)"', shown)
    assert following and "Argument" in html(client, following[1])


@pytest.mark.parametrize(
    ("answer", "is_there"),
    [
        (Answer(200), True),
        (Answer(404), False),
        (Answer(trouble=Trouble.PRIVATE), False),
        (Answer(403), None),
        (Answer(trouble=Trouble.UNREACHABLE), None),
    ],
)
def test_the_link_of_a_source_is_checked_and_what_is_sure_is_said(
    client: Client, phase: Phase, item: Item, answer: Answer, is_there: bool | None
) -> None:
    class Looking(Visitor):
        def look(self, url: str) -> Answer:
            assert url == "https://example.org/report"
            return answer

    data = {"link": "https://example.org/report#page=3"}
    source = written(
        phase, voice(phase, "bea@example.org"), "", kind=ItemKind.SOURCE, parent=item, title="R", data=data
    )
    source_checks.check(source.pk, Looking())
    source.refresh_from_db()
    assert source.data.get("checked", {}).get("is_there") is is_there
    shown = html(client, f"/en/consultations/items/{item.pk}/")
    assert ("when we checked it" in shown) is (is_there is False)
    assert source_checks.voted_on(source.data) == data


def test_a_source_needs_the_address_of_a_site(client: Client, item: Item) -> None:
    page = f"/en/consultations/items/{item.pk}/"
    for link in ("javascript:alert(1)", "https://user:word@example.org/", "localhost", "ftp://example.org"):
        answer = send(client, page, f"{page}sources/", title="A", link=link)
        assert (answer.status_code == 422 and b"web page, like" in answer.content) or b"URL" in answer.content
    asked = send(client, page, f"{page}sources/", title="A", link="example.org/report")
    assert b'name="act"' in asked.content


def test_words_are_found_in_the_whole_consultation(client: Client, phase: Phase, item: Item) -> None:
    where = f"/en/consultations/search/{phase.consultation_id}/"
    assert "Pipes" in html(client, f"{where}?q=pipes+first")
    assert "Nothing found" in html(client, f"{where}?q=bread")
    assert "Pipes" not in html(client, where)


def test_the_privacy_notice_tells_of_the_cookie_where_there_is_a_consultation(phase: Phase) -> None:
    with override("en"):
        told = [words for _part, words in notices.told()]
    assert any("one cookie lets this browser go on" in str(words) for words in told)
