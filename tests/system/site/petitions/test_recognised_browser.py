"""A remembered device in a real browser: on a phone without scripts, at a desk with them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hustings.people.signups.models import Device
from hustings.site.petitions import meter
from hustings.site.petitions.models import Petition, Signature
from tests.browser import Axe, profile
from tests.cast.site.petitions.fixtures import links

pytestmark = pytest.mark.browser


def filled_in(tab: Page, width: int) -> None:
    """The form knows its reader, and fits."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto("/fr/trains/")
    expect(tab.get_by_label("E-mail", exact=True)).to_have_value("charlie@example.org")
    expect(tab.get_by_label("Prénom", exact=True)).to_have_value("Charlie")
    expect(tab.get_by_text("Bonjour, Charlie")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def audited(tab: Page) -> None:
    """Nothing that axe finds; its own scripts need those of the page."""
    audit = Axe().run(tab)
    assert not audit.response["violations"], audit.generate_report()


def remember(made: BrowserContext, run_tasks: Callable[[], int]) -> None:
    """Sign with the box ticked, and follow the mailed link in the same profile."""
    tab = made.new_page()
    tab.goto("/fr/trains/")
    words = {"Prénom": "Charlie", "Nom": "Martin", "E-mail": "charlie@example.org", "Code postal": "69100"}
    for label, value in words.items():
        tab.get_by_label(label, exact=True).fill(value)
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    tab.get_by_label("Me reconnaître sur cet appareil").check()
    tab.get_by_role("button", name="Signer").click()
    expect(tab.get_by_text("boîte").first).to_be_visible()
    run_tasks()
    tab.goto(links(mail.outbox[-1])["confirm"])
    tab.get_by_role("button", name="Confirmer ma signature").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Merci, Charlie")
    tab.close()


@pytest.mark.parametrize(("width", "has_scripts"), [(360, False), (1280, True)])
def test_a_remembered_device_signs_in_one_step_until_it_forgets(
    chromium: Browser,
    server: str,
    petition: Petition,
    run_tasks: Callable[[], int],
    width: int,
    has_scripts: bool,
    request: Any,
) -> None:
    request.getfixturevalue("petition_page")
    with profile(chromium, server, java_script_enabled=has_scripts, width=width) as made:
        remember(made, run_tasks)
        [cookie] = made.cookies()
        assert cookie["httpOnly"] and Device.objects.count() == 1
        Signature.objects.all().delete()
        tab = made.new_page()
        filled_in(tab, width)
        if has_scripts:
            audited(tab)
            filled_in(tab, 360)
            audited(tab)
        tab.get_by_role("button", name="Signer").click()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("Merci, Charlie")
        assert Signature.objects.get().is_confirmed
        tab.goto("/fr/trains/")
        tab.get_by_role("link", name="Ce n’est pas vous").click()
        tab.get_by_role("button", name="Oublier cet appareil").click()
        expect(tab.get_by_label("E-mail", exact=True)).to_have_value("")
        assert not made.cookies() and not Device.objects.exists()
    assert meter.count(petition.pk) >= 1
