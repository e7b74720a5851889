"""What nobody honest asks for, whoever writes, and names that are borrowed to ask for it."""

from dataclasses import replace

import pytest

from mailguard.facts import Authentication, Bulk, Dmarc, Relation
from mailguard.profile import Insider, Partner, Profile
from tests.mailguard.maker import facts, fires, strength

ACCOUNT = "DE89 3704 0044 0532 0130 00"
TEAM = Profile(
    name="Ligue Rurale",
    domains=("lrur.example",),
    brands=("LRUR",),
    insiders=(Insider("Alice Aubrac", ("alice@lrur.example",)),),
    partners=(Partner("Garage Morin", ("morin.example",), ("FR14 2004 1010 0505 0001 3M02 606",)),),
)
PAST = Relation(has_history=True, n_known=500)
FRIEND = replace(PAST, n_received=20, n_sent=15, n_authenticated=20)
PAGE = ("https://page.example/x",)
NEWS = Bulk(unsubscribe=("https://page.example/leave",))
PAL = "Lou Pinson <lou.pinson@gmail.com>"


def made(text, author="Ada Stranger <ada@stranger.example>", past=PAST, **values):
    return facts(text, author=author, relation=past, **({"profile": TEAM} | values))


@pytest.mark.parametrize(
    "text",
    [
        "To take part, enter your card number and the CVV.",
        "Type your current PIN, then choose another one.",
        "Munissez-vous de vos codes de vote et saisissez-les avant midi : code de vote, puis date.",
        "Pour confirmer, indiquez le cryptogramme.",
        "Fill in your work e-mail and its password to see your score.",
        "Joignez votre passeport et deux bulletins de paie.",
    ],
)
def test_secrets_are_asked_for_by_nobody_honest(text):
    assert strength("secrets_asked", made(text, links=PAGE)) > 0.6
    assert strength("secrets_asked", made(text, links=PAGE, bulk=NEWS)) > 0.6  # a header of the sender's own


def test_who_warns_of_it_or_is_known_asks_for_no_secret():
    assert not fires("secrets_asked", made("We never ask for your PIN.", links=PAGE))
    assert not fires("secrets_asked", made("Enter your card number.", links=PAGE, past=FRIEND))
    assert not fires("secrets_asked", made("Je joins mon passeport.", past=FRIEND))


@pytest.mark.parametrize(
    "text",
    [
        "I was robbed in Lisbon and the consulate is closed. Could you lend me 600 until Monday?",
        "Je suis à l'hôpital, ma carte est bloquée. Peux-tu m'avancer 400 ? Je te rembourse lundi.",
        "Could you get me two Steam cards? I'll explain.",
    ],
)
def test_a_friend_far_from_home_needs_money(text):
    assert strength("friend_in_need", made(text, author=PAL, past=FRIEND)) > 0.7
    assert not fires("friend_in_need", made(text, author="Garage Morin <a@morin.example>", past=FRIEND))


def test_friends_tell_of_misfortunes_without_wanting_money():
    text = "I spent two weeks in hospital, the surgery went well. See you at the meeting."
    assert not fires("friend_in_need", made(text, author=PAL, past=FRIEND))


@pytest.mark.parametrize(
    "text",
    [
        "Please buy six gift cards for the helpers and email me photos of the backs.",
        "Prends quatre cartes cadeaux et transmets-moi juste les codes.",
    ],
)
def test_numbers_of_gift_cards_are_money(text):
    alice = "Alice Aubrac <alice@lrur.example>"
    assert strength("card_numbers_asked", made(text, author=alice, past=FRIEND)) > 0.8
    assert not fires("card_numbers_asked", made(text, bulk=NEWS))
    assert not fires("card_numbers_asked", made("I bought gift cards for the helpers.", author=alice))


def test_a_short_name_of_ours_in_a_strangers_domain_is_told():
    text = "Dear member of LRUR, your share is waiting."
    author = "LRUR Fund <pay@lrur-fund.example>"
    assert (
        strength("our_name_borrowed", made(text, author=author, links=("https://lrur-fund.example/a",))) > 0.9
    )
    assert fires("our_name_borrowed", made(text, links=("https://vote-lrur.example/a",)))
    assert not fires("our_name_borrowed", made("Our news.", author="Fund <pay@lrur-fund.example>"))
    assert not fires("our_name_borrowed", made(text, author="Paul <paul@lrurfund.example>"))
    assert not fires("our_name_borrowed", made(text, author=author, past=FRIEND))


def test_answers_to_the_authors_double_are_told():
    assert strength("reply_to_mimics_author", made("Hi", author=PAL, reply_to="lou.pinsson@gmail.com")) == 1.0
    morin = "Jean Morin <jean.morin@morin.example>"
    assert fires(
        "reply_to_mimics_author", made("Hi", author=morin, reply_to="Jean Morin <garagiste@gmail.com>")
    )
    assert not fires("reply_to_mimics_author", made("Hi", author=PAL, reply_to="zoe@gmail.com"))
    assert not fires("reply_to_mimics_author", made("Hi", author=PAL, reply_to="lou.pinson@gmail.com"))
    known = replace(PAST, reply_to_known=True)
    assert not fires(
        "reply_to_mimics_author", made("Hi", author=PAL, reply_to="lou.pinsson@gmail.com", past=known)
    )


def test_a_code_drawn_with_letters_is_told():
    row = "█▀▀▀▀▀█ ▀▄█ █▀▀▀▀▀█"
    assert fires("qr_of_letters", made("Scan this:\n" + "\n".join([row] * 12)))
    assert not fires("qr_of_letters", made("Results\n" + "\n".join(["█████ 40 % for the list"] * 12)))
    assert not fires("qr_of_letters", made(row))


def test_a_colleague_who_sends_money_abroad_from_another_program_may_be_somebody_else():
    alice = "Alice Aubrac <alice@lrur.example>"
    text = f"Please pay the invoice today to {ACCOUNT}. By mail only, I can't pick up."
    changed = replace(FRIEND, client_known=False, accounts_known=False)
    at_home = text.replace(ACCOUNT, "FR76 3000 6000 0112 3456 7890 189")
    assert strength("stolen_mailbox", made(text, author=alice, past=changed)) > strength(
        "stolen_mailbox", made(at_home, author=alice, past=changed)
    )
    elsewhere = replace(changed, zone_known=False)
    assert strength("stolen_mailbox", made(text, author=alice, past=elsewhere)) == 1.0
    assert not fires("stolen_mailbox", made(text, author=alice, past=FRIEND))


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Autorise cette application, elle trie les reçus.", "https://reader.example/oauth?scope=mail"),
        ("The minutes are here.", "https://papers.example/wp-login/x"),
        ("New version of the tool.", "https://papers.example/tool.msi"),
        ("Look what they say about us!", "https://papers.example/v"),
    ],
)
def test_pages_that_friends_would_not_lead_to(text, url):
    alice = "Alice Aubrac <alice@lrur.example>"
    assert strength("bait_from_friend", made(text, author=alice, past=FRIEND, links=(url,))) >= 0.5
    assert not fires("bait_from_friend", made(text, author=alice, past=FRIEND))


def test_a_house_of_half_a_name_is_weighed_as_a_strangers():
    text = "Your vote is void, vote again by 5 pm."
    plain = made(text, author="Ruche <info@ruche.example>", links=("https://ruche.example/x",))
    half = made(text, author="Ruche <info@ruche-verif.example>", links=("https://ruche-verif.example/x",))
    assert strength("lure_from_stranger", half) >= strength("lure_from_stranger", plain) > 0.5
    asks = "Let the app read your mailbox: link your calendar."
    plain = made(asks, author="Ruche <info@ruche.example>", links=("https://ruche.example/x",))
    half = made(asks, author="Ruche <info@ruche-verif.example>", links=("https://ruche-verif.example/x",))
    assert strength("lure_from_stranger", half) > 2 * strength("lure_from_stranger", plain)


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


@pytest.mark.parametrize(
    "text",
    [
        "Your computer is infected. Call 01 99 00 12 34 at once.",
        "379 € ont été prélevés. Annulation : 09 99 88 77 66.",
    ],
)
def test_alarms_with_a_number_to_call(text):
    assert fires("call_from_stranger", made(text, author="Care <care@care-desk.example>"))


def test_a_partner_who_proves_nothing_and_wants_something_is_told():
    forged = Authentication(dmarc=Dmarc("fail"))
    wish = made(
        "Confirm your account here.",
        author="Garage Morin <a@morin.example>",
        links=("https://elsewhere.example/a",),
        authentication=forged,
    )
    assert strength("partner_unproven", wish) >= 0.5
    news = made("The car is ready.", author="Garage Morin <a@morin.example>", authentication=forged)
    proven = made("Confirm your account here.", author="Garage Morin <a@morin.example>", links=PAGE)
    assert not fires("partner_unproven", news)
    assert not fires("partner_unproven", proven)


def test_a_strangers_page_that_asks_for_leave_is_told():
    url = "https://sorter.example/authorize?scope=mail.readwrite"
    assert fires("oauth_consent", made("Let it sort your mail.", links=(url,)))
    assert not fires(
        "oauth_consent", made("Let it sort your mail.", links=("https://sorter.example/authorize",))
    )
    assert not fires("oauth_consent", made("Let it sort your mail.", links=(url,), past=FRIEND))


def test_a_strangers_own_page_may_show_a_cv_and_hand_out_no_disk():
    bo = "Bo Lindqvist <bo@lindqvist.example>"
    page = made("My CV is online.", author=bo, links=("https://lindqvist.example/cv",))
    disk = made("My CV is online.", author=bo, links=("https://lindqvist.example/cv.img",))
    assert strength("lure_from_stranger", disk) > 0.8
    assert not fires("lure_from_stranger", page)
    packed = ("https://lindqvist.example/cv.zip",)
    assert strength("lure_from_stranger", made("My CV, password 4471.", author=bo, links=packed)) > 0.8
    assert not fires("lure_from_stranger", made("My CV is online.", author=bo, links=packed))


def test_newsletters_of_half_a_name_ask_for_no_key_of_another_house():
    text = "Three questions. Sign in with your Google account to begin."
    half = made(
        text, author="Panel <a@work-survey.example>", links=("https://work-survey.example/q",), bulk=NEWS
    )
    whole = made(text, author="Panel <a@panel.example>", links=("https://panel.example/q",), bulk=NEWS)
    assert fires("secrets_asked", half)
    assert not fires("secrets_asked", whole)


def test_an_authority_that_wants_nothing_is_hardly_told():
    author = "Inspection du travail <section4@inspection-est.example>"
    news = made("Les constats ont été notifiés.", author=author)
    asks = made("Répondez et transmettez votre mot de passe.", author=author)
    assert strength("authority_claimed", news) < strength("authority_claimed", asks)


def test_providers_of_mailboxes_may_have_names_alike():
    near = replace(PAST, similar_addresses=("@gmail.com",))
    proven = Authentication(dmarc=Dmarc("pass", has_aligned_dkim=True))
    assert not fires(
        "similar_to_known", made("Hi", author="A <a@mailo.com>", past=near, authentication=proven)
    )
    assert fires("similar_to_known", made("Hi", author="A <a@gmeil.example>", past=near))


def test_a_letting_house_tells_of_keys_and_asks_nothing():
    told = "The hall is free. The guard locks the office at ten, the alarm is on at night."
    assert not fires("request_from_stranger", made(told))
    assert fires("request_from_stranger", made(told.replace("ten,", "ten? And is it true that")))
