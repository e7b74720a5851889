"""The hosts' pages: only with one's own page open, which is asked for and leads back."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from hustings.field.groups.models import LocalGroup
from tests.app.field.groups.test_memberships import who
from tests.cast.people.devices import known_browser, own_page_browser, stamp_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]
Run = Callable[..., int]


def test_a_host_comes_back_by_the_mailed_link(hosted: LocalGroup, client: Client, run_tasks: Run) -> None:
    host = f"/en/groups/{hosted.pk}/host/"
    asked = client.get(host)
    assert (
        asked.status_code == 302 and asked.url == f"/en/my-data/?next=%2Fen%2Fgroups%2F{hosted.pk}%2Fhost%2F"
    )
    html = client.get(asked.url).content.decode()
    assert "such as that of your group" in html and "See the data" not in html
    typed = {"stamp": stamp_in(html), "address": "hanna@example.org", "next": host}
    assert f'name="next" value="{host}"' in html
    assert client.post("/en/my-data/", typed).status_code == 302
    run_tasks()
    found = re.search(r"https?://[^/]+(/\S+/my-data/links/\S+)", str(mail.outbox[0].body))
    assert found
    assert client.post(found[1]).url == host
    assert client.get(host).status_code == 200


@pytest.mark.parametrize(
    "evil", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"]
)
def test_no_link_leads_away(hosted: LocalGroup, client: Client, run_tasks: Run, evil: str) -> None:
    html = client.get("/en/my-data/", {"next": evil}).content.decode()
    assert 'name="next"' not in html
    typed = {"stamp": stamp_in(html), "address": "hanna@example.org", "next": evil}
    client.post("/en/my-data/", typed)
    run_tasks()
    found = re.search(r"https?://[^/]+(/\S+/my-data/links/\S+)", str(mail.outbox[0].body))
    assert found
    assert client.post(found[1]).url == "/en/my-data/me/"


def test_others_and_mere_devices_see_nothing(hosted: LocalGroup) -> None:
    host = f"/en/groups/{hosted.pk}/host/"
    assert own_page_browser(who("cora")).get(host).status_code == 200
    refused = own_page_browser(who("mo")).get(host)
    assert refused.status_code == 403 and b"Only its hosts can open" in refused.content
    assert known_browser(who("hanna")).get(host).status_code == 302


def test_a_first_step_leads_to_what_is_on_the_page(hosted: LocalGroup) -> None:
    hosted.memberships.filter(role="member").delete()
    html = own_page_browser(who("hanna")).get(f"/en/groups/{hosted.pk}/host/").content.decode()
    steps = re.findall(r'<a href="#(\w+)">', html)
    assert "share" in steps and all(f'id="{one}"' in html for one in steps)


@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 20])
@pytest.mark.parametrize("path", ["groups/{}/host/", "groups/{}/news/", "my-groups/{}/leaving/"])
def test_a_number_that_no_group_can_have_is_no_page(hosted: LocalGroup, path: str, number: str) -> None:
    assert own_page_browser(who("hanna")).get(f"/en/{path.format(number)}").status_code == 404
