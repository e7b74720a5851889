"""The programme by theme; a proposal's sources, its argument, and how it is passed on."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from wagtail.models import Locale

from hustings.site.website.hq.widgets import KnownInput
from hustings.site.website.models import HomePage, ProgrammePage, ProposalPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(site: HomePage) -> ProgrammePage:
    locale = Locale.objects.get(language_code="fr")
    page = site.add_child(instance=ProgrammePage(title="Programme", slug="programme", locale=locale))
    for slug, theme in (("trains", "Se déplacer"), ("bus", "Se déplacer"), ("ecole", "Apprendre")):
        proposal = ProposalPage(title=slug.title(), slug=slug, lead="…", theme=theme, locale=locale)
        page.add_child(instance=proposal)
    made: ProgrammePage = page
    return made


def test_each_theme_has_an_address_that_needs_no_script(client: Client, programme: ProgrammePage) -> None:
    whole = client.get("/fr/programme/").content.decode()
    assert 'href="/fr/programme/themes/se-deplacer/"' in whole and whole.count('<li class="card">') == 3
    moving = client.get("/fr/programme/themes/se-deplacer/").content.decode()
    assert "Trains" in moving and "Bus" in moving and ">Ecole<" not in moving
    assert 'href="/fr/programme/themes/se-deplacer/" aria-current="page"' in moving
    assert "<title>Se déplacer – Programme" in moving
    assert client.get("/fr/programme/themes/nothing/").status_code == 404


def test_numbers_in_the_text_lead_to_sources_and_nothing_else(
    client: Client, programme: ProgrammePage
) -> None:
    proposal = ProposalPage.objects.get(slug="trains")
    proposal.body = [
        ("text", '<p>Four hundred [1], later [2], never [9]. <a href="https://x.example/[1]">x</a></p>')
    ]
    proposal.sources = [
        ("source", {"title": "A survey <b>", "by": "Bureau, 2025", "address": "https://survey.example/"}),
        ("source", {"title": "A book", "by": "", "address": ""}),
    ]
    proposal.save_revision().publish()
    html = client.get("/fr/programme/trains/").content.decode()
    assert 'href="#source-1"' in html and 'id="source-1"' in html and 'href="#source-2"' in html
    assert "never [9]" in html and 'href="https://x.example/[1]"' in html
    assert "A survey &lt;b&gt;" in html and 'href="https://survey.example/"' in html


def test_the_argument_is_passed_on_with_the_address_by_mail_and_by_text_message(
    client: Client, programme: ProgrammePage
) -> None:
    proposal = ProposalPage.objects.get(slug="trains")
    proposal.argument = 'Un train & "un autre".'
    proposal.save_revision().publish()
    html = client.get("/fr/programme/trains/").content.decode()
    mail = html.split('href="mailto:')[1].split('"')[0]
    message = unquote(mail).replace("&amp;", "&")
    assert 'Un train & "un autre".\n\nhttp://localhost:8000/fr/programme/trains/' in message
    assert "%26" in mail, "an ampersand of the words ends no part of the address"
    assert 'href="sms:?&amp;body=Un%20train' in html
    assert 'src="http' not in html, "networks are links: nothing of theirs is loaded"


def test_hq_offers_the_themes_that_there_are(programme: ProgrammePage) -> None:
    html = KnownInput("ProposalPage", "theme").render("theme", "", {"id": "id_theme"})
    assert 'list="id_theme-known"' in html and '<datalist id="id_theme-known">' in html
    assert html.count("Se déplacer") == 1


def test_a_proposal_is_copied_into_the_other_language_with_its_sources(programme: ProgrammePage) -> None:
    english = Locale.objects.get(language_code="en")
    proposal = ProposalPage.objects.get(slug="trains")
    proposal.argument, proposal.sources = "Mots.", [("source", {"title": "S", "by": "", "address": ""})]
    proposal.save()
    copy: Any = proposal.copy_for_translation(english, copy_parents=True)
    assert (copy.argument, copy.theme, len(copy.sources)) == ("Mots.", "Se déplacer", 1)
