"""What a process keeps of pages: few questions for a page written anew, never old, never another reader's."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from hustings.site.forms.models import Questionnaire
from hustings.site.website import models
from hustings.site.website.models import HomePage
from hustings.site.website.serving import page_cache, site_cache
from tests.app.site.website.test_page_cache import read, stamps
from tests.cast.site.forms.fixtures import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(site: HomePage) -> HomePage:
    locale = Locale.objects.get(language_code="fr")

    def below(parent: Any, model: Any, slug: str, **values: Any) -> Any:
        return parent.add_child(instance=model(title=f"T {slug}", slug=slug, locale=locale, **values))

    programme = below(site, models.ProgrammePage, "p", show_in_menus=True)
    below(programme, models.ProposalPage, "p1", lead="…", theme="Eau")
    below(programme, models.ProposalPage, "p2", lead="…")
    below(below(site, models.NewsIndexPage, "n"), models.NewsPage, "n1", lead="…")
    below(site, models.ContentPage, "c", body=[("quote", {"text": "Vrai.", "by": "Nora"})])
    return site


@pytest.mark.parametrize("path", ["", "p/", "p/p1/", "n/", "n/n1/", "c/", "rejoindre/"])
def test_a_page_written_anew_asks_for_the_edition_alone(
    client: Client, tree: HomePage, django_assert_num_queries: Any, path: str
) -> None:
    first = read(client, f"/fr/{path}?x=1")
    with django_assert_num_queries(1):
        again = read(client, f"/fr/{path}?x=1")
    for stamp in stamps(first) + stamps(again):
        first, again = first.replace(stamp, ""), again.replace(stamp, "")
    assert first == again


def test_parts_follow_each_change_and_each_reader(client: Client, tree: HomePage) -> None:
    front = read(client, "/fr/?x=1")
    assert "/fr/p/p1/" in front and "T n1" in front and "T p" in front
    proposal = models.ProposalPage.objects.get(slug="p1")
    proposal.title = "Renommée"
    proposal.save_revision().publish()
    assert "Renommée" in read(client, "/fr/?x=1") and "Renommée" in read(client, "/fr/p/p2/?x=1")
    models.ProgrammePage.objects.get(slug="p").unpublish()
    assert "/fr/p/" not in read(client, "/fr/c/?x=1").replace("/fr/p/p", "")
    assert 'aria-current="page"' not in read(client, "/fr/?x=1")
    one, two = (read(client, f"/fr/rejoindre/?utm_source={word}&x=1") for word in ("a", "b"))
    assert stamps(one) != stamps(two)


def test_a_draft_is_neither_shown_from_memory_nor_kept(client: Client, tree: HomePage) -> None:
    read(client, "/fr/c/?x=1")
    page = models.ContentPage.objects.get(slug="c")
    page.title = "Brouillon"
    shown = page.make_preview_request(preview_mode="").render().content.decode()
    assert "Brouillon" in shown
    assert "Brouillon" not in read(client, "/fr/c/?x=1")


def test_a_page_with_a_form_in_its_text_is_written_for_each_reader(client: Client, tree: HomePage) -> None:
    form = Questionnaire.objects.create(slug="f", texts={"fr": {"title": "F"}}, opens_at=timezone.now())
    ask(form, "long", "Pourquoi ?")
    page = models.ContentPage.objects.get(slug="c")
    page.body = [("form", {"form": str(form.pk)})]
    page.save_revision().publish()
    one, two = (stamps(read(client, "/fr/c/?x=1")) for _ in range(2))
    assert one and one != two


def test_what_is_typed_does_not_fill_the_memory(
    client: Client, tree: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_cache, "MOST", 30)
    monkeypatch.setattr(page_cache, "MOST", 0)
    for number in range(40):
        assert client.get(f"/fr/c/{number}/nowhere/").status_code == 404
    names = [name for name in site_cache._kept.pages if isinstance(name, tuple) and name[0] == "way"]
    assert not names
    for asked in ("7", "99999", "x"):  # pages of a list that it hasn't
        assert client.get(f"/fr/n/?page={asked}").status_code == 200
    assert sum(name[1] == "news list" for name in site_cache._kept.pages if name[0] == "part") == 1
    for number in range(40):
        site_cache._kept.of_page(number, str)
    assert (
        len(site_cache._kept.pages) == 30 and 39 in site_cache._kept.pages and 0 not in site_cache._kept.pages
    )
