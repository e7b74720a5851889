"""A petition with its page in two languages, and how visitors sign it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from hustings.people.signups.public_forms import stamp
from hustings.site.petitions import actions
from hustings.site.petitions.models import Petition, PetitionPage, Signature
from hustings.site.website.models import HomePage
from mailguard.identifiers import addresses
from tests.cast.people import submissions
from tests.cast.site.website.fixtures import patient, site

__all__ = ["patient", "site"]  # fixtures of the site's tests
TRAINS = {"fr": "Des trains le soir", "en": "Evening trains"}
TO = {"fr": "la Région", "en": "the Region"}


def make(**more: Any) -> Petition:
    """A petition that is open."""
    words: dict[str, Any] = {"titles": TRAINS, "addressees": TO, "asks": ["family_name", "comment"]}
    return Petition.objects.create(**{**words, "consents": ["email"], "goal": 100, **more})


@pytest.fixture
def petition(db: None) -> Petition:
    """Trains, to the Region."""
    return make()


@pytest.fixture
def petition_page(site: HomePage, petition: Petition) -> PetitionPage:
    """Its page at /fr/trains/."""
    made = PetitionPage(title="Des trains", slug="trains", petition=petition, locale=site.locale)
    site.add_child(instance=made)
    return made


@pytest.fixture
def fill(client: Client, petition_page: PetitionPage, patient: None) -> Callable[..., Any]:
    """``fill(email=…)``: load the page as a visitor does, change some answers, send it."""

    def send(path: str = "/fr/trains/", **answers: str) -> Any:
        found = re.search(r'name="stamp" value="([^"]+)"', client.get(path).content.decode())
        assert found, "no form on the page"
        typed = {
            "given_name": "Charlie", "family_name": "Dupont", "email": "charlie@example.org",
            "postcode": "69100",
        }  # fmt: skip
        where = f"/fr/petitions/{petition_page.petition_id}/signatures/"
        return client.post(where, {"stamp": found[1], **typed, **answers})

    return send


def signed(petition: Petition, address: str, *, confirm: bool = True, **more: Any) -> Signature:
    """A signature by the actions, confirmed unless told otherwise."""
    words = {"given_name": "Charlie", "language": "fr", "source": "/fr/trains/", "consents": {}, **more}
    typed = Signature.typed(petition=petition, address=addresses.read(address), **words)
    made = actions.sign(signature=typed)
    assert made
    return submissions.confirm(made) if confirm else made


def links(message: mail.EmailMessage) -> dict[str, str]:
    """The paths that the mail leads to: to confirm, and to say that it was somebody else."""
    found = re.findall(r"https?://[^/]+(/\S+/petitions/signatures/[^/\s]+/)(not-me/)?", str(message.body))
    return {"not_me" if end else "confirm": start + end for start, end in found}


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "TOO_FAST", 0)
