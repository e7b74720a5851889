"""Who brought whom as a tree, and thanks to those whose link brought others."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections.models import Election
from hustings.foundation.territories.models import Zone
from hustings.people.duplicates.actions import merges
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import timeline
from hustings.people.persons.actions import relationships
from hustings.people.persons.models import ConsentEntry, Person, Purpose
from hustings.people.privacy import actions as privacy_actions
from hustings.people.selfservice import download
from hustings.people.signups import referral_tree
from hustings.people.signups.actions import referral_links
from hustings.site.sharing import actions, thanks_mail
from hustings.site.sharing.models import Thanks, Unthanked
from hustings.site.sharing.tasks import thank
from tests.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def sharer(france: Zone) -> Person:
    """Charlie of Lyon, who wants our mails."""
    made = persons_actions.add_person(
        given_name="Charlie", email="charlie@example.org", language="en", zone=Zone.objects.get(name="Lyon")
    )
    persons_actions.record_consent(person=made, purpose=Purpose.EMAIL, is_given=True, source="test")
    actions.thank_others(is_on=True, user_id=None)
    return made


def brings(recruiter: Person, n: int, run_tasks: Any, zone: Zone | None = None) -> list[Person]:
    made = [persons_actions.add_person(given_name=f"Pascal {at}", zone=zone) for at in range(n)]
    for one in made:
        assert referral_links.note_recruiter(person=one, recruiter=recruiter, came_before=False)
    run_tasks()
    return made


def test_the_first_the_fifth_and_the_tenth_are_thanked_for_once(sharer: Person, run_tasks: Any) -> None:
    brings(sharer, 1, run_tasks)
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["charlie@example.org"], "Thank you for bringing people in")
    ]
    assert (
        "1 person has joined us through you" in mail.outbox[0].body and "/en/my-data/" in mail.outbox[0].body
    )
    assert "Pascal" not in mail.outbox[0].body, "numbers, no names"
    brings(sharer, 3, run_tasks)
    thank.call(sharer.pk)
    assert len(mail.outbox) == 1, "four"
    brings(sharer, 7, run_tasks)
    assert "5 people" in mail.outbox[1].body or "10 people" in mail.outbox[1].body
    assert thanks_mail.send_waiting() == 0
    assert sharer.thanks.filter(sent_at=None).count() == 0
    assert sharer.activities.filter(kind=thanks_mail.SENT).exists()
    with translation.override("en"):
        assert json.loads(download.as_json(sharer))["thanks"][0]["n"] == 1


def test_nobody_is_thanked_who_wants_no_mail_or_before_somebody_wants_it(
    sharer: Person, run_tasks: Any
) -> None:
    actions.thank_others(is_on=False, user_id=None)
    brings(sharer, 1, run_tasks)
    assert not Thanks.objects.exists()
    actions.thank_others(is_on=True, user_id=None)
    persons_actions.record_consent(person=sharer, purpose=Purpose.EMAIL, is_given=False, source="test")
    brings(sharer, 1, run_tasks)
    assert Thanks.objects.get().why == Thanks.Why.UNWILLING
    assert not mail.outbox


def test_thanks_wait_for_the_end_of_silence_and_of_a_pause_but_not_for_ever(
    sharer: Person, run_tasks: Any
) -> None:
    campaign = Campaign.current()
    campaign.country = "fr"
    campaign.save()
    election = Election.objects.create(name="E", kind="municipal")
    election.rounds.create(on=timezone.localdate() + timedelta(days=1))
    brings(sharer, 1, run_tasks)
    assert not mail.outbox, "it is the day before the vote, all of which is silent"
    election.delete()
    Person.objects.filter(pk=sharer.pk).update(paused_until=timezone.now() + timedelta(days=1))
    assert thanks_mail.send_waiting() == 0
    Campaign.objects.update(country="")
    Person.objects.filter(pk=sharer.pk).update(paused_until=None)
    assert (thanks_mail.send_waiting(), len(mail.outbox)) == (1, 1)
    Thanks.objects.create(person=sharer, n=5, due_at=timezone.now() - timedelta(days=31))
    assert thanks_mail.send_waiting() == 0
    assert Thanks.objects.get(n=5).why == Thanks.Why.LATE


def test_the_tree_shows_each_only_whom_they_may_see_in_a_bounded_number_of_queries(
    client: Client, sharer: Person, dora: Any, rhone: Zone, run_tasks: Any, settings: Any,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    settings.SECOND_FACTOR = "optional"
    lyon, nimes = (Zone.objects.get(name=name) for name in ("Lyon", "Nîmes"))
    first = brings(sharer, 3, run_tasks, lyon)
    far = brings(first[0], 14, run_tasks, nimes)
    deep = brings(far[0], 1, run_tasks, lyon)[0]
    with pytest.raises(relationships.BadCircle):
        relationships.set_recruiter(person=sharer, recruiter=deep)
    with django_assert_max_num_queries(8):
        tree, levels = referral_tree.of(sharer, dora), referral_tree.by_depth(sharer, dora)
    assert levels == [3, 14, 1]
    assert [(node.n, len(node.below)) for node in tree.below] == [(14, 12), (0, 0), (0, 0)]
    assert tree.below[0].more == 2 and tree.below[0].below[0].below[0].person == deep
    assert referral_tree.above(deep, dora) == ([sharer, first[0], far[0]], False)
    local = user("olga", Role.ORGANISER, rhone)
    assert referral_tree.by_depth(sharer, local) == [3], "nobody is reached through somebody out of sight"
    assert [node.n for node in referral_tree.of(sharer, local).below] == [0, 0, 0]
    assert referral_tree.above(deep, local) == ([], True)
    client.force_login(local)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = client.get(f"/hq/people/{deep.uid}/tree/").content.decode()
    assert "someone you can't see" in page
    assert client.get(f"/hq/people/{far[0].uid}/tree/").status_code == 404
    client.force_login(dora)
    page = client.get(f"/hq/people/{sharer.uid}/tree/").content.decode()
    assert "and 2 more" in page and "18" in page
    privacy_actions.erase_person(person=first[0])
    assert referral_tree.by_depth(sharer, dora) == [2], "who was brought stays; the name is gone"


def link_of(message: Any) -> str:
    """The path by which thanks end, as mail programs read it; the body has the same."""
    held = message.extra_headers
    assert held["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(held["List-Unsubscribe"])[1:-1]
    assert address in message.body and address in message.alternatives[0][0]
    return "/" + address.split("/", 3)[3]


def test_a_scanner_only_looks_and_one_click_ends_thanks_and_leaves_the_consent(
    client: Client, sharer: Person, run_tasks: Any
) -> None:
    brings(sharer, 1, run_tasks)
    path, program = link_of(mail.outbox[0]), Client(enforce_csrf_checks=True)
    page = client.get(path)
    assert page["Referrer-Policy"] == "no-referrer" and "Stop these e-mails" in page.content.decode()
    client.head(path)
    brings(sharer, 4, run_tasks)
    assert len(mail.outbox) == 2, "looking ends nothing"
    for _click in range(2):
        assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    brings(sharer, 5, run_tasks)
    Thanks.objects.create(person=sharer, n=10)
    assert thanks_mail.send_waiting() == 0 and len(mail.outbox) == 2
    assert sharer.consents.live().filter(purpose=Purpose.EMAIL).exists(), "news go on"
    lines = sharer.activities.filter(kind="sharing.no_thanks")
    assert lines.count() == 1, "twice is like once"
    with translation.override("en"):
        said = [entry.sentence for entry in timeline.page(sharer, group="sharing")[0]]
        assert "Turned off thank-you e-mails" in said
        assert len(json.loads(download.as_json(sharer))["no_thanks"]) == 1


def test_who_ends_thanks_may_take_it_back_or_end_all_news(
    client: Client, sharer: Person, run_tasks: Any
) -> None:
    brings(sharer, 1, run_tasks)
    path = link_of(mail.outbox[0])
    assert "Thank-you e-mails are off" in client.post(path, {"deed": "end"}).content.decode()
    assert "Turn off thank-you e-mails?" in client.post(path, {"deed": "again"}).content.decode()
    brings(sharer, 4, run_tasks)
    assert len(mail.outbox) == 2
    assert "no news from us" in client.post(path, {"deed": "end_news"}).content.decode()
    assert not sharer.consents.live().filter(purpose=Purpose.EMAIL).exists()
    assert "remerciement" in ConsentEntry.objects.latest("pk").source, "in the campaign’s language"
    assert client.post(path, {"deed": "x"}).status_code == 400
    assert client.get(path.replace(".", ".x")).status_code == 400, "a link is ours or nobody's"
    privacy_actions.erase_person(person=sharer)
    assert "no longer on our list" in client.get(path).content.decode()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_a_link_leads_to_the_record_that_took_theirs_in(
    client: Client, sharer: Person, run_tasks: Any, dora: Any
) -> None:
    other = persons_actions.add_person(given_name="Charlie", email="charlie@second.example", language="en")
    persons_actions.record_consent(person=other, purpose=Purpose.EMAIL, is_given=True, source="test")
    for one in (sharer, other):
        brings(one, 1, run_tasks)
    paths = [link_of(each) for each in mail.outbox]
    merges.merge(kept=sharer, absorbed=other, user=dora)
    client.post(paths[1], {"List-Unsubscribe": "One-Click"})
    assert Unthanked.objects.get().person == sharer
