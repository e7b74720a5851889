"""Messages to all members: written by a host, approved by the team of the territory, sent as one."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hustings.field.groups.models import GroupRole, LocalGroup, Membership
from hustings.field.threads import actions, bulletin_reach, limits, waiting
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import Bulletin, Trust
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Zone
from hustings.outreach.archive import actions as archive_actions
from hustings.outreach.archive import publication
from hustings.outreach.archive.models import Archive, Archived
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch.actions import send
from hustings.outreach.dispatch.actions.starters import begin_as_copy
from hustings.outreach.mailings import audience, mandates
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.models.problems import Problem
from hustings.outreach.mailings.refusals import Refused as NotSent
from hustings.outreach.review.models import Precaution
from hustings.people.persons.models import Person, Purpose
from hustings.people.segments.actions import save_segment
from tests.app.field.threads.test_moderation import signed_in
from tests.cast.field.threads.fixtures import someone
from tests.cast.people.devices import Run, give, own_page_browser
from tests.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sendable(db: None) -> None:
    """A campaign whose mailings may leave at once."""
    campaign = Campaign.current()
    campaign.name, campaign.sender_address = "Rives Communes", "news@rives.example.org"
    campaign.postal_address, campaign.privacy_contact = "1 rue X\n69001 Lyon", "data@rives.example.org"
    campaign.save()
    Precaution(pk=1, grace=0).save()


@pytest.fixture
def cora(rhone: Zone) -> User:
    """Communicates in the Rhône: she may send mailings there."""
    return user("cora", Role.COMMUNICATIONS, rhone)


@pytest.fixture
def members(charlie: Person, mike: Person) -> None:
    """Charlie agreed to e-mails, Mike said no."""
    give(charlie, Purpose.EMAIL)
    give(mike, Purpose.EMAIL, is_given=False)


def _path(circle: Circle, more: str = "") -> str:
    return f"/en/threads/of/group/{circle.subject}/messages/{more}"


TYPED = {
    "title": "Market on Saturday",
    "text": "Come at nine!\n\nhttps://example.org/map {{ given_name }} <b>",
}


def test_a_host_writes_and_learns_how_many_get_it(
    circle: Circle, harriet: Person, members: None, cora: User, run_tasks: Run
) -> None:
    host = own_page_browser(harriet)
    page = host.get(_path(circle)).content.decode()
    assert "<strong>1</strong> of 3 members" in page
    assert "The team of your territory approves it first" in page
    assert "2 members don’t want e-mails or can’t be reached." in page
    assert "They can agree to e-mails on their own page" in page and "/en/my-data/me/" in page
    assert host.post(_path(circle), TYPED).status_code == 302
    assert [each.text for each in waiting.due(cora)] == ["1 message to members to approve"]
    hq, bulletin = signed_in(cora), Bulletin.objects.get()
    page = hq.get(reverse("threads_hq:bulletin", args=[bulletin.pk])).content.decode()
    assert "Come at nine!" in page
    path = reverse("threads_hq:bulletin_decision", args=[bulletin.pk])
    answer = hq.post(path, {"deed": "approve"}, follow=True)
    bulletin.refresh_from_db()
    assert bulletin.mailing
    assert "Approved" in answer.content.decode(), [str(each) for each in answer.context["messages"]]
    assert bulletin.mailing.state != Mailing.State.DRAFT, bulletin.mailing.problem
    assert bulletin.mailing.pressed == Mailing.Pressed.WAITING
    mail.outbox.clear()
    run_tasks()
    assert list(Delivery.objects.values_list("address", flat=True)) == ["charlie@example.org"]
    assert ["harriet@example.org"] in [each.to for each in mail.outbox], "the host is told"
    text = str(bulletin.mailing.content.raw_data[0])
    assert "{{" not in text
    assert "<b>" not in text
    assert not list(waiting.due(cora))
    assert bulletin_reach.outcome(bulletin.mailing).bounced == 0


def test_a_refusal_is_told_with_its_reason(
    circle: Circle, harriet: Person, cora: User, run_tasks: Run
) -> None:
    made = actions.write_bulletin(circle=circle, person=harriet, title="T", text="Buy my book")
    hq, path = signed_in(cora), reverse("threads_hq:bulletin_decision", args=[made.pk])
    assert hq.post(path, {"deed": "refuse", "why": ""}).status_code == 422
    hq.post(path, {"deed": "refuse", "why": "No advertising"})
    run_tasks()
    assert "No advertising" in mail.outbox[-1].body
    assert "No advertising" in own_page_browser(harriet).get(_path(circle)).content.decode()
    actions.approve_bulletin(bulletin=made, user=cora)
    assert not Mailing.objects.exists(), "decided is decided"


def test_a_trusted_host_needs_no_approval_until_it_ends(
    circle: Circle, harriet: Person, members: None, cora: User
) -> None:
    made = actions.write_bulletin(circle=circle, person=harriet, title="One", text="Text")
    assert actions.approve_bulletin(bulletin=made, user=cora, is_trusted=True) == ""
    second = actions.write_bulletin(circle=circle, person=harriet, title="Two", text="Text")
    second.refresh_from_db()
    assert second.mailing
    assert second.decided_by == cora
    actions.end_trust(bulletin=made, user=cora)
    assert Trust.objects.get().ended_at
    Bulletin.objects.update(written_at="2020-01-01T00:00Z")
    third = actions.write_bulletin(circle=circle, person=harriet, title="Three", text="Text")
    third.refresh_from_db()
    assert third.state == "waiting"


def test_trust_ends_with_the_rights_of_whoever_gave_it(
    circle: Circle, harriet: Person, members: None, cora: User
) -> None:
    Trust.objects.create(kind="group", subject=circle.subject, person=harriet, user=cora)
    cora.grants.update(ends_on="2020-01-01") if hasattr(cora, "grants") else cora.grant_set.all().delete()
    made = actions.write_bulletin(circle=circle, person=harriet, title="One", text="Text")
    made.refresh_from_db()
    assert made.state == "waiting"


def test_the_limit_per_person_makes_some_wait(
    circle: Circle, harriet: Person, members: None, charlie: Person
) -> None:
    Campaign.objects.update(most_mails=1, most_days=7)
    other = Mailing.objects.create(name="M", state=Mailing.State.SENT)
    Delivery.objects.create(
        mailing=other, person=charlie, address="charlie@example.org", state=Delivery.State.SENT,
        sent_at=circle_now(),
    )  # fmt: skip
    reach = bulletin_reach.of(circle)
    assert (reach.members, reach.readers, reach.now, reach.later) == (3, 1, 0, 1)


def circle_now() -> Any:
    from django.utils import timezone

    return timezone.now()


def test_only_hosts_write_and_not_too_often(
    circle: Circle, harriet: Person, charlie: Person, members: None, cora: User
) -> None:
    browser = own_page_browser(charlie)
    assert browser.get(_path(circle)).status_code == 404
    with pytest.raises(actions.NotYours):
        actions.write_bulletin(circle=circle, person=charlie, title="T", text="x")
    host = own_page_browser(harriet)
    host.post(_path(circle), TYPED)
    assert host.post(_path(circle), TYPED).status_code == 422
    host.post(_path(circle, f"{Bulletin.objects.get().pk}/withdrawal/"))
    assert Bulletin.objects.get().state == "withdrawn"
    for _n in range(2):
        made = actions.write_bulletin(circle=circle, person=harriet, title="T", text="x")
        actions.approve_bulletin(bulletin=made, user=cora)
    with pytest.raises(limits.TooMany):
        actions.write_bulletin(circle=circle, person=harriet, title="T", text="x")


def test_nobody_of_another_territory_decides(
    circle: Circle, harriet: Person, france: Zone, bob: User
) -> None:
    made = actions.write_bulletin(circle=circle, person=harriet, title="T", text="x")
    other = user("erin", Role.COMMUNICATIONS, Zone.objects.get(name="Gard"))
    hq = signed_in(other)
    assert hq.get(reverse("threads_hq:bulletin", args=[made.pk])).status_code == 404
    assert "T</a>" not in hq.get(reverse("threads_hq:bulletins")).content.decode()
    organiser = user("olive", Role.ORGANISER, Zone.objects.get(name="Gard"))
    hq = signed_in(organiser)
    assert hq.get(reverse("threads_hq:bulletin", args=[made.pk])).status_code == 404
    assert not list(waiting.due(organiser))
    for who in (other, organiser, bob):
        with pytest.raises(actions.NotYours):
            actions.approve_bulletin(bulletin=made, user=who)
    assert signed_in(bob).get(reverse("threads_hq:bulletins")).status_code == 403


def test_the_organiser_of_the_territory_approves_without_the_right_to_send_mailings(
    circle: Circle, harriet: Person, charlie: Person, members: None, alice: User, run_tasks: Run
) -> None:
    """To all members wherever they live, and to them alone."""
    gard = Zone.objects.get(name="Gard")
    far = someone("Farid")
    Person.objects.filter(pk=far.pk).update(zone=gard)
    Membership.objects.create(group_id=circle.subject, person=far)
    stranger = someone("Selma")
    for each in (far, stranger):
        give(each, Purpose.EMAIL)
    made = actions.write_bulletin(circle=circle, person=harriet, title="T", text="Come")
    assert [each.text for each in waiting.due(alice)] == ["1 message to members to approve"]
    path = reverse("threads_hq:bulletin_decision", args=[made.pk])
    answer = signed_in(alice).post(path, {"deed": "approve"}, follow=True)
    assert "Approved" in answer.content.decode(), [str(each) for each in answer.context["messages"]]
    run_tasks()
    addresses = Delivery.objects.order_by("address").values_list("address", flat=True)
    assert list(addresses) == ["charlie@example.org", "farid@example.org"]
    made.refresh_from_db()
    assert made.mailing
    assert made.mailing.pressed == Mailing.Pressed.WAITING, "the limit per person holds"
    assert made.mailing.says == Mailing.Says.CAMPAIGN, "silence holds"


def test_an_organiser_may_send_what_they_approved_and_nothing_else(
    circle: Circle, harriet: Person, members: None, alice: User, run_tasks: Run
) -> None:
    made = actions.write_bulletin(circle=circle, person=harriet, title="T", text="Come")
    actions.approve_bulletin(bulletin=made, user=alice)
    made.refresh_from_db()
    assert made.mailing
    assert mandates.may_send(alice, made.mailing)
    followers = {"criterion": "group_member", "operator": "follower", "value": circle.subject}
    wider = save_segment(name="All", criteria={"match": "all", "criteria": [followers]}, user=alice)
    Mailing.objects.filter(pk=made.mailing.pk).update(criteria=None, segment=wider)
    made.mailing = Mailing.objects.get(pk=made.mailing.pk)
    assert not mandates.may_send(alice, made.mailing), "others were put in place of the members"
    assert not audience.readers(made.mailing, alice)
    copy = begin_as_copy(mailing=made.mailing, user=alice)
    with pytest.raises(NotSent):
        send(mailing=copy, user=alice)


def test_what_stops_the_mailing_of_an_organiser_lets_the_message_wait(
    circle: Circle, harriet: Person, alice: User
) -> None:
    """No draft that they could not send; the reason is shown, and no trust is given by the way."""
    made = actions.write_bulletin(circle=circle, person=harriet, title="T", text="x")
    path = reverse("threads_hq:bulletin_decision", args=[made.pk])
    answer = signed_in(alice).post(path, {"deed": "trust"}, follow=True)
    assert "No recipients" in answer.content.decode()
    made.refresh_from_db()
    assert made.state == "waiting"
    assert not Mailing.objects.exists()
    assert not Trust.objects.exists()


def test_whoever_stops_organising_before_it_leaves_sends_nothing(
    circle: Circle, harriet: Person, members: None, alice: User, run_tasks: Run
) -> None:
    made = actions.write_bulletin(circle=circle, person=harriet, title="T", text="x")
    actions.approve_bulletin(bulletin=made, user=alice)
    alice.grants.update(ends_on="2020-01-01")
    run_tasks()
    assert not Delivery.objects.exists()
    mailing = Mailing.objects.get()
    assert (mailing.state, mailing.problem) == (Mailing.State.PAUSED, Problem.NO_SENDER)


def test_a_message_to_members_never_enters_the_archive(
    circle: Circle, harriet: Person, members: None, cora: User, run_tasks: Run
) -> None:
    """Neither by the campaign's choice nor by a button, and nor does a copy of it."""
    Archive.objects.create(pk=1, is_on=True, is_indexed=True, by_default=Archive.ByDefault.ALL)
    made = actions.write_bulletin(circle=circle, person=harriet, title="Only for us", text="x")
    actions.approve_bulletin(bulletin=made, user=cora)
    run_tasks()
    made.refresh_from_db()
    mailing = made.mailing
    assert mailing
    mailing.deliveries.update(state=Delivery.State.SENT, sent_at=circle_now())
    publication.show_due()
    assert not Archived.objects.exists()
    with pytest.raises(NotSent, match="members only"):
        archive_actions.put_in(mailing=mailing, user=cora)
    page = signed_in(cora).get(reverse("dispatch:mailing", args=[mailing.pk])).content.decode()
    assert "this message is for members only" in page
    for path in ("/en/letters/", "/en/letters/feed.xml", "/sitemap.xml"):
        assert b"Only for us" not in Client().get(path).content
    publication.begin(begin_as_copy(mailing=mailing, user=cora))
    assert not Archived.objects.exists()


def test_a_message_without_recipients_is_not_approved(circle: Circle, harriet: Person, cora: User) -> None:
    """No draft in the editor, and no “approved” that nobody got."""
    made = actions.write_bulletin(circle=circle, person=harriet, title="T", text="x")
    hq, path = signed_in(cora), reverse("threads_hq:bulletin", args=[made.pk])
    html = hq.get(path).content.decode()
    assert "no member has agreed to e-mails" in html and "Approve and send" not in html
    answer = hq.post(reverse("threads_hq:bulletin_decision", args=[made.pk]), {"deed": "approve"})
    assert answer.url == path
    made.refresh_from_db()
    assert made.state == "waiting" and not Mailing.objects.exists()


def test_what_stops_a_mailing_leaves_a_draft_to_finish(
    circle: Circle, harriet: Person, members: None, cora: User
) -> None:
    made = actions.write_bulletin(circle=circle, person=harriet, title="T", text="x")
    Campaign.objects.update(postal_address="")
    answer = signed_in(cora).post(
        reverse("threads_hq:bulletin_decision", args=[made.pk]), {"deed": "approve"}
    )
    made.refresh_from_db()
    assert made.mailing
    if made.mailing.is_draft:
        assert answer.url == reverse("dispatch:mailing", args=[made.mailing.pk])


def test_a_mailing_finds_the_members_of_one_group_alone(
    circle: Circle, group: LocalGroup, harriet: Person, members: None, oscar: Person, cora: User
) -> None:
    give(oscar, Purpose.EMAIL)
    Membership.objects.create(group=group, person=oscar, role=GroupRole.FOLLOWER)
    made = actions.write_bulletin(circle=circle, person=harriet, title="T", text="x")
    actions.approve_bulletin(bulletin=made, user=cora)
    made.refresh_from_db()
    assert made.mailing
    assert [each.given_name for each in audience.readers(made.mailing, cora)] == ["Charlie"]
