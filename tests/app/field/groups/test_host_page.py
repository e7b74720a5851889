"""The hosts' page: newcomers, members, roles, the public text."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.field.groups import hooks, succession
from hustings.field.groups.hosts import welcomes
from hustings.field.groups.models import GroupRole, HostLook, HostMessage, LocalGroup, Membership
from tests.app.field.groups.test_memberships import role, who
from tests.cast.people.devices import own_page_browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]


@pytest.fixture
def hanna(hosted: LocalGroup) -> Client:
    return own_page_browser(who("hanna"))


def one(group: LocalGroup, name: str) -> Membership:
    return group.memberships.live().get(person=who(name))


def host(group: LocalGroup, path: str = "") -> str:
    return f"/en/groups/{group.pk}/host/{path}"


def of_member(group: LocalGroup, name: str, deed: str = "") -> str:
    return host(group, f"members/{one(group, name).pk}/{deed}")


def test_the_page_shows_people_without_their_addresses(hosted: LocalGroup, hanna: Client) -> None:
    html = hanna.get(host(hosted)).content.decode()
    for said in ["Mo Durand", "Cora Durand", "3 members", "Newcomers to welcome", "First steps"]:
        assert said in html
    assert "@example.org" not in html
    welcomes.welcomed(membership=one(hosted, "mo"), by=who("hanna"))
    assert "Mo Durand" not in hanna.get(host(hosted), {"q": "cora"}).content.decode()
    html = hanna.get(of_member(hosted, "mo")).content.decode()
    assert "Hand the group over" in html and "@example.org" not in html


def test_how_often_someone_came_is_told_by_apps_above(hosted: LocalGroup, hanna: Client) -> None:
    with hooks.attendance.replaced(lambda group, people: {who("mo").pk: 3}):
        assert "came to 3 events" in hanna.get(host(hosted)).content.decode()


def test_a_newcomer_is_welcomed_by_a_click_or_a_message(
    hosted: LocalGroup, hanna: Client, member: Any, run_tasks: Callable[..., int]
) -> None:
    member(hosted, "ines")
    assert len(welcomes.waiting(hosted)) == 2
    hanna.post(host(hosted, f"welcomes/{one(hosted, 'mo').pk}/"))
    assert hanna.post(of_member(hosted, "ines", "message/"), {"words": "Hello Ines!"}).status_code == 302
    hanna.post(of_member(hosted, "ines", "message/"), {"words": "Hello Ines!"})
    assert welcomes.waiting(hosted) == [] and HostMessage.objects.count() == 1
    run_tasks()
    sent = mail.outbox[-1]
    assert sent.to == ["ines@example.org"] and "Hello Ines!" in sent.body and "hanna@" not in sent.body


def test_contact_details_are_shown_where_shared_and_looks_are_told(hosted: LocalGroup, hanna: Client) -> None:
    assert hanna.post(of_member(hosted, "mo", "contact/")).status_code == 409
    mo = own_page_browser(who("mo"))
    mo.post(f"/en/my-groups/{hosted.pk}/contact/", {"is_shared": "on"})
    for _time in range(2):
        assert "mo@example.org" in hanna.post(of_member(hosted, "mo", "contact/")).content.decode()
    assert HostLook.objects.get().n == 2
    assert "Hanna Durand looked at them" in mo.get("/en/my-groups/").content.decode()


def test_roles_change_only_by_acceptance(hosted: LocalGroup, hanna: Client) -> None:
    hanna.post(of_member(hosted, "mo", "offer/"), {"role": "co_host"})
    assert role(hosted, "mo") == GroupRole.MEMBER
    succession.accept(offer=hosted.handovers.get())
    assert role(hosted, "mo") == GroupRole.CO_HOST
    hanna.post(of_member(hosted, "mo", "co-host/"))
    assert role(hosted, "mo") == GroupRole.MEMBER
    cora = own_page_browser(who("cora"))
    assert cora.post(of_member(hosted, "mo", "offer/"), {"role": "host"}).status_code == 403
    assert cora.post(of_member(hosted, "hanna", "removal/")).status_code == 409
    assert cora.post(of_member(hosted, "mo", "removal/")).status_code == 302
    assert role(hosted, "mo") == "" and role(hosted, "hanna") == GroupRole.HOST


def test_members_of_another_group_are_out_of_reach(
    hosted: LocalGroup, hanna: Client, found: Any, member: Any
) -> None:
    other = found("Nîmes", "Nîmes")
    stranger = member(other, "ines")
    for deed in ["", "message/", "contact/", "removal/", "offer/"]:
        path = host(hosted, f"members/{stranger.pk}/{deed}")
        answer = hanna.get(path) if not deed else hanna.post(path, {"words": "Hello"})
        assert answer.status_code == 404, deed


def test_a_deed_is_a_sign_of_life_and_the_text_is_the_host_s(
    hosted: LocalGroup, hanna: Client, at_once: Any
) -> None:
    hosted.memberships.hosts().update(active_at=timezone.now() - timedelta(days=90))
    said = {"description": "We meet on Tuesdays.", "place": "Café", "link": ""}
    assert at_once(hanna.post, path=host(hosted, "text/"), data=said).status_code == 302
    hosted.refresh_from_db()
    assert hosted.descriptions == {"en": "We meet on Tuesdays."} and hosted.place == "Café"
    assert hosted.memberships.hosts().get().active_at > timezone.now() - timedelta(minutes=1)
    at_once(hanna.post, path=host(hosted, "name/"), data={"is_named": "on"})
    assert "Hanna Durand" in Client().get(f"/en/local-groups/{hosted.path}").content.decode()


def test_the_home_shows_my_groups(hosted: LocalGroup, hanna: Client) -> None:
    html = hanna.get(reverse("own_page:home")).content.decode()
    assert "Lyon en commun" in html and f"/groups/{hosted.pk}/host/" in html
    assert "Lyon en commun" not in Client().get(reverse("own_page:home")).content.decode()
