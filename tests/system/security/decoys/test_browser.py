"""The pages about decoys in a real browser: audited, fitting a small phone, worked by keyboard."""

import pytest
from playwright.sync_api import expect

from hustings.security.decoys import actions, alarms
from hustings.security.decoys.models import Decoy
from tests.system.foundation.operations.test_looks import OVER, UNFOLD, Axe

pytestmark = pytest.mark.browser
PAGES = [
    "",
    "people/",
    "documents/",
    "documents/found/",
    "links/",
    "sets/",
    "sets/new/",
    "servers/",
    "register/",
]


@pytest.fixture
def laid_out(erin, dora, login, decoy):
    """A little of everything; the addresses that show it."""
    actions.allow_sets(user=dora, is_allowed=True)
    text = actions.ready("access", "fr")
    document = actions.write_document(title="Accès", language="fr", text_=text, user=erin)
    copy = actions.make_copy(document=document, format_="docx", place="the shared drive", user=erin)
    alarm = alarms.login_used(login.login, alarms.now(address="192.0.2.1", agent="curl/8", where="HQ"))
    alarms.link_opened(copy.link, alarms.now(address="192.0.2.2"))
    one = [
        f"alarms/{alarm.pk}/",
        f"people/{decoy.pk}/",
        f"documents/{document.pk}/",
        f"links/{copy.link.pk}/",
    ]
    return [f"/hq/decoys/{path}" for path in [*PAGES, *one, "register/?prove=1"]]


def test_the_pages_are_accessible_at_both_widths_and_work_by_keyboard(
    server, settings, erin, laid_out, hq_page
):
    settings.SECOND_FACTOR = "optional"
    page = hq_page(erin)
    wrong = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for path in laid_out:
            page.goto(f"{server}{path}")
            page.evaluate(UNFOLD)
            if page.evaluate(OVER) > 0:
                wrong.append(f"{path} is too wide at {width}")
            if width == 360:
                found = Axe().run(page, context="main").response["violations"]
                wrong += [
                    f"{path}: {each['id']}" for each in found if each["impact"] in ("serious", "critical")
                ]
    assert wrong == []
    page.goto(f"{server}/hq/decoys/people/")
    page.get_by_label("Number").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.get_by_label("Number").press("Enter")
    expect(page.get_by_text("2 decoy people created.")).to_be_visible()
    assert Decoy.objects.count() == 3
    page.goto(f"{server}/hq/decoys/people/{Decoy.objects.last().pk}/")
    page.get_by_label("Location").fill("the wiki")
    page.get_by_label("Location").press("Enter")
    expect(page.get_by_text("Copy the password now")).to_be_visible()
