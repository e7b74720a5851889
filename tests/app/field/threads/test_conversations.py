"""Conversations on the site: who reads and writes, and what a remembered device sees."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.threads import actions, limits
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import LogEntry, Message, Mute, Subscription, Thread, ThreadLink
from hustings.people.persons.models import Person
from tests.cast.field.threads.fixtures import write
from tests.cast.people.devices import Run, known_browser, own_page_browser

pytestmark = pytest.mark.django_db


def _path(thread: Thread, more: str = "") -> str:
    return f"/en/threads/{thread.pk}/{more}"


def test_members_read_and_answer_with_their_own_page_open(thread: Thread, charlie: Person) -> None:
    browser = own_page_browser(charlie)
    html = browser.get(_path(thread)).content.decode()
    assert "Who brings the table?" in html
    assert "Harriet H." in html, "first name and initial"
    assert "Hall" not in html
    answer = browser.post(_path(thread), {"text": "I do! See https://example.org/table <script>"})
    message = Message.objects.get(person=charlie)
    assert answer.url == _path(thread, f"#m{message.pk}")
    html = browser.get(_path(thread)).content.decode()
    assert '<a href="https://example.org/table" rel="nofollow">' in html
    assert "<script>" not in html.split("<article")[2]
    thread.refresh_from_db()
    assert thread.n_messages == 2


def test_a_member_starts_a_conversation(circle: Circle, charlie: Person) -> None:
    browser = own_page_browser(charlie)
    path = f"/en/threads/of/group/{circle.subject}/"
    assert browser.post(path, {"title": "", "text": "x"}).status_code == 422
    browser.post(path, {"title": "Posters", "text": "Where are\r\nthey?"})
    assert Message.objects.get().text == "Where are\nthey?"
    assert "Posters" in browser.get(path).content.decode()
    assert "Posters" in browser.get("/en/threads/").content.decode()


def test_nobody_else_learns_that_there_is_one(thread: Thread, oscar: Person, client: Client) -> None:
    assert client.get(_path(thread)).status_code == 403
    assert thread.title not in client.get(_path(thread)).content.decode()
    browser = own_page_browser(oscar)
    assert browser.get(_path(thread)).status_code == 404
    assert browser.post(_path(thread), {"text": "Hello"}).status_code == 404
    assert browser.get(f"/en/threads/of/group/{thread.subject}/").status_code == 404


def test_a_remembered_device_sees_titles_and_gets_a_link_mailed(
    thread: Thread, charlie: Person, run_tasks: Run
) -> None:
    browser = known_browser(charlie)
    shut = browser.get(_path(thread))
    assert shut.status_code == 403
    assert "Saturday" in shut.content.decode()
    assert "table" not in shut.content.decode()
    assert "Harriet" not in shut.content.decode()
    assert browser.post(_path(thread), {"text": "Hello"}).status_code == 403
    assert not Message.objects.filter(person=charlie).exists()
    for _twice in range(2):
        browser.post(_path(thread, "link/"))
    run_tasks()
    (letter,) = mail.outbox
    assert letter.to == ["charlie@example.org"]
    found = re.search(r"/en/threads/links/\S+", str(letter.body))
    assert found
    elsewhere = Client()
    assert "Open the conversation" in elsewhere.get(found[0]).content.decode()
    assert ThreadLink.objects.get().used_at is None, "a scanner uses nothing"
    assert elsewhere.post(found[0]).url == _path(thread)
    assert "Who brings the table?" in elsewhere.get(_path(thread)).content.decode()
    elsewhere.post(_path(thread), {"text": "Me"})
    assert Message.objects.filter(person=charlie, text="Me").exists()
    others = elsewhere.get(f"/en/threads/of/group/{thread.subject}/").content.decode()
    assert "Only members read" in others and thread.title not in others, "this thread alone"
    assert Client().post(found[0]).status_code == 410, "once"


def test_a_pass_ends_after_four_hours(thread: Thread, charlie: Person) -> None:
    link = ThreadLink.objects.create(thread=thread, person=charlie)
    token, browser = link.secret(), Client()
    browser.post(f"/en/threads/links/{token}/")
    assert browser.get(_path(thread)).status_code == 200
    ThreadLink.objects.update(used_at=timezone.now() - timedelta(hours=5))
    assert browser.get(_path(thread)).status_code == 403


def test_leaving_ends_access(thread: Thread, charlie: Person, group: LocalGroup) -> None:
    browser = own_page_browser(charlie)
    assert browser.get(_path(thread)).status_code == 200
    Membership.objects.filter(person=charlie).update(ended_at=timezone.now())
    assert browser.get(_path(thread)).status_code == 404
    with pytest.raises(actions.NotAllowed):
        write(thread, charlie, "Still here")


def test_a_closed_group_is_only_read(thread: Thread, charlie: Person, group: LocalGroup) -> None:
    LocalGroup.objects.update(closed_at=timezone.now())
    browser = own_page_browser(charlie)
    assert "You can read this conversation" in browser.get(_path(thread)).content.decode()
    assert browser.post(_path(thread), {"text": "Hello"}).status_code == 422


def test_floods_and_repeats_are_refused(thread: Thread, charlie: Person) -> None:
    write(thread, charlie, "Same")
    with pytest.raises(limits.SaidAlready):
        write(thread, charlie, "Same")
    for n in range(limits.A_MINUTE - 1):
        write(thread, charlie, f"Message {n}")
    with pytest.raises(limits.TooMany):
        write(thread, charlie, "One more")
    Message.objects.update(at=timezone.now() - timedelta(hours=2))
    write(thread, charlie, "Later")


def test_too_long_a_message_is_shown_again(thread: Thread, charlie: Person) -> None:
    browser = own_page_browser(charlie)
    answer = browser.post(_path(thread), {"text": "x" * 5_001})
    assert answer.status_code == 422
    assert "x" * 5_001 in answer.content.decode()


def test_mails_are_chosen_by_circle_and_thread(thread: Thread, charlie: Person) -> None:
    browser = own_page_browser(charlie)
    browser.post(f"/en/threads/of/group/{thread.subject}/subscription/", {"how": "none"})
    assert Subscription.objects.get().how == "none"
    browser.post(_path(thread, "mute/"), {"muted": "yes"})
    assert Mute.objects.get().person == charlie
    browser.post(_path(thread, "mute/"), {"muted": "no"})
    assert not Mute.objects.exists()


def test_a_long_thread_is_read_page_by_page(thread: Thread, charlie: Person) -> None:
    now = timezone.now()
    Message.objects.bulk_create(
        Message(thread=thread, person=charlie, text=f"Number {n}.", at=now + timedelta(seconds=n))
        for n in range(60)
    )
    html = own_page_browser(charlie).get(_path(thread)).content.decode()
    assert "Number 59." in html
    assert "Number 5." not in html
    assert "Earlier messages" in html


def test_the_log_names_no_deed_of_members(thread: Thread, charlie: Person) -> None:
    write(thread, charlie, "Hello")
    assert not LogEntry.objects.exists()
