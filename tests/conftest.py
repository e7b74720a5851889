"""The cast: alice organises, bob volunteers, charlie supports, dora directs, mallory attacks."""

import datetime as dt
import os
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone, translation
from pytest_django.plugin import blocking_manager_key

from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories import postcodes
from hustings.foundation.territories.models import Containment, Kind, Step, Zone, key
from hustings.foundation.webhooks import outbox
from hustings.money.payments import intake
from hustings.site.website.serving import site_cache
from mailguard.authentication.dns import live
from mailguard.domains import source
from tests import browser, postgres, ready, settings, slate
from tests.browser import chromium, context, hq_page, page, server

__all__ = ["chromium", "context", "hq_page", "page", "server"]  # fixtures for everyone
hypothesis.settings.register_profile("any machine", deadline=None)  # a busy one is no fault
hypothesis.settings.load_profile("any machine")
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of everyone's authenticator app
SLATE = pytest.StashKey[slate.Rows]()
DIGITS = 6  # so many may be a time
# What takes long: begun first, so that no long one is left over for the end.
LONG = re.compile("system/(journey|cluster|foundation/(accounts|backups))/|website/test_whole_site")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Values that may differ from one process to the next (times, packed bytes) give a test no name.

    The processes of one run must find the same tests; where a name differs, nothing runs at all.
    """
    unsteady = isinstance(val, bytes) or (isinstance(val, str) and sum(map(str.isdigit, val)) >= DIGITS)
    return argname if unsteady else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long ones first, those of a browser together; within each kind the order stays."""
    items.sort(key=lambda item: (not LONG.search(item.nodeid), not _has_browser(item)))


def _has_browser(item: pytest.Item) -> bool:
    return "chromium" in getattr(item, "fixturenames", ())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind: no browser, no server, no files."""
    browser.ONE.close()
    settings.clean()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, request: pytest.FixtureRequest
) -> Iterator[None]:
    """A migrated database for this process; remember what the migrations wrote."""
    with ready.our_own(connection), django_db_blocker.unblock():
        request.config.stash[SLATE] = slate.copy()
        connection.close()
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a private PostgreSQL, for tests marked so: ``ready.fresh(name, postgres_server)``."""
    if connection.vendor == "postgresql":
        yield os.environ["HUSTINGS_DATABASE_URL"]
    else:
        cluster = postgres.Cluster.start()
        yield cluster.url()
        cluster.stop()


# Django would empty every table, and make all of its permissions and ours anew: half a second for each test.
TransactionTestCase._fixture_teardown = lambda self: None  # ``slate`` does it, below


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After a test that committed, put back what the migrations wrote."""
    result = yield
    mark = item.get_closest_marker("django_db")
    commits = "transactional_db" in getattr(item, "fixturenames", ()) or (
        mark and mark.kwargs.get("transaction")
    )
    if commits and nextitem and SLATE in item.config.stash:
        with item.config.stash[blocking_manager_key].unblock():
            slate.put_back(item.config.stash[SLATE])
    return result


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """End the browser where others begin; put back what a process of a test before has written late."""
    if not _has_browser(item):
        browser.ONE.close()
    stash = item.config.stash
    if SLATE in stash:
        with stash[blocking_manager_key].unblock():
            was_open = connection.connection is not None
            if slate.is_written_on(stash[SLATE]):
                slate.put_back(stash[SLATE])
            if not was_open:  # what forks must find none open
                connection.close()


def zone(kind: Kind, code: str, name: str, *outer: Zone) -> Zone:
    """A zone inside others, with the closure as the loader would make it."""
    made = Zone.objects.create(
        kind=kind, code=code, name=name, name_key=key(name), country="FR", parent=outer[0] if outer else None
    )
    Step.objects.bulk_create(Step(outer=around, inner=made) for around in outer)
    around = {link.outer_id for link in Containment.objects.filter(inner__in=outer)} | {made.pk}
    Containment.objects.bulk_create(Containment(outer_id=pk, inner=made) for pk in around)
    return made


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a process remembers for a minute is gone, as are the rows and the language of the test before."""
    translation.deactivate()
    postcodes.forget()
    site_cache.forget()
    outbox.forget()
    intake.forget()


@pytest.fixture
def france(db: None) -> Zone:
    """A country with the Rhône (Lyon, Villeurbanne) and the Gard (Nîmes)."""
    country = zone(Kind.COUNTRY, "FR", "France")
    rhone = zone(Kind.DEPARTMENT, "69", "Rhône", country)
    gard = zone(Kind.DEPARTMENT, "30", "Gard", country)
    zone(Kind.COMMUNE, "69123", "Lyon", rhone)
    zone(Kind.COMMUNE, "69266", "Villeurbanne", rhone)
    zone(Kind.COMMUNE, "30189", "Nîmes", gard)
    return country


@pytest.fixture
def rhone(france: Zone) -> Zone:
    """The department that alice organises."""
    return Zone.objects.get(kind=Kind.DEPARTMENT, code="69")


def user(name: str, role: Role | None = None, zone: Zone | None = None) -> User:
    """A user called ``name`` with an authenticator app and one grant, or none."""
    made: User = User.objects.create_user(
        f"{name}@example.org", "correct horse battery", first_name=name.title()
    )
    Authenticator.objects.create(user=made, type="totp", data={"secret": encrypt(SEED)})
    if role:
        Grant.objects.create(user=made, role=role, zone=zone)
    return made


@pytest.fixture
def dora(db: None) -> User:
    """Directs the campaign."""
    return user("dora", Role.DIRECTOR)


@pytest.fixture
def alice(rhone: Zone) -> User:
    """Organises in the Rhône."""
    return user("alice", Role.ORGANISER, rhone)


@pytest.fixture
def bob(rhone: Zone) -> User:
    """Coordinates volunteers in the Rhône."""
    return user("bob", Role.COORDINATOR, rhone)


@pytest.fixture
def mallory(db: None) -> User:
    """Has an account and no grant at all."""
    return user("mallory")


@pytest.fixture
def reunion(france: Zone) -> Zone:
    """Saint-Denis, overseas."""
    region = zone(Kind.REGION, "04", "La Réunion", france)
    department = zone(Kind.DEPARTMENT, "974", "La Réunion", region)
    return zone(Kind.COMMUNE, "97411", "Saint-Denis", department)


@pytest.fixture
def french(db) -> Campaign:
    """A campaign that keeps France's rules."""
    campaign = Campaign.current()
    campaign.country = "fr"
    campaign.save()
    return campaign


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dt.datetime]:
    """Django's clock, set to a moment in UTC: ``clock("2027-04-09 22:00")``; it goes on where it ``runs``."""

    def set_to(text: str, *, runs: bool = False) -> dt.datetime:
        moment, began = dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC), time.monotonic()

        def now() -> dt.datetime:
            return moment + dt.timedelta(seconds=time.monotonic() - began if runs else 0)

        monkeypatch.setattr(timezone, "now", now)
        return moment

    return set_to


@pytest.fixture
def nameless(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on no name server answers, and none is waited for as long as in earnest."""

    def go() -> None:
        settings.NAME_SERVERS = ["127.0.0.1:1"]
        monkeypatch.setattr(live, "PATIENCE", 0.3)
        monkeypatch.setattr(source, "TIMEOUT", 0.5)

    return go


@pytest.fixture
def run_tasks() -> Callable[..., int]:
    """Run every waiting task in this process; ``raising=False`` deals with errors as a worker does."""
    from tests.cast.foundation.jobs.draining import drain

    return drain
