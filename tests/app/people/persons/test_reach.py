"""States and order of e-mails, phones and postal addresses; marks of what somebody wants spared."""

import pytest
from django.urls import reverse

from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions, do_not_contact, timeline
from hustings.people.persons.models import Email, Person, Phone
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor"]


@pytest.fixture
def three(charlie):
    """Charlie with three of each."""
    for n in (2, 3):
        actions.add_email(person=charlie, address=f"c{n}@example.org")
    for n in (1, 2, 3):
        actions.add_phone(person=charlie, number=f"061234567{n}")
        actions.add_postal_address(person=charlie, lines=f"{n} rue Neuve", city="Lyon")
    return charlie


@pytest.mark.parametrize("ways", ["emails", "phones", "addresses"])
def test_a_way_to_reach_somebody_changes_its_place(three, dora, ways):
    def order():
        return list(getattr(three, ways).values_list("pk", flat=True))

    one, two, last = order()
    actions.move(way=getattr(three, ways).get(pk=last), is_up=True, user=dora)
    assert order() == [one, last, two]
    actions.move(way=getattr(three, ways).get(pk=one), is_up=False, user=dora)
    assert order() == [last, one, two]
    n_told = three.activities.count()
    actions.move(way=getattr(three, ways).get(pk=last), is_up=True, user=dora)
    assert order() == [last, one, two]
    assert three.activities.count() == n_told
    first = timeline.page(three, size=1)[0][0]
    assert (first.sentence.endswith("moved to position 2"), first.who) == (True, "Dora")


@pytest.mark.parametrize("ways", ["emails", "phones", "addresses"])
def test_what_is_known_of_it_is_told_from_and_to(three, dora, ways):
    way = getattr(three, ways).last()
    actions.set_status(way=way, status="bouncing", user=dora)
    actions.set_status(way=way, status="bouncing", user=dora)
    way.refresh_from_db()
    assert way.status == "bouncing"
    entries = timeline.page(three)[0]
    told = [entry.sentence for entry in entries if " → " in entry.sentence]
    shown = f"“{way}”" if ways == "addresses" else getattr(way, "shown", way)
    assert told == [f"{shown}: not confirmed → {way.get_status_display()}"]
    with pytest.raises(ValueError, match="nonsense"):
        actions.set_status(way=way, status="nonsense")


def test_states_and_order_are_changed_on_the_record(three, alice):
    hq = signed_in(alice)
    last, phone = three.emails.last(), three.phones.first()
    url = reverse("persons:emails_move", args=[three.uid, last.pk])
    assert "was moved" in hq.post(url, {"is_up": "yes"}, follow=True).content.decode()
    assert three.emails.all()[1] == last
    url = reverse("persons:phones_status", args=[three.uid, phone.pk])
    page = hq.post(url, {"status": "bouncing"}, follow=True).content.decode()
    assert "••• 71: out of service" in page
    assert "06 12 34 56 71" not in page  # hidden in a territory
    assert Phone.objects.get(pk=phone.pk).status == Phone.Status.BOUNCING
    assert "Select a valid choice" in hq.post(url, {"status": "odd"}, follow=True).content.decode()


def test_nobody_changes_what_is_somebody_elses(three, alice, mallory):
    far = actions.add_person(given_name="Far", email="far@example.org", zone=Zone.objects.get(name="Nîmes"))
    email = far.emails.get()
    for owner, user, status in [(far, alice, 404), (three, alice, 404), (far, mallory, 403)]:
        url = reverse("persons:emails_status", args=[owner.uid, email.pk])
        assert signed_in(user).post(url, {"status": "refused"}).status_code == status
        url = reverse("persons:marks", args=[far.uid])
        answer = signed_in(user).post(url, {"mark": "no_mail_since", "is_set": "yes"})
        assert answer.status_code in {404, 403}
    assert Email.objects.get(pk=email.pk).status == Email.Status.UNCONFIRMED
    assert Person.objects.get(pk=far.pk).no_mail_since is None


def test_a_mark_says_since_when_and_by_whom(charlie, alice, dora, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not any(mark.since for mark in do_not_contact.of(charlie))
    assert actions.set_mark(person=charlie, mark="no_calls_since", is_set=True, user=dora)
    since = Person.objects.get().no_calls_since
    assert not actions.set_mark(person=charlie, mark="no_calls_since", is_set=True, user=alice)
    assert Person.objects.get().no_calls_since == since
    charlie.refresh_from_db()
    with django_assert_num_queries(1):
        shown = {mark.name: (mark.since, mark.who) for mark in do_not_contact.of(charlie)}
    assert shown["no_calls_since"] == (since, "Dora")
    assert shown["no_mail_since"] == (None, "")
    page = signed_in(alice).get(reverse("persons:record", args=[charlie.uid])).content.decode()
    assert "set by Dora" in page
    url = reverse("persons:marks", args=[charlie.uid])
    signed_in(alice).post(url, {"mark": "no_calls_since", "is_set": "no"})
    assert Person.objects.get().no_calls_since is None
    told = [entry.sentence for entry in timeline.page(charlie)[0]]
    assert told[:2] == ["“do not call” removed", "“do not call” set"]
