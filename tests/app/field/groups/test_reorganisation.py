"""Splits, mergers and closings: what goes along, who is told, and what undoing brings back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.groups import membership
from hustings.field.groups.certification import notices
from hustings.field.groups.conversations import GROUP
from hustings.field.groups.models import (
    GroupNotice,
    GroupRole,
    LocalGroup,
    Membership,
    MembershipChange,
    Reorganisation,
    Why,
)
from hustings.field.groups.people.upheavals import read_anew
from hustings.field.groups.reorganisation import actions
from hustings.field.threads.models import Thread
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person
from tests.app.field.events.test_agenda import read
from tests.app.field.groups.test_certification import joined

pytestmark = pytest.mark.django_db
Found = Callable[..., LocalGroup]
Announce = Callable[..., Event]


def roles(group: LocalGroup) -> dict[str, str]:
    rows = group.memberships.live().values_list("person__given_name", "role")
    return dict(rows.order_by("person__given_name"))


@pytest.fixture
def group(found: Found) -> LocalGroup:
    """Lyon's, with Ida who hosts, Joe who helps, Mia, and Fan who follows."""
    made = found("Lyon", "Lyon")
    joined(made, "Ida", GroupRole.HOST)
    joined(made, "Joe", GroupRole.CO_HOST)
    joined(made, "Mia")
    joined(made, "Fan", GroupRole.FOLLOWER)
    for one in made.memberships.all():
        MembershipChange.objects.create(group=made, person=one.person, role_after=one.role, why=Why.JOINED)
    LocalGroup.objects.filter(pk=made.pk).update(hosted_at=timezone.now())
    return made


def key(name: str) -> int:
    return Person.objects.get(given_name=name).pk


def split(group: LocalGroup, dora: Any, *names: str, **more: Any) -> Reorganisation:
    values = {"name": "Croix-Rousse", "zone": Zone.objects.get(name="Lyon")}
    people = [key(name) for name in names]
    return actions.split(group=group, people=people, user=dora, **{"rows": {}, "values": values, **more})


def test_a_split_takes_along_what_was_chosen_and_comes_back(
    group: LocalGroup, dora: Any, announce: Announce
) -> None:
    going, staying = announce("Là-bas", "Lyon", group=group), announce("Ici", "Lyon", group=group)
    thread = Thread.objects.create(kind=GROUP, subject=group.pk, title="Colles")
    since = Membership.objects.get(person__given_name="Mia").since
    deed = split(
        group, dora, "Joe", "Mia", host=key("Joe"), rows={"events": [going.pk], "threads": [thread.pk]}
    )
    new = deed.other
    assert new and new.is_shown and new.hosted_at
    assert roles(new) == {"Joe": "host", "Mia": "member"} and roles(group) == {
        "Fan": "follower",
        "Ida": "host",
    }
    assert new.memberships.get(person__given_name="Mia").since == since, "figures stay with their halves"
    assert list(new.events.all()) == [going] and list(group.events.all()) == [staying]
    thread.refresh_from_db()
    assert thread.subject == new.pk
    actions.undo(deed=deed, user=dora)
    assert roles(group) == {"Fan": "follower", "Ida": "host", "Joe": "co_host", "Mia": "member"}
    assert group.events.count() == 2 and group.memberships.live().get(person__given_name="Mia").since == since
    thread.refresh_from_db()
    new.refresh_from_db()
    deed.refresh_from_db()
    assert thread.subject == group.pk and new.closed_at and deed.undone_at and deed.kept == {}


def test_undoing_keeps_what_was_changed_since(group: LocalGroup, dora: Any, announce: Announce) -> None:
    event = announce("Là-bas", "Lyon", group=group)
    deed = split(group, dora, "Joe", "Mia", rows={"events": [event.pk]})
    new = deed.other
    assert new
    joe = Person.objects.get(given_name="Joe")
    membership.leave(group=new, person=joe)
    Event.objects.filter(pk=event.pk).update(group=None)
    joined(new, "Zoé")
    actions.undo(deed=deed, user=dora)
    deed.refresh_from_db()
    new.refresh_from_db()
    assert deed.kept == {"members": 1, "events": 1} and new.closed_at is None, "Zoé is in it"
    assert roles(group) == {"Fan": "follower", "Ida": "host", "Mia": "member"} and roles(new) == {
        "Zoé": "member"
    }


def test_the_log_says_who_is_where_also_after_a_split_and_its_undoing(group: LocalGroup, dora: Any) -> None:
    """A merge of two records reads roles from it."""
    deed = split(group, dora, "Joe", "Mia")
    assert deed.other
    for undone in (False, True):
        before = roles(group), roles(deed.other)
        for name in ("Joe", "Mia", "Ida"):
            read_anew(key(name))
        assert (roles(group), roles(deed.other)) == before
        if not undone:
            actions.undo(deed=deed, user=dora)


def test_a_merger_leaves_one_group_and_its_address_leads_there(
    group: LocalGroup, found: Found, dora: Any, announce: Announce, client: Client
) -> None:
    into = found("Nîmes", "Nîmes")
    joined(into, "Ada", GroupRole.HOST)
    joined(into, "Mia", GroupRole.CO_HOST)
    announce("Réunion", "Lyon", group=group)
    deed = actions.merge(group=group, into=into, user=dora)
    assert roles(into) == {
        "Ada": "host", "Fan": "follower", "Ida": "co_host", "Joe": "co_host", "Mia": "co_host",
    }  # fmt: skip
    assert roles(group) == {} and into.events.count() == 1
    answer = client.get(f"/fr/groupes-locaux/{group.path}")
    assert answer.status_code == 302 and answer["Location"].endswith(f"/fr/groupes-locaux/{into.path}")
    actions.undo(deed=deed, user=dora)
    group.refresh_from_db()
    assert group.closed_at is None and group.merged_into is None and group.events.count() == 1
    assert roles(group) == {"Fan": "follower", "Ida": "host", "Joe": "co_host", "Mia": "member"}
    assert roles(into) == {"Ada": "host", "Mia": "co_host"}
    assert not group.vacancies.filter(ended_at=None).exists()
    read(client, f"/fr/groupes-locaux/{group.path}")


def test_what_came_later_is_undone_first(group: LocalGroup, found: Found, dora: Any) -> None:
    into = found("Nîmes", "Nîmes")
    first = split(group, dora, "Mia")
    second = actions.merge(group=group, into=into, user=dora)
    with pytest.raises(actions.NotPossible):
        actions.undo(deed=first, user=dora)
    actions.undo(deed=second, user=dora)
    actions.undo(deed=first, user=dora)
    assert roles(group)["Mia"] == "member" and actions.undo(deed=first, user=dora).undone_at


def test_closing_tells_the_members_and_keeps_history(
    group: LocalGroup, dora: Any, mailoutbox: list[Any]
) -> None:
    Person.objects.filter(given_name="Mia").update(language="en")
    deed = actions.close(group=group, user=dora, words="Rejoignez Villeurbanne.")
    group.refresh_from_db()
    assert group.closed_at and not group.memberships.live().exists() and group.memberships.count() == 4
    assert group.membership_changes.filter(why=Why.CLOSED).count() == 4
    notice = GroupNotice.objects.get()
    for _turn in range(2):
        notices.tell.func(notice.pk)
    assert len(mailoutbox) == 4
    english = next(mail for mail in mailoutbox if mail.to == ["mia@example.org"])
    assert "is closed" in english.subject and "Rejoignez Villeurbanne." in english.body
    actions.undo(deed=deed, user=dora)
    group.refresh_from_db()
    assert group.closed_at is None and roles(group)["Ida"] == "host" and len(roles(group)) == 4


def test_the_moved_hear_where_they_are_now(group: LocalGroup, dora: Any, mailoutbox: list[Any]) -> None:
    deed = split(group, dora, "Mia")
    assert deed.other
    notices.tell.func(GroupNotice.objects.get().pk)
    assert [mail.to for mail in mailoutbox] == [["mia@example.org"]]
    assert "Croix-Rousse" in mailoutbox[0].subject and deed.other.path in mailoutbox[0].body
    silent = split(group, dora, "Joe", is_told=False, values={"name": "X", "zone": group.zone})
    assert not GroupNotice.objects.filter(data__reorganisation=silent.pk).exists()


def test_hq_splits_merges_closes_and_undoes(
    group: LocalGroup, found: Found, dora: Any, client: Client, announce: Announce
) -> None:
    event = announce("Là-bas", "Lyon", group=group)
    lyon = Zone.objects.get(name="Lyon")
    into = found("Nîmes", "Nîmes")
    client.force_login(dora)
    at = f"/hq/local-groups/{group.pk}/reorganisation/"
    page = client.get(f"{at}split/").content.decode()
    assert "Mia" in page and "Là-bas" in page
    sent = {
        "name": "Croix-Rousse", "zone": lyon.label(), "zone_id": lyon.pk, "people": [key("Mia")], "host": "",
        "rows_events": [event.pk],
    }  # fmt: skip
    assert client.post(f"{at}split/", {**sent, "people": []}).status_code == 422
    assert client.post(f"{at}split/", {**sent, "host": key("Ida")}).status_code == 422
    assert client.post(f"{at}split/", {**sent, "name": "Lyon"}).status_code == 422
    warned = client.post(f"{at}split/", sent)
    assert warned.status_code == 422 and "n’anime «\xa0Croix-Rousse" in warned.content.decode()
    assert client.post(f"{at}split/", {**sent, "is_agreed": "on"}).status_code == 302
    deed = Reorganisation.objects.get()
    assert "Croix-Rousse" in client.get(at).content.decode()
    client.post(f"/hq/local-groups/reorganisations/{deed.pk}/undoing/")
    assert client.post(f"{at}merge/", {"into": "nowhere"}).status_code == 422
    assert client.post(f"{at}merge/", {"into": into.name}).status_code == 302
    client.post(f"/hq/local-groups/reorganisations/{Reorganisation.objects.first().pk}/undoing/")
    assert client.get(f"{at}merge/").status_code == client.get(f"{at}close/").status_code == 200
    assert client.post(f"{at}close/", {"words": "Merci"}).status_code == 302
    whats = Reorganisation.objects.order_by("pk").values_list("what", "undone_at")
    assert [(what, bool(at)) for what, at in whats] == [("split", True), ("merge", True), ("close", False)]


def test_a_split_takes_no_host_silently(group: LocalGroup, dora: Any, client: Client) -> None:
    """A half without a host is shown with what follows; the clock then asks as it does everywhere."""
    client.force_login(dora)
    at, lyon = f"/hq/local-groups/{group.pk}/reorganisation/split/", Zone.objects.get(name="Lyon")
    sent = {
        "name": "Croix-Rousse",
        "zone": lyon.label(),
        "zone_id": lyon.pk,
        "people": [key("Ida"), key("Joe")],
    }
    both = client.post(at, {**sent, "host": ""}).content.decode()
    assert "n’anime «\xa0Lyon" in both and "n’anime «\xa0Croix-Rousse" in both
    assert "si personne n’est trouvé" in both and not Reorganisation.objects.exists()
    one = client.post(at, {**sent, "host": key("Ida")}).content.decode()
    assert "n’anime «\xa0Lyon" in one and "n’anime «\xa0Croix-Rousse" not in one
    assert client.post(at, {**sent, "host": key("Ida"), "is_agreed": "on"}).status_code == 302
    new = Reorganisation.objects.get().other
    assert new and not new.vacancies.exists()
    assert group.vacancies.get(ended_at=None).due_at > timezone.now()
    assert [offer.person.given_name for offer in group.handovers.open()] == ["Mia"]


def test_others_territories_are_out_of_reach(
    group: LocalGroup, found: Found, alice: Any, client: Client
) -> None:
    nimes = found("Nîmes", "Nîmes")
    client.force_login(alice)
    assert client.post(f"/hq/local-groups/{nimes.pk}/reorganisation/close/").status_code == 404
    at = f"/hq/local-groups/{group.pk}/reorganisation/merge/"
    assert client.post(at, {"into": "Nîmes"}).status_code == 422
