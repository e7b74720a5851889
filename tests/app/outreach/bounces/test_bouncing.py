"""Addresses that bounce, tried again or given back; what the pages show."""

from datetime import timedelta

import pytest
from django.db.models.functions import TruncHour
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib import todos
from hustings.foundation.territories.models import Zone
from hustings.outreach.bounces import actions as bounces_actions
from hustings.outreach.bounces import forgiveness, intake
from hustings.outreach.bounces.models import Bounce, Mailbox
from hustings.outreach.bounces.reports import Kind
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.people.persons.models import Email
from tests.app.outreach.bounces.test_returns import (
    BLOCKED,
    FULL,
    again,
    handed,
    lines,
    report,
    state_of,
    status_of,
)
from tests.cast.outreach.fixtures import reader
from tests.conftest import user

State, Status = Delivery.State, Email.Status


def bounced(mailing, *names, **more):
    sent = handed(mailing, *names)
    intake.take_in([report(row, **more) for row in sent], "test")
    return sent


def hour_of(row) -> object:
    return Bounce.objects.annotate(hour=TruncHour("received_at")).get(delivery=row).hour


# --- Try again -------------------------------------------------------------------------------------
@pytest.mark.parametrize("before", [Status.UNCONFIRMED, Status.CONFIRMED])
def test_an_address_tried_again_is_what_it_was(mailing, dora, before):
    (sent,) = handed(mailing, "zoe")
    Email.objects.update(status=before)
    intake.take_in([report(sent)], "test")
    bounces_actions.try_again(email=sent.person.emails.get(), user=dora)
    assert status_of(sent) == before and state_of(sent) == State.BOUNCED
    assert not Bounce.objects.counting().exists()
    bounces_actions.try_again(email=sent.person.emails.get(), user=dora)
    assert sum("bounced →" in line for line in lines(sent)) == 1


def test_one_that_bounces_again_ends_again(mailing, dora):
    (sent,) = bounced(mailing, "zoe")
    bounces_actions.try_again(email=sent.person.emails.get(), user=dora)
    intake.take_in([report(again(sent, 1, 0))], "test")
    assert status_of(sent) == Status.BOUNCING


def test_passing_bounces_before_it_count_no_more(mailing, dora, settings):
    (sent,) = handed(mailing, "zoe")
    settings.SOFT_BOUNCES, settings.SOFT_BOUNCE_DAYS = 2, 0
    for n in range(2):
        intake.take_in([report(again(sent, n, n + 1), **FULL)], "test")
    assert status_of(sent) == Status.BOUNCING
    bounces_actions.try_again(email=sent.person.emails.get(), user=dora)
    intake.take_in([report(again(sent, 3, 0), **FULL)], "test")
    assert status_of(sent) == Status.UNCONFIRMED


def test_whoever_may_not_change_people_there_tries_nothing(mailing, france):
    lyon, nimes = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Nîmes")
    (sent,) = bounced(mailing, "zoe")
    sent.person.zone = lyon
    sent.person.save()
    for who in (user("nina", Role.ORGANISER, nimes), user("sam", Role.COMMUNICATIONS)):
        with pytest.raises(mailings_refusals.Refused):
            bounces_actions.try_again(email=sent.person.emails.get(), user=who)
    bounces_actions.try_again(email=sent.person.emails.get(), user=user("lea", Role.ORGANISER, lyon))
    assert status_of(sent) == Status.UNCONFIRMED


# --- A provider's fault ----------------------------------------------------------------------------
def test_the_bounces_of_a_domain_and_hour_are_taken_back(mailing, dora, monkeypatch):
    monkeypatch.setattr(forgiveness, "AT_ONCE", 4)
    faulty = bounced(mailing, *(f"r{n}" for n in range(10)))
    other = reader("eve", address="eve@other.example.net")
    kept = Delivery.objects.create(
        mailing=mailing, person=other, address="eve@other.example.net", state=State.SENT
    )
    intake.take_in([report(kept)], "test")
    (earlier,) = bounced(mailing, "old")
    Bounce.objects.filter(delivery=earlier).update(received_at=timezone.now() - timedelta(hours=2))
    n = bounces_actions.take_back(domain="example.org", hour=hour_of(faulty[0]), user=dora)
    assert n == 10
    assert {status_of(row) for row in faulty} == {Status.UNCONFIRMED}
    assert {state_of(row) for row in faulty} == {State.SENT} and faulty[0].reason == ""
    assert status_of(kept) == status_of(earlier) == Status.BOUNCING
    assert not any("bounced from" in line for line in lines(faulty[0]))
    assert bounces_actions.take_back(domain="example.org", hour=hour_of(faulty[0]), user=dora) == 0


def test_what_else_speaks_against_an_address_stays(mailing, dora):
    (sent, spam) = bounced(mailing, "zoe", "bea")
    intake.take_in([report(again(sent, 1, 3))], "test")
    Bounce.objects.filter(delivery__mailing__name="Older 1").update(
        received_at=timezone.now() - timedelta(days=3)
    )
    intake.take_in([report(spam, Kind.COMPLAINT)], "test")
    hour = Bounce.objects.filter(delivery=sent).annotate(hour=TruncHour("received_at")).first().hour
    bounces_actions.take_back(domain="example.org", hour=hour, user=dora)
    assert (status_of(sent), state_of(sent)) == (Status.BOUNCING, State.SENT)
    assert (status_of(spam), state_of(spam)) == (Status.REFUSED, State.COMPLAINED)


def test_bursts_are_found(mailing):
    bounced(mailing, *(f"r{n}" for n in range(forgiveness.LEAST)))
    handed_over = handed(mailing, *(f"b{n}" for n in range(30)))
    intake.take_in([report(row, **BLOCKED) for row in handed_over], "test")  # ends no address
    (burst,) = forgiveness.bursts()
    assert (burst.domain, burst.n) == ("example.org", forgiveness.LEAST)


def test_only_who_works_on_the_whole_campaign_takes_back(mailing, dora, hq):
    sent = bounced(mailing, *(f"r{n}" for n in range(forgiveness.LEAST)))
    with pytest.raises(mailings_refusals.Refused):
        bounces_actions.take_back(
            domain="example.org", hour=hour_of(sent[0]), user=user("sam", Role.COMMUNICATIONS)
        )
    client, url = hq(dora), reverse("bounces:take_back")
    assert url in client.get(reverse("bounces:bouncing")).content.decode()
    for wrong in ("", "yesterday", "2027-04-11T08:00", "2027-99-11T08:00+02:00", "9999-12-31T23:59-12:00"):
        assert client.post(url, {"domain": "example.org", "hour": wrong}).status_code == 404
    client.post(url, {"domain": "example.org", "hour": hour_of(sent[0]).isoformat()})
    assert {status_of(row) for row in sent} == {Status.UNCONFIRMED}
    assert url not in client.get(reverse("bounces:bouncing")).content.decode()


# --- Pages -----------------------------------------------------------------------------------------
def test_the_page_of_a_mailing_counts_by_reason_and_domain(mailing, dora, hq):
    bounced(mailing, "zoe", "bea")
    bounced(mailing, "ann", **FULL)
    bounced(mailing, "eve", **BLOCKED)
    mailing.state, mailing.started_at = "sent", timezone.now()
    mailing.save()
    url = reverse("bounces:returns", args=[mailing.pk])
    client = hq(dora)
    page = client.get(reverse("dispatch:mailing", args=[mailing.pk])).content.decode()
    assert url in page
    context = client.get(url).context
    assert [(code, n) for code, _one, n in context["reasons"]] == [("unknown", 2), ("full", 1), ("listed", 1)]
    assert context["domains"] == [("example.org", 4)] and len(context["rows"]) == 4
    assert len(client.get(url, {"reason": "full", "domain": "example.org"}).context["rows"]) == 1
    assert len(client.get(url, {"reason": "nonsense"}).context["rows"]) == 4
    assert len(client.get(url, {"domain": "other.example"}).context["rows"]) == 0


def test_people_out_of_sight_are_a_number(mailing, france, hq):
    bounced(mailing, "zoe", "bea")
    coda = user("sam", Role.COMMUNICATIONS)
    text = hq(coda).get(reverse("bounces:returns", args=[mailing.pk]))
    assert text.context["n_unseen"] == 2 and "zoe@example.org" not in text.content.decode()
    assert hq(coda).get(reverse("bounces:bouncing")).status_code == 403
    assert reverse("bounces:bouncing") not in hq(coda).get(reverse("dispatch:mailings")).content.decode()


def test_the_domain_of_a_few_out_of_sight_is_not_named(mailing, rhone, hq):
    lyon = Zone.objects.get(name="Lyon")
    near, _far = bounced(mailing, "zoe", "bea")
    near.person.zone = lyon
    near.person.save()
    bounced(mailing, *(f"r{n}" for n in range(20)))
    Bounce.objects.filter(delivery=near).update(domain="martin.example")
    Bounce.objects.filter(delivery=_far).update(domain="bea.example")
    client, url = hq(user("lea", Role.DIRECTOR, rhone)), reverse("bounces:returns", args=[mailing.pk])
    context = client.get(url).context
    assert context["domains"] == [("example.org", 20), ("martin.example", 1)]
    assert context["n_other_domains"] == 1
    assert client.get(url, {"domain": "bea.example"}).context["n_unseen"] == context["n_unseen"] == 21


def test_the_list_shows_those_in_sight_with_why(mailing, france, hq, dora, django_assert_max_num_queries):
    lyon = Zone.objects.get(name="Lyon")
    near, _far, other = bounced(mailing, "zoe", "bea", "ann")
    near.person.zone = lyon
    near.person.save()
    other.person.emails.update(status=Status.UNCONFIRMED)
    client = hq(dora)
    page = client.get(reverse("bounces:bouncing"))
    assert {row[0].address for row in page.context["rows"]} == {"zoe@example.org", "bea@example.org"}
    assert all(last.reason == "unknown" and mine for _email, last, mine in page.context["rows"])
    assert not client.get(reverse("bounces:bouncing"), {"q": "zoe"}).context["rows"]
    assert len(client.get(reverse("bounces:bouncing"), {"q": "Example.org"}).context["rows"]) == 2
    client.post(reverse("bounces:try_again", args=[near.person.emails.get().pk]))
    assert status_of(near) == Status.UNCONFIRMED
    assert client.post(reverse("bounces:try_again", args=[0])).status_code == 404
    bounced(mailing, *(f"r{n}" for n in range(30)))
    with django_assert_max_num_queries(30):
        client.get(reverse("bounces:bouncing"))


def test_a_mailbox_that_can_not_be_read_is_named_there_and_on_the_dashboard(mailing, dora, hq, settings):
    settings.BOUNCE_MAILBOXES = ["imaps://bounces:secret@mail.example.org/INBOX"]
    box = Mailbox.objects.create(
        name="bounces@mail.example.org:993/INBOX", problem="in_clear", read_at=timezone.now()
    )
    Mailbox.objects.create(
        name="old@mail.example.org:993/INBOX", problem="failed", said="[Errno 111]"
    )  # read no more
    page = hq(dora).get(reverse("bounces:bouncing"), headers={"accept-language": "fr"}).content.decode()
    assert box.name in page and "Le mot de passe" in page and "secret" not in page and "old@" not in page
    with translation.override("en"):
        (due,) = [deed for deed in todos.due(dora) if "read" in deed.text]
    assert due.is_urgent and box.name in due.text and due.url == reverse("bounces:bouncing")
    assert not [deed for deed in todos.due(user("sam", Role.COMMUNICATIONS)) if box.name in deed.text]
    Mailbox.objects.update(problem="")
    assert not [deed for deed in todos.due(dora) if box.name in deed.text]
    assert box.name not in hq(dora).get(reverse("bounces:bouncing")).content.decode()
