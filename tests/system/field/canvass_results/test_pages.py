"""Results at the doors in Chromium: on a phone and on a desk, in both languages, without faults."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from hustings.field.canvass_results import actions, grouping, march, scopes
from hustings.field.canvassing.models import WalkList
from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Kind, Zone
from tests import conftest
from tests.browser import audit, look
from tests.cast.field.canvassing.teams import Team

pytestmark = pytest.mark.browser


def wish(walk_list: WalkList) -> None:
    """Two wishes, one of them due."""
    team = Team(walk_list)
    for door, due in zip(team.doors, (1_800_000_000, 4_000_000_000), strict=False):
        team.note(door, "come_back", due=due, remark="Ring twice")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_of_results_have_no_faults(
    hq_page: Callable[[User], Page], server: str, dora: User, width: int, language: str
) -> None:
    zone = conftest.zone(Kind.COMMUNE, "90001", "Lyre")
    Zone.objects.filter(pk=zone.pk).update(latitude=45, longitude=2)
    zone.refresh_from_db()
    day = march.replay(cities=[zone], n_teams=2, n_talks=40, seed=1, user=dora)
    [plan] = scopes.plans_of(dora)
    scope = scopes.found(dora, "plan", plan.pk)
    wish(scope.lists.first())
    found = actions.ask_to_group(scope=scope, script=day.script, question="q2", wanted=3, user=dora)
    grouping.run(found.pk, lambda: None)
    found.refresh_from_db()
    moved = grouping.answers_of(found).order_by("-pk").values_list("pk", flat=True)[:2]
    into = grouping.mark(found.groups[0])
    actions.move_answers(grouping=found, answers=moved, into=into, user=dora)
    args = [*scope.args, day.script.pk]
    pages = {
        "plans": reverse("canvass_results:plans"), "board": reverse("canvass_results:board", args=[plan.pk]),
        "leaderboard": reverse("canvass_results:leaderboard", args=[plan.pk]),
        "follow-ups": reverse("canvass_results:follow_ups", args=scope.args),
        "results": reverse("canvass_results:results", args=scope.args),
        "answers": reverse("canvass_results:answers", args=[*args, "q1"]),
        "themes": reverse("canvass_results:themes", args=[*args, "q2"]),
    }  # fmt: skip
    faults: list[str] = []
    page = hq_page(dora)
    UserProfile.objects.update_or_create(user=dora, defaults={"preferred_language": language})
    page.set_viewport_size({"width": width, "height": 900})
    for name, address in pages.items():
        page.goto(server + address)
        if name in ("results", "answers"):
            expect(page.locator("[data-shaded-map][data-ready]")).to_be_visible()
        audit(page, faults)
        look(page, f"doors-{name}-{language}-{width}")
    assert not faults
