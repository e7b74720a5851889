"""Which hosts want to be taken for ours, and which don't. Every campaign in here is invented."""

import io

import pytest

from mailguard.identifiers import lists
from mailguard.lookalikes import Watch
from mailguard.lookalikes.among import among
from mailguard.lookalikes.watch import HOWS, watch_for
from mailguard.profile import Insider, Partner, Profile

OURS = Watch(["en-avant.example", "valbrune2027.fr", "noravalbrune.org", "Place aux Communes"])
LOOK_ALIKE = [
    ("onedrive-en-avant.fr", "service"),
    ("mail-en-avant.fr", "service"),
    ("en-avant-adhesion.fr", "service"),
    ("enavantdons.fr", "service"),
    ("login-en-avant-example.com", "carried"),
    ("en-avant.example.evil.net", "carried"),
    ("en.avant.example", "hyphen"),
    ("enavant.example", "hyphen"),
    ("en-avant.com", "tld"),
    ("en-aavnt.example", "swap"),
    ("en-avamt.example", "key"),
    ("en-avent.example", "vowel"),
    ("en-avants.example", "plural"),
    ("en-avannt.example", "doubled"),
    ("en-avat.example", "missing"),
    ("va1brune2027.fr", "homoglyph"),
    ("valbrune2O27.fr", "homoglyph"),
    ("vаlbrune2027.fr", "homoglyph"),  # a Cyrillic а
    ("vàlbrune2027.fr", "homoglyph"),
    ("noravalbrvne.org", "replaced"),
    ("noravlabrnue.org", "typos"),
    ("place-aux-communes-webmail.fr", "service"),
    ("noravalbrune2027.org", "carried"),
    ("mail-noravalbrune.evil.net", "carried"),
    ("mail-noravalbrnue.org", "service"),
]


@pytest.mark.parametrize(("host", "how"), LOOK_ALIKE)
def test_a_look_alike_of_ours_is_named_with_its_trick(host, how):
    match = OURS.match(host)
    assert match and match.how == how and not match.is_provider and 0.5 <= match.strength <= 1


@pytest.mark.parametrize(
    ("host", "provider"),
    [
        ("portal-office.fr", "Microsoft"),
        ("accounts-office.fr", "Microsoft"),
        ("office365-login.example", "Microsoft"),
        ("rnicrosoft-login.com", "Microsoft"),
        ("login.microsoftonline.com.evil.net", "Microsoft"),
        ("microsoft.com-login.xyz", "Microsoft"),
        ("drive-google.com", "Google"),
        ("wetransfer-files.com", "WeTransfer"),
        ("secure-paypa1.com", "PayPal"),
        ("linkedln.com", "LinkedIn"),
        ("docusign-document.net", "DocuSign"),
        ("impots-gouv-remboursement.fr", "Impots.gouv"),
        ("ameli-carte.fr", "Service public"),
        ("colissimo-suivi.com", "La Poste"),
        ("helloasso-paiement.fr", "HelloAsso"),
        ("xn--pple-43d.com", "Apple"),
        ("xn--fcebook-2fg.com", "Facebook"),
        ("xn--fcebook-8fg.com", "Facebook"),
    ],
)
def test_providers_are_watched_without_any_profile(host, provider):
    match = Watch().match(host)
    assert match and match.name == provider and match.is_provider


@pytest.mark.parametrize(
    "host",
    [
        "mail.en-avant.example",
        "valbrune2027.fr",
        "valbrune.fr",
        "avant.fr",
        "en-avant.nationbuilder.com",
        "place-des-vosges.fr",
        "home-office.gov.uk",
        "post-office.co.uk",
        "office-furniture.com",
        "backoffice.example",
        "sites.google.com",
        "impots.gouv.fr",
        "cfspart.impots.gouv.fr",
        "outlook.office365.com",
        "marchenoir.fr",
        "127.0.0.1",
        "localhost",
        "",
        "a." * 200 + "fr",
        "xn--zzzzzzzz99999.fr",
    ],
)
def test_others_are_left_alone(host):
    assert OURS.match(host) is None


@pytest.mark.parametrize(
    "name",
    [
        "en-avant.fr",
        "valbrune2027.fr",
        "noravalbrune.fr",
        "avenir-commun.fr",
        "horizon.fr",
        "renaissance.fr",
        "ensemble.fr",
        "progress.org",
        "together.org",
        "alliance.org",
        "people.org",
        "elan.fr",
        "lvc.fr",
    ],
)
def test_well_known_domains_are_hardly_ever_taken_for_look_alikes(name):
    assert len(_among_well_known(Watch([name], has_providers=False))) <= 5


def _among_well_known(watch):
    """What would be told of the most visited domains, read as a list of them is."""
    return [each.match for each in among(io.BytesIO("\n".join(lists.ranks()).encode()), watch)]


def test_well_known_domains_are_hardly_ever_taken_for_providers():
    found = _among_well_known(Watch())
    assert len(found) <= 10
    assert all(sum(match.name == each.name for match in found) <= 5 for each in found)


def test_partners_and_services_are_watched_and_never_taken_for_look_alikes():
    profile = Profile(
        domains=("en-avant.fr",), partners=(Partner("Imprimerie du Val", ("imprimerie-val.fr",)),)
    )
    watch = watch_for(profile)
    assert watch.match("imprimerie-va1.fr").name == "imprimerie-val.fr"
    assert watch.match("compta.imprimerie-val.fr") is None


def test_words_of_a_name_are_seen_in_any_order_and_one_alone_beside_service_words():
    profile = Profile(
        name="Rives en commun",
        domains=("rives-en-commun.example",),
        insiders=(Insider("Nora Valbrune", ("nora@boite.example",)),),
        partners=(Partner("Agence Corvisart", ("agence-corvisart.fr",)),),
    )
    watch = watch_for(profile)
    assert watch.match("valbrune-nora.example").how == "pieces"
    assert watch.match("corvisart-partage.example").name == "Agence Corvisart"
    assert watch.match("rives-portail.example").how == "part"
    assert watch.match("corvisart-fleurs.example") is None
    assert watch.match("agence-partage.example") is None
    assert watch.match("boite.example") is None
    assert not watch.is_true("boite.example")


def test_every_trick_has_words_in_both_languages():
    match = OURS.match("en-aavnt.example")
    assert match.say("en") == "two letters swapped"
    assert match.say("fr") == "deux lettres échangées"
    assert {how for _, how in LOOK_ALIKE} <= set(HOWS)


def test_a_long_name_is_seen_anywhere_in_another():
    watch = Watch(["valbrune-pour-aubeterre.org"])
    for host in ("gmailvalbrune-pour-aubeterre.live", "mail.valbrune-pour-aubeterre.evil.example"):
        assert watch.match(host).how == "carried"
    assert watch.match("www.valbrune-pour-aubeterre.org") is None
