"""Groups in HQ: kinds, foundings, people, log, naming hosts, to-dos."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from hustings.field.groups import membership, succession, waiting
from hustings.field.groups.models import Founding, GroupKind, GroupRole, LocalGroup, Welcome
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from tests.app.field.groups.test_memberships import role, who

pytestmark = pytest.mark.django_db
HQ = "/hq/local-groups/"


def todos(user: User) -> list[str]:
    with translation.override("en"):
        return [todo.text for todo in waiting.due(user)]


def founding(kind: GroupKind, group: LocalGroup) -> Founding:
    return Founding.objects.create(
        kind=kind, title=group.name, purpose="Meet.", where=group.zone, group=group, address="i@example.org",
        key="i@example.org", given_name="Ida", language="en", source="/", confirmed_at=timezone.now(),
    )  # fmt: skip


def test_kinds_are_rows(client: Client, dora: User, alice: User) -> None:
    client.force_login(dora)
    said = {
        "name_en": "Circle", "charter_en": "Be kind.", "may_be_founded": "on", "approval": "at_once",
        "most_per_host": "2", "welcome_days": "3", "silence_weeks": "8", "offer_days": "5",
        "vacancy_days": "30",
    }  # fmt: skip
    assert client.post(f"{HQ}kinds/new/", said).status_code == 302
    kind = GroupKind.objects.get(code="circle")
    assert client.post(f"{HQ}kinds/{kind.pk}/", said | {"silence_weeks": "4"}).status_code == 302
    client.post(f"{HQ}kinds/{kind.pk}/archiving/")
    kind.refresh_from_db()
    assert kind.silence_weeks == 4 and kind.archived_at and kind.charters == {"en": "Be kind."}
    assert "Circle" in client.get(f"{HQ}kinds/").content.decode()
    assert client.post(f"{HQ}kinds/new/", said | {"offer_days": "0"}).status_code == 422
    client.force_login(alice)
    assert client.get(f"{HQ}kinds/").status_code == 403


def test_a_founding_is_decided_by_the_zone(
    client: Client, alice: User, kind: GroupKind, found: Callable[..., LocalGroup], member: Any
) -> None:
    near, far = found("Ici", "Lyon", show=False, kind=kind), found("Loin", "Nîmes", show=False, kind=kind)
    rows = [founding(kind, group) for group in (near, far)]
    zones = [grant.zone.name for grant in alice.grants.all() if grant.zone]
    assert todos(alice) == ["1 new group to approve"], zones
    client.force_login(alice)
    html = client.get(f"{HQ}foundings/").content.decode()
    assert "Ici" in html and "Loin" not in html
    assert client.post(f"{HQ}foundings/{rows[1].pk}/", {"answer": "yes"}).status_code == 404
    assert client.post(f"{HQ}foundings/{rows[0].pk}/", {"answer": "no", "words": ""}).status_code == 422
    assert client.post(f"{HQ}foundings/{rows[0].pk}/", {"answer": "yes"}).status_code == 302
    near.refresh_from_db()
    assert near.is_shown and todos(alice) == []


def test_the_record_shows_names_not_addresses_and_the_log(
    client: Client, alice: User, hosted: LocalGroup
) -> None:
    client.force_login(alice)
    html = client.get(f"{HQ}{hosted.pk}/people/").content.decode()
    assert "Hanna Durand" in html and "hanna@" not in html and "mo@" not in html
    who("mo").__class__.objects.filter(pk=who("mo").pk).update(zone=Zone.objects.get(name="Nîmes"))
    assert "Mo Durand" not in client.get(f"{HQ}{hosted.pk}/people/").content.decode()
    one = membership.of(hosted, who("mo"))
    assert one and client.post(f"{HQ}{hosted.pk}/people/{one.pk}/removal/").status_code == 404


def test_the_team_names_a_host_who_accepts(client: Client, alice: User, hosted: LocalGroup) -> None:
    membership.leave(group=hosted, person=who("hanna"))
    assert todos(alice) == ["1 group without a host"]
    client.force_login(alice)
    page = client.get(f"{HQ}{hosted.pk}/").content.decode()
    assert "à votre charge jusqu’au" in page and "non certifié" in page and "Hanna" not in page
    client.post(f"{HQ}{hosted.pk}/people/naming/", {"email": "nobody@example.org", "role": "host"})
    client.post(f"{HQ}{hosted.pk}/people/naming/", {"email": "mo@example.org", "role": "host"})
    assert role(hosted, "mo") == GroupRole.MEMBER
    due_at = hosted.vacancies.get().due_at
    client.post(f"{HQ}{hosted.pk}/extension/")
    assert hosted.vacancies.get().due_at > due_at
    succession.accept(offer=hosted.handovers.open().get(user=alice))
    assert role(hosted, "mo") == GroupRole.HOST and todos(alice) == []
    page = client.get(f"{HQ}{hosted.pk}/").content.decode()
    assert "Mo Durand" in page and "à votre charge" not in page


def test_hand_overs_are_approved_in_hq(
    client: Client, alice: User, hosted: LocalGroup, kind: GroupKind
) -> None:
    GroupKind.objects.update(approval="zone")
    offer = succession.propose(group=hosted, person=who("mo"), by=who("hanna"))
    succession.accept(offer=offer)
    assert todos(alice) == ["1 hand-over of a group to approve"]
    client.force_login(alice)
    client.post(f"{HQ}{hosted.pk}/handovers/{offer.pk}/", {"answer": "yes"})
    assert role(hosted, "mo") == GroupRole.HOST


def test_newcomers_whom_nobody_answers_are_the_zone_s(alice: User, hosted: LocalGroup) -> None:
    since = timezone.now() - timedelta(days=4)
    hosted.memberships.update(since=since)
    Welcome.objects.update(due_at=since + timedelta(days=3))
    assert todos(alice) == ["1 newcomer unanswered for 4 days"]
