"""Memberships: joined, changed, ended in one way; a group without a host asks for one."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.field.groups import actions, membership, succession
from hustings.field.groups.membership import Cause, NotAllowed, TooManyGroups
from hustings.field.groups.models import (
    GroupKind,
    GroupRole,
    Handover,
    LocalGroup,
    Membership,
    MembershipChange,
    Reason,
    Vacancy,
    Why,
)
from hustings.foundation.accounts.models import User
from hustings.people.contacts.actions.contacts import log_contact
from hustings.people.duplicates.actions.merges import merge, part
from hustings.people.persons.models import Person
from hustings.people.privacy.actions.erasure import erase_person

pytestmark = pytest.mark.django_db
HOST, CO_HOST, MEMBER, FOLLOWER = GroupRole.HOST, GroupRole.CO_HOST, GroupRole.MEMBER, GroupRole.FOLLOWER
Member = Callable[..., Membership]


def who(name: str) -> Person:
    return Person.objects.get(emails__address=f"{name}@example.org")


def role(group: LocalGroup, name: str) -> str:
    found = membership.of(group, who(name))
    return found.role if found else ""


def offered(group: LocalGroup) -> list[str]:
    return sorted(one.person.given_name for one in group.handovers.unanswered().select_related("person"))


def later(monkeypatch: Any, **time: float) -> None:
    moment = timezone.now() + timedelta(**time)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_joining_and_leaving_are_logged_with_the_reason(hosted: LocalGroup, member: Member) -> None:
    member(hosted, "mo")  # twice is once
    assert hosted.memberships.members().count() == 3
    assert membership.leave(group=hosted, person=who("mo"), reason=Reason.TIME)
    assert not membership.leave(group=hosted, person=who("mo"))
    rows = MembershipChange.objects.filter(person=who("mo")).order_by("pk")
    told = [(row.role_before, row.role_after, row.why, row.reason) for row in rows]
    assert told == [("", MEMBER, Why.JOINED, ""), (MEMBER, "", Why.LEFT, Reason.TIME)]
    again = member(hosted, "mo", FOLLOWER)
    assert again.role == FOLLOWER and hosted.memberships.filter(person=who("mo")).count() == 2
    kinds = list(who("mo").activities.order_by("pk").values_list("kind", flat=True))
    assert kinds[-3:] == ["group.joined", "group.left", "group.joined"]


def test_someone_put_out_does_not_come_back_alone(hosted: LocalGroup, member: Member) -> None:
    with pytest.raises(NotAllowed):
        membership.remove(group=hosted, person=who("hanna"), by=who("cora"))
    assert membership.remove(group=hosted, person=who("mo"), by=who("hanna"))
    with pytest.raises(NotAllowed):
        member(hosted, "mo")


def test_a_newcomer_has_somebody_to_welcome_them(hosted: LocalGroup) -> None:
    welcome = membership.of(hosted, who("mo")).welcome  # type: ignore[union-attr]
    assert welcome.owner == who("hanna")
    assert timedelta(days=2) < welcome.due_at - timezone.now() <= timedelta(days=3)


def test_a_person_hosts_so_many_groups_and_no_more(
    hosted: LocalGroup, found: Callable[..., LocalGroup], kind: GroupKind
) -> None:
    kind.most_per_host = 1
    kind.save()
    other = found("Nîmes", "Nîmes", kind=kind)
    with pytest.raises(TooManyGroups):
        membership.set_role(group=other, person=who("hanna"), role=HOST, cause=Cause(Why.NAMED))


def test_a_host_who_leaves_has_the_co_host_asked(
    hosted: LocalGroup, run_tasks: Callable[..., int], client: Client
) -> None:
    membership.leave(group=hosted, person=who("hanna"))
    assert offered(hosted) == ["Cora"] and hosted.vacancies.get().why == Why.LEFT
    assert role(hosted, "cora") == CO_HOST, "nobody is host before they accept"
    run_tasks()
    assert [sent.to for sent in mail.outbox] == [["cora@example.org"]]
    found = re.search(r"https?://[^/]+(/\S+/groups/offers/\S+)", str(mail.outbox[0].body))
    assert found
    assert client.get(found[1]).status_code == 200 and role(hosted, "cora") == CO_HOST
    assert client.post(found[1], {"answer": "yes"}).status_code == 302
    assert role(hosted, "cora") == HOST and not hosted.vacancies.filter(ended_at=None).exists()
    assert "Thank you" in client.get(found[1]).content.decode()
    assert client.get(found[1] + "x").status_code == 404


def test_who_declines_or_is_silent_passes_it_on_and_at_last_the_group_closes(
    hosted: LocalGroup, member: Member, monkeypatch: Any
) -> None:
    member(hosted, "ines")
    member(hosted, "fox", FOLLOWER)
    membership.leave(group=hosted, person=who("hanna"))
    succession.decline(offer=hosted.handovers.get())
    assert offered(hosted) == ["Ines", "Mo"], "members are asked together; followers are not"
    later(monkeypatch, days=5.1)
    succession.run()
    succession.run()
    assert offered(hosted) == [] and hosted.vacancies.get().step == Vacancy.Step.ZONE
    later(monkeypatch, days=25)
    succession.run()
    hosted.refresh_from_db()
    assert hosted.closed_at and not hosted.vacancies.filter(ended_at=None).exists()
    actions.reopen(group=hosted)
    assert hosted.vacancies.filter(ended_at=None).exists()


def test_the_first_to_accept_has_it(hosted: LocalGroup, member: Member) -> None:
    membership.end(group=hosted, person=who("cora"), cause=Cause(Why.LEFT))
    member(hosted, "ines")
    membership.leave(group=hosted, person=who("hanna"))
    first, second = hosted.handovers.order_by("pk")
    succession.accept(offer=first)
    with pytest.raises(NotAllowed):
        succession.accept(offer=second)
    assert hosted.memberships.hosts().get().person == first.person


def test_where_the_kind_asks_the_zone_approves(hosted: LocalGroup, kind: GroupKind, alice: User) -> None:
    kind.approval = "zone"
    kind.save()
    offer = succession.propose(group=hosted, person=who("mo"), by=who("hanna"))
    with pytest.raises(NotAllowed):
        succession.approve(offer=offer, user=alice)
    succession.accept(offer=offer)
    assert role(hosted, "mo") == MEMBER
    succession.approve(offer=offer, user=alice)
    assert (role(hosted, "mo"), role(hosted, "hanna")) == (HOST, MEMBER)
    back = succession.propose(group=hosted, person=who("hanna"), by=who("mo"))
    succession.accept(offer=back)
    succession.refuse(offer=back, user=alice)
    assert role(hosted, "mo") == HOST and Handover.objects.open().count() == 0


def test_a_silent_host_is_asked_and_then_the_next(
    hosted: LocalGroup, run_tasks: Callable[..., int], client: Client, monkeypatch: Any
) -> None:
    later(monkeypatch, weeks=8, days=1)
    succession.run()
    succession.run()
    run_tasks()
    assert [sent.to for sent in mail.outbox] == [["hanna@example.org"]]
    found = re.search(r"https?://[^/]+(/\S+/groups/signs/\S+)", str(mail.outbox[0].body))
    assert found and client.get(found[1]).status_code == 200
    assert hosted.memberships.hosts().get().asked_at
    client.post(found[1])
    later(monkeypatch, days=6)
    succession.run()
    assert role(hosted, "hanna") == HOST, "one click was enough"
    later(monkeypatch, weeks=8, days=1)
    succession.run()
    later(monkeypatch, days=5.1)
    succession.run()
    assert role(hosted, "hanna") == MEMBER and offered(hosted) == ["Cora"]
    assert hosted.vacancies.get().why == Why.SILENT
    assert client.get(found[1]).status_code == 410


def test_death_and_erasure_go_the_same_way(hosted: LocalGroup, alice: User) -> None:
    log_contact(person=who("hanna"), method="call", outcome="deceased", user=alice)
    assert hosted.vacancies.get().why == Why.DIED and offered(hosted) == ["Cora"]
    erase_person(person=who("cora"))
    assert offered(hosted) == ["Mo"]
    gone = MembershipChange.objects.filter(why=Why.ERASED).get()
    assert gone.person is None and gone.role_before == CO_HOST


def test_a_group_of_the_team_needs_no_host(found: Callable[..., LocalGroup], member: Member) -> None:
    group = found("Équipe", "Lyon")
    member(group, "mo")
    membership.leave(group=group, person=who("mo"))
    succession.run()
    assert not Vacancy.objects.exists()


def test_a_role_taken_while_two_records_were_one_goes_to_whom_it_was_offered(
    hosted: LocalGroup, dora: User, supporter: Any
) -> None:
    ines = supporter("ines")
    offer = succession.propose(group=hosted, person=who("mo"), role=CO_HOST, by=who("hanna"))
    made = merge(kept=ines, absorbed=who("mo"), user=dora)
    succession.accept(offer=offer)
    assert role(hosted, "ines") == CO_HOST
    part(merge=made, user=dora)
    assert role(hosted, "mo") == CO_HOST and role(hosted, "ines") == ""


@pytest.mark.parametrize("kept", ["hanna", "mo"])
def test_two_records_of_one_host_are_one_host_and_part_again(
    hosted: LocalGroup, dora: User, kept: str
) -> None:
    other = "mo" if kept == "hanna" else "hanna"
    kept_person, absorbed = who(kept), who(other)
    made = merge(kept=kept_person, absorbed=absorbed, user=dora)
    assert hosted.memberships.hosts().get().person_id == kept_person.pk
    assert hosted.memberships.live().count() == 2 and not Vacancy.objects.filter(ended_at=None).exists()
    part(merge=made, user=dora)
    assert hosted.memberships.hosts().get().person_id == (kept_person.pk if kept == "hanna" else absorbed.pk)
    assert hosted.memberships.live().count() == 3
    assert not MembershipChange.objects.filter(why=Why.MERGED).exists()
    assert not Vacancy.objects.filter(ended_at=None).exists()
