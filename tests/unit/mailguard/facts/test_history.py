"""An engine that was told nothing of who is who: everyday mail passes, what nobody honest writes does not."""

import pytest

from mailguard import Action, Engine, Profile
from mailguard.facts import Relation
from mailguard.profile import Insider
from mailguard.verdict import Verdict
from tests.cast.mailguard.maker import facts, fires, strength

TEAM = Profile(
    domains=("valbrune.example",), insiders=(Insider("Alice Aubrac", ("alice@valbrune.example",)),)
)
ALONE = Engine()
BOB = "Bob Brassac <bob.brassac@gmail.com>"
SHORT, LONG = Relation(has_history=True, n_known=12), Relation(has_history=True, n_known=400)


class Remembered:
    """A memory that has met none of the authors here."""

    def __init__(self, past: Relation) -> None:
        self.past = past

    def relation(self, _facts):
        return self.past


def _letter(author: str, subject: str, body: str) -> bytes:
    return (
        f"From: {author}\nTo: alice@valbrune.example\nSubject: {subject}\n"
        "Date: Mon, 1 Mar 2027 10:00:00 +0100\nMessage-ID: <n1@host.example>\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}\n"
    ).encode()


NOTES = [
    _letter(
        BOB,
        "tonight",
        "Hi Alice,\nthe new wifi password hangs beside the door. Could you send me your mobile number"
        " for the rota?\nI'm in a meeting until four, text me if it burns.\nBob",
    ),
    _letter(
        BOB,
        "la quête",
        "Salut Alice,\ntu peux valider la facture du traiteur avant jeudi ? Le virement pour le bus est"
        " parti ce matin.\nGarde ça pour toi jusqu'à la conférence.\nBob",
    ),
    _letter(
        BOB,
        "volunteers",
        "Alice, please send me the list of volunteers for Saturday, the treasurer wants the receipts"
        " too.\nBob",
    ),
    _letter(
        "Bob Brassac <bob@brassac-coaches.example>",
        "the plan",
        "Alice, here is the document with the stops, have a look at it before noon:\n"
        "https://docs.stops-and-seats.example/d/71\nBob",
    ),
]
NOTICES = [
    _letter(
        "Garage Pinson <comptes@garage-pinson.example>",
        "Facture 2201, révision de la camionnette",
        "Bonjour,\nvoici la facture 2201 : 412 euros, à régler sous trente jours.\nNotre compte est toujours"
        " FR76 3000 6000 0112 3456 7890 189.\nGarage Pinson",
    ),
    _letter(
        "Riverbank Library <notices@riverbank-library.example>",
        "Please confirm your email address",
        "Hello Alice,\nplease confirm your email address so that your reader's account can be opened:\n"
        "https://riverbank-library.example/confirm/8d1\nRiverbank Library",
    ),
    _letter(
        "Coopérative du Pré <compte@coop-du-pre.example>",
        "Votre mot de passe a été changé",
        "Bonjour Alice,\nvotre mot de passe a été changé hier soir. Si ce n'était pas vous, écrivez-nous"
        " depuis votre espace :\nhttps://coop-du-pre.example/espace\nLa Coopérative du Pré",
    ),
]


def _seen(verdict: Verdict) -> set[str]:
    return {signal.name for signal in verdict.signals}


@pytest.mark.parametrize("raw", NOTES + NOTICES)
def test_everyday_mail_passes_where_nobody_is_known(raw):
    assert ALONE.analyse(raw).action == Action.DELIVER


def test_the_same_note_of_a_stranger_to_a_team_that_is_known_is_seen():
    told = Engine(profile=TEAM)
    assert told.analyse(NOTES[0]).action >= Action.WARN
    assert told.analyse(NOTES[2]).action >= Action.WARN


def test_a_memory_of_some_size_knows_people_and_a_small_one_does_not():
    small, large = Engine(past=Remembered(SHORT)), Engine(past=Remembered(LONG))
    assert small.analyse(NOTES[0]).action == Action.DELIVER
    assert large.analyse(NOTES[0]).action >= Action.WARN
    assert "request_from_stranger" in _seen(large.analyse(NOTES[0]))


@pytest.mark.parametrize(
    ("author", "text"),
    [
        (
            "Garage Pinson <comptes@garage-pinson.example>",
            "Notre banque a changé : merci de régler la facture 2201 sur notre nouveau compte"
            " FR76 3000 6000 0112 3456 7890 189 dès aujourd'hui, l'ancien est fermé.",
        ),
        (BOB, "Are you at your desk? Buy five gift cards at 100 euros each and send me the codes, quickly."),
        (BOB, "Es-tu là ? Achète quatre cartes cadeaux de 100 euros et envoie-moi les codes, c'est urgent."),
        (
            "Shade <shade@stranger.example>",
            "I have hacked your webcam and recorded you. Pay 900 dollars in bitcoin to my wallet within"
            " 48 hours or I send the video to all your contacts.",
        ),
    ],
)
def test_what_nobody_honest_writes_is_seen_by_an_engine_that_knows_nobody(author, text):
    assert ALONE.analyse(_letter(author, "hello", text)).action >= Action.WARN


@pytest.mark.parametrize(
    ("name", "text", "links"),
    [
        ("request_from_stranger", "Please send me the full donor list today.", ()),
        ("document_from_stranger", "Please view the document.", ("https://files.evil.example/d",)),
        ("sign_in_asked", "Sign in to your mailbox to keep it.", ("https://desk-7.example/login",)),
        ("mail_system_claimed", "Your mailbox is full, upgrade your quota.", ("https://desk-7.example/q",)),
        ("account_from_stranger", "Ours is FR76 3000 6000 0112 3456 7890 189.", ()),
    ],
)
def test_that_somebody_is_unknown_says_little_where_all_are(name, text, links):
    alone = facts(text, links=links)
    known = facts(text, links=links, profile=TEAM)
    assert fires(name, alone)
    assert strength(name, alone) < 0.5 * strength(name, known)
    assert strength(name, facts(text, links=links, relation=SHORT)) == strength(name, alone)


def test_an_alarming_demand_is_as_grave_whoever_is_known():
    text = "Buy five gift cards today and send me the codes."
    known = strength("request_from_stranger", facts(text, author=BOB, profile=TEAM))
    assert strength("request_from_stranger", facts(text, author=BOB)) == known > 0.8


def test_a_newsletter_may_say_in_its_text_alone_how_it_is_left():
    leave = "https://teamhallam.example/leave/71"
    own = {"author": "Team Hallam <news@teamhallam.example>", "links": (leave,)}
    assert fires("newsletter", facts("Come on Sunday!\nUnsubscribe: " + leave, **own))
    assert not fires("newsletter", facts("Come on Sunday!", **own))
    away = {**own, "links": (leave, "https://evil.example/login")}
    assert not fires("newsletter", facts("Come on Sunday!\nUnsubscribe: " + leave, **away))
    other = {**own, "author": "Corwen Post <news@teamhallam.example>"}
    assert not fires("newsletter", facts("Come on Sunday!\nUnsubscribe: " + leave, **other))
