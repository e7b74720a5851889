"""What readers find: a petition by its demand, the other kinds of pages by their words. On both databases."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from hustings.site.petitions.models import PetitionPage
from hustings.site.representatives import models as representatives_models
from hustings.site.representatives.models import Appeal
from hustings.site.website import actions
from hustings.site.website import models as website_models

pytestmark = pytest.mark.both


def test_pages_are_found_by_what_stands_on_them(client: Client, petition_page: PetitionPage) -> None:
    site, fr = petition_page.get_parent(), Locale.objects.get(language_code="fr")
    petition_page.lead = "Une navette à Bréville"
    petition_page.save()
    appeal = Appeal.objects.create(titles={"fr": "Le bac de Lorsel"}, ways=["letter"], offices=["mp"])
    text = [("text", "<p>La halle de Cressy.</p>")]
    question = {"question": "Et la cantine ?", "answer": "<p>Bio à Dornac.</p>"}
    member = {
        "name": "Zoé Lambert",
        "role": "Trésorière",
        "portrait": None,
        "text": "",
        "email": "",
        "phone": "",
    }
    pages: list[Any] = [
        website_models.FaqPage(
            title="A", slug="faq", sections=[("section", {"title": "", "questions": [question]})]
        ),
        website_models.TeamPage(
            title="B", slug="team", groups=[("group", {"title": "Bureau", "members": [member]})]
        ),
        website_models.PressKitPage(
            title="C", slug="kit", lead="Pour la presse", long_biography="<p>Née à Évran</p>"
        ),
        website_models.VideoPage(title="D", slug="video", lead="Le tramway en images", body=text),
        representatives_models.AppealPage(title="G", slug="write", appeal=appeal, lead="À vos élus"),
        website_models.FactCheckIndexPage(title="E", slug="checks", lead="Nous vérifions"),
    ]
    for page in pages:
        page.locale = fr
        site.add_child(instance=page)
    claim = {
        "claim": "La rocade coûte rien",
        "said_by": "M. Toureille",
        "verdict": "false",
        "lead": "Elle coûte.",
    }
    pages[-1].add_child(instance=website_models.FactCheckPage(title="F", slug="rocade", locale=fr, **claim))
    actions.index_pages()
    for asked, path in {
        "trains soir": "trains/", "region": "trains/", "breville": "trains/", "cantine": "faq/",
        "dornac": "faq/", "tresoriere": "team/", "lambert": "team/", "evran": "kit/", "cressy": "video/",
        "tramway": "video/", "verifions": "checks/", "toureille": "checks/rocade/",
        "rocade": "checks/rocade/", "lorsel": "write/", "elus": "write/",
    }.items():  # fmt: skip
        html = client.get("/fr/search/", {"q": asked}).content.decode()
        assert f'href="/fr/{path}"' in html.split("<main")[1].split("<footer")[0], asked
