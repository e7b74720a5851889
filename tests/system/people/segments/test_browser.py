"""Records and segments in a real browser."""

import contextlib
import datetime as dt
import os

import pytest
from playwright.sync_api import Error, expect
from wagtail.users.models import UserProfile

from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions
from hustings.people.privacy.actions import unlocks
from hustings.people.segments.models import Segment

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def eased(settings):
    settings.SECOND_FACTOR = "optional"


@pytest.fixture
def someone(server, alice):
    person = actions.add_person(
        given_name="Charlie",
        family_name="Dupont",
        email="charlie@example.org",
        phone="0612345678",
        zone=Zone.objects.get(name="Lyon"),
    )
    actions.record_consent(
        person=person, purpose="email", is_given=True, source="page /fr/", text="Write to me."
    )
    for n in range(25):
        actions.tag(person=person, name=f"tag {n}")
    return person


def shot(page, name):
    if folder := os.environ.get("HUSTINGS_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def fits(page):
    """Nothing sticks out to the right, once the page that was asked for is there."""
    page.wait_for_load_state("domcontentloaded")
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_segment_counts_while_it_is_built(someone, hq_page, alice):
    page = hq_page(alice)
    page.goto("/hq/people/segments/add/")
    page.get_by_label("Name", exact=True).fill("Volunteers")
    page.locator("select[name=c0-criterion]").select_option("tag")
    page.locator("select[name=c0-value]").select_option(label="tag 3")
    expect(page.locator("#preview")).to_contain_text("1 person")
    expect(page.locator("#preview")).to_contain_text("Charlie Dupont")
    page.get_by_role("button", name="Add a condition").click()
    page.locator("select[name=c1-criterion]").select_option("zone")
    page.locator("#rows [role=combobox]").fill("Villeurbanne")
    expect(page.locator("#preview")).to_contain_text("0 people")
    page.get_by_role("button", name="Remove condition 2").click()
    expect(page.locator("#preview")).to_contain_text("1 person")
    shot(page, "segment")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("table.listing")).to_contain_text("has the tag “tag 3”")
    assert Segment.objects.get().criteria["criteria"][0]["criterion"] == "tag"


def test_a_record_reads_on_a_small_phone(someone, hq_page, alice):
    unlocks.unlock(user=alice, reason="Phone round", lasts=dt.timedelta(hours=1))
    actions.the_tag(name="met at the door")
    page = hq_page(alice)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/hq/people/")
    assert fits(page)
    shot(page, "list-360")
    page.get_by_role("link", name="Charlie Dupont").click()
    expect(page.get_by_role("link", name="06 12 34 56 78")).to_be_visible()
    assert fits(page)
    shot(page, "record-360")
    page.get_by_label("Add a tag").fill("met at the door")
    page.locator("#tags").get_by_role("button", name="Add").click()
    expect(page.locator("#tags")).to_contain_text("met at the door")
    page.get_by_role("link", name="Older").click()
    expect(page.locator("#timeline")).to_contain_text("Added manually by the team")
    page.goto("/hq/people/segments/add/")
    assert fits(page)


def test_search_narrows_while_one_types(someone, hq_page, alice):
    other = actions.add_person(given_name="Zoé", zone=someone.zone)
    page = hq_page(alice)
    page.goto("/hq/people/")
    expect(page.locator("#people")).to_contain_text(str(other))
    page.locator("main").get_by_label("Search", exact=True).first.fill("dup")
    expect(page.locator("#people")).not_to_contain_text(str(other))
    expect(page.locator("#people")).to_contain_text("Charlie Dupont")
    page.set_viewport_size({"width": 1280, "height": 900})
    shot(page, "list")
    page.get_by_role("link", name="Charlie Dupont").click()
    expect(page.locator("#timeline")).to_contain_text("Tag “tag 24” added")
    shot(page, "record")
    page.goto("/hq/")
    expect(page.locator(".hq-chart").first).to_be_visible()
    shot(page, "home")


def test_who_is_quicker_than_the_network_loses_nothing(hq_page, alice):
    page, held = hq_page(alice), []
    page.goto("/hq/people/segments/add/")
    page.route("**/hq/people/segments/add/", lambda route: held.append(route))
    page.locator("select[name=c0-criterion]").select_option("email")
    page.get_by_role("button", name="Add a condition", exact=True).focus()
    page.keyboard.press("Enter")
    while len(held) < 2:
        page.wait_for_timeout(20)
    held[1].continue_()
    expect(page.locator("select[name=c1-criterion]")).to_be_focused()
    with contextlib.suppress(Error):  # nobody waits for it any more
        held[0].continue_()
    page.wait_for_timeout(500)
    expect(page.locator("select[name=c1-criterion]")).to_be_focused()
    expect(page.locator("select[name=c0-criterion]")).to_have_value("email")


def test_a_group_is_built_by_keyboard_and_an_area_is_drawn(someone, hq_page, alice):
    Zone.objects.filter(name="Lyon").update(latitude=45.758, longitude=4.832, population=500_000)
    page = hq_page(alice)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/hq/people/segments/add/")
    page.get_by_label("Name", exact=True).fill("Around Lyon")
    page.locator("select[name=c0-criterion]").select_option("area")
    page.get_by_text("Draw on a map").click()
    surface = page.locator(".hq-area svg")
    expect(surface.get_by_text("Lyon", exact=True)).to_be_visible()
    box = surface.bounding_box()
    at = page.locator(".hq-area__town").first.bounding_box()
    lyon = (at["x"] - box["x"], at["y"] - box["y"])
    for x, y in [(-40, -40), (40, -40), (0, 40)]:
        surface.click(position={"x": lyon[0] + x, "y": lyon[1] + y})
    expect(page.locator(".hq-area__corner")).to_have_count(3)
    expect(page.locator("#preview")).to_contain_text("1 person")
    shot(page, "segment-area")
    page.get_by_role("button", name="Add a group", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("select[name=c1-criterion]")).to_be_focused()
    page.locator("select[name=c1-criterion]").select_option("email")
    page.get_by_role("button", name="Add a condition to group 2").focus()
    page.keyboard.press("Enter")
    expect(page.locator("select[name=c2-criterion]")).to_be_focused()
    page.locator("select[name=c2-criterion]").select_option("phone")
    preview = page.locator("#preview")
    expect(preview).to_contain_text("(has an e-mail address, or has a phone number)")
    expect(preview.get_by_role("list", name="Why")).to_contain_text("has an e-mail address")
    shot(page, "segment-tree")
    page.set_viewport_size({"width": 360, "height": 740})
    assert fits(page)
    shot(page, "segment-tree-360")
    page.get_by_role("button", name="Remove group 2").click()
    expect(page.locator(".hq-segment__group")).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("table.listing")).to_contain_text("the area with 3 corners")


CUT_OFF = """selects => selects.flatMap(select => {
  const style = getComputedStyle(select), pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return [...select.options].map(one => one.text).filter(text => pen.measureText(text).width > room + 1);
})"""


def test_choices_of_a_segment_are_read_whole_in_french(hq_page, dora, france):
    UserProfile.objects.create(user=dora, preferred_language="fr")
    page = hq_page(dora)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/hq/people/segments/add/")
    pick = page.locator(".hq-segment__pick select")
    names = pick.first.locator("option").evaluate_all("all => all.map(one => one.value)")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert len(names) > 20
    cut = {}
    for name in names[1:]:
        with page.expect_response(lambda answer: answer.url.endswith("/add/")):
            pick.first.select_option(name)
        page.wait_for_function(
            "name => document.querySelector('.hq-segment__pick select').value === name", arg=name
        )
        if found := pick.evaluate_all(CUT_OFF):
            cut[name] = found
    assert cut == {}
