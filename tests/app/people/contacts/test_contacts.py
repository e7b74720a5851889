"""Talks with people, what follows from them, and things to do about people."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.territories.models import Zone
from hustings.people.contacts import actions as contacts_actions
from hustings.people.contacts import follow_up_pages, outcomes
from hustings.people.contacts.models import Contact, FollowUp
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import team, timeline
from hustings.people.persons.models import Consent, Person, Phone
from tests import addresses
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor"]


@pytest.fixture
def reached(charlie):
    """Charlie with two phones, an address and a consent."""
    for number in ("0612345678", "0612345679"):
        persons_actions.add_phone(person=charlie, number=number)
    persons_actions.add_postal_address(person=charlie, lines="1 rue Neuve", city="Lyon")
    persons_actions.record_consent(person=charlie, purpose="email", is_given=True, source="x")
    return charlie


@pytest.fixture
def today():
    return timezone.localdate()


def proposed(person: Person, method: str, outcome: str) -> dict[str, bool]:
    contact = contacts_actions.log_contact(person=person, method=method, outcome=outcome)
    return {proposal.key: proposal.is_sure for proposal in outcomes.of(contact)}


def test_each_outcome_suggests_what_fits_it(reached):
    one, two = (f"phones.{pk}" for pk in reached.phones.values_list("pk", flat=True))
    address = f"addresses.{reached.addresses.get().pk}"
    assert proposed(reached, "call", "reached") == {}
    assert proposed(reached, "call", "no_answer") == {}
    assert proposed(reached, "call", "call_back") == {"later": True}
    assert proposed(reached, "call", "wrong") == {one: False, two: False}
    assert proposed(reached, "meeting", "wrong") == {}
    assert proposed(reached, "visit", "moved") == {address: True}
    refused = proposed(reached, "visit", "refused")
    assert next(iter(refused)) == "mark.no_visits_since"
    assert not any(refused.values())
    dead = proposed(reached, "call", "deceased")
    assert dead["consent.email"]
    assert {f"mark.{name}" for name in ("no_calls_since", "no_visits_since", "no_mail_since")} < set(dead)
    reached.phones.filter(pk=one.partition(".")[2]).update(status="bouncing")
    assert proposed(reached, "sms", "wrong") == {two: True}


def test_what_is_ticked_is_done_and_nothing_else(reached, dora, today):
    contacts_actions.add_follow_up(person=reached, what="Send a card", owner=dora, due_on=today)
    contact = contacts_actions.log_contact(person=reached, method="call", outcome="deceased", user=dora)
    chosen = ["mark.no_calls_since", "consent.email", "follow_ups", "phones.1", "nonsense"]
    assert len(contacts_actions.follow_through(contact=contact, chosen=chosen, user=dora)) == 3
    now = Person.objects.get(pk=reached.pk)
    assert (now.no_calls_since is None, now.no_mail_since) == (False, None)
    assert not Consent.objects.get().is_given
    assert not FollowUp.objects.open().exists()
    assert set(Phone.objects.values_list("status", flat=True)) == {"unconfirmed"}
    assert contacts_actions.follow_through(contact=contact, chosen=chosen, user=dora) == []


def test_a_contact_is_written_down_and_its_consequences_asked(reached, alice, today):
    hq = signed_in(alice)
    url = reverse("contacts:contacts", args=[reached.uid])
    page = hq.post(url, {"method": "call", "outcome": "reached", "note": "likes <trams>"}, follow=True)
    assert "likes &lt;trams&gt;" in page.content.decode()
    page = hq.post(url, {"method": "call", "outcome": "wrong"}, follow=True)
    phone = reached.phones.last()
    assert "Set the status of ••• 79: out of service" in page.content.decode()
    asked = page.redirect_chain[-1][0]
    page = hq.post(asked, {"chosen": [f"phones.{phone.pk}"]}, follow=True).content.decode()
    assert "out of service" in page
    assert reached.phones.get(status="bouncing") == phone
    page = hq.post(url, {"method": "call", "outcome": "call_back"}, follow=True)
    day = (today + dt.timedelta(days=3)).isoformat()
    hq.post(page.redirect_chain[-1][0], {"chosen": ["later"], "due_on": day}, follow=True)
    follow_up = FollowUp.objects.get()
    assert (follow_up.owner, follow_up.due_on.isoformat()) == (alice, day)
    later = (timezone.now() + dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    page = hq.post(url, {"method": "call", "outcome": "reached", "contacted_at": later}, follow=True)
    assert "not in the future" in page.content.decode()
    assert "Select a valid" in hq.post(url, {"method": "owl", "outcome": "x"}, follow=True).content.decode()
    assert Contact.objects.count() == 3


def test_contacts_stand_in_the_timeline_once_and_can_be_filtered(charlie, dora):
    old = timezone.now() - dt.timedelta(days=400)
    contacts_actions.log_contact(person=charlie, method="visit", outcome="reached", note="Tea", user=dora)
    contact = contacts_actions.log_contact(
        person=charlie, method="call", outcome="no_answer", contacted_at=old, user=dora
    )
    entries, _more = timeline.page(charlie, group="contact")
    assert [(entry.sentence, entry.who) for entry in entries] == [
        ("Visit: talked. “Tea”", "Dora"),
        ("Phone call: no answer", "Dora"),
    ]
    assert timeline.page(charlie)[0][-1].happened_at == old
    contacts_actions.remove_contact(contact=contact, user=dora)
    entries, _more = timeline.page(charlie, group="contact")
    assert entries[0].sentence == "Contact undone: phone call: no answer"
    assert len(entries) == 2


def test_a_follow_up_is_done_once_postponed_and_told(charlie, alice, dora, today):
    follow_up = contacts_actions.add_follow_up(
        person=charlie, what=" Bring  posters ", owner=alice, due_on=today, user=dora
    )
    later = today + dt.timedelta(days=2)
    contacts_actions.postpone_follow_up(follow_up=follow_up, due_on=later, user=alice)
    assert contacts_actions.finish_follow_up(follow_up=follow_up, user=alice)
    assert not contacts_actions.finish_follow_up(follow_up=follow_up, user=dora)
    assert FollowUp.objects.get().done_by == alice
    contacts_actions.postpone_follow_up(follow_up=follow_up, due_on=today, user=alice)
    assert FollowUp.objects.get().due_on == later
    assert contacts_actions.reopen_follow_up(follow_up=follow_up, user=dora)
    told = [entry.sentence for entry in timeline.page(charlie, group="follow_up")[0]]
    assert [words.partition(":")[0] for words in told[:2]] == [
        "Follow-up reopened",
        "Follow-up done",
    ]
    assert told[2].startswith("Follow-up “Bring posters” moved: ")
    assert told[3].startswith("Follow-up for Alice, due ")


def test_follow_ups_that_cannot_be_are_refused(charlie, alice, mallory, today):
    def add(**words):
        contacts_actions.add_follow_up(
            person=charlie, **{"what": "x", "owner": alice, "due_on": today, **words}
        )

    for words in [
        {"what": "  "},
        {"due_on": today - dt.timedelta(days=1)},
        {"due_on": dt.date(9999, 1, 1)},
        {"owner": mallory},
    ]:
        with pytest.raises(team.MayNotSee if "owner" in words else contacts_actions.BadFollowUp):
            add(**words)
    assert not FollowUp.objects.exists()


def test_my_follow_ups_are_mine_soonest_first_and_only_about_people_i_see(charlie, alice, dora, today):
    far = persons_actions.add_person(given_name="Far", zone=Zone.objects.get(name="Nîmes"))
    for n in (5, 1, 3, 1):
        contacts_actions.add_follow_up(
            person=charlie, what=f"in {n}", owner=alice, due_on=today + dt.timedelta(days=n)
        )
    FollowUp.objects.create(person=far, what="secret", owner=alice, due_on=today)
    contacts_actions.add_follow_up(person=charlie, what="dora's", owner=dora, due_on=today)
    seen, after = [], ""
    for _page in range(4):
        rows, after = follow_up_pages.page(alice, alice, after=after, size=2)
        seen += [row.what for row in rows]
        if not after:
            break
    assert seen == ["in 1", "in 1", "in 3", "in 5"]
    hq = signed_in(alice)
    page = hq.get(reverse("contacts:follow_ups")).content.decode()
    assert ("in 5" in page, "secret" in page, "dora's" in page) == (True, False, False)
    page = hq.get(reverse("contacts:follow_ups"), {"owner": dora.pk}).content.decode()
    assert ("in 5" in page, "dora&#x27;s" in page) == (False, True)
    for bad in ["x", "9999-99-99 1", f"{today} x", "9" * 200]:
        assert hq.get(reverse("contacts:follow_ups"), {"after": bad}).status_code == 200


def test_the_dashboard_lists_them_with_what_to_do(charlie, alice, dora, today):
    follow_up = contacts_actions.add_follow_up(
        person=charlie, what="Bring posters", owner=alice, due_on=today
    )
    hq = signed_in(alice)
    home = reverse("wagtailadmin_home")
    assert "Bring posters" in hq.get(home).content.decode()
    assert "Bring posters" not in signed_in(dora).get(home).content.decode()
    done, postponed = (
        reverse(f"contacts:follow_up_{what}", args=[follow_up.pk]) for what in ("done", "postponed")
    )
    assert hq.post(postponed, {"days": "7", "next": home}).url == home
    assert FollowUp.objects.get().due_on == today + dt.timedelta(days=7)
    assert hq.post(postponed, {"next": "//evil.example"}).url.endswith("#follow-ups")
    assert hq.post(done, {"next": home}).url == home
    assert "my-follow-ups" not in hq.get(home).content.decode()


def test_nobody_touches_follow_ups_and_contacts_out_of_their_reach(charlie, alice, dora, mallory, today):
    far = persons_actions.add_person(given_name="Far", zone=Zone.objects.get(name="Nîmes"))
    follow_up = FollowUp.objects.create(person=far, what="x", owner=dora, due_on=today)
    contact = contacts_actions.log_contact(person=far, method="call", outcome="wrong")
    for what in ("done", "postponed", "reopened"):
        url = reverse(f"contacts:follow_up_{what}", args=[follow_up.pk])
        assert signed_in(alice).post(url, {"days": "1"}).status_code == 404
        assert signed_in(mallory).post(url, {"days": "1"}).status_code == 403
    for owner in (far, charlie):
        for name in ("contact_removal", "contact_follows"):
            url = addresses.people(name, args=[owner.uid, contact.pk])
            assert signed_in(alice).post(url).status_code == 404
        url = reverse("contacts:follow_up_removal", args=[owner.uid, follow_up.pk])
        assert signed_in(alice).post(url).status_code == 404
    assert Contact.objects.exists()
    assert FollowUp.objects.open().exists()
