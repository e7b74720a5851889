"""HQ's menu: all that guards the campaign below one item."""

import pytest
from django.test import RequestFactory
from wagtail.admin.menu import admin_menu

pytestmark = pytest.mark.django_db
GUARDS = {"lookalikes-list", "domains-house", "decoys-index", "leaks-index"}


def test_all_that_guards_the_campaign_stands_below_one_item(erin):
    request = RequestFactory().get("/hq/")
    request.user = erin
    items = admin_menu.menu_items_for_request(request)
    (security,) = [each for each in items if each.name == "security"]
    shown = [each.name for each in security.menu.menu_items_for_request(request)]
    assert {"incidents-report", "incidents-incidents", *GUARDS} <= set(shown)
    assert len(shown) == len(set(shown))
    assert not GUARDS & {each.name for each in items}
