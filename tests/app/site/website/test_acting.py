"""The page "Act", its block, the lists of what is open, and what thanks lead on to."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.foundation.territories.models import Zone
from hustings.site.forms.models import Questionnaire
from hustings.site.petitions.models import Petition
from hustings.site.website.models import ActPage, ContentPage, HomePage

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def act(site: HomePage) -> ActPage:
    made = ActPage(title="Agir", slug="agir", lead="Maintenant.", locale=site.locale)
    site.add_child(instance=made)
    return made


def ask(slug: str = "aider", **more: Any) -> Questionnaire:
    said = {"texts": {"fr": {"title": f"Formulaire {slug}"}}, "opens_at": timezone.now(), **more}
    return Questionnaire.objects.create(slug=slug, **said)


def petition(site: HomePage, title: str = "Des trains", **more: Any) -> Any:
    from hustings.site.petitions.models import PetitionPage

    made = Petition.objects.create(titles={"fr": title}, addressees={"fr": "la Région"}, **more)
    page = PetitionPage(title=title, petition=made, locale=site.locale)
    site.add_child(instance=page)
    return page


def test_nothing_open_says_so_and_asks_to_join(client: Client, act: ActPage) -> None:
    html = text(client.get("/fr/agir/"))
    assert "Rien n’est ouvert en ce moment" in html and "/fr/rejoindre/" in html


def test_the_page_shows_what_is_open_and_nothing_else(client: Client, act: ActPage, site: HomePage) -> None:
    now = timezone.now()
    petition(site)
    petition(site, "Finie", closes_at=now - timedelta(days=1))
    petition(site, "Livrée", delivered_at=now)
    petition(site, "Plus tard", opens_at=now + timedelta(days=1))
    ask()
    ask("clos", closes_at=now)
    ask("entre-nous", is_listed=False)
    html = text(client.get("/fr/agir/"))
    assert "/fr/des-trains/" in html and "Formulaire aider" in html and "/fr/petitions/" in html
    for hidden in ("Finie", "Livrée", "Plus tard", "Formulaire clos", "Formulaire entre-nous"):
        assert hidden not in html


def test_a_place_is_asked_about_and_not_kept(client: Client, act: ActPage, france: Zone) -> None:
    found = client.get("/fr/agir/?q=69999")
    assert "zone=" in text(found) and 'content="noindex"' in text(found), "shared by two communes"
    assert "Villeurbanne" in text(client.get("/fr/agir/?q=69100"))


@pytest.mark.parametrize("name", ["petitions", "forms", "representatives"])
def test_lists_say_when_nothing_is_open(client: Client, site: HomePage, name: str) -> None:
    answer = client.get(f"/fr/{name}/")
    assert answer.status_code == 200 and "Rien n’est ouvert en ce moment" in text(answer)
    assert "Nothing is open right now" in text(client.get(f"/en/{name}/"))


def test_lists_show_all_that_is_open(client: Client, site: HomePage) -> None:
    for n in range(5):
        petition(site, f"Demande {n}")
        ask(f"f{n}")
    html = text(client.get("/fr/petitions/"))
    assert all(f"Demande {n}" in html for n in range(5))
    assert "Formulaire f4" in text(client.get("/fr/forms/"))


def test_a_page_at_the_address_of_a_list_goes_first(client: Client, site: HomePage) -> None:
    site.add_child(instance=ContentPage(title="À nous", slug="petitions", locale=site.locale))
    assert "À nous" in text(client.get("/fr/petitions/"))


def test_any_page_can_hold_the_block(client: Client, site: HomePage) -> None:
    petition(site)
    ask()
    value = {"title": "À vous", "kinds": ["petitions"], "asks_place": True}
    site.add_child(instance=ContentPage(title="Page", slug="page", locale=site.locale, body=[("act", value)]))
    html = text(client.get("/fr/page/"))
    assert "À vous" in html and "/fr/des-trains/" in html and "Formulaire aider" not in html
    assert 'name="q"' in html
    site.act = [("act", value)]
    site.save()
    assert "/fr/des-trains/" in text(client.get("/fr/?fresh=1"))


def test_thanks_of_a_form_lead_on_but_not_to_the_same_again(client: Client, site: HomePage) -> None:
    petition(site)
    ask()
    html = text(client.get("/fr/forms/aider/thanks/"))
    assert "/fr/des-trains/" in html and 'href="/fr/forms/aider/"' not in html
    assert "/fr/des-trains/" not in text(client.get("/fr/forms/aider/thanks/?sent=1"))
