"""Moderation: reports, hiding, reviews, blocks, by hosts on the site and by the team in HQ."""

import pytest
from django.test import Client
from django.urls import reverse

from hustings.field.threads import actions, circles, waiting
from hustings.field.threads.actions import By
from hustings.field.threads.models import Deed, LogEntry, Message, Report, Thread
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person
from tests.cast.field.threads.fixtures import write
from tests.cast.people.devices import own_page_browser
from tests.conftest import user

pytestmark = pytest.mark.django_db


def signed_in(who: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(who)
    return client


def _path(message: Message, more: str) -> str:
    return f"/en/threads/{message.thread_id}/messages/{message.pk}/{more}/"


@pytest.fixture
def rude(thread: Thread, mike: Person) -> Message:
    made: Message = write(thread, mike, "You idiots")
    return made


def test_a_report_is_seen_by_hosts_and_the_team(
    rude: Message, charlie: Person, harriet: Person, alice: User
) -> None:
    browser = own_page_browser(charlie)
    assert "You idiots" in browser.get(_path(rude, "report")).content.decode()
    browser.post(_path(rude, "report"), {"why": "insult", "words": "Not nice"})
    browser.post(_path(rude, "report"), {"why": "hate"})
    assert Report.objects.get().why == "insult", "once a person"
    host = own_page_browser(harriet).get(f"/en/threads/{rude.thread_id}/").content.decode()
    assert "Keep: 1 report" in host
    assert [each.text for each in waiting.due(alice)] == ["1 message to moderate"]
    hq = signed_in(alice)
    assert "You idiots" in hq.get(reverse("threads_hq:reports")).content.decode()
    page = hq.get(reverse("threads_hq:message", args=[rude.pk])).content.decode()
    assert "Not nice" in page
    assert "Who brings the table?" in page, "what was said around it"
    hq.post(reverse("threads_hq:decision", args=[rude.pk]), {"deed": "kept"})
    assert not Report.objects.open().exists()
    assert not list(waiting.due(alice))


def test_another_territory_sees_nothing(rude: Message, charlie: Person, france: Zone) -> None:
    actions.report(message=rude, person=charlie, why="insult")
    other = user("erin", Role.ORGANISER, Zone.objects.get(name="Gard"))
    hq = signed_in(other)
    assert "You idiots" not in hq.get(reverse("threads_hq:reports")).content.decode()
    assert hq.get(reverse("threads_hq:message", args=[rude.pk])).status_code == 404
    assert hq.post(reverse("threads_hq:decision", args=[rude.pk]), {"deed": "hidden"}).status_code == 404
    with pytest.raises(actions.NotYours):
        actions.hide(message=rude, why="insult", by=By(user=other))


def test_a_host_hides_with_a_reason_and_restores(
    rude: Message, harriet: Person, charlie: Person, mike: Person
) -> None:
    actions.report(message=rude, person=charlie, why="insult")
    host = own_page_browser(harriet)
    host.post(_path(rude, "hiding"), {"why": "insult", "words": "Please stay polite"})
    rude.refresh_from_db()
    assert rude.hidden_by == harriet
    assert not Report.objects.open().exists()
    page = f"/en/threads/{rude.thread_id}/"
    assert "You idiots" not in own_page_browser(charlie).get(page).content.decode()
    own = own_page_browser(mike).get(page).content.decode()
    assert "You idiots" in own
    assert "Please stay polite" in own
    host.post(_path(rude, "restoring"))
    assert "You idiots" in own_page_browser(charlie).get(page).content.decode()
    deeds = LogEntry.objects.order_by("pk").values_list("deed", "person", "why")
    assert list(deeds) == [("hidden", harriet.pk, "insult"), ("restored", harriet.pk, "")]
    assert "Message hidden" in host.get(f"{page}log/").content.decode()


@pytest.mark.parametrize("deed", ["hiding", "restoring", "review", "block"])
def test_members_moderate_nothing(rude: Message, charlie: Person, deed: str) -> None:
    browser = own_page_browser(charlie)
    assert browser.post(_path(rude, deed), {"why": "insult"}).status_code == 404
    assert browser.post(f"/en/threads/{rude.thread_id}/closing/").status_code == 404
    with pytest.raises(actions.NotYours):
        actions.hide(message=rude, why="insult", by=By(charlie))


def test_a_writer_asks_once_for_a_review_and_the_team_decides(
    rude: Message, harriet: Person, mike: Person, alice: User
) -> None:
    actions.hide(message=rude, why="insult", by=By(harriet))
    browser = own_page_browser(mike)
    for _twice in range(2):
        browser.post(_path(rude, "appeal"))
    assert LogEntry.objects.filter(deed=Deed.APPEALED).count() == 1
    assert [each.text for each in waiting.due(alice)] == ["1 message to moderate"]
    hq = signed_in(alice)
    assert "Leave it hidden" in hq.get(reverse("threads_hq:message", args=[rude.pk])).content.decode()
    hq.post(reverse("threads_hq:decision", args=[rude.pk]), {"deed": "upheld"})
    rude.refresh_from_db()
    assert rude.hidden_at
    assert rude.appeal_decided_at
    assert not list(waiting.due(alice))
    with pytest.raises(actions.NotYours):
        actions.restore(message=rude, by=By(harriet))


def test_the_team_restores_after_a_review(rude: Message, harriet: Person, mike: Person, alice: User) -> None:
    actions.hide(message=rude, why="insult", by=By(harriet))
    actions.appeal(message=rude, person=mike)
    actions.decide_appeal(message=rude, is_restored=True, user=alice)
    rude.refresh_from_db()
    assert rude.hidden_at is None


def test_only_the_writer_asks_for_a_review(rude: Message, harriet: Person, charlie: Person) -> None:
    actions.hide(message=rude, why="insult", by=By(harriet))
    assert own_page_browser(charlie).post(_path(rude, "appeal")).status_code == 409


def test_what_the_team_hid_no_host_restores(rude: Message, harriet: Person, alice: User) -> None:
    actions.hide(message=rude, why="hate", by=By(user=alice))
    assert own_page_browser(harriet).post(_path(rude, "restoring")).status_code == 409


def test_a_blocked_member_reads_and_writes_no_more(rude: Message, harriet: Person, mike: Person) -> None:
    host, browser = own_page_browser(harriet), own_page_browser(mike)
    host.post(_path(rude, "block"))
    page = f"/en/threads/{rude.thread_id}/"
    assert browser.get(page).status_code == 200
    assert browser.post(page, {"text": "Sorry"}).status_code == 422
    host.post(_path(rude, "block"), {"blocked": "no"})
    assert browser.post(page, {"text": "Sorry"}).status_code == 302


def test_a_host_closes_and_reopens(thread: Thread, harriet: Person, charlie: Person) -> None:
    host, page = own_page_browser(harriet), f"/en/threads/{thread.pk}/"
    host.post(f"{page}closing/")
    assert own_page_browser(charlie).post(page, {"text": "Hello"}).status_code == 422
    host.post(f"{page}closing/", {"closed": "no"})
    assert own_page_browser(charlie).post(page, {"text": "Hello"}).status_code == 302
    assert list(LogEntry.objects.order_by("pk").values_list("deed", flat=True)) == ["closed", "reopened"]


def test_the_log_in_hq(rude: Message, harriet: Person, alice: User) -> None:
    actions.hide(message=rude, why="insult", words="Rude", by=By(harriet))
    assert "Rude" in signed_in(alice).get(reverse("threads_hq:log")).content.decode()
    assert circles.of_person(harriet.pk)[0].title == "Lyon Nord"
