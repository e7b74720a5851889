"""A small site in two languages: front page, sign-up page, privacy notice, one consent line."""

import json
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Locale, Page, Site

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Kind, Postcode, Zone
from hustings.people.persons.models import Purpose
from hustings.people.signups.public_forms import stamp
from hustings.site.website import actions
from hustings.site.website.models import HomePage, LegalPage, Look, SignUpPage

JOIN_KEY = uuid.uuid4()
SENTENCE = {"fr": "J’accepte de recevoir des nouvelles.", "en": "I agree to receive news."}


def build_small_site() -> HomePage:
    """The pages that a test needs, without pictures."""
    campaign = Campaign.current()
    campaign.name, campaign.privacy_contact = "Rives Communes", "data@rives.example"
    campaign.save()
    homes: dict[str, Any] = {}
    for code, slugs in {"fr": ("accueil", "rejoindre", "donnees"), "en": ("start", "join", "data")}.items():
        locale = Locale.objects.get_or_create(language_code=code)[0]
        home = HomePage(title=f"Start {code}", slug=slugs[0], slogan=f"Slogan {code}", locale=locale)
        if "fr" in homes:
            home.translation_key = homes["fr"].translation_key
        Page.get_first_root_node().add_child(instance=home)
        join = SignUpPage(title=f"Join {code}", slug=slugs[1], locale=locale)
        join.translation_key = JOIN_KEY
        home.add_child(instance=join)
        home.add_child(instance=LegalPage(title=f"Data {code}", slug=slugs[2], kind="privacy", locale=locale))
        homes[code] = home
        for purpose in (Purpose.EMAIL, Purpose.SMS):
            actions.offer_consent(purpose=purpose, language=code, text=f"{SENTENCE[code]} [{purpose.value}]")
    Site.objects.update(root_page=homes["fr"])
    Site.clear_site_root_paths_cache()
    Look.load()  # makes the row, as the first reader would
    home_fr: HomePage = homes["fr"]
    return home_fr


def told(html: str) -> list[dict[str, Any]]:
    """What a page says of itself to machines."""
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    found = json.loads(text)
    assert found["@context"] == "https://schema.org"
    return list(found["@graph"])


@pytest.fixture
def site(france: Zone) -> HomePage:
    """The small site; 69100 is Villeurbanne's alone, 69999 is shared with Lyon."""
    lyon, villeurbanne = (Zone.objects.get(kind=Kind.COMMUNE, name=n) for n in ("Lyon", "Villeurbanne"))
    Postcode.objects.create(code="69100", zone=villeurbanne)
    Postcode.objects.create(code="69999", zone=villeurbanne)
    Postcode.objects.create(code="69999", zone=lyon)
    return build_small_site()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms filled by this suite are not too fast."""
    monkeypatch.setattr(stamp, "TOO_FAST", 0)


@pytest.fixture
def fill(client: Client, site: HomePage, patient: None) -> Callable[..., Any]:
    """``fill(postcode="69999")``: load the form as a visitor does, change some answers, send it."""

    def send(path: str = "/fr/rejoindre/", **answers: str) -> Any:
        html = client.get(path).content.decode()
        found = re.search(r'name="stamp" value="([^"]+)"', html)
        assert found, "no form on the page"
        typed = {"given_name": "Charlie", "email": "charlie@example.org", "postcode": "69100"}
        return client.post(f"/{path[1:3]}/sign-ups/", {"stamp": found[1], **typed, **answers})

    return send


def link_in(message: mail.EmailMessage) -> str:
    """The path of the confirmation link."""
    found = re.search(r"https?://[^/]+(/\S+/sign-ups/\S+)", str(message.body))
    assert found, message.body
    return found[1]
