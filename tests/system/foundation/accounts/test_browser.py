"""The browser and the slate that every browser test stands on."""

import pytest
from wagtail.models import Page as SitePage

from hustings.foundation.accounts.models import User


@pytest.mark.browser
@pytest.mark.parametrize("n", [1, 2])
def test_the_browser_reaches_the_server_and_nothing_is_left_behind(n, page, mallory):
    assert page.goto("/health/").text() == "ok"
    assert User.objects.count() == 1
    assert SitePage.objects.exists()


def test_the_slate_is_clean(db):
    assert not User.objects.exists()
    assert SitePage.objects.exists()


@pytest.mark.browser
def test_a_signed_in_user_gets_into_hq(hq_page, dora):
    page = hq_page(dora)
    assert page.goto("/hq/").status == 200
    assert page.url.endswith("/hq/")
