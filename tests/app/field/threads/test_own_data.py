"""Conversations in people's own data: downloaded, merged, parted, erased."""

import json

import pytest

from hustings.field.threads import actions
from hustings.field.threads.models import Block, Message, Mute, Notice, Relay, Report, Subscription, Thread
from hustings.people.duplicates.actions import merges
from hustings.people.persons.models import Person
from hustings.people.privacy.erasure import erase_many
from tests.cast.field.threads.fixtures import write
from tests.cast.people.devices import own_page_browser

pytestmark = pytest.mark.django_db


def test_all_of_it_is_downloaded(thread: Thread, charlie: Person, harriet: Person) -> None:
    message = write(thread, charlie, "I bring the table")
    actions.hide(message=message, why="off", by=actions.By(harriet))
    actions.report(message=thread.messages.first(), person=charlie, why="other", words="Why?")
    Subscription.objects.create(person=charlie, kind="group", subject=thread.subject, how="none")
    Block.objects.create(person=charlie, kind="group", subject=thread.subject)
    answer = own_page_browser(charlie).get("/en/my-data/me/my-data.json")
    told = json.loads(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    text = json.dumps(told)
    for words in ("I bring the table", "off topic", "Why?", "no e-mails", "blocked by a host"):
        assert words in text


def test_an_erased_member_leaves_deleted_messages(thread: Thread, charlie: Person, mike: Person) -> None:
    message = write(thread, charlie, "My phone is 0612345678")
    actions.report(message=message, person=mike, why="private")
    Relay.objects.create(thread=thread, person=charlie, expires_at=message.at)
    Notice.objects.create(message=thread.messages.first(), person=charlie)
    erase_many([charlie.pk], None)
    message.refresh_from_db()
    assert (message.text, message.person) == ("", None)
    html = own_page_browser(mike).get(f"/en/threads/{thread.pk}/").content.decode()
    assert "A deleted message" in html
    assert "A former member" in html
    assert not Relay.objects.exists()
    assert not Notice.objects.exists()


def test_an_erased_opener_leaves_the_conversation(thread: Thread, harriet: Person, mike: Person) -> None:
    write(thread, mike, "I do")
    erase_many([harriet.pk], None)
    html = own_page_browser(mike).get(f"/en/threads/{thread.pk}/").content.decode()
    assert "I do" in html


def test_two_members_of_one_thread_are_merged_and_parted(
    thread: Thread, charlie: Person, mike: Person
) -> None:
    mine, theirs = write(thread, charlie, "One"), write(thread, mike, "Two")
    for person in (charlie, mike):
        Mute.objects.create(thread=thread, person=person)
        Notice.objects.create(message=thread.messages.first(), person=person)
        Relay.objects.create(thread=thread, person=person, expires_at=mine.at)
        Subscription.objects.create(person=person, kind="group", subject=thread.subject)
        Report.objects.create(message=thread.messages.first(), person=person, why="off")
    merge_of = merges.merge(kept=charlie, absorbed=mike)
    assert set(Message.objects.filter(person=charlie).values_list("pk", flat=True)) == {mine.pk, theirs.pk}
    assert Mute.objects.get().person == charlie
    assert Relay.objects.get().person == charlie
    merges.part(merge=merge_of)
    assert Message.objects.get(pk=theirs.pk).person_id == mike.pk
    assert Mute.objects.count() == Relay.objects.count() == Notice.objects.count() == 2
