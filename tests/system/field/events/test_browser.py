"""Agenda and groups in a real browser: at three widths, by axe, the map with none, one and many points."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from hustings.field.groups.models import LocalGroup
from hustings.foundation.territories import nearest
from hustings.foundation.territories.models import Zone
from hustings.site.website.serving import site_version
from tests.browser import audit, profile

pytestmark = pytest.mark.browser


def test_agenda_and_groups_at_each_width_and_without_javascript(
    chromium: Browser, server: str, announce: Callable[..., Any], found: Callable[..., Any], carla: Any,
) -> None:  # fmt: skip
    group = found("Lyon en commun", "Lyon", descriptions={"en": "Each Tuesday."}, email="l@rives.example")
    event = announce(
        "Réunion publique sur un sujet au nom interminable", "Lyon", group=group, kind="rally",
        descriptions={"en": "Come."}, online_at="https://direct.rives.example/",
    )  # fmt: skip
    announce("Annulée", "Lyon", days=4, reasons={"en": "Rain"}, cancelled_at=event.created_at)
    paths = [
        "/en/agenda/", "/en/agenda/?q=69100", f"/en/agenda/{event.path}", "/en/local-groups/",
        "/en/local-groups/?q=69100", f"/en/local-groups/{group.path}", "/en/search/?q=lyon",
    ]  # fmt: skip
    faults: list[str] = []
    for width, scheme in ((360, "light"), (768, "dark"), (1280, "light")):
        with profile(chromium, server, width=width, color_scheme=scheme, reduced_motion="reduce") as context:
            page = context.new_page()
            for path in paths:
                page.goto(path)
                if "local-groups/" in path and "Tuesday" not in page.content():
                    expect(page.locator("#group-map[data-ready='1']")).to_be_visible()
                audit(page, faults)
    assert not faults, "\n".join(faults)
    with profile(chromium, server, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/en/local-groups/")
        page.get_by_label("Your postcode or town").fill("69100")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Lyon en commun").click()
        page.get_by_role("link", name="Réunion publique").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("interminable")
        assert not context.cookies()
    _maps(chromium, server, group)


def _maps(chromium: Browser, server: str, group: LocalGroup) -> None:
    """One point, none, many: each is a map, and a point leads to its group."""
    lyon = Zone.objects.get(name="Lyon")
    group.name = "Lyon <b>en commun</b>"
    group.save()
    site_version.renew()
    with profile(chromium, server) as context:
        page = context.new_page()
        page.goto("/en/local-groups/")
        page.locator("#group-map path.leaflet-interactive").first.hover()
        expect(page.locator(".leaflet-tooltip")).to_have_text(group.name)
        page.locator("#group-map path.leaflet-interactive").first.click()
        link = page.locator("#group-map .leaflet-popup-content a")
        expect(link).to_have_attribute("href", f"/en/local-groups/{group.path}")
        Zone.objects.update(latitude=None, longitude=None)
        nearest.renew_points(LocalGroup.objects.all())
        site_version.renew()
        page.goto("/en/local-groups/?after=")
        expect(page.locator("#group-map[data-ready='0']")).to_be_visible()
        LocalGroup.objects.bulk_create(
            LocalGroup(
                name=f"G {n}", name_key=f"g {n}", zone=lyon, shown_at=group.shown_at,
                latitude=43 + n % 60 / 10, longitude=n % 70 / 10,
            )
            for n in range(600)
        )  # fmt: skip
        nearest.renew_points(LocalGroup.objects.all())
        site_version.renew()
        page.goto("/en/local-groups/?after=0")
        expect(page.locator("#group-map[data-ready='600'] canvas")).to_be_visible()
