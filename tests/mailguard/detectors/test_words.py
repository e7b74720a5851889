"""The detectors that read words: each in both languages, and silent on what a team writes all day."""

import time

import pytest

from mailguard.facts import Bulk
from mailguard.facts.phrases import fold
from mailguard.policy import load
from tests.mailguard.maker import facts, fires

SAID = [
    ("asks_for_payment", "Could you settle the invoice before noon?"),
    ("asks_for_payment", "Merci d'effectuer un virement de 4 800 € dans la journée."),
    ("asks_to_change_account", "Please note our new bank details for the posters."),
    ("asks_to_change_account", "Nous avons changé de RIB, merci de ne plus utiliser l'ancien."),
    ("asks_for_gift_cards", "Get three gift cards and scratch the codes."),
    ("asks_for_gift_cards", "Il me faut des cartes cadeaux pour les bénévoles."),
    ("asks_for_gift_cards", "Peux-tu passer prendre cinq cartes cadeaux ?"),
    ("asks_for_gift_cards", "Could you pick up ten vouchers for me?"),
    ("asks_for_data", "Please send me the full donor list as a spreadsheet."),
    ("asks_for_data", "Peux-tu m'envoyer le fichier des adhérents ?"),
    ("asks_for_password", "Verify your account to keep receiving mail."),
    ("asks_for_password", "Votre boîte est presque pleine, reconnectez-vous vite pour continuer."),
    ("asks_for_code", "A text is on its way, forward me the verification code."),
    ("asks_for_code", "Envoie-moi le code que tu viens de recevoir."),
    ("threatens_account", "Your mailbox will be suspended within 24 hours."),
    ("threatens_account", "Votre compte sera suspendu, faute de quoi tout sera perdu."),
    ("presses_for_time", "I need it before the debate, it is urgent."),
    ("presses_for_time", "C'est pressé, il me le faut d'ici ce soir."),
    ("asks_for_secrecy", "Keep this between us, I can't talk now."),
    ("asks_for_secrecy", "Reste discrète, je suis en plateau et n'en parle à personne."),
    ("asks_for_errand", "Are you at your desk? I need a quick favour."),
    ("asks_for_errand", "Es-tu disponible ? J'ai besoin d'un petit service."),
    ("asks_for_other_channel", "Send me your WhatsApp number."),
    ("asks_for_other_channel", "Écris-moi sur mon adresse perso."),
    ("lures_to_document", "Nora has shared a document with you: view the document."),
    ("lures_to_document", "Un collègue a partagé un fichier. Consultez le document sécurisé."),
    ("pushes_attachment", "Open the attached file; the password is 2027."),
    ("pushes_attachment", "Ouvrez le fichier en pièce jointe et activez le contenu."),
    ("speaks_of_invoice", "This invoice is unpaid: overdue balance of 900."),
    ("speaks_of_invoice", "La facture n° 88 reste impayée, montant dû 900 €."),
    ("lures_with_delivery", "Your parcel is on hold, reschedule your delivery."),
    ("lures_with_delivery", "Votre colis est en attente, réglez les frais de livraison."),
    ("promises_prize", "Congratulations! Claim your reward."),
    ("promises_prize", "Félicitations, vous avez gagné un bon."),
    ("extorts", "I have recorded you through your webcam. Send it to this bitcoin wallet."),
    ("extorts", "J'ai piraté votre appareil et filmé votre webcam."),
    ("asks_to_call", "You have been charged 399. Call our support now at +1 805 555 0142."),
    ("asks_to_call", "Un montant sera débité, appelez-nous au 01 99 00 12 34."),
    ("speaks_for_authority", "Compliance notice from the election commission."),
    ("speaks_for_authority", "Remboursement d'impôts : régularisez."),
    ("offers_business", "We offer SEO and guest post packages."),
    ("offers_business", "Une opportunité d'investissement au rendement garanti."),
]

EVERYDAY = [
    "Minutes of Tuesday: the hall is booked, Bob brings the banners, next call on Thursday.",
    "Bonjour à tous, voici l'ordre du jour de lundi : tractage, affiches, point sur le local.",
    "Thanks for canvassing on Saturday! Twelve doors opened, two people want to help.",
    "Avez-vous reçu les cartes cadeaux que les bénévoles ont offertes ? Merci encore.",
    "The volunteers were touched by the gift cards they got from the committee.",
    "Merci pour la relecture du programme, j'ai gardé tes remarques sur le chapitre santé.",
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))


@pytest.mark.parametrize("name", sorted({name for name, _ in SAID}))
@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_mail_wants_nothing(name, text):
    assert not fires(name, facts(text))


@pytest.mark.parametrize(("name", "text"), SAID[::7])
def test_words_on_a_discussion_list_are_talk(name, text):
    assert not fires(name, facts(text, bulk=Bulk(list_id="talk.example.org", has_post=True)))


def test_words_alone_stay_below_every_threshold():
    weights = load().weights
    assert max(odds for name in {name for name, _ in SAID} for odds in weights[name].by_class.values()) < 2


def test_words_are_folded_as_a_reader_takes_them():
    assert fold("L’ÉLÈVE\t  à  Nœux – 5\u00a0€") == "l'eleve a noeux - 5 $"
    assert fold("A `b`\r\n  C") == "a 'b' \n c"
    assert fold("\ufb01n \u05d0\u05b8") == "fin \u05d0"  # a ligature, and a vowel sign of another script


def test_a_text_of_nothing_but_sign_in_pages_is_read_at_once():
    began = time.process_time()
    assert not fires("device_code", facts("login.live.com/" * 6_000))
    assert time.process_time() - began < 0.5
