"""A candidate's helper: this one's page, news, events and figures, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from hustings.field.events.models import Event
from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.roles import Role
from hustings.site.candidates import helpers
from hustings.site.candidates.models import Candidacy, CandidatePage, Helper
from hustings.site.website.models import HomePage, NewsIndexPage, NewsPage, Tally
from tests.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(nominate: Callable[..., Candidacy]) -> Candidacy:
    return nominate("Zoé Martin", "69-06", ticket="A")


@pytest.fixture
def beside(nominate: Callable[..., Candidacy]) -> Candidacy:
    """Of the same constituency."""
    return nominate("Ana Costa", "69-06", ticket="B")


@pytest.fixture
def hugo(ours: Candidacy, dora: User) -> User:
    """Zoé's helper."""
    made = user("hugo")
    helpers.add(candidacy=ours, email=made.email, name="", by=dora)
    return made


@pytest.fixture
def hq(client: Client, hugo: User) -> Client:
    client.force_login(hugo)
    client.get("/hq/")
    return client


def edit(candidacy: Candidacy) -> str:
    page = CandidatePage.objects.get(candidacy=candidacy, locale__language_code="fr")
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_director_gives_a_candidate_a_helper_and_ends_it(
    client: Client, dora: User, ours: Candidacy
) -> None:
    client.force_login(dora)
    where = reverse("candidates:candidate", args=[ours.pk])
    client.post(f"{where}helpers/", {"email": "hugo@example.org", "name": "Hugo Petit"})
    assert "hugo@example.org" in client.get(where).content.decode()
    grant = Grant.objects.live().get(role=Role.HELPER)
    assert grant.zone == ours.zone and grant.user.get_full_name() == "Hugo Petit"
    client.post(reverse("candidates:helper_removal", args=[Helper.objects.get().pk]))
    assert not Helper.objects.exists() and not Grant.objects.live().filter(role=Role.HELPER).exists()


def test_who_may_not_change_the_team_gives_none(client: Client, carla: User, ours: Candidacy) -> None:
    client.force_login(carla)
    where = reverse("candidates:candidate", args=[ours.pk])
    assert client.post(f"{where}helpers/", {"email": "hugo@example.org"}).status_code == 403
    assert "Hugo" not in client.get(where).content.decode() and not Helper.objects.exists()


def test_the_role_is_not_granted_on_the_page_of_the_team(client: Client, dora: User, hugo: User) -> None:
    client.force_login(dora)
    assert 'value="helper"' not in client.get("/hq/team/invite/").content.decode()


def test_a_helper_sees_the_one_candidate_with_figures(hq: Client, ours: Candidacy, beside: Candidacy) -> None:
    page = CandidatePage.objects.get(candidacy=ours, locale__language_code="fr")
    path = page.get_url()
    Tally.objects.create(day=timezone.localdate(), kind="page", name=path, n_views=1234, n_visits=1)
    listed = hq.get("/hq/candidates/").content.decode()
    assert "Zoé Martin" in listed and "Ana Costa" not in listed
    assert "234</strong>" in hq.get(reverse("candidates:candidate", args=[ours.pk])).content.decode()
    assert hq.get(reverse("candidates:candidate", args=[beside.pk])).status_code == 404
    assert hq.get(reverse("candidates:edit", args=[ours.pk])).status_code == 403


def test_a_helper_writes_the_one_page_and_news_of_their_own(
    hq: Client, hugo: User, ours: Candidacy, beside: Candidacy, site: HomePage
) -> None:
    news = NewsIndexPage(title="Actualités", slug="actualites", locale=site.locale)
    site.add_child(instance=news)
    other = NewsPage(title="D’autres", slug="autres", lead="…", locale=site.locale)
    news.add_child(instance=other)
    hq.get("/hq/")
    assert hq.get(edit(ours)).status_code == 200
    assert hq.get(edit(beside)).status_code == 302
    assert hq.get(reverse("wagtailadmin_pages:add", args=["website", "newspage", news.pk])).status_code == 200
    assert hq.get(reverse("wagtailadmin_pages:edit", args=[other.pk])).status_code == 302
    assert hq.get(reverse("wagtailadmin_pages:edit", args=[site.pk])).status_code == 302
    assert not Page.objects.get(pk=news.pk).permissions_for_user(hugo).can_publish()


def test_a_helper_enters_events_there_and_changes_their_own(
    hq: Client, hugo: User, ours: Candidacy, dora: User
) -> None:
    typed: dict[str, Any] = {
        "title_fr": "Réunion", "kind": "meeting", "audience": "everybody", "starts_at": "2031-03-02T18:00",
        "time_zone": "Europe/Paris", "place": "Salle des fêtes", "zone": "", "zone_id": "",
    }  # fmt: skip
    assert hq.post("/hq/agenda/new/", typed).status_code == 422, "without a territory it is everybody's"
    typed |= {"zone": ours.zone.label(), "zone_id": str(ours.zone_id)}
    assert hq.post("/hq/agenda/new/", typed).status_code == 302
    mine = Event.objects.get()
    assert mine.user == hugo and mine.shown_at is None
    assert hq.get(f"/hq/agenda/{mine.pk}/edit/").status_code == 200
    Event.objects.update(user=dora)
    assert hq.get(f"/hq/agenda/{mine.pk}/edit/").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["people/", "petitions/", "surveys/", "local-groups/", "mailings/", "team/", "sharing/", "audience/"],
)
def test_a_helper_sees_nothing_else(hq: Client, path: str) -> None:
    assert hq.get(f"/hq/{path}").status_code in {302, 403, 404}


def test_once_it_ended_nothing_is_left(hq: Client, hugo: User, ours: Candidacy, dora: User) -> None:
    assert access.is_of_team(hugo)
    helpers.remove(helper=Helper.objects.get(), by=dora)
    assert hq.get(reverse("candidates:candidate", args=[ours.pk])).status_code in {302, 403}
    assert hq.get(edit(ours)).status_code in {302, 403}


def test_the_page_has_the_sign_up_form(client: Client, ours: Candidacy) -> None:
    page = CandidatePage.objects.get(candidacy=ours, locale__language_code="fr")
    html = client.get(page.get_url()).content.decode()
    assert 'name="email"' in html and "Soutenir Zoé Martin" in html
