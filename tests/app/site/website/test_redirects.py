"""Redirects that HQ keeps: no circle, no chain, and never back to where a reader comes from."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page, Site

from hustings.foundation.accounts.models import User
from hustings.site.website.models import HomePage
from hustings.site.website.serving import redirect_tables
from hustings.site.website.serving.redirects import CheckedForm

pytestmark = pytest.mark.django_db
HERE = "http://localhost:8000"


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def save(old: str, to: Any, instance: Redirect | None = None) -> CheckedForm:
    typed = {"old_path": old, "is_permanent": True}
    typed |= {"redirect_page": to.pk} if isinstance(to, Page) else {"redirect_link": to}
    form = CheckedForm(typed, instance=instance)
    if form.is_valid():
        form.save()
    return form


def ends() -> dict[str, str]:
    return {each.old_path: each.link for each in Redirect.objects.all()}


def test_a_circle_is_refused_with_its_steps(site: HomePage) -> None:
    assert "/a → /a" in str(save("/a", f"{HERE}/a/").errors)
    save("/a", f"{HERE}/b")
    assert "/b → /a → /b" in str(save("/b", f"{HERE}/a").errors)
    assert ends() == {"/a": f"{HERE}/b"}
    one = Redirect.objects.get()
    assert "/a → /a" in str(save("/a", f"{HERE}/a", one).errors), "also when it is changed"
    assert save("/a", f"{HERE}/b", one).is_valid(), "and what is saved again as it is stays"


def test_a_way_with_stops_is_shortened_from_both_ends(site: HomePage) -> None:
    join = Page.objects.get(slug="rejoindre")
    save("/b", f"{HERE}/c?x=1")
    save("/a", f"{HERE}/b/")
    assert ends()["/a"] == f"{HERE}/c?x=1", "the end of the one that it leads to"
    save("/c?x=1", join)
    assert set(ends().values()) == {"/fr/rejoindre/"}, "and those that led here follow"
    save("/d", "https://elsewhere.example/a")
    assert ends()["/d"] == "https://elsewhere.example/a"
    save("/e", f"{HERE}/fr/rejoindre/")
    assert ends()["/e"] == f"{HERE}/fr/rejoindre/", "a page answers there"


def test_where_a_page_stands_again_an_old_redirect_is_no_step(site: HomePage) -> None:
    Redirect.add_redirect("/fr/rejoindre", redirect_to=f"{HERE}/en/")
    save("/venez", f"{HERE}/fr/rejoindre/")
    assert ends()["/venez"] == f"{HERE}/fr/rejoindre/"
    Redirect.objects.all().delete()
    assert "choose another target" in str(save("/fr/rejoindre/", Page.objects.get(slug="rejoindre")).errors)


def test_nobody_is_led_to_where_they_come_from(client: Client, site: HomePage) -> None:
    page = Page.objects.get(slug="rejoindre").specific
    Redirect.add_redirect("/fr/rejoindre", redirect_to=page)
    Redirect.add_redirect("/tour", redirect_to=f"{HERE}/tour/")
    page.unpublish()
    assert client.get("/fr/rejoindre/").status_code == 404
    led = client.get("/tour/", headers={"host": "localhost:8000"}, follow=True)
    assert led.status_code == 404 and len(led.redirect_chain) == 1, "to the same in the reader's language"
    Redirect.add_redirect("/venez", redirect_to="/fr/")
    assert client.get("/venez/")["Location"] == "/fr/"


def test_hq_saves_redirects_through_it_by_hand_and_from_tables(
    client: Client, site: HomePage, dora: User, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    client.force_login(dora)
    typed = {"old_path": "/a", "redirect_link": f"{HERE}/a", "is_permanent": "on"}
    answer = client.post("/hq/redirects/add/", typed, follow=True)
    assert "/a → /a" in answer.content.decode() and not Redirect.objects.exists()
    client.post("/hq/redirects/add/", {**typed, "redirect_link": f"{HERE}/b"})
    rows = [["/b", f"{HERE}/a"], ["/c", f"{HERE}/a"]]
    told = views.create_redirects_from_dataset(
        rows, {"from_index": 0, "to_index": 1, "permanent": True, "site": None}
    )
    assert [error[:2] for error in told["errors"]] == rows[:1]
    assert ends() == {"/a": f"{HERE}/b", "/c": f"{HERE}/b"}


def table(*rows: tuple[str, str], site: Site | None = None) -> dict[str, Any]:
    config: redirect_tables.Config = {"from_index": 0, "to_index": 1, "permanent": True, "site": site}
    return redirect_tables.create(rows, config)


def test_a_table_is_followed_row_by_row_as_if_each_was_typed(site: HomePage) -> None:
    join = Page.objects.get(slug="rejoindre")
    save("/old", f"{HERE}/new")
    save("/venez", join)
    told = table(
        ("/new", f"{HERE}/newest?x=1"), ("/a", f"{HERE}/old"), ("/newest/?x=1", f"{HERE}/venez/"),
        ("/b", f"{HERE}/c"), ("/c", f"{HERE}/b/"), ("/a/", f"{HERE}/x"), ("/d", "nowhere"), ("", f"{HERE}/x"),
        ("/e", f"{HERE}/fr/rejoindre/"), ("/f", "https://elsewhere.example/a"), ("/g" * 200, f"{HERE}/x"),
    )  # fmt: skip
    assert (told["total"], told["successes"], told["errors_count"]) == (11, 6, 5)
    assert [error[0] for error in told["errors"]] == ["/c", "/a/", "/d", "", "/g" * 200]
    assert "/c → /b → /c" in told["errors"][0][2] and "already exists" in told["errors"][1][2]
    assert ends() == {
        **dict.fromkeys(["/old", "/venez", "/new", "/a", "/newest?x=1"], "/fr/rejoindre/"),
        "/b": f"{HERE}/c", "/e": f"{HERE}/fr/rejoindre/", "/f": "https://elsewhere.example/a",
    }  # fmt: skip
    assert ModelLogEntry.objects.filter(action="wagtail.create", label="/f").count() == 1
    assert table(("/a", f"{HERE}/y"), site=Site.objects.get())["successes"] == 1, "of one site, beside all"


def test_a_table_of_a_thousand_rows_asks_some_questions_a_chunk(
    site: HomePage, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"/o{at}", f"{HERE}/fr/n{at}/" if at % 2 else f"{HERE}/o{at - 1}") for at in range(1, 1_001)]
    with django_assert_max_num_queries(24):  # SQLite takes few values at once
        assert table(*rows[:400])["errors"] == []
    monkeypatch.setattr(redirect_tables, "CHUNK", 99)
    with django_assert_max_num_queries(2 + 7 * 8):
        assert table(*rows[400:])["errors"] == []
    assert Redirect.objects.get(old_path="/o596").redirect_link == f"{HERE}/fr/n595/", "across chunks"
