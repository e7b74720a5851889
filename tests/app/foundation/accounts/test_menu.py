"""HQ's menu: few groups, the same for all but for what they may not see, and each page is below one entry."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory
from wagtail.admin.menu import admin_menu

from hustings.foundation.accounts import menu, menu_items
from hustings.foundation.accounts.models import User
from tests.cast.foundation.accounts.views import all_views

pytestmark = pytest.mark.django_db
GROUPS = [
    "new",
    "wagtailadmin_home",
    "people",
    "email",
    "actions",
    "field",
    "money",
    "site",
    "security",
    "settings",
]
# Doors of Wagtail’s that are closed, the demo’s inbox, the search, what leads on, pictures, and
# notes from phones while no app keeps any
ELSEWHERE = (
    "users",
    "groups",
    "api-tokens",
    "collections",
    "workflows",
    "failwhale",
    "account",
    "inbox",
    "search",
    "site/pages",
    "site/shared",
    "phones",
)


def shown(user: User) -> list[tuple[Any, Any]]:
    request = RequestFactory().get("/hq/")
    request.user = user
    return menu_items.in_order(admin_menu, request)


def addresses(items: list[tuple[Any, Any]]) -> Iterator[str]:
    for item, below in items:
        yield from addresses(below) if below else [item.url]


def test_a_director_sees_ten_groups(dora):
    assert [item.name for item, _below in shown(dora)][:10] == GROUPS


def test_others_see_the_same_groups_but_for_what_they_may_not_see(alice, bob):
    for user in (alice, bob):
        names = [item.name for item, below in shown(user) if below or item.name in GROUPS]
        assert names == [name for name in GROUPS if name in names]
        assert {"new", "wagtailadmin_home"} <= {item.name for item, _below in shown(user)}


def test_nothing_stands_in_the_menu_twice(dora):
    found = [url for url in addresses(shown(dora)) if not url.endswith("#main")]
    assert len(found) == len(set(found))


def test_each_page_of_ours_is_marked_in_the_menu(dora):
    """Wagtail marks the entry whose address the page's begins with: none is left to Home."""
    known = tuple(url for url in addresses(shown(dora)) if url != "/hq/")
    ours = [view.path for view in all_views() if view.is_ours and view.path.startswith("/hq/")]
    elsewhere = tuple(f"/hq/{each}/" for each in ELSEWHERE)
    assert "/hq/people/duplicates/" in ours
    assert [path for path in ours if not path.startswith((*known, *elsewhere)) and path != "/hq/"] == []


def test_new_offers_what_this_user_may_make(dora, bob):
    def offered(user: User) -> set[str]:
        below = next((below for item, below in shown(user) if item.name == menu.NEW), ())
        return {item.name for item, _none in below}

    assert {"dispatch-begin", "events-new", "petitions_hq-new", "persons-add", "imports-imports"} <= offered(
        dora
    )
    assert "dispatch-begin" not in offered(bob)
    assert offered(bob) < offered(dora)
