"""The label of political advertising: in each letter, HTML and text, where somebody says that it is one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.elections.models import Election, Round
from hustings.outreach.dispatch import actions
from hustings.outreach.emails import advertising, composition, previews
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.preflight.checks import legal
from tests.cast.outreach.fixtures import letters

NOTICE = "https://elan.example.org/notice/?a=1&b=2"


@pytest.fixture
def sponsored(campaign):
    campaign.ad_sponsor, campaign.ad_address = "Amis <d’Élan>", "1 rue Haute\n69001 Lyon"
    campaign.ad_controller, campaign.ad_notice = "Fédération d’Élan", NOTICE
    campaign.save()
    return campaign


def test_each_letter_says_whose_and_what_about_where_it_is_one(mailing, sponsored):
    shown = previews.of(mailing)
    assert "Political advertisement" not in shown["html"] + shown["text"]
    mailing.advertising, mailing.ad_linked_to = Mailing.Said.AD, "Municipales & régionales"
    with translation.override("fr"):
        shown = previews.of(mailing, "en-A")
    assert shown["text"].startswith(
        "Political advertisement\nSponsor: Amis <d’Élan>, 1 rue Haute, 69001 Lyon\n"
        "Controlling entity: Fédération d’Élan\nLinked to: Municipales & régionales\n"
        "Targeting was used: recipients were chosen by personal data.\n"
        f"Transparency notice: {NOTICE}\n\n"
    ), shown["text"]
    html = shown["html"]
    for words in ("Amis &lt;d’Élan&gt;", "Municipales &amp; régionales", NOTICE.replace("&", "&amp;")):
        assert words in html
    assert html.index("Political advertisement") < html.index("Come!")
    mailing.ad_targeted, sponsored.ad_controller = False, ""
    sponsored.save()
    label = advertising.of(mailing, sponsored)
    made = composition.compose(*mailing.letters(), language="fr", campaign=sponsored, label=label)
    text = "".join(piece for piece in made.text if isinstance(piece, str))
    assert "Publicité politique" in text
    assert "Avis de transparence" in "".join(piece for piece in made.html if isinstance(piece, str))
    assert "Ciblage" not in text and "contrôle" not in text


def test_what_leaves_carries_it_and_a_yes_is_bound_to_it(mailing, sponsored, dora):
    before = checks.seen(mailing)
    mailing.advertising = Mailing.Said.AD
    assert checks.seen(mailing) != before
    mailing.save()
    actions.send_test(mailing=mailing, to=["x@example.org"], language="fr", version="A", user=dora)
    plan = composition.blueprint(mailing, "fr", sponsored)
    values = composition.values_of(key=1, address="a@example.org", given_name="", family_name="")
    assert "Publicit=C3=A9 politique" in plan.fill(values).decode()


def test_the_editor_offers_what_the_campaign_says_and_the_next_election(client, sponsored, dora, settings):
    settings.SECOND_FACTOR = "optional"
    client.force_login(dora)
    ahead = Election.objects.create(name="Municipales 2032", kind="municipal")
    Round.objects.create(election=ahead, on=timezone.localdate() + timedelta(days=90))
    old = Election.objects.create(name="Municipales 2020", kind="municipal")
    Round.objects.create(election=old, on=date(2020, 3, 15))
    url = reverse("mailing_writing:add")
    html = client.get(url).content.decode()
    assert 'value="Municipales 2032"' in html and "Municipales 2020" not in html
    sponsored.ad_reason = "To those who asked for our news, unpaid"
    sponsored.save()
    assert "To those who asked for our news, unpaid" in client.get(url).content.decode()
    begun = actions.begin_with(name="x", content=letters("Hi"), user=dora)
    assert (begun.advertising, begun.ad_reason) == ("own", sponsored.ad_reason)
    client.post(reverse("dispatch:copy", args=[begun.pk]))
    assert Mailing.objects.latest("pk").ad_reason == sponsored.ad_reason


def test_the_unions_acts_are_cited_in_the_readers_language():
    with translation.override("fr"):
        assert legal._cited("Regulation (EU) 2024/900, art. 11") == "Règlement (UE) 2024/900, art. 11"
