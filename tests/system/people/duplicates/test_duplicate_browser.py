"""Two records are compared, merged and parted in a real browser, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from hustings.foundation.territories.models import Zone
from hustings.people.changes.operations import run
from hustings.people.duplicates.actions import duplicates
from hustings.people.duplicates.models import Duplicate
from tests.app.people.duplicates.test_duplicates import BORN, person
from tests.system.people.segments.test_browser import fits, shot

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def eased(settings):
    settings.SECOND_FACTOR = "optional"


@pytest.fixture
def pair(server, alice):
    lyon = Zone.objects.get(name="Lyon")
    person("Jean", "Dupont", born_on=BORN, zone=lyon, phone="0612345678", email="jean.dupont@gmail.com")
    person(
        "Jean", "Dupond", born_on=BORN, zone=Zone.objects.get(name="Villeurbanne"), phone="0612345678",
        email="jeandupont@googlemail.com", house="3 rue Haute",
    )  # fmt: skip
    person("Zoé", "Lefèvre", born_on=BORN.replace(year=1970), zone=lyon, house="12 impasse des Lilas")
    person("Lefevre", "Zoe", born_on=BORN.replace(year=1970), zone=lyon, house="12, impasse des lilas")
    run.run_operation(duplicates.search().pk)
    return Duplicate.objects.order_by("pk")[0]


@pytest.mark.parametrize("width", [360, 1280])
def test_two_are_compared_merged_and_parted(pair, hq_page, dora, width):
    page = hq_page(dora)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/hq/people/duplicates/")
    expect(page.get_by_text("family names differ by a typo")).to_be_visible()
    assert fits(page)
    shot(page, f"duplicates-{width}")
    page.get_by_role("link", name="Compare Jean Dupont and Jean Dupond").click()
    page.get_by_label("Name: Jean Dupond").check()
    assert fits(page)
    shot(page, f"compare-{width}")
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("The two records were merged.")).to_be_visible()
    page.get_by_role("link", name="Merged records").click()
    page.get_by_role("link", name="Jean Dupond").click()
    assert fits(page)
    shot(page, f"part-{width}")
    page.get_by_role("button", name="Unmerge").click()
    expect(page.get_by_text("The records were unmerged.")).to_be_visible()
    shot(page, f"parted-{width}")
    page.goto("/hq/people/duplicates/sure/")
    assert fits(page)
    shot(page, f"sure-{width}")
