"""An unknown outside sender asks for something that only the team should provide."""

import pytest

from mailguard.facts import Bulk, Relation
from tests.cast.mailguard.detectors.office_life import of
from tests.cast.mailguard.detectors.pretences import letter
from tests.cast.mailguard.detectors.strangers import LIST, TEAM
from tests.cast.mailguard.detectors.wishes import made
from tests.cast.mailguard.maker import facts, fires, strength


@pytest.mark.parametrize(
    "text",
    [
        "We would love ten minutes with one of your volunteers, live. Is anybody on the list free?",
        "The bank asked for a second check. Log in and try again.",
        "Il nous faudrait un extrait Kbis pour ouvrir votre dossier client.",
        "Merci de retourner le formulaire avant lundi, sinon votre place sera donnée.",
    ],
)
def test_words_of_an_office_ask_for_nothing_within(text):
    assert not fires("request_from_stranger", of(text, "Jo Arden <jo@arden.example>"))


@pytest.mark.parametrize(
    "text",
    [
        "Our adviser will ask you to confirm two payments in your app to stop the thief. Stay on the line.",
        "Approuvez trois virements dans l'application pour bloquer l'escroc.",
        "A driver collects your bank card at noon.",
        "Glissez la carte dans une enveloppe avec son code.",
        "Send me photos of all the pupils in the choir.",
        "Il me faut les prénoms des enfants.",
        "Write to me without informing your lawyer.",
        "Ne prévenez pas votre banque.",
        "Could you save me as a contact and answer there?",
        "Qui garde les clés et les codes chez vous ?",
    ],
)
def test_strangers_want_what_only_thieves_want(text):
    assert strength("request_from_stranger", of(text, "Zed <zed@zed.example>")) >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Pour débloquer le legs, des frais de 950 € sont à régler.",
        "Which of you signs the payments, and what is the balance of your account?",
        "J'ai besoin de l'itinéraire et de l'heure d'arrivée du véhicule.",
    ],
)
def test_what_thieves_must_know_first_is_asked_by_no_stranger(text):
    assert strength("request_from_stranger", letter(text)) > 0.7


def test_a_long_letter_that_greets_its_reader_is_a_letter_to_one():
    long = "I need the list of your donors. " + "There is much to be said about it. " * 30
    assert strength("request_from_stranger", letter(f"Dear Bob, {long}")) > 1.5 * strength(
        "request_from_stranger", letter(long)
    )


def test_a_gift_to_be_paid_back_elsewhere_is_graver_than_one_to_be_paid_back():
    back = "I gave 500 instead of 50 by mistake, please refund the difference"
    assert strength("request_from_stranger", letter(f"{back} to another account.")) > strength(
        "request_from_stranger", letter(f"{back}.")
    )


def test_a_stranger_who_asks_for_a_list_of_people_is_seen():
    assert fires("request_from_stranger", facts(LIST, profile=TEAM))
    assert fires("request_from_stranger", facts("Envoyez-moi le fichier des adhérents.", profile=TEAM))


@pytest.mark.parametrize(
    "values",
    [
        {"author": "Alice Aubrac <alice@valbrune.example>"},
        {"author": "Lorne <devis@lorne.example>"},
        {"relation": Relation(has_history=True, n_sent=4, n_received=9)},
        {"bulk": Bulk(unsubscribe=("https://stranger.example/u",))},
    ],
)
def test_people_who_are_known_may_ask(values):
    assert not fires("request_from_stranger", facts(LIST, profile=TEAM, **values))


def test_two_demands_are_surer_than_one_and_a_free_mailbox_than_none():
    one = facts("Can you settle the invoice today?", profile=TEAM)
    two = facts("Can you settle the invoice today? Keep this between us.", profile=TEAM)
    assert strength("request_from_stranger", two) > strength("request_from_stranger", one)
    assert strength("request_from_stranger", facts(LIST)) < strength(
        "request_from_stranger", facts(LIST, profile=TEAM)
    )


def test_machines_ask_for_nothing():
    assert not fires(
        "request_from_stranger", facts(LIST, profile=TEAM, author="Shop <no-reply@shop.example>")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Please replace your MX record with ours before Thursday.",
        "Créez une règle de redirection de toutes les boîtes vers cette adresse.",
        "Your phone shows approval requests this afternoon: accept them all.",
        "What is a private address at which she is at home?",
        "À quelle adresse personnelle pouvons-nous livrer ?",
    ],
)
def test_a_stranger_who_asks_for_a_way_in_is_seen(text):
    assert strength("request_from_stranger", facts(text, profile=TEAM)) >= 0.7


def test_who_gave_may_have_the_receipts():
    assert not fires(
        "request_from_stranger", facts("I gave twice on Sunday. Could I have the receipts?", profile=TEAM)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Which alarm do you use, and how many people are on site at night?",
        "Qui ferme le soir, et y a-t-il un gardien ou une alarme sur place ?",
        "Another company applied to register the trademark of your association.",
        "Une société a demandé à enregistrer votre nom de domaine.",
        "Check the entry in our register, sign it and send it back by fax.",
        "Your crew's ticket won the jackpot; our agent needs a handling fee.",
        "Veuve, atteinte d'une maladie incurable, je veux offrir ma fortune ; mon notaire vous écrira.",
    ],
)
def test_strangers_ask_what_only_swindlers_and_scouts_ask(text):
    assert strength("request_from_stranger", made(text)) > 0.6


def test_a_letting_house_tells_of_keys_and_asks_nothing():
    told = "The hall is free. The guard locks the office at ten, the alarm is on at night."
    assert not fires("request_from_stranger", made(told))
    assert fires("request_from_stranger", made(told.replace("ten,", "ten? And is it true that")))
