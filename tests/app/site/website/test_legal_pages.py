"""The imprint that the country asks for, and the privacy notice written from what is in use."""

import pytest
from django.test import Client
from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib import privacy, todos
from hustings.people.privacy.models import RetentionRule
from hustings.site.petitions.models import Petition
from hustings.site.representatives.models import Appeal
from hustings.site.website import imprints, notices
from hustings.site.website.models import Audience, HomePage, Imprint, LegalPage, NoticeChange

pytestmark = pytest.mark.django_db


def fill_imprint() -> None:
    imprint = Imprint.load()
    imprint.publisher, imprint.publisher_address, imprint.publisher_phone = (
        "Rives",
        "Quai 1\nNîmes",
        "01 99 00 12 34",
    )
    imprint.director, imprint.host = "Nora <V>", "Hôte SARL"
    imprint.host_address, imprint.host_phone = "Rue 2", "01 99 00 56 78"
    imprint.save()


def test_hq_names_what_the_law_asks_for_and_nobody_wrote(site: HomePage, dora: User) -> None:
    Campaign.objects.update(country="fr")
    translation.activate("fr")  # whatever was read before
    asked = [deed for deed in todos.due(dora) if deed.text.startswith("Complétez vos mentions légales")]
    assert len(asked) == 3 and all("LCEN" in deed.text for deed in asked)
    assert "/settings/website/imprint/" in asked[0].url
    fill_imprint()
    assert imprints.gaps() == []
    assert not [deed for deed in todos.due(dora) if "mentions légales" in deed.text]


def test_each_country_asks_for_its_own(site: HomePage) -> None:
    campaign = Campaign.current()
    campaign.country = "gb"
    campaign.save()
    assert [gap.rule.key for gap in imprints.gaps()] == ["demand.imprint"]
    campaign.country = "fr"
    campaign.privacy_contact = ""
    campaign.save()
    assert "demand.controller" in {gap.rule.key for gap in imprints.gaps()}, "what the Union asks for"


def test_the_legal_notice_shows_the_imprint(client: Client, site: HomePage) -> None:
    fill_imprint()
    locale = site.locale
    site.add_child(instance=LegalPage(title="Mentions", slug="mentions", kind="notice", locale=locale))
    html = client.get("/fr/mentions/").content.decode()
    assert "Nora &lt;V&gt;" in html and "Hôte SARL" in html and 'href="tel:0199005678"' in html


def test_the_privacy_notice_says_what_is_in_use_and_nothing_else(client: Client, site: HomePage) -> None:
    before = client.get("/fr/donnees/?1").content.decode()
    assert "J’accepte de recevoir des nouvelles. [email]" in before and "data@rives.example" in before
    assert "De listes que la campagne" not in before and "Inactifs" not in before
    rule = RetentionRule.objects.create(name="Inactifs", days=700, is_active=True)
    after = client.get("/fr/donnees/?2").content.decode()
    assert "Inactifs" in after and "700 jours" in after
    rule.is_active = False
    rule.save()
    assert "700 jours" not in client.get("/fr/donnees/?3").content.decode()


def test_what_changed_is_noted_once_with_its_day(client: Client, site: HomePage) -> None:
    assert notices.note_changes() == 2 and notices.note_changes() == 0
    RetentionRule.objects.create(name="Inactifs", days=700, is_active=True)
    assert notices.note_changes() == 2
    last = NoticeChange.objects.filter(language="fr").first()
    assert last is not None and last.removed == [] and len(last.added) == 1
    html = client.get("/fr/donnees/?1").content.decode()
    assert "<ins>Inactifs" in html and "première version" in html


def test_other_apps_may_say_what_they_do(site: HomePage) -> None:
    with privacy.tellers.replaced(lambda use: [(privacy.Part.WHO, "The <crew>.")]):
        assert notices.by_part(notices.told()) == [("Qui les voit", ["The <crew>."])]


def test_the_notice_names_who_gets_signatures_and_letters(db: None) -> None:
    with translation.override("en"):
        said = " ".join(words for _part, words in notices.told())
        assert "no one else" in said and "signature" not in said and "letters to" not in said
        Petition.objects.create(titles={"en": "Trains"})
        Appeal.objects.create(titles={"en": "Trains"})
        said = " ".join(words for _part, words in notices.told())
    assert (
        "addressee of a petition receives the signatures" in said
        and "receive your letter with your name" in said
    )
    assert "nobody else" not in said


def test_the_notice_tells_what_is_counted(db: None) -> None:
    campaign = Campaign.current()
    campaign.measure_opens, campaign.measure_days = True, 77
    campaign.save()
    with translation.override("en"):
        said = [words for _part, words in notices.told()]
        assert any("page views" in words for words in said)
        assert any("77 days" in words for words in said)
        Audience.objects.update_or_create(pk=1, defaults={"is_on": False})
        Campaign.objects.update(measure_opens=False)
        said = [words for _part, words in notices.told()]
    assert not any("page views" in words or "77 days" in words for words in said)
