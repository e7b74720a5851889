"""Honest office life that looks like what thieves write, and the small difference between them."""

from dataclasses import replace

import pytest

from mailguard.facts import Authentication, Dmarc, File, Nested
from tests.mailguard.detectors.test_wishes import FRIEND, TEAM, made
from tests.mailguard.maker import facts, fires, link, strength

PROVEN = Authentication(dmarc=Dmarc("pass", has_aligned_dkim=True))


def of(text, author, *urls, **values):
    return made(text, author=author, links=urls, **({"authentication": PROVEN} | values))


def test_who_warns_of_an_address_disarms_it():
    text = "Beware: letters say “your mailbox is full” and lead to hxxps://mail-check[.]example/x"
    author = "Watch <news@watchers.example>"
    told = link("https://mail-check.example/x", "hxxps://mail-check[.]example/x", where="text")
    shown = replace(told, where="a")  # whatever it says there, a click follows it
    assert not fires("mail_system_claimed", of(text, author, told))
    assert fires("mail_system_claimed", of(text, author, shown))


@pytest.mark.parametrize(
    "asks", ["Légitime ou arnaque ? Je n'ai rien ouvert.", "Phishing? I haven't clicked."]
)
def test_a_colleague_who_shows_a_letter_and_asks_whether_it_is_true_leads_nowhere(asks):
    false = link("https://mail-access.example/x", "Open")
    letter = Nested(path="2", text="Sign in", links=(false,))
    alice = "Alice Aubrac <alice@lrur.example>"
    values = {"author": alice, "profile": TEAM, "relation": FRIEND, "authentication": PROVEN}
    asked, sent = (facts(text, nested=(letter,), **values) for text in (asks, "Here it is."))
    own = facts(asks, nested=(letter,), links=(link("https://mail-access.example/y", "Open"),), **values)
    assert not fires("false_host_from_friend", asked)
    assert fires("false_host_from_friend", sent)
    assert fires("false_host_from_friend", own)


@pytest.mark.parametrize(
    ("plain", "pressing"),
    [
        ("The repair comes to 90 euros, invoice below. Cash will do.", "It is overdue, settle it today."),
        ("Voici la facture de 90 euros, un chèque suffit.", "Elle est en retard, réglez sous 24 heures."),
    ],
)
def test_a_bill_to_be_paid_by_cheque_serves_no_thief(plain, pressing):
    author = "Menuiserie Hautot <atelier@hautot.example>"
    quiet, loud = of(plain, author), of(f"{plain} {pressing}", author)
    assert strength("dues_from_stranger", quiet) < 0.35 < strength("dues_from_stranger", loud)


def test_whoever_gave_speaks_of_payments_and_mails():
    text = (
        "J'ai versé 40 euros hier et j'ai deux mails de reçu : le paiement est-il parti deux fois ? Ou une ?"
    )
    for name in ("dues_from_stranger", "threat_from_stranger", "request_from_stranger"):
        assert not fires(name, of(text, "Lou Pinson <lou.pinson@gmail.com>"))


def test_a_machines_bill_with_nothing_to_follow_is_news():
    text = "Your invoice of 12 euros is due and was charged."
    assert not fires("dues_from_stranger", of(text, "Line <noreply@line.example>"))
    assert fires("dues_from_stranger", of(text, "Line <noreply@line.example>", "https://line.example/pay"))


@pytest.mark.parametrize(
    ("shown", "sent"),
    [
        (
            "Proof of identity is required at the entrance.",
            "Proof of identity is required by return of mail.",
        ),
        (
            "Votre carte d'identité est demandée à l'accueil.",
            "Votre carte d'identité est demandée par retour.",
        ),
    ],
)
def test_papers_that_one_shows_on_the_spot_are_not_sent(shown, sent):
    author = "Préfecture invitations <accueil@ceremonies.example>"
    assert strength("authority_claimed", of(shown, author)) < strength("authority_claimed", of(sent, author))
    page = "https://ceremonies.example/x"
    assert not fires("secrets_asked", of(shown, author, page))
    assert fires("secrets_asked", of(sent, author, page))


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


def test_a_printers_proof_is_no_scandal():
    author, page = "Jo Arden <jo@arden.example>", "https://proofs.arden.example/3"
    assert strength("lure_from_stranger", of("Please look at the proof of the leaflet.", author, page)) < 0.5
    assert strength("lure_from_stranger", of("I have proof that he lied, look here.", author, page)) > 0.8


def test_sound_that_a_telephone_sends_leads_nowhere():
    author = "Line <notify@phone-service.example>"
    sound, page = (
        File(name, name, "x/y", kind=kind) for name, kind in (("a.mp3", "audio"), ("a.html", "html"))
    )
    assert not fires("nameless_service", of("New message, 0:31", author, files=(sound,)))
    assert fires("nameless_service", of("New message, 0:31", author, files=(page,)))


def test_a_houses_mail_is_its_own_also_where_anybody_may_publish_a_page_there():
    text = "Somebody wants to reset your password. Sign in to choose another."
    url = "https://www.canva.com/reset"
    true = of(text, "Canva <no-reply@account.canva.com>", url)
    stranger = of(text, "Canva <no-reply@desk.example>", url)
    assert not fires("link_borrows_service", true)
    assert strength("sign_in_asked", true) < 0.4 < strength("sign_in_asked", stranger)


def test_a_brands_own_ending_is_the_brands():
    assert not fires("brand_claimed", of("Your ticket", "SNCF Connect <noreply@connect.sncf>"))
    assert fires("brand_claimed", of("Your ticket", "SNCF Connect <noreply@connect-sncf.example>"))


def test_a_photo_beside_a_letter_is_no_hook():
    text = "Hello, this came with the post on Tuesday and I can't make out whether we shall answer. Can you?"
    photo = File("a.jpg", "a.jpg", "image/jpeg", kind="jpeg")
    assert fires("no_hook", of(text, "Jo <jo@arden.example>", files=(photo,)))
    assert not fires("no_hook", of("See photo", "Jo <jo@arden.example>", files=(photo,)))
    coded = replace(photo, text="https://evil.example")
    assert not fires("no_hook", of(text, "Jo <jo@arden.example>", files=(coded,)))


@pytest.mark.parametrize(
    "text",
    [
        "For my silence the price is 700 euros.",
        "Je me tairai contre 800 euros en coupons.",
        "Pay 900 euros, otherwise the rival campaign has the film.",
        "Versez 900 euros, à défaut vos adversaires liront tout.",
        "We can leave 200 fake reviews below your page.",
        "We found a security flaw. For 300 in crypto we say no more.",
        "The story remains private for 400 euros.",
    ],
)
def test_silence_has_no_price(text):
    assert strength("threat_from_stranger", of(text, "Zed <zed@zed.example>")) >= 0.75


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
        "Paste your private key to keep the certificate.",
        "Répondez avec le code de transfert du nom de domaine.",
        "To leave every list, log in with your office inbox.",
        "Le contrôle se fait avec le mot de passe de votre messagerie.",
    ],
)
def test_keys_of_domains_and_mailboxes_are_secrets(text):
    assert fires("secrets_asked", of(text, "Desk <desk@desk.example>", "https://desk.example/x"))


def test_a_private_mailbox_gets_no_key_unasked():
    team = replace(TEAM, insiders=(replace(TEAM.insiders[0], private=("alice.a@gmail.com",)),))
    for text in (
        "Send me a temporary password, please.",
        "Désactive mon double facteur, authentification comprise.",
    ):
        home = made(text, author="Alice Aubrac <alice.a@gmail.com>", profile=team, past=FRIEND)
        work = made(text, author="Alice Aubrac <alice@lrur.example>", profile=team, past=FRIEND)
        assert fires("stolen_mailbox", home)
        assert not fires("stolen_mailbox", work)
    plain = made(
        "The hall is ours at seven.", author="Alice Aubrac <alice.a@gmail.com>", profile=team, past=FRIEND
    )
    assert not fires("stolen_mailbox", plain)


@pytest.mark.parametrize(
    "text",
    [
        "From now on please send your bills to {}, our inbox is closing.",
        "Dorénavant adressez vos factures à {}, notre messagerie ferme.",
    ],
)
def test_a_house_does_not_move_to_a_private_mailbox(text):
    author = "Garage Morin <compta@morin.example>"
    assert fires("answers_moved", made(text.format("morin.bills@gmail.com"), author=author, past=FRIEND))
    assert not fires("answers_moved", made(text.format("bills@morin.example"), author=author, past=FRIEND))
    stranger = made(text.format("morin.bills@gmail.com"), author="Zed <zed@zed.example>")
    assert not fires("answers_moved", stranger)


@pytest.mark.parametrize(
    ("posing", "honest"),
    [
        (
            "morin.compta@gmail.com sent you a file. “Our new bank details, use them today.”",
            "lou.pinson@gmail.com sent you a file. “Photos of Saturday's march.”",
        ),
        (
            "zed@gmail.com invite : « identifiez-vous avec votre compte de messagerie en page 2 »",
            "lou.pinson@gmail.com vous invite : « les photos de la marche, enfin triées »",
        ),
    ],
)
def test_a_true_service_passes_on_anybodys_words(posing, honest):
    author = "Dropbox <no-reply@dropbox.com>"
    assert fires("service_carries", of(posing, author, "https://www.dropbox.com/x"))
    assert not fires("service_carries", of(honest, author, "https://www.dropbox.com/x"))
    own = "Reset your password on the page below."
    assert not fires("service_carries", of(own, author, "https://www.dropbox.com/x"))


def test_pay_that_waits_is_a_bait_at_home_too():
    author, page = "Pay Desk <desk@arden-pay.example>", "https://arden-pay.example/x"
    held = of("Your salary is withheld until the form is filled in.", author, page)
    assert strength("lure_from_stranger", held) > 0.7
