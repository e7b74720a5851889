"""Forms in other sites' pages: who may show them, what stays in the frame, what is counted."""

import re
from typing import Any

import pytest
from django.test import Client, RequestFactory, override_settings

from hustings.people.signups.models import SignUp
from hustings.people.signups.public_forms import embeds
from hustings.site.embeds import actions, code, counters, hosts, kinds
from hustings.site.embeds.models import Host, Use
from hustings.site.forms.models import Questionnaire, Response
from hustings.site.petitions.models import Petition, PetitionPage, Signature
from hustings.site.website.models import HomePage
from tests.cast.site.petitions.fixtures import make
from tests.cast.site.website.fixtures import patient, site

__all__ = ["patient", "site"]  # fixtures of the site's tests
GAZETTE, PAPER = "https://gazette.example", "https://www.paper.example"
WHO = {"given_name": "Charlie", "email": "charlie@example.org", "postcode": "69100"}
READER = {"user-agent": "Mozilla/5.0 (X11) Firefox/140", "referer": f"{GAZETTE}/"}


@pytest.fixture
def petition(site: HomePage, patient: None) -> Petition:
    """Trains, with a page in French; the Gazette may show it."""
    made = make()
    site.add_child(
        instance=PetitionPage(title="Des trains", slug="trains", petition=made, locale=site.locale)
    )
    actions.list_host(origin=GAZETTE)
    return made


def csp(response: Any) -> str:
    """Who may be around the page."""
    found = re.search(r"frame-ancestors ([^;]+)", response["Content-Security-Policy"])
    return found[1] if found else ""


def stamp_in(response: Any) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', response.content.decode())
    assert found, response.content.decode()
    return found[1]


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        (" https://Gazette.example/ ", GAZETTE),
        ("gazette.example", GAZETTE),
        ("https://gazette.example:443", GAZETTE),
        ("https://gazette.example:8443", f"{GAZETTE}:8443"),
        ("https://été.example", "https://xn--t-9fab.example"),
    ],
)
def test_an_address_is_read_as_browsers_write_an_origin(typed: str, origin: str) -> None:
    assert hosts.read(typed).origin == origin


@pytest.mark.parametrize(
    "typed",
    [
        "http://gazette.example", "https://gazette.example/page", "https://me@gazette.example", "https://1.2.3.4",
        "https://gazette", "https://a b.example", "https://gazette.example; script-src *",
        "*.gazette.example",
        "https://gazette.example?x", "javascript:alert(1)", "https://[::1]", "https://gazette.example:99999",
        "https://-x.example", "", "https://'self'", "https://campaign.example",
    ],
)  # fmt: skip
@override_settings(BASE_URL="https://campaign.example", BEHIND_TLS=True)
def test_what_is_no_site_of_others_is_refused(typed: str) -> None:
    with pytest.raises(hosts.BadOrigin):
        hosts.read(typed)


def test_subdomains_only_on_purpose_and_never_of_a_public_suffix() -> None:
    listed = [Host(origin=GAZETTE), Host(origin="https://paper.example", has_subdomains=True)]
    assert hosts.sources(listed) == [GAZETTE, "https://paper.example", "https://*.paper.example"]
    assert hosts.find(listed, "https://a.b.paper.example") is listed[1]
    for other in [
        "https://x.gazette.example",
        "http://a.paper.example",
        "https://badpaper.example",
        "null",
        "",
    ]:
        assert hosts.find(listed, other) is None, other
    assert hosts.read("https://*.paper.example", has_subdomains=True).origin == "https://paper.example"
    for suffix in [
        "https://co.uk", "https://*.github.io", "https://*.wordpress.com", "weebly.com", "https://Free.fr",
    ]:  # fmt: skip
        with pytest.raises(hosts.BadOrigin):
            hosts.read(suffix, has_subdomains=True)
    assert hosts.read("https://ours.wordpress.com").origin == "https://ours.wordpress.com"


def test_only_listed_sites_may_show_a_frame_and_everything_else_stays_closed(
    client: Client, petition: Petition, django_assert_max_num_queries: Any
) -> None:
    path = f"/fr/embeds/petition/{petition.pk}/"
    client.get(path)
    with django_assert_max_num_queries(14):
        answer = client.get(path, {"at": GAZETTE})
    assert csp(answer) == GAZETTE and "X-Frame-Options" not in answer
    assert f'data-around="{GAZETTE}"' in answer.content.decode()
    assert (
        "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex" and not answer.cookies
    )
    actions.list_host(origin="https://paper.example", has_subdomains=True)
    assert csp(client.get(path)) == f"{GAZETTE} https://paper.example https://*.paper.example"
    assert "data-around" not in client.get(path, {"at": "https://evil.example"}).content.decode()
    Host.objects.all().delete()
    assert csp(client.get(path)) == "'none'"
    for other in ["/fr/trains/", f"/fr/petitions/{petition.pk}/signatures/", "/fr/sign-ups/sent/", "/hq/"]:
        answer = client.get(other)
        assert csp(answer) == "'self'" and answer["X-Frame-Options"] == "SAMEORIGIN", other
    for gone in ["petition/999999", "petition/x", "sign-up/x", "form/none", "agenda/1"]:
        assert client.get(f"/fr/embeds/{gone}/").status_code == 404, gone


def test_signing_in_a_frame_stays_there_and_says_where_it_was(client: Client, petition: Petition) -> None:
    client = Client(enforce_csrf_checks=True)
    path = f"/fr/embeds/petition/{petition.pk}/"
    asked = {
        "at": GAZETTE, "theme": "dark", "utm_campaign": "printemps", "utm_embed": "x.example",
        "before": "www.search.example",
    }  # fmt: skip
    page = client.get(path, asked, headers=READER)
    html = page.content.decode()
    here = f"{path}?theme=dark&amp;at=https%3A%2F%2Fgazette.example"
    assert f'action="{here}"' in html and "site-head" not in html and 'target="_self"' in html
    typed = {"stamp": stamp_in(page), **WHO, "family_name": "Dupont"}
    where = here.replace("&amp;", "&")
    wrong = client.post(where, {**typed, "email": "charlie@"})
    assert wrong.status_code == 422 and f'action="{here}"' in wrong.content.decode()
    assert "site-head" not in wrong.content.decode() and csp(wrong) == GAZETTE
    assert "data-step" in wrong.content.decode()
    done = client.post(where, typed)
    assert done.status_code == 302 and done.url.startswith(f"{path}sent/?theme=dark&at=https")
    thanks = client.get(done.url)
    assert csp(thanks) == GAZETTE and "site-head" not in thanks.content.decode()
    signature = Signature.objects.get()
    assert signature.came == {
        "campaign": "printemps", "embed": "gazette.example", "site": "search.example"
    }  # fmt: skip
    assert signature.origin == "printemps" and "Des trains le soir" in kinds.named(signature.source)
    client.post(where, {**typed, "subject": "robot"})
    counters.fold()
    assert list(Use.objects.values_list("kind", "host", "n_views", "n_acts")) == [("petition", GAZETTE, 1, 1)]


def test_joining_and_a_form_in_steps_stay_in_the_frame(client: Client, petition: Petition) -> None:
    join = client.get("/fr/embeds/sign-up/join/", {"at": GAZETTE}).content.decode()
    assert "Join fr" in join and 'action="/fr/embeds/sign-up/join/?at=https%3A%2F%2Fgazette.example"' in join
    page = client.get("/fr/embeds/sign-up/join/", {"at": GAZETTE})
    done = client.post("/fr/embeds/sign-up/join/", {"stamp": stamp_in(page), **WHO, "at": GAZETTE})
    assert done.url == "/fr/embeds/sign-up/join/sent/"
    assert SignUp.objects.get().came == {"embed": "gazette.example"}
    form = Questionnaire.objects.create(
        slug="aide", texts={"fr": {"title": "Aider"}}, opens_at=petition.opens_at
    )
    for step in (1, 2):
        form.questions.create(kind="short", texts={"fr": {"label": f"Q{step}"}}, step=step)
    where = f"/fr/embeds/form/aide/?at={GAZETTE}"
    page = client.get(where)
    for _step in range(2):
        fields = dict(re.findall(r'name="(stamp|typed|at)" value="([^"]*)"', page.content.decode()))
        assert 'action="/fr/embeds/form/aide/?at=https' in page.content.decode()
        page = client.post(where, {**fields, **WHO})
    assert page.url.startswith("/fr/embeds/form/aide/sent/?at=") and "sent=1" in page.url
    assert "boîte" in client.get(page.url).content.decode()
    assert Response.objects.get().came == {"embed": "gazette.example"}
    assert Use.objects.filter(kind="form", n_acts=1).exists()


def test_what_is_switched_off_is_a_link_and_takes_nothing(
    client: Client, petition: Petition, dora: Any
) -> None:
    path = f"/fr/embeds/petition/{petition.pk}/"
    stamp = stamp_in(client.get(path))
    actions.stop(kind="petition", key=str(petition.pk), user=dora)
    for answer in (client.get(path), client.post(path, {"stamp": stamp, **WHO, "family_name": "D"})):
        assert answer.status_code == 410 and "/fr/trains/" in answer.content.decode()
    assert not Signature.objects.exists()
    actions.go_on(kind="petition", key=str(petition.pk))
    assert client.get(path).status_code == 200


def test_the_script_never_changes_and_other_sites_may_load_it(db: None, client: Client) -> None:
    answer = client.get("/embeds/1.js")
    assert answer["Access-Control-Allow-Origin"] == "*" and "immutable" in answer["Cache-Control"]
    assert len(answer.content) < 6_000 and client.get("/embeds/99.js").status_code == 404
    # Code of this version stands in pages of others: what changes is a new number.
    assert code.integrity(1) == "sha384-niWDeow6S32Fk+s1jZvSTGRbq/yZYvlOi8jC904VEtB6/lbWdUhBUh3JkCJlgWzW"


def test_the_meter_is_told_to_listed_sites_alone(client: Client, petition: Petition) -> None:
    url = f"/api/v1/petitions/{petition.pk}/meter"
    told = client.get(url, headers={"origin": GAZETTE})
    assert told["Access-Control-Allow-Origin"] == GAZETTE and "Origin" in told["Vary"]
    assert told["Cache-Control"] == "public, max-age=30" and not told.cookies
    said = told.json()
    assert (said["signatures"], said["goal"], said["is_open"]) == (0, 100, True)
    assert said["pages"]["fr"].endswith("/fr/trains/") and said["titles"]["en"] == "Evening trains"
    for origin in ["https://evil.example", "null", ""]:
        assert "Access-Control-Allow-Origin" not in client.get(url, headers={"origin": origin}), origin
    assert client.get("/api/v1/petitions/999999/meter").status_code == 404


def test_a_director_lists_sites_and_hq_gives_the_code(client: Client, petition: Petition, dora: Any) -> None:
    client.force_login(dora)
    for origin, status in [("http://paper.example", 422), ("https://*.paper.example", 422), (PAPER, 302)]:
        assert client.post("/hq/embedding/sites/", {"origin": origin, "note": "Paper"}).status_code == status
    counters.act("petition", str(petition.pk), GAZETTE)
    html = client.get("/hq/embedding/").content.decode()
    assert (
        PAPER in html
        and f"/hq/embedding/petition/{petition.pk}/" in html
        and "/hq/embedding/sign-up/join/" in html
    )
    page = client.get(
        f"/hq/embedding/petition/{petition.pk}/", {"language": "en", "theme": "dark"}
    ).content.decode()
    assert "data-language=&quot;en&quot; data-theme=&quot;dark&quot;" in page and GAZETTE in page
    assert f"integrity=&quot;{code.integrity(code.NEWEST)}&quot;" in page
    preview = client.get(f"/hq/embedding/petition/{petition.pk}/preview/fr/")
    assert csp(preview) == "'self'" and "Des trains le soir" in preview.content.decode()
    client.post(f"/hq/embedding/petition/{petition.pk}/switch/", {"is_on": "no"})
    assert client.get(f"/fr/embeds/petition/{petition.pk}/").status_code == 410
    client.post(f"/hq/embedding/sites/{Host.objects.get(origin=PAPER).pk}/removal/")
    assert not Host.objects.filter(origin=PAPER).exists()


def test_thanks_in_a_frame_say_what_those_of_our_site_do() -> None:
    request: Any = RequestFactory().get("/")
    for sent, otherwise, where in [
        ("/s/?at=a", "/x/?sent=1", "/s/?at=a&sent=1"), ("/s/", "/x/?joins=1", "/s/?joins=1"),
        ("/s/?at=a", "/x/", "/s/?at=a"), ("/s/", "", "/s/"),
    ]:  # fmt: skip
        request.embed = embeds.Embed(base="b", here="h", sent=sent)
        assert embeds.sent(request, otherwise) == where and request.embed.is_done
