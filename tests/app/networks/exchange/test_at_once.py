"""Several clocks and people at the same moment: nobody above their cap, no ask with two, no hour with two."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from hustings.networks.exchange import actions, proposals
from hustings.networks.exchange.models import Match, Member, OfficeHour
from tests.cast.networks.exchange.fixtures import ask, member, offer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
AT_ONCE = 4


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    def run(deed: Callable[[], Any]) -> Any:
        try:
            return deed()
        except actions.NotBooked as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, deeds))


def test_four_clocks_ask_each_once_and_keep_to_the_caps(site: Any) -> None:
    helpers = [member(f"Helper{n}", f"H{n}", most_at_once=2) for n in range(2)]
    for helper in helpers:
        offer(helper)
    for n in range(6):
        ask(member(f"Asker{n}", f"A{n}"))
    at_once(*[proposals.propose_due] * AT_ONCE)
    assert Match.objects.count() == 4, "two each"
    assert {helper.n_open for helper in Member.objects.filter(pk__in=[each.pk for each in helpers])} == {2}
    assert Match.objects.values("ask").distinct().count() == 4


def test_an_hour_that_four_want_has_one_booker(site: Any) -> None:
    hour = OfficeHour.objects.create(
        member=member("Max", "Bridge"), starts_at=timezone.now() + dt.timedelta(days=1)
    )
    wanting = [member(f"Asker{n}", f"A{n}") for n in range(AT_ONCE)]
    found = at_once(
        *[lambda who=who: actions.book(hour=hour, member=who, topic="x") for who in wanting]  # type: ignore[misc]
    )
    assert sum(isinstance(each, OfficeHour) for each in found) == 1
