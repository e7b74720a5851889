"""Claims checked: verdicts in words and signs, what machines read, corrections."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from hustings.site.website.models import FactCheckIndexPage, FactCheckPage, HomePage
from hustings.site.website.models.fact_checks import SIGNS, Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(site: HomePage) -> FactCheckIndexPage:
    locale = Locale.objects.get(language_code="fr")
    page = FactCheckIndexPage(title="Vrai ou faux", slug="vrai", locale=locale)
    site.add_child(instance=page)
    return page


def check(index: FactCheckIndexPage, slug: str, **fields: Any) -> FactCheckPage:
    told = {"title": slug.title(), "claim": "A claim.", "said_by": "Somebody", "lead": "Our answer."} | fields
    page = FactCheckPage(slug=slug, locale=index.locale, **told)
    index.add_child(instance=page)
    return page


def test_each_verdict_has_a_word_and_a_sign_of_its_own(client: Client, index: FactCheckIndexPage) -> None:
    assert len(set(SIGNS.values())) == len(Verdict) == 5
    check(index, "one", verdict="false")
    html = client.get("/fr/vrai/one/").content.decode()
    assert "verdict-false" in html and ">✕</span>Faux</p>" in html


def test_claims_are_listed_by_verdict(client: Client, index: FactCheckIndexPage) -> None:
    check(index, "one", verdict="false")
    check(index, "two", verdict="true")
    whole = client.get("/fr/vrai/").content.decode()
    assert ">One</a>" in whole and ">Two</a>" in whole and "/fr/vrai/verdicts/true/" in whole
    assert "/verdicts/unproven/" not in whole, "no verdict that nobody has"
    true = client.get("/fr/vrai/verdicts/true/").content.decode()
    assert ">Two</a>" in true and ">One</a>" not in true
    assert client.get("/fr/vrai/verdicts/perhaps/").status_code == 404


def test_machines_read_the_verdict_and_no_claim_breaks_out(client: Client, index: FactCheckIndexPage) -> None:
    bad = "</script><script>alert(1)</script> & “so”"
    check(index, "one", claim=bad, said_by="<b>X</b>", verdict="misleading", said_on=date(2026, 1, 2))
    check(index, "two", verdict="unproven")
    html = client.get("/fr/vrai/one/").content.decode()
    assert "alert(1)</script>" not in html
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    (said,) = [each for each in json.loads(found)["@graph"] if each["@type"] == "ClaimReview"]
    assert said["claimReviewed"] == bad and said["reviewRating"]["ratingValue"] == 2
    assert said["url"].endswith("/fr/vrai/one/")
    assert said["itemReviewed"]["datePublished"] == "2026-01-02"
    assert "ratingValue" not in client.get("/fr/vrai/two/").content.decode()


def test_corrections_stay_on_the_page(client: Client, index: FactCheckIndexPage) -> None:
    page = check(index, "one", verdict="true")
    page.corrections = [("correction", {"on": date(2026, 11, 3), "because": "we <erred>."})]
    page.save_revision().publish()
    html = client.get("/fr/vrai/one/").content.decode()
    assert "Modifié le 3 novembre 2026" in html and "we &lt;erred&gt;." in html
