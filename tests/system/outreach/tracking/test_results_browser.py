"""What became of mailings, in a real browser: wide and narrow, both languages."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import MailingCount, Measure
from tests.app.outreach.tracking.test_groups import over, to
from tests.cast.outreach.fixtures import letters
from tests.system.people.segments.test_browser import fits, shot

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("eased")]


@pytest.fixture
def many(campaign, everyone):
    """Twenty-one mailings that left, the newest a bad one."""
    for n in range(21):
        at = timezone.now() - timedelta(days=40 - n)
        made = Mailing.objects.create(
            name=f"La lettre de la semaine n° {n}, à toute la campagne", segment=everyone, state="sent",
            content=letters("x"), started_at=at, finished_at=at, n_deliveries=10_000,
        )  # fmt: skip
        MailingCount.objects.create(
            mailing=made, n_handed_over=10_000, n_came_back=1_500 if n == 20 else 100 + n,
            n_unsubscribed=20 + n, n_complained=n % 3,
        )  # fmt: skip
        Measure.objects.create(mailing=made, clicks="totals", n_clicks=600 + 9 * n, n_sure_clicks=500 + 7 * n)


@pytest.fixture
def sent_to_many(mailing, campaign):
    """To fifty at two domains, half of whom are measured."""
    over(mailing, campaign)
    to(mailing, 60, "large-provider.example", agree=40, click=9)
    to(mailing, 25, "courrier.example", agree=4, click=1)
    return mailing


def test_the_comparison_fits_and_is_worked_by_keyboard(server, many, dora, hq_page):
    page = hq_page(dora)
    for language in ("fr", "en"):
        UserProfile.objects.update_or_create(user=dora, defaults={"preferred_language": language})
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            for chart in ("came_back", "clicks"):
                page.goto(f"/hq/mailings/comparison/?chart={chart}")
                assert fits(page), (chart, width)
                shot(page, f"comparison-{chart}-{language}-{width}")
    assert page.get_by_role("rowheader", name="La lettre de la semaine n° 20").count() == 2  # chart and table
    assert page.locator("td").get_by_text("more than usual").count() == 2  # what came back, and clicks
    page.get_by_role("link", name="Bounced").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**chart=came_back**")
    page.get_by_label("From", exact=True).fill("2999-01-01")
    page.keyboard.press("Enter")
    page.get_by_text("No sent mailing matches.").wait_for()


def test_the_groups_fit(server, sent_to_many, dora, hq_page, everyone):
    page = hq_page(dora)
    for language in ("fr", "en"):
        UserProfile.objects.update_or_create(user=dora, defaults={"preferred_language": language})
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"/hq/mailings/{sent_to_many.pk}/groups/?segment={everyone.pk}")
            assert fits(page), width
            shot(page, f"groups-{language}-{width}")
    page.get_by_label("Segments").focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Filter").press("Enter")
    page.get_by_role("heading", name="By segment: Everyone (as of now)").wait_for()
