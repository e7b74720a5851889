"""Who writes and what is asked: strangers who pretend a bond, mailboxes that may be broken into."""

import pytest

from mailguard.facts import Relation
from mailguard.profile import Insider, Partner, Profile
from tests.mailguard.maker import facts, fires, strength

TEAM = Profile(
    domains=("valbrune.example",),
    insiders=(
        Insider("Alice Aubrac", ("alice@valbrune.example",), role="treasurer"),
        Insider("Dora Dumesnil", ("dora@valbrune.example",), role="director"),
    ),
    partners=(Partner("Imprimerie Lorne", ("lorne.example",)),),
)
NEW = Relation(has_history=True, n_known=400)
FRIEND = Relation(has_history=True, n_known=400, n_sent=6, n_received=9)
ELSEWHERE = Relation(
    has_history=True, n_known=400, n_sent=6, n_received=9, client_known=False, origin_known=False
)
HOUSE = "Annuaire des partis <compta@annuaire.example>"


def letter(text, **values):
    return facts(text, **{"profile": TEAM, "relation": NEW, **values})


@pytest.mark.parametrize(
    "text",
    [
        "Dora asked me to collect the donor list from you.",
        "Facture du car, 380 €, réservé par Mme Dumesnil.",
        "Votre trésorière m'a demandé de passer par vous pour le virement.",
    ],
)
def test_a_stranger_who_leans_on_one_of_ours_for_gain_is_seen(text):
    assert strength("insider_invoked", letter(text)) >= 0.5


def test_an_introduction_is_no_lever():
    assert strength("insider_invoked", letter("Dora suggested that I write to you for an interview.")) < 0.4
    assert not fires("insider_invoked", letter("Dora asked for 380 €.", author="Lorne <devis@lorne.example>"))


def test_half_a_colleagues_name_with_a_wish_is_seen():
    asks = "Are you at your desk? I need a quick favour."
    assert strength("insider_hinted", letter(asks, author="Dora <d.office@gmail.com>")) > 0.7
    assert strength("insider_hinted", letter(asks + "\nDora", author="Office <d.office@gmail.com>")) > 0.7
    assert not fires("insider_hinted", letter("When is the meeting?", author="Dora <dora.lind@gmail.com>"))
    assert not fires("insider_hinted", letter(asks, author="Charlie <charlie@gmail.com>"))


def test_a_bill_that_nobody_expects_is_seen():
    owed = "Le renouvellement de votre inscription reste impayé : 389 €. Réglez en ligne."
    pay = ("https://annuaire.example/payer",)
    assert strength("dues_from_stranger", letter(owed, author=HOUSE, links=pay)) > 0.8
    assert not fires("dues_from_stranger", letter(owed, author=HOUSE, links=pay, relation=FRIEND))
    assert not fires("dues_from_stranger", letter("Le repas coûte 20 € et un gâteau.", author=HOUSE))


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


def test_an_alarm_with_a_number_to_call_is_seen():
    alarm = "We have held two payments on your account. Call 01632 960 100 today."
    assert strength("call_from_stranger", letter(alarm, author=HOUSE)) > 0.7
    assert not fires("call_from_stranger", letter("Happy to help on Saturday, call me: 01632 960 100."))
    assert not fires("call_from_stranger", letter(alarm, relation=FRIEND))


def test_blackmail_is_seen():
    assert (
        strength("threat_from_stranger", letter("We hold your emails. Send 2 bitcoin or we publish.")) > 0.8
    )
    assert fires("threat_from_stranger", letter("Nous détenons vos fichiers ; sinon, tout sera publié."))
    assert not fires("threat_from_stranger", letter("We hold our meetings on Mondays."))


def test_a_grave_wish_from_a_mailbox_that_is_used_otherwise_is_seen():
    wish = "Could you buy ten gift cards today?"
    alice = "Alice Aubrac <alice@valbrune.example>"
    assert strength("stolen_mailbox", letter(wish, author=alice, relation=ELSEWHERE)) > 0.8
    assert not fires("stolen_mailbox", letter(wish, author=alice, relation=FRIEND))
    assert not fires("stolen_mailbox", letter("See you on Monday.", author=alice, relation=ELSEWHERE))


def test_a_known_persons_new_number_matters_more_where_something_grave_is_asked():
    moved = "I have a new number, the old phone is dead."
    lone = strength("contact_changed", letter(moved, relation=FRIEND))
    grave = strength("contact_changed", letter(f"{moved} Send me the code you receive.", relation=FRIEND))
    assert 0 < lone < grave
    assert not fires("contact_changed", letter(moved))


def test_a_partner_who_says_that_the_account_is_another_one_is_seen_without_an_account():
    said = "Nous avons changé de banque, merci d'utiliser désormais nos nouvelles coordonnées bancaires."
    assert fires("bank_account_changed", letter(said, author="Lorne <compta@lorne.example>"))
    kept = "Nos coordonnées bancaires n'ont pas changé."
    assert not fires("bank_account_changed", letter(kept, author="Lorne <compta@lorne.example>"))
    assert not fires("bank_account_changed", letter(said))


def test_short_names_of_authorities_stand_in_capitals():
    assert fires("authority_claimed", letter("Répondez.", author="CNIL – Plaintes <p@plaintes.example>"))
    assert not fires("authority_claimed", letter("Hello.", author="Coj Bakery <coj@bakery.example>"))
    assert not fires("authority_claimed", letter("Bonjour.", author="CNIL <contact@cnil.fr>"))


def test_a_page_of_ones_own_is_no_bait():
    page = ("https://nolwenn-guen.example",)
    text = "I apply for the post. My portfolio is online."
    assert not fires("lure_from_stranger", letter(text, author="Nolwenn Guen <n@guen.example>", links=page))
    assert fires("lure_from_stranger", letter(text, author="Bob Lind <bob@lind.example>", links=page))


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


def test_an_inspector_writes_from_an_office():
    assert fires("authority_claimed", letter("Do not tell anyone.", author="Inspector Hale <h@unit.example>"))


def test_mail_to_many_is_no_letter_to_one():
    text = "Your membership is overdue: sign in to renew it, €20. Ask for our list of members, too."
    away = ("https://annuaire.example/x",)
    crowd = (
        f"{text} {'And many other things about the town, the weather and the buses. ' * 12} Unsubscribe here."
    )
    for name in ("lure_from_stranger", "dues_from_stranger"):
        alone = strength(name, letter(text, author=HOUSE, links=away))
        assert alone > 2 * strength(name, letter(crowd, author=HOUSE, links=away))


def test_a_long_letter_that_greets_its_reader_is_a_letter_to_one():
    long = "I need the list of your donors. " + "There is much to be said about it. " * 30
    assert strength("request_from_stranger", letter(f"Dear Bob, {long}")) > 1.5 * strength(
        "request_from_stranger", letter(long)
    )


def test_the_law_is_called_upon_for_something():
    text = "Enquête en cours : vous êtes requis de nous communiquer sous 48 heures les journaux de connexion."
    assert strength("threat_from_stranger", letter(f"{text} Commandant Lefort")) > 0.7
    assert not fires("threat_from_stranger", letter("The court garden party is on Sunday."))


def test_a_gift_to_be_paid_back_elsewhere_is_graver_than_one_to_be_paid_back():
    back = "I gave 500 instead of 50 by mistake, please refund the difference"
    assert strength("request_from_stranger", letter(f"{back} to another account.")) > strength(
        "request_from_stranger", letter(f"{back}.")
    )


def test_a_bait_from_a_friends_mailbox_is_seen():
    away, cloud = ("https://files-here.example/x",), ("https://www.lorne.example/x",)
    text = "Voici le document dont nous parlions, mot de passe 7788."
    said = {"relation": FRIEND, "author": "Lorne <devis@lorne.example>"}
    assert strength("bait_from_friend", letter(text, links=away, **said)) > 0.6
    assert not fires("bait_from_friend", letter(text, links=cloud, **said))
    assert not fires("bait_from_friend", letter("Bonne lecture !", links=away, **said))
    assert not fires("bait_from_friend", letter(text, links=away))
    used_otherwise = letter(text, links=away, **{**said, "relation": ELSEWHERE})
    assert strength("bait_from_friend", used_otherwise) > strength(
        "bait_from_friend", letter(text, links=away, **said)
    )


def test_a_colleague_never_asks_for_a_code():
    alice = "Alice Aubrac <alice@valbrune.example>"
    code = "You will receive a code by text, forward it to me."
    once = Relation(has_history=True, n_known=400, n_sent=6, n_received=9, origin_known=False)
    assert strength("stolen_mailbox", letter(code, author=alice, relation=once)) > 0.7
