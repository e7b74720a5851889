"""By what somebody came goes with them from page to page, without a cookie."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from hustings.field.events.models import AgendaPage
from hustings.people.persons.models import Person, RecruitLink
from hustings.people.signups.actions import referral_links
from hustings.people.signups.models import SignUp
from hustings.site.forms.models import Questionnaire
from hustings.site.sharing import counters
from hustings.site.website import actions
from hustings.site.website.models import HomePage
from hustings.site.website.serving import link_codes
from tests.app.site.website.test_page_cache import read
from tests.cast.site.forms.fixtures import ask, hidden
from tests.cast.site.website.fixtures import link_in

pytestmark = pytest.mark.django_db
READER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def link(html: str, start: str) -> str:
    """The address of the first link that begins like this."""
    found = re.search(f'<a [^>]*href="({start}[^"]*)"', html)
    assert found, start
    return found[1].replace("&amp;", "&")


def test_words_and_codes_go_from_page_to_page_and_into_the_form(
    client: Client, site: HomePage, patient: None
) -> None:
    actions.count_views(is_on=True, user_id=None)
    code = referral_links.make_link(person=Person.objects.create(given_name="Ida")).token
    html, path, before = "", f"/fr/?utm_campaign=d%C3%A9bat&via={code}&fbclid=x", "https://news.example/a"
    for start in ("/fr/donnees/", "/en/", "/en/data/", "/en/join/"):
        html = read(client, path, referer=before, **{"user-agent": READER})
        before, path = f"http://testserver{path}", link(html, start)
        assert path == f"{start}?utm_campaign=d%C3%A9bat&via={code}"
    html = read(client, path, **{"user-agent": READER, "referer": before})
    [stamp] = re.findall(r'name="stamp" value="([^"]+)"', html)
    typed = {"stamp": stamp, "given_name": "C", "email": "c@example.org", "postcode": "69100"}
    assert client.post("/en/sign-ups/", typed).status_code == 302
    assert SignUp.objects.get().came == {"campaign": "débat", "via": code}
    counters.fold()
    assert RecruitLink.objects.get().n_views == 1, "one visit, however many pages"


def test_what_a_form_carries_goes_on_through_its_steps_its_thanks_and_the_link_in_the_mail(
    client: Client, site: HomePage, patient: None, run_tasks: Callable[[], int]
) -> None:
    form = Questionnaire.objects.create(slug="help", texts={"fr": {"title": "?"}}, opens_at=timezone.now())
    for step in (1, 2):
        ask(form, "short", "Why?", step=step)
    words = "utm_campaign=spring&via=CODE12.1w"
    start = "/fr/forms/help/"
    page = client.get(f"{start}?{words}&x=1").content.decode()
    for status, typed in [(200, {}), (422, {}), (302, {"given_name": "C", "email": "c@example.org"})]:
        answer = client.post(start, {**hidden(page), **typed})
        page = answer.content.decode()
        assert answer.status_code == status
        assert status == 302 or link(page, "/en/forms/") == f"/en/forms/help/?{words}"
    assert answer.url == f"{start}thanks/?sent=1&{words}"
    assert link(client.get(answer.url).content.decode(), "/fr/donnees/") == f"/fr/donnees/?{words}"
    run_tasks()
    landing = link_in(mail.outbox[-1])
    assert link(client.get(landing).content.decode(), "/fr/donnees/") == f"/fr/donnees/?{words}"
    assert client.post(landing).url == f"{landing}?{words}"
    thanks = client.get(landing, follow=True).content.decode()
    assert link(thanks, "/fr/donnees/") == f"/fr/donnees/?{words}"
    assert "via=CODE12" not in "".join(re.findall("<section class=.share.*?</section>", thanks, re.DOTALL))


def test_who_came_without_words_gets_the_page_as_it_is(client: Client, site: HomePage) -> None:
    bare = read(client)
    with_words = client.get("/fr/?utm_source=mail")
    assert "utm_source=mail" in with_words.content.decode()
    assert int(with_words["Content-Length"]) == len(with_words.content)
    assert read(client).count("?") == bare.count("?") and "utm_" not in read(client)
    assert "utm_" not in "".join(re.findall("<link[^>]*>", with_words.content.decode()))


@pytest.mark.parametrize(
    "query", ["x=1", "via=%22%3E%3Cscript%3E", "utm_source=%22%3E%3Cb%3E", "utm_site=a.example", "via=\\1&q"]
)
def test_what_is_no_word_is_carried_nowhere(client: Client, site: HomePage, query: str) -> None:
    html = read(client, f"/fr/?{query}")
    links = re.findall('<a [^>]*href="([^"]*)"', html)
    assert not [each for each in links if "script" in each or "<" in each or "site=" in each or "x=1" in each]


@pytest.mark.parametrize(
    ("link", "to"),
    [
        ("/en/#join", "/en/?via=a&amp;utm_source=b#join"),
        (
            "/fr/agenda/?zone=7&amp;kind=call#x",
            "/fr/agenda/?zone=7&amp;kind=call&amp;via=a&amp;utm_source=b#x",
        ),
        ("?page=2", "?page=2&amp;via=a&amp;utm_source=b"),
        ("/fr/agenda/?", "/fr/agenda/?via=a&amp;utm_source=b"),
        ("/fr/?via=own", "/fr/?via=own"),
        ("?page=2&amp;utm_source=own", "?page=2&amp;utm_source=own"),
        ("https://x.example/fr/?zone=7", "https://x.example/fr/?zone=7"),
        ("/hq/?zone=7", "/hq/?zone=7"),
        ("#top", "#top"),
    ],
)
def test_a_link_goes_on_with_the_words_whatever_it_asks_for(link: str, to: str) -> None:
    answer = HttpResponse(f'<link href="/fr/?a=1"><a class="c" href="{link}">c</a>', content_type="text/html")
    middleware = link_codes.CarryingMiddleware(lambda _request: answer)
    found = middleware(RequestFactory().get("/fr/?via=a&utm_source=b")).content.decode()  # type: ignore[attr-defined]
    said = "utm_source=b&amp;via=a"
    assert (
        found
        == f'<link href="/fr/?a=1"><a class="c" href="{to.replace("via=a&amp;utm_source=b", said)}">c</a>'
    )


def test_a_territory_chosen_in_finder_and_agenda_keeps_the_words(client: Client, site: HomePage) -> None:
    site.add_child(instance=AgendaPage(title="Agenda", slug="agenda", locale=site.locale))
    words = "utm_campaign=spring&via=CODE12.1w"
    for path in ("/fr/find-my-candidate/", "/fr/agenda/"):
        html = client.get(f"{path}?q=69999&{words}").content.decode()
        chosen = link(html, r'[^"]*\?zone=')
        assert chosen.endswith(f"&{words}"), path
        html = client.get(urljoin(path, chosen)).content.decode()
        assert link(html, "/fr/donnees/") == f"/fr/donnees/?{words}"


def test_addresses_of_before_lead_on_with_the_words_each_once(client: Client, site: HomePage) -> None:
    page = site.get_children().live().get(slug="donnees")
    for old, link in (("/fr/vieux", ""), ("/fr/dehors", "https://elsewhere.example/")):
        Redirect.objects.create(
            old_path=Redirect.normalise_path(old), redirect_page=None if link else page, redirect_link=link
        )
    query = "via=abc&utm_source=mail"
    Redirect.objects.create(old_path="/don", redirect_link=f"{settings.BASE_URL}/fr/donnees/")
    for path in ("/fr/vieux/", "/fr/donnees", "/donnees/", "/don"):
        answer = client.get(f"{path}?{query}")
        said = answer["Location"].partition("?")[2]
        assert sorted(said.split("&")) == sorted(query.split("&")), path
    assert client.get(f"/fr/dehors/?{query}")["Location"] == "https://elsewhere.example/"
