"""Donation forms found and shown elsewhere: embeds, blocks, search, sitemap, offers, share kits."""

import re

import pytest
from django.urls import reverse

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib import embeds
from hustings.money.donations.models import Donation, Fund
from hustings.money.giving import discovery, page_forms
from hustings.site.sharing import subjects
from hustings.site.website import blocks
from tests.cast.money.donations.fixtures import TYPED, online
from tests.cast.site.website.fixtures import site
from tests.conftest import user

__all__ = ["site"]
pytestmark = [pytest.mark.django_db]


@pytest.fixture
def page(party) -> Fund:
    return online(party)


def test_the_form_in_another_sites_page_leads_to_the_whole_page_to_pay(client, page):
    frame = f"/en/embeds/donations/{page.slug}/"
    said = client.get(frame).content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', said)[1]
    assert f'action="{frame}"' in said and "11-4" in said
    answer = client.post(frame, {"stamp": stamp, **TYPED})
    words = answer.content.decode()
    assert 'target="_top"' in words and "/en/donate/gifts/" in words
    assert Donation.objects.get().state == "pending"
    assert client.post(frame, {"stamp": stamp, **TYPED, "amount": "9"}).status_code == 422


def test_a_page_of_the_site_holds_the_form(rf, page):
    name = f"fund-{page.slug}"
    assert (name, page.name) in page_forms.PageForms().choices()
    request = rf.get("/en/help/")
    assert page_forms.PageForms().beginning(request, name)["fund"] == page
    assert page_forms.PageForms().beginning(request, "12") == {}
    assert page_forms.PageForms().beginning(request, "fund-gone") == {}
    assert any(isinstance(each, page_forms.PageForms) for each in blocks.forms.all())


def test_an_open_page_is_found_and_shared_and_a_hidden_one_is_not(client, site, page):
    assert [each.url for each in discovery._found("party donate", 5)] == [f"/en/donate/{page.slug}/"]
    assert f"/en/donate/{page.slug}/" in client.get("/sitemap.xml").content.decode()
    assert "Party" in client.get("/en/donate/").content.decode()
    subject = subjects.at(f"/en/donate/{page.slug}/")
    assert subject and subjects.get(subject.key) == subject
    assert embeds.find("donations", page.slug)
    Fund.objects.update(shown_at=None)
    assert not discovery._found("party", 5) and not subjects.at(f"/en/donate/{page.slug}/")
    assert not subjects.get(subject.key) and not embeds.find("donations", page.slug)


def test_treasurers_put_a_page_online_and_see_its_links(client, party):
    client.force_login(user("dora", Role.TREASURER))
    client.cookies["django_language"] = "en"
    url = reverse("donations:fund_page", args=[party.pk])
    assert b"Put online" in client.get(url).content
    client.post(reverse("donations:showing", args=[party.pk]), {"do": "show"})
    said = client.get(url).content.decode()
    assert "utm_source=email" in said and "Take offline" in said
    client.post(reverse("donations:showing", args=[party.pk]), {"do": "hide"})
    assert Fund.objects.get().shown_at is None
