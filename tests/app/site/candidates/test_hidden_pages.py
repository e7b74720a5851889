"""What is not published, or not for everybody, is named nowhere: no title, no address."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from hustings.site.candidates import models as candidates_models
from hustings.site.candidates.models import Candidacy
from hustings.site.website import models as website_models
from hustings.site.website.discovery import share_previews
from hustings.site.website.models import HomePage
from hustings.site.website.serving import page_context

pytestmark = pytest.mark.django_db
HIDDEN = "Zibeline"  # in the title of each page that nobody may know of


def close(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="open sesame")


def hide(parent: Page, model: Any, *, like: Page | None = None, **values: Any) -> None:
    """One that is closed and one that is unpublished, both with a title that nothing may tell."""
    for how in ("closed", "unpublished"):
        page = model(
            title=f"{HIDDEN} {how}", slug=f"zibeline-{how}-{model.__name__.lower()}", locale=parent.locale,
            live=how == "closed", **values,
        )  # fmt: skip
        if like is not None and how == "closed":
            page.translation_key = like.translation_key
        parent.add_child(instance=page)
        if how == "closed":
            close(page)


@pytest.fixture
def shown(site: HomePage, nominate: Callable[..., Candidacy]) -> list[str]:
    """Something hidden beside each thing that is shown; the addresses that readers may ask for."""
    english = HomePage.objects.get(locale=Locale.objects.get(language_code="en"))
    programme = site.add_child(instance=website_models.ProgrammePage(title="P", slug="p", locale=site.locale))

    def proposal(number: int) -> None:
        made = website_models.ProposalPage(
            title=f"P{number}", slug=f"p{number}", lead=".", theme="T", locale=site.locale
        )
        programme.add_child(instance=made)

    proposal(1)
    hide(programme, website_models.ProposalPage, lead=".", theme=HIDDEN)
    proposal(2)
    news = site.add_child(instance=website_models.NewsIndexPage(title="N", slug="n", locale=site.locale))
    news.add_child(instance=website_models.NewsPage(title="N1", slug="n1", lead=".", locale=site.locale))
    hide(news, website_models.NewsPage, lead=".", topic=HIDDEN, published_on="2001-01-01")
    checks = site.add_child(
        instance=website_models.FactCheckIndexPage(title="F", slug="f", locale=site.locale)
    )
    hide(checks, website_models.FactCheckPage, claim=HIDDEN, said_by=".", verdict="false", lead=".")
    hide(site, website_models.ContentPage, show_in_menus=True)
    hide(site, website_models.LegalPage, kind="notice")
    hide(english, website_models.ContentPage, like=programme)
    nominate("Léa Abadie", "69-01", ticket="Liste")
    for name, how, place in ((f"Ada {HIDDEN}", "closed", 1), (f"Ida {HIDDEN}", "unpublished", 2)):
        one = nominate(name, "69-06", ticket="Liste", position=place)
        for page in candidates_models.CandidatePage.objects.filter(candidacy=one):
            close(page) if how == "closed" else page.unpublish()
    lone = nominate(f"Ugo {HIDDEN}", "69-01", ticket="Liste", position=2)
    for page in candidates_models.CandidatePage.objects.filter(candidacy=lone):
        close(page)
    paths = ["", "p/", "p/p1/", "p/p2/", "p/themes/t/", "n/", "n/n1/", "n/feed/", "n/feed/rss/", "f/"]
    paths += ["candidats/", "candidats/lea-abadie/", f"search/?q={HIDDEN}", "search/?q=zib", "nowhere/"]
    paths += [
        "rejoindre/",
        "find-my-candidate/?q=69100",
        "find-my-candidate/map.json",
        f"find-my-candidate/?q={HIDDEN}",
    ]
    plain = ["/sitemap.xml", "/robots.txt", "/api/v1/candidates", f"/api/v1/candidates?q={HIDDEN}"]
    return [f"/fr/{path}" for path in paths] + ["/en/", "/en/candidates/"] + plain


def test_hidden_pages_are_named_nowhere(client: Client, shown: list[str]) -> None:
    told = []
    for path in shown:
        answer = client.get(path)
        assert answer.status_code == (404 if "nowhere" in path else 200), path
        text = answer.content.decode().lower()
        if "q=" in path:  # which says what was looked for
            text = re.sub(r"zibeline(?! closed| unpublished|-)", "", re.sub("(ada|ida|ugo) zib", "!-", text))
        if "zibeline" in text or "!-" in text.replace("<!--", ""):
            told.append(path)
    assert not told
    for path in ("/fr/n/topics/zibeline/", "/fr/n/years/2001/", "/fr/p/themes/zibeline/"):
        assert client.get(path).status_code == 404, path


def test_hidden_pages_have_no_picture_and_their_candidates_no_row(client: Client, shown: list[str]) -> None:
    for page in Page.objects.filter(title__contains=HIDDEN):
        assert share_previews.public(page.pk) is None
    for one in Candidacy.objects.filter(family_name=HIDDEN):
        assert client.get(f"/api/v1/candidates/{one.pk}").status_code == 404


def test_who_has_the_password_of_a_list_sees_what_is_below_it(client: Client, shown: list[str]) -> None:
    programme = website_models.ProgrammePage.objects.get(slug="p")
    close(programme)
    asked = client.get("/fr/p/").context_data
    client.post(asked["action_url"], {"password": "open sesame", "return_url": "/fr/p/"})
    inside = client.get("/fr/p/").content.decode()
    assert "P1" in inside and "P2" in inside and HIDDEN not in inside
    front = Client().get("/fr/").content.decode()
    assert "/fr/p/p1/" not in front


def test_a_page_does_not_lead_to_a_list_that_is_not_published(client: Client, shown: list[str]) -> None:
    for slug in ("p", "n", "f"):
        Page.objects.get(slug=slug).unpublish()
    for path in ("/fr/", "/fr/p/p1/", "/fr/n/n1/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert (
            'href="/fr/p/"' not in answer.content.decode() and 'href="/fr/n/"' not in answer.content.decode()
        )


def test_what_can_be_done_leads_to_published_pages_alone(client: Client, site: HomePage) -> None:
    join = website_models.SignUpPage.objects.get(slug="rejoindre")
    deed = {"title": "Rejoignez", "text": "…", "label": "Ici", "page": join.page_ptr}
    site.deeds = [("deed", deed)]
    site.save_revision().publish()
    assert "Rejoignez" in client.get("/fr/?x=1").content.decode()
    join.unpublish()
    assert "Rejoignez" not in client.get("/fr/?x=1").content.decode()
    assert page_context.deeds(HomePage.objects.get(pk=site.pk)) == []
