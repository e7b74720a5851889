"""Find my candidate: by postcode, commune or address; on the map; in the feed of machines."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from wagtail.models import Site

from hustings.foundation.elections import actions as elections
from hustings.foundation.territories.models import Kind, Zone
from hustings.site.candidates import actions, finder
from hustings.site.candidates.models import CandidatePage
from hustings.site.website.models import NewsIndexPage, NewsPage
from tests.cast.site.website.fixtures import told
from tests.conftest import zone

pytestmark = pytest.mark.django_db
FIND = "/fr/find-my-candidate/"


def names(answer):
    return [one.name for one in answer.candidacies]


@pytest.fixture
def all_three(nominate):
    return [nominate("Zoé Martin", "69-06"), nominate("Léa Abadie", "69-01"), nominate("Ana Costa", "30-01")]


def test_a_postcode_a_town_and_an_address_lead_to_one(all_three):
    for text in (
        "69100",
        " 69 100",
        "villeurbanne",
        "12 rue Zola, 69100 Villeurbanne",
        "3 cours X, Villeurbanne",
        "3 cours de Lyon villeurbanne",
    ):
        assert names(finder.find(text)) == ["Zoé Martin"], text
    for nowhere in ("Nowhere", "Villeurbanne rue Zola", "rue " * 60):
        assert finder.find(nowhere).problem, nowhere
    assert not finder.find("").problem
    assert finder.find("\0" * 9).candidacies == []


def test_a_divided_commune_is_asked_about_and_never_guessed(all_three, seats):
    answer = finder.find("69001")
    assert answer.question and [label for _pk, label in answer.options] == ["Lyon – 01", "Lyon – 02"]
    assert not answer.candidacies
    assert names(finder.find("69001", str(answer.options[0][0]))) == ["Léa Abadie"]
    assert finder.find("", str(answer.options[1][0])).candidacies == []


def test_a_polling_station_tells_where_in_a_divided_commune(all_three):
    part = Zone.objects.get(code="69123-69-01")
    station = zone(Kind.STATION, "69123-0012", "École Zola", part)
    answer = finder.find("Lyon")
    assert answer.stations == [(station.pk, "0012 – École Zola")]
    assert names(finder.find("", str(station.pk))) == ["Léa Abadie"]


def test_whoever_withdrew_or_stood_long_ago_is_not_found(all_three, election, dora):
    actions.withdraw(candidacy=all_three[0], user=dora)
    assert names(finder.find("69100")) == []
    assert not CandidatePage.objects.filter(candidacy=all_three[0]).live().exists()
    actions.reinstate(candidacy=all_three[0], user=dora)
    assert names(finder.find("69100")) == ["Zoé Martin"]
    assert CandidatePage.objects.filter(candidacy=all_three[0]).live().count() == 2
    long_ago = timezone.localdate() - dt.timedelta(days=90)
    elections.save_election(election=election, name="E", kind="legislative", days=[long_ago])
    assert names(finder.find("69100")) == []


def test_the_page_works_as_a_plain_form_and_keeps_nothing(client, all_three):
    whole = client.get(FIND, {"q": "69100"})
    assert "/fr/candidats/zoe-martin/" in whole.content.decode() and "<html" in whole.content.decode()
    assert "no-store" in whole["Cache-Control"] and not whole.cookies
    part = client.get(FIND, {"q": "69001"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "Lyon – 01" in part
    index = client.get("/fr/candidats/").content.decode()
    assert 'href="/fr/candidats/zoe-martin/"' in index and "candidate-map" in index and FIND in index
    assert 'href="/fr/candidats/"' in client.get("/fr/").content.decode(), "it stands in the menu"


def test_by_what_somebody_came_goes_on_through_the_forms_that_ask_for_a_page(client, all_three):
    words = "utm_source=a%26b&via=CODE12"
    unseen = (
        '<input type="hidden" name="utm_source" value="a&amp;b">'
        '<input type="hidden" name="via" value="CODE12">'
    )
    for path, kind in [
        ("/fr/candidats/", "find-form"), (FIND, "find-form"), ("/fr/search/", "search"),
        (f"{FIND}?q=Lyon&", "find-form"),
    ]:  # fmt: skip
        html = client.get(f"{path}{'' if '?' in path else '?'}{words}").content.decode()
        forms = re.findall(r'(<form class="([\w-]+)".*?</form>)', html, re.DOTALL)
        assert forms and all((unseen in form) == (name == kind) for form, name in forms), path
    shown = {"HX-Request": "true", "HX-Current-URL": f"http://localhost/fr/candidats/?{words}&q=x#found"}
    part = client.get(FIND, {"q": "69100"}, headers=shown, SERVER_NAME="localhost").content.decode()
    assert 'href="/fr/candidats/zoe-martin/?utm_source=a%26b&amp;via=CODE12"' in part
    strange = {**shown, "HX-Current-URL": "https://x.example/?utm_source=%22%3E%3Cb%3E&utm_site=x&via=%22"}
    part = client.get(FIND, {"q": "69100"}, headers=strange, SERVER_NAME="localhost").content.decode()
    assert "zoe-martin/?" in part and "<b>" not in part and "utm_site" not in part and "via=" not in part
    assert "hidden" not in client.get(FIND).content.decode().partition("find-form")[2].partition("</form>")[0]


def test_the_map_has_each_territory_with_its_candidates(client, all_three):
    shapes = client.get("/fr/find-my-candidate/map.json").json()["features"]
    assert len(shapes) == 3 and {shape["geometry"]["type"] for shape in shapes} == {"Polygon"}
    told = {one["name"]: one["url"] for shape in shapes for one in shape["properties"]["candidates"]}
    assert told["Zoé Martin"].endswith("/fr/candidats/zoe-martin/")
    Zone.objects.filter(name="Rhône").update(shape=shapes[0]["geometry"])
    found = client.get("/fr/find-my-candidate/outlines.json")
    assert len(found.json()["lines"]) == 1 and "max-age=86400" in found["Cache-Control"]


def test_an_elections_name_is_said_in_its_language(client, all_three):
    named = '<span lang="fr">Législatives</span>'
    assert named in client.get("/en/find-my-candidate/?q=69100").content.decode()
    page = CandidatePage.objects.get(candidacy=all_three[0], locale__language_code="en")
    assert named in client.get(page.url).content.decode()


def news(site, title, *zones):
    index = NewsIndexPage.objects.first() or site.add_child(
        instance=NewsIndexPage(title="News", slug="news", locale=site.locale)
    )
    page = NewsPage(title=title, slug=title.lower(), lead="x", locale=site.locale)
    page.zones = list(zones)
    index.add_child(instance=page)
    page.save_revision().publish()


def test_news_of_the_territory_and_of_what_is_around_stand_on_the_page(client, all_three, site, seats, rhone):
    news(site, "Everywhere")
    news(site, "Rhone", rhone)
    news(site, "Gard", Zone.objects.get(code="30"))
    news(site, "Villeurbanne", Zone.objects.get(name="Villeurbanne"))
    html = client.get("/fr/candidats/zoe-martin/").content.decode()
    assert "Rhone" in html and ">Villeurbanne<" in html
    assert "Everywhere" not in html and ">Gard<" not in html


def test_a_candidates_page_takes_few_queries_and_is_kept_in_memory(
    client, all_three, django_assert_max_num_queries, django_assert_num_queries, settings
):
    client.get("/fr/candidats/lea-abadie/")
    with django_assert_max_num_queries(28):
        response = client.get("/fr/candidats/zoe-martin/")
    assert response.is_for_everybody and not response.cookies
    with django_assert_num_queries(1):
        html = client.get("/fr/candidats/zoe-martin/").content.decode()
    one = told(html)[0]
    assert (one["@type"], one["name"]) == ("Person", "Zoé Martin") and one["memberOf"]["name"]
    assert one["url"].endswith("/fr/candidats/zoe-martin/") and one["image"].startswith(settings.BASE_URL)


def test_a_domain_of_its_own(client, all_three, dora, settings):
    from hustings.site.candidates import domains

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, ".candidats.example"]
    client.force_login(dora)
    where = f"/hq/candidates/domains/{all_three[0].pk}/"
    assert client.post(where, {"host": "zoe.elsewhere.example"}).status_code == 422
    assert client.post(where, {"host": "zoe.candidats.example"}).status_code == 302
    assert Site.objects.filter(hostname="zoe.candidats.example").exists()
    client.logout()
    client.cookies.clear()
    port = domains.BASE.port or 80
    host = {"host": f"zoe.candidats.example:{port}"}
    own = client.get("/fr/", headers=host)
    html = own.content.decode()
    assert "<h1>Zoé Martin</h1>" in html and not own.cookies
    canonical = 'rel="canonical" href="'
    assert f"{canonical}http://zoe.candidats.example" in html
    person, at_own = told(html)
    assert (person["@type"], at_own["@type"], at_own["name"]) == ("Person", "WebSite", "Zoé Martin")
    assert person["url"] == at_own["url"] == f"http://zoe.candidats.example:{port}/fr/"
    assert "<h1>Zoé Martin</h1>" in client.get("/en/", headers=host).content.decode()
    assert (
        f"{canonical}http://zoe.candidats.example" in client.get("/fr/candidats/zoe-martin/").content.decode()
    )
    assert f"{canonical}{settings.BASE_URL}" in client.get("/fr/candidats/lea-abadie/").content.decode()
    own_map = client.get("/sitemap.xml", headers=host).content.decode()
    root = f"http://zoe.candidats.example:{port}"
    assert re.findall("<loc>(.*?)</loc>", own_map) == [f"{root}/fr/", f"{root}/en/"]
    robots = client.get("/robots.txt", headers=host).content.decode()
    assert f"Sitemap: {root}/sitemap.xml" in robots and settings.BASE_URL not in robots
    sent = client.get("/hq/", headers=host)
    assert sent["Location"].startswith(settings.BASE_URL) and not sent.cookies
    assert client.get("/account/login/", headers=host)["Location"].startswith(settings.BASE_URL)
    assert "zoe-martin" not in client.get("/sitemap.xml").content.decode()
    assert f'href="{settings.BASE_URL}/fr/"' in client.get("/fr/").content.decode()
    domains.give(candidacy=all_three[0], host="")
    assert not Site.objects.filter(hostname="zoe.candidats.example").exists()
