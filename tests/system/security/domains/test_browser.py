"""The own house in a real browser: a domain, its policy, an account, by the keyboard, audited."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from hustings.security.domains import report_reader
from hustings.security.domains.models import Account, Domain
from tests.cast.security.domains import reports
from tests.system.security.lookalikes.test_browser import audited

pytestmark = pytest.mark.browser


def test_a_domain_its_policy_and_an_account(hq_page: Callable[[Any], Page], own: Domain, sonia: Any) -> None:
    cache.clear()
    Domain.objects.update(hosts=["mx1.valbrune-avant.example"])
    day = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    report_reader.take_in(
        reports.dmarc(day, [("192.0.2.1", 70, "pass", "pass"), ("192.0.2.2", 5, "fail", "fail")])
    )
    page = hq_page(sonia)
    page.goto("/hq/own-house/")
    audited(page)
    page.get_by_role("link", name="valbrune-avant.example").press("Enter")
    page.locator("tr", has_text="192.0.2.1").locator("button[value=ours]").press("Enter")
    expect(page.get_by_text("sends for us")).to_be_visible()
    page.get_by_label("Mode").select_option("testing")
    page.get_by_role("button", name="Save the policy").press("Enter")
    expect(page.locator("pre", has_text="mode: testing")).to_contain_text("mx: mx1.valbrune-avant.example")
    expect(page.get_by_text("TXT _mta-sts.valbrune-avant.example").first).to_be_visible()
    audited(page)
    page.goto("/hq/own-house/reports/")
    audited(page)
    page.goto("/hq/own-house/team/new/")
    audited(page)
    page.get_by_label("Address").fill("Bob@Valbrune-Avant.example")
    page.get_by_label("Two-factor authentication").select_option("sms")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("link", name="bob@valbrune-avant.example")).to_be_visible()
    audited(page)
    assert Account.objects.get().factor == "sms"
