"""An unknown sender uses bait to make you click a link."""

import pytest

from mailguard.facts import Relation
from tests.cast.mailguard.detectors.baits import of
from tests.cast.mailguard.detectors.office_life import of as of_office_life
from tests.cast.mailguard.detectors.pretences import FRIEND, HOUSE, letter
from tests.cast.mailguard.detectors.strangers import TEAM
from tests.cast.mailguard.detectors.wishes import made
from tests.cast.mailguard.maker import facts, fires, strength


def test_a_receipt_of_a_shop_we_just_met_weighs_less_than_a_page_elsewhere():
    text = "Thank you for your gift. View your document here."
    home = of(
        "Secours du Vallon <no-reply@secoursduvallon.example>", text, "https://secoursduvallon.example/r"
    )
    away = of("Secours du Vallon <no-reply@secoursduvallon.example>", text, "https://r.bruyere.example/r")
    assert strength("lure_from_stranger", home) < 0.4 < strength("lure_from_stranger", away)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("To read the file press Windows and R, then Ctrl and V, then Enter.", 0.6),
        ("Pour lire le dossier : touche Windows et R, puis Ctrl et V.", 0.6),
        ("Your parcel is held at the depot: the address is incomplete. Pay 2.10 EUR.", 0.4),
        ("Votre paquet est retenu en douane, réglez 2,10 €.", 0.4),
        ("We thank you with 25 euro, paid to your card; its number is the last question.", 0.6),
        ("Les 25 € sont versés sur votre carte, demandée à la fin.", 0.6),
    ],
)
def test_commands_to_paste_tolls_on_parcels_and_cards_asked_are_a_bait_even_at_home(text, sure):
    made = of("Bruyère <info@bruyere.example>", text, "https://bruyere.example/p")
    assert strength("lure_from_stranger", made) >= sure


def test_a_parcel_on_its_way_is_news():
    made = of("Bruyère <info@bruyere.example>", "Your parcel comes on Friday.", "https://bruyere.example/p")
    assert strength("lure_from_stranger", made) < 0.3


def test_a_printers_proof_is_no_scandal():
    author, page = "Jo Arden <jo@arden.example>", "https://proofs.arden.example/3"
    assert (
        strength(
            "lure_from_stranger", of_office_life("Please look at the proof of the leaflet.", author, page)
        )
        < 0.5
    )
    assert (
        strength("lure_from_stranger", of_office_life("I have proof that he lied, look here.", author, page))
        > 0.8
    )


def test_pay_that_waits_is_a_bait_at_home_too():
    author, page = "Pay Desk <desk@arden-pay.example>", "https://arden-pay.example/x"
    held = of_office_life("Your salary is withheld until the form is filled in.", author, page)
    assert strength("lure_from_stranger", held) > 0.7


@pytest.mark.parametrize(
    "text",
    [
        "The speakers' corner opens with your mailbox password.",
        "Une plainte vise votre fichier, merci de consulter la pièce.",
        "Votre bulletin est réservé : document sous embargo, à ouvrir ici avant demain.",
    ],
)
def test_a_strangers_bait_is_seen(text):
    away = ("https://annuaire.example/x",)
    assert strength("lure_from_stranger", letter(text, author=HOUSE, links=away)) > 0.7
    assert not fires("lure_from_stranger", letter(text, author=HOUSE))
    assert not fires("lure_from_stranger", letter(text, author=HOUSE, links=away, relation=FRIEND))


def test_a_house_that_sends_hardly_more_than_a_link_is_seen_and_a_person_with_a_page_is_not():
    away = ("https://annuaire.example/x",)
    assert fires("lure_from_stranger", letter("Ouvrir", author=HOUSE, links=away))
    text = (
        "I write about small towns for a weekly and would like to follow the candidate for a day; my pieces: "
    )
    assert not fires(
        "lure_from_stranger", letter(text, author="Ada Lind <ada.lind@lind.example>", links=away)
    )


def test_a_page_of_ones_own_is_no_bait():
    page = ("https://nolwenn-guen.example",)
    text = "I apply for the post. My portfolio is online."
    assert not fires("lure_from_stranger", letter(text, author="Nolwenn Guen <n@guen.example>", links=page))
    assert fires("lure_from_stranger", letter(text, author="Bob Lind <bob@lind.example>", links=page))


@pytest.mark.parametrize(
    "text",
    [
        "Your package waits at customs, settle the charges: https://customs-desk.example/p",
        "Please upload a copy of your passport: https://customs-desk.example/p",
    ],
)
def test_a_small_fee_and_papers_are_bait(text):
    past = Relation(has_history=True, n_known=400)
    link = ("https://customs-desk.example/p",)
    assert fires("lure_from_stranger", facts(text, links=link, profile=TEAM, relation=past))
    assert not fires(
        "lure_from_stranger", facts("Your package has arrived.", links=link, profile=TEAM, relation=past)
    )


def test_a_house_of_half_a_name_is_weighed_as_a_strangers():
    text = "Your vote is void, vote again by 5 pm."
    plain = made(text, author="Ruche <info@ruche.example>", links=("https://ruche.example/x",))
    half = made(text, author="Ruche <info@ruche-verif.example>", links=("https://ruche-verif.example/x",))
    assert strength("lure_from_stranger", half) >= strength("lure_from_stranger", plain) > 0.5
    asks = "Let the app read your mailbox: link your calendar."
    plain = made(asks, author="Ruche <info@ruche.example>", links=("https://ruche.example/x",))
    half = made(asks, author="Ruche <info@ruche-verif.example>", links=("https://ruche-verif.example/x",))
    assert strength("lure_from_stranger", half) > 2 * strength("lure_from_stranger", plain)


def test_a_strangers_own_page_may_show_a_cv_and_hand_out_no_disk():
    bo = "Bo Lindqvist <bo@lindqvist.example>"
    page = made("My CV is online.", author=bo, links=("https://lindqvist.example/cv",))
    disk = made("My CV is online.", author=bo, links=("https://lindqvist.example/cv.img",))
    assert strength("lure_from_stranger", disk) > 0.8
    assert not fires("lure_from_stranger", page)
    packed = ("https://lindqvist.example/cv.zip",)
    assert strength("lure_from_stranger", made("My CV, password 4471.", author=bo, links=packed)) > 0.8
    assert not fires("lure_from_stranger", made("My CV is online.", author=bo, links=packed))
