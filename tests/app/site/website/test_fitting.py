"""The menu in the head of pages: beside the name, in a row of its own, or behind its button."""

import pytest
from django.test import Client

from hustings.site.website.look import menu_layout
from hustings.site.website.models import ContentPage, HomePage
from tests.test_house import ROOT

AROUND = {"brand": "Rives Communes", "tagline": "", "button": "Rejoignez-nous", "n_tongues": 1}


@pytest.mark.parametrize(
    ("entries", "classes"),
    [
        (["Programme", "Agir"], "from-62"),
        (["Programme", "Actualités", "Nos candidats", "Groupes locaux"], "from-68"),
        (
            ["Le programme", "Nora Valbrune", "Actualités", "Agir", "Vrai ou faux ?", "Candidats"],
            "two from-62",
        ),
        (["Le programme"] * 8, "two from-74"),
        (["Le programme de toute la coalition"] * 8, ""),
        (["纲领", "新闻"], "from-62"),
        ([], "from-62"),
    ],
)
def test_a_menu_has_the_room_that_it_needs(entries: list[str], classes: str) -> None:
    assert menu_layout.of(entries, **AROUND) == classes


def test_there_is_a_rule_for_each_width() -> None:
    css = (ROOT / "src" / "hustings" / "static" / "hustings" / "site.css").read_text()
    for step in menu_layout.STEPS:
        assert f"@media (min-width: {step}rem) {{ .from-{step} " in " ".join(css.split())


@pytest.mark.django_db
def test_a_page_says_how_its_menu_fits(client: Client, site: HomePage) -> None:
    assert '<header class="site-head from-62">' in client.get("/fr/").content.decode()
    for n in range(6):
        title = f"Une page du menu {n}"
        site.add_child(instance=ContentPage(title=title, locale=site.locale, show_in_menus=True))
    assert '<header class="site-head two from-' in client.get("/fr/rejoindre/").content.decode()
