"""HQ's menu: one item for all that guards the campaign."""

import pytest
from django.test import RequestFactory
from wagtail import hooks

pytestmark = pytest.mark.django_db
GUARDS = {"lookalikes-list", "domains-house", "decoys-index", "leaks-index"}


def test_all_that_guards_the_campaign_stands_below_one_item(erin):
    items = [make() for make in hooks.get_hooks("register_admin_menu_item")]
    (shield,) = [each for each in items if each.name == "shield"]
    request = RequestFactory().get("/hq/")
    request.user = erin
    shown = [each.name for each in shield.menu.menu_items_for_request(request)]
    assert {"incidents-report", "incidents-incidents", *GUARDS} <= set(shown)
    assert len(shown) == len(set(shown))
    assert not GUARDS & {each.name for each in items}
