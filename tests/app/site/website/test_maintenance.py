"""The site closed for work: readers come back later, HQ stays open."""

from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.shells.cli.maintenance import maintenance
from hustings.site.website import actions
from hustings.site.website.models import HomePage

pytestmark = pytest.mark.django_db


def test_readers_get_a_plain_page_also_of_what_is_kept_in_memory(client: Client, site: HomePage) -> None:
    assert client.get("/fr/").status_code == client.get("/fr/").status_code == 200
    actions.close_site(until=timezone.now() + timedelta(hours=1))
    for path in ("/fr/", "/", "/en/join/", "/fr/nowhere/"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert 3500 < int(answer["Retry-After"]) <= 3600 and answer["Cache-Control"] == "no-store"
    html = client.get("/fr/").content.decode()
    assert "Nous faisons des travaux" in html and 'lang="en"' in html and "site-head" not in html
    assert client.post("/fr/sign-ups/").status_code == 503
    for open_still in ("/account/login/", "/health/", "/robots.txt", "/static/x"):
        assert client.get(open_still).status_code != 503, open_still
    assert client.get("/hq/").status_code == 302, "to the log-in"
    actions.open_site()
    assert client.get("/fr/").status_code == 200


def test_it_is_closed_and_opened_by_command_and_survives_a_restart(client: Client, site: HomePage) -> None:
    done = CliRunner().invoke(maintenance, ["on", "--minutes", "5"])
    assert done.exit_code == 0, done.output
    answer = Client().get("/fr/")  # its own chain of middleware, as after a restart
    assert answer.status_code == 503 and int(answer["Retry-After"]) <= 300
    assert CliRunner().invoke(maintenance, ["off"]).exit_code == 0
    assert Client().get("/fr/").status_code == 200


def test_a_time_that_has_passed_is_not_told(client: Client, site: HomePage, settings: Any) -> None:
    actions.close_site(until=timezone.now() - timedelta(hours=1))
    assert client.get("/fr/")["Retry-After"] == "600"


def test_a_lost_reader_finds_the_menu(client: Client, site: HomePage) -> None:
    page = site.get_children().first()
    page.show_in_menus = True
    page.save()
    html = client.get("/fr/nowhere/").content.decode()
    assert 'class="lost-links"' in html and page.url in html.split("lost-links")[1]


@pytest.mark.parametrize("name", ["maintenance", "imprint"])
def test_hq_opens_the_settings_of_the_site_to_who_runs_it(
    name: str, client: Client, dora: User, alice: User, site: HomePage, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    path = reverse("wagtailsettings:edit", args=["website", name])
    client.force_login(dora, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(path, follow=True).status_code == 200
    client.force_login(alice, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(path).status_code in {302, 403}
