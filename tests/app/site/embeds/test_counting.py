"""Sums of views and of what was sent, and the list of sites: one row each, whoever adds to it."""

import pytest
from django.test import RequestFactory

from hustings.foundation.accounts.models import User
from hustings.site.embeds import actions, counters, hosts
from hustings.site.embeds.models import Host, Use

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_views_and_acts_of_a_day_are_one_row() -> None:
    seen = RequestFactory().get("/fr/embeds/form/a/", headers={"user-agent": "Mozilla/5.0 (X11) Firefox/140"})
    robot = RequestFactory().get("/fr/embeds/form/a/", headers={"user-agent": "curl/8"})
    for request, host in [(seen, "https://a.example"), (seen, "https://a.example"), (robot, "x"), (seen, "")]:
        counters.view(request, "form", "a", host)
    counters.act("form", "a", "https://a.example")
    assert counters.fold() == 1 and counters.fold() == 0
    counters.act("form", "a", "https://a.example")
    counters.act("form", "a", "")
    assert list(Use.objects.values_list("host", "n_views", "n_acts")) == [("https://a.example", 2, 2)]
    Use.objects.update(day="2020-01-01")
    assert counters.forget() == 1


def test_a_site_is_listed_once_and_a_thing_stopped_once(dora: User) -> None:
    for subdomains in (False, True):
        actions.list_host(origin="https://a.example", has_subdomains=subdomains, user=dora)
        actions.stop(kind="form", key="a", user=dora)
    assert Host.objects.get().has_subdomains
    Host.objects.bulk_create(Host(origin=f"https://h{n}.example") for n in range(hosts.MOST - 1))
    with pytest.raises(actions.TooMany):
        actions.list_host(origin="https://b.example")
    actions.unlist_host(host=Host.objects.get(origin="https://a.example"))
    actions.go_on(kind="form", key="a")
