"""Outlines of stations and the map of a ranking in Chromium, on a phone and on a desk, in both languages."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from hustings.field.stations import actions
from hustings.field.stations.models import Station
from hustings.field.stations.outlines import cells, writing
from hustings.field.stations.outlines.kind import KIND as OUTLINES
from hustings.field.stations.ranking import scoring
from hustings.field.stations.results.kind import KIND
from hustings.foundation.accounts.models import User
from hustings.foundation.file_imports.uploads import actions as uploads
from hustings.foundation.file_imports.uploads import run
from tests.browser import audit, look
from tests.cast.field.stations import files
from tests.cast.field.stations.outlines import collection, feature, square

pytestmark = pytest.mark.browser


@pytest.fixture
def ranking(transactional_db: None, dora: User) -> int:
    """Forty stations of a town, ranked, with outlines drawn and some held out."""
    vote = actions.add_election(name="First", held_on=dt.date(2024, 6, 9), user=dora)
    kept = uploads.take(
        kind=KIND, file=files.many(40), name="x.csv", user=dora, election=vote, named="name"
    )  # fmt: skip
    for _step in ("check", "write"):
        run.run(KIND, kept.pk)
        kept.refresh_from_db()
        if kept.state == kept.State.CHECKED:
            uploads.start(imported=kept)
    actions.set_lean(election=vote, leans={vote.contenders.get(name="ENSEMBLE").pk: 100})
    for town in range(4):
        keys = Station.objects.filter(municipality=f"1000{town}").values_list("pk", flat=True)
        places = [(pk, (4.8 + n % 5 / 200, 45.70 + (2 * town + n // 5) / 300)) for n, pk in enumerate(keys)]
        writing.estimate(f"1000{town}", cells.drawn(places))
    made = actions.add_ranking(name="Knock", elections=[vote], zone=None, n_chosen=20, held_out=20, user=dora)
    scoring.score(made.pk)
    actions.draw_held_out(ranking=made, seed="7", user=dora)
    return made.pk


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_with_outlines_have_no_faults(
    hq_page: Callable[[User], Page], server: str, dora: User, ranking: int, width: int, language: str
) -> None:
    first = Station.objects.order_by("number").first()
    assert first
    bad = feature(first.municipality, "999", square(4.8, 45.7))
    file = collection(feature(first.municipality, first.number, square(4.8, 45.7)), bad)
    kept = uploads.take(kind=OUTLINES, file=file, name="outlines.geojson", user=dora)
    run.run(OUTLINES, kept.pk)
    pages = {
        "ranking": reverse("stations:ranking", args=[ranking]),
        "outlines": reverse("station_outlines:outlines"),
        "import": reverse("station_outlines:import", args=[kept.pk]),
        "station": reverse("stations:station", args=[first.pk]),
    }
    faults: list[str] = []
    page = hq_page(dora)
    UserProfile.objects.update_or_create(user=dora, defaults={"preferred_language": language})
    page.set_viewport_size({"width": width, "height": 900})
    for name, address in pages.items():
        page.goto(server + address)
        if name == "ranking":
            expect(page.locator("[data-shaded-map][data-ready='40']")).to_be_visible()
            expect(page.locator("path.shade--apart")).to_have_count(4)
        audit(page, faults)
        look(page, f"stations-{name}-{language}-{width}")
    page.goto(server + pages["ranking"])
    page.locator("path.shade--4").first.click(force=True)
    expect(page.locator(".leaflet-popup-content a")).to_be_visible()
    assert not faults
