"""Another site's page under a strict policy, in a real browser that refuses cookies of third parties."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, FrameLocator, Page, expect

from hustings.site.embeds import code
from hustings.site.embeds.models import Host, Use
from hustings.site.forms.models import Questionnaire, Response
from hustings.site.petitions.models import Petition, PetitionPage, Signature
from hustings.site.website.models import HomePage
from tests.browser import Axe, profile
from tests.cast.site.petitions.fixtures import make
from tests.cast.site.website.fixtures import patient, site
from tests.waiting import until

__all__ = ["patient", "site"]
pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")  # a folder where pages are kept as pictures
WRITE = "document.cookie = 'seen=1; SameSite=None; Secure'; document.cookie"
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture
def foreign(server: str) -> Iterator[Callable[[str], str]]:
    """``foreign(html)``: the address of a page of somebody else's, whose policy takes nothing inline."""
    started: list[ThreadingHTTPServer] = []
    policy = f"default-src 'none'; script-src {server}; frame-src {server}; style-src 'self'"

    def serve(html: str) -> str:
        class Site(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", policy)
                self.end_headers()
                self.wfile.write(html.encode())

            def log_message(self, *_words: Any) -> None:
                """Say nothing."""

        made = ThreadingHTTPServer(("127.0.0.1", 0), Site)
        threading.Thread(target=made.serve_forever, daemon=True).start()
        started.append(made)
        return f"http://127.0.0.1:{made.server_port}"

    yield serve
    for each in started:
        each.shutdown()
        each.server_close()


def code_of(server: str, name: str, title: str, more: str = "") -> str:
    return (
        f'<p><a href="{server}/fr/" data-hustings-embed="{name}" {more}>{title}</a></p>'
        f'<script src="{server}/embeds/1.js" integrity="{code.integrity(1)}" crossorigin="anonymous" async>'
        "</script>"
    )


def shot(page: Page, name: str) -> None:
    """Keep the page as a picture, where somebody wants to look."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"embed-{name}.png"), full_page=True)


def fill(frame: FrameLocator, email: str) -> None:
    """Fill in and send by the keyboard: a frame above that grows moves the button away from a pointer."""
    frame.get_by_label("Prénom", exact=True).fill("Charlie")
    frame.get_by_label("Nom", exact=True).fill("Dupont")
    frame.get_by_label("E-mail", exact=True).fill(email)
    frame.get_by_label("Code postal").fill("69100")
    frame.get_by_role("button", name="Signer").press("Enter")


@pytest.fixture
def petition(site: HomePage, patient: None) -> Petition:
    made = make(titles={"fr": "Des trains le soir"})
    site.add_child(
        instance=PetitionPage(title="Des trains", slug="trains", petition=made, locale=site.locale)
    )
    return made


def test_two_forms_in_a_foreign_page_and_none_where_the_site_is_not_listed(
    chromium: Browser, server: str, petition: Petition, foreign: Callable[[str], str]
) -> None:
    name = f"petition/{petition.pk}"
    both = code_of(server, name, "Signez", "data-theme=dark") + code_of(server, "sign-up/join", "Venez")
    html = f'<!doctype html><html lang="fr"><meta name="viewport" content="width=device-width"><body>{both}'
    gazette, stranger = foreign(html), foreign(html)
    Host.objects.create(origin=gazette)  # on one's own machine only: HQ takes https alone
    with profile(chromium, server, width=320, bypass_csp=False) as made:
        tab = made.new_page()
        tab.goto(f"{gazette}/?utm_campaign=marches", referer="https://search.example/found")
        frames = tab.locator("iframe")
        expect(frames).to_have_count(2)
        signing, joining = (tab.frame_locator("iframe").nth(n) for n in (0, 1))
        expect(signing.get_by_role("button", name="Signer")).to_be_visible()
        expect(frames.first).to_have_attribute("title", "Signez")
        expect(tab.get_by_role("link", name="Signez")).to_be_hidden()
        expect(frames.first).not_to_have_attribute("height", "640")
        assert frames.first.get_attribute("style") is None
        inner = tab.frames[1]
        assert inner.evaluate(WRITE) == "", "this browser takes cookies of third parties"
        assert inner.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"

        def is_as_high_as_its_page() -> bool:
            height = inner.evaluate("document.body.getBoundingClientRect().height")
            return abs(int(frames.first.get_attribute("height") or 0) - height) < 2

        until(is_as_high_as_its_page)  # the frame is told of each change of height
        fill(signing, "charlie@example")
        expect(signing.get_by_role("alert")).to_be_focused()
        shot(tab, "errors")
        signing.get_by_label("E-mail", exact=True).fill("charlie@example.org")
        signing.get_by_role("button", name="Signer").press("Enter")
        expect(signing.get_by_text("Consultez votre boîte")).to_be_visible()
        expect(joining.get_by_role("button", name="Je rejoins")).to_be_visible()
        assert all(frame.evaluate(FITS) for frame in tab.frames)
        shot(tab, "thanks")
        assert not made.cookies()
        tab.goto(f"{server}/fr/embeds/{name}/")
        found = Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()
    came = Signature.objects.get().came
    assert came == {"campaign": "marches", "embed": "127.0.0.1", "site": "search.example"}
    assert Use.objects.get().n_acts == 1
    context = chromium.new_context()  # here a refusal is what is wanted
    tab = context.new_page()
    tab.goto(stranger)
    expect(tab.locator("iframe")).to_have_count(0)
    expect(tab.get_by_role("link", name="Signez")).to_be_visible()
    context.close()


def test_a_crowd_a_closing_and_a_beginning_are_told_in_the_frame_and_nothing_typed_is_lost(
    chromium: Browser, server: str, petition: Petition, foreign: Callable[[str], str], settings: Any
) -> None:
    form = Questionnaire.objects.create(
        slug="aide", texts={"fr": {"title": "Aider"}}, opens_at=petition.opens_at
    )
    for step in (1, 2):
        form.questions.create(kind="long", texts={"fr": {"label": f"Question {step}"}}, step=step)
    parts = [
        code_of(server, f"petition/{petition.pk}", "Signez"), code_of(server, "sign-up/join", "Venez"),
        code_of(server, "form/aide", "Aidez"),
    ]  # fmt: skip
    start = '<!doctype html><html lang="fr"><meta name="viewport" content="width=device-width"><body>'
    gazette = foreign(start + "".join(parts))
    Host.objects.create(origin=gazette)
    crowd = "Trop de personnes viennent d’envoyer"
    with profile(chromium, server, width=360, bypass_csp=False) as made:
        tab = made.new_page()
        tab.goto(gazette)
        signing, joining, answering = (tab.frame_locator("iframe").nth(n) for n in range(3))
        settings.SIGN_UPS_PER_HOUR = 0
        fill(signing, "charlie@example.org")
        expect(signing.get_by_text(crowd)).to_be_visible()
        expect(signing.get_by_label("Code postal")).to_have_value("69100")
        joining.get_by_label("Prénom", exact=True).fill("Charlie")
        joining.get_by_label("E-mail", exact=True).fill("charlie@example.org")
        joining.get_by_label("Code postal").fill("69100")
        joining.get_by_role("button", name="Je rejoins").press("Enter")
        expect(joining.get_by_text(crowd)).to_be_visible()
        expect(joining.get_by_label("E-mail", exact=True)).to_have_value("charlie@example.org")
        answering.get_by_label("Question 1").fill("Parce que.")
        answering.get_by_role("button", name="Continuer").press("Enter")
        answering.get_by_label("Question 2").fill("Le samedi.")
        answering.get_by_label("Prénom", exact=True).fill("Charlie")
        answering.get_by_label("E-mail", exact=True).fill("charlie@example.org")
        answering.get_by_role("button", name="Envoyer").press("Enter")
        expect(answering.get_by_text(crowd)).to_be_visible()
        expect(answering.get_by_label("Question 2")).to_have_value("Le samedi.")
        shot(tab, "crowd")
        looks_like_a_frame(tab)
        soon = timezone.now() + timedelta(days=3)
        Questionnaire.objects.update(opens_at=soon)
        Petition.objects.update(closes_at=petition.opens_at)
        answering.get_by_role("button", name="Envoyer").press("Enter")
        expect(answering.get_by_text("Ce formulaire ouvre le")).to_be_visible()
        for words in ("Parce que.", "Le samedi."):
            expect(answering.get_by_text(words)).to_be_visible()
        signing.get_by_role("button", name="Signer").press("Enter")
        expect(signing.get_by_text("Cette pétition est fermée")).to_be_visible()
        expect(signing.get_by_text("charlie@example.org")).to_be_visible()
        shot(tab, "closed")
        looks_like_a_frame(tab)
        tab.reload()
        expect(answering.get_by_text("Ce formulaire ouvre le")).to_be_visible()
        looks_like_a_frame(tab)
        for path in ("form/aide", f"petition/{petition.pk}"):
            tab.goto(f"{server}/fr/embeds/{path}/")
            found = Axe().run(tab)
            assert found.violations_count == 0, found.generate_report()
    assert not Signature.objects.exists() and not Response.objects.exists()


def looks_like_a_frame(tab: Page) -> None:
    """Each frame is ours, without the site around it, and as wide as it may be."""
    assert len(tab.frames) == 4
    for frame in tab.frames[1:]:
        frame.wait_for_url("**/fr/embeds/**")
        assert "/fr/embeds/" in frame.url and frame.evaluate(FITS)
        assert frame.locator(".embed-foot").count() == 1 and frame.locator(".site-head").count() == 0
