"""A small site in two languages, dates and groups."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from hustings.field.events import actions
from hustings.field.events.models import Event
from hustings.field.groups import actions as groups
from hustings.field.groups.models import LocalGroup
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Postcode, Zone
from hustings.site.website.models import HomePage
from tests.cast.site.website.fixtures import build_small_site
from tests.conftest import user

POINTS = {"Lyon": (45.758, 4.835), "Villeurbanne": (45.771, 4.88), "Nîmes": (43.838, 4.36)}


@pytest.fixture
def site(france: Zone) -> HomePage:
    """69100 is Villeurbanne's, 30000 is Nîmes's; towns have their middles."""
    for name, (lat, lon) in POINTS.items():
        Zone.objects.filter(name=name).update(latitude=lat, longitude=lon)
    for code, name in {"69100": "Villeurbanne", "30000": "Nîmes"}.items():
        Postcode.objects.create(code=code, zone=Zone.objects.get(name=name))
    return build_small_site()


@pytest.fixture
def at_once(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """``at_once(deed, word=…)``: the deed, and what follows its commit."""

    def done(deed: Callable[..., Any], **words: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return deed(**words)

    return done


@pytest.fixture
def announce(site: HomePage, at_once: Callable[..., Any]) -> Callable[..., Event]:
    """``announce("Réunion", "Lyon", days=3)``: at that hour of a day from now, shown."""

    def announced(title: str, town: str = "", days: float = 3, show: bool = True, **values: Any) -> Event:
        begins = timezone.now().replace(minute=0, second=0, microsecond=0) + dt.timedelta(days=days)
        about = {
            "titles": {"fr": title, "en": f"{title} (en)"}, "starts_at": begins, "place": "Salle des fêtes",
            "zone": Zone.objects.get(name=town) if town else None, "time_zone": "Europe/Paris", **values,
        }  # fmt: skip
        made: Event = at_once(actions.announce, values=about, user=None, show=show)
        return made

    return announced


@pytest.fixture
def found(site: HomePage, at_once: Callable[..., Any]) -> Callable[..., LocalGroup]:
    """``found("Lyon en commun", "Lyon")``: shown."""

    def founded(name: str, town: str, show: bool = True, **values: Any) -> LocalGroup:
        about = {"name": name, "zone": Zone.objects.get(name=town), **values}
        made: LocalGroup = at_once(groups.found, values=about, user=None, show=show)
        return made

    return founded


@pytest.fixture
def carla(site: HomePage) -> Any:
    """Communications, everywhere."""
    return user("carla", Role.COMMUNICATIONS)
