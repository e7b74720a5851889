"""Own words, quoted words, and the language they are in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailguard.facts import phrases
from mailguard.message import language, plain, quotes
from mailguard.text import caseless
from mailguard.text.swift import Swift

OWN = "Yes, noon is fine."

QUOTES = {
    "marks": "> Shall we meet?\n> At noon?",
    "English": "On Mon, 1 Jan 2024 at 10:00, Bob <bob@example.org> wrote:\n> Shall we meet?",
    "English in two lines": "On Mon, 1 Jan 2024 at 10:00, Bob\n<bob@example.org> wrote:\n> Shall we?",
    "French": "Le lun. 1 janv. 2024 à 10:00, Bob <bob@example.org> a écrit :\n> On se voit ?",
    "German": "Am Mo., 1. Jan. 2024 um 10:00 Uhr schrieb Bob <bob@example.org>:\n> Treffen wir uns?",
    "Spanish": "El lun, 1 ene 2024 a las 10:00, Bob (<bob@example.org>) escribió:\n> ¿Nos vemos?",
    "Outlook": "From: Bob <bob@example.org>\nSent: Monday, 1 January 2024\nTo: Alice\nSubject: x\n\nWe?",
    "Outlook in French": "De : Bob <bob@example.org>\nEnvoyé : lundi\nÀ : A\nObjet : midi\n\nOui ?",
    "Outlook in German": "Von: Bob\nGesendet: Montag, 1. Januar 2024\nAn: Alice\nBetreff: Mittag\n\nJa?",
    "Outlook in Spanish": "De: Bob\nEnviado el: lunes, 1 de enero de 2024\nPara: Alice\nAsunto: hora\n\n¿Sí?",
    "banner": "-----Original Message-----\nShall we meet?",
    "forwarded": "---------- Forwarded message ---------\nFrom: Bob\n\nShall we meet?",
    "French banner": "-------- Message d'origine --------\nOn se voit ?",
    "signature": "-- \nAlice\nOrganiser",
}  # fmt: skip


@pytest.mark.parametrize("how", QUOTES)
def test_what_others_wrote_is_cut_off(how):
    own, quoted = quotes.cut(f"{OWN}\n\n{QUOTES[how]}")
    assert own == OWN
    assert quoted


def test_answers_between_quoted_lines_stay():
    own, quoted = quotes.cut("> Shall we meet?\nYes.\n> At noon?\nNo.")
    assert own == "Yes.\nNo."
    assert quoted == "> Shall we meet?\n> At noon?"


@pytest.mark.parametrize(
    "text",
    [
        "From: the office\nwe wish you all a good year.",
        "Our offer:\nten chairs.",
        "He wrote a letter.",
        "a - b -- c",
        "From now on: no chairs.\nTo: do",
    ],
)
def test_what_only_looks_like_a_quote_stays(text):
    assert quotes.cut(text) == (text, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Please find the agenda of our meeting and tell me if you can come.", "en"),
        ("Veuillez trouver l'ordre du jour de notre réunion et me dire si vous pouvez venir.", "fr"),
        (
            "Bitte sehen Sie sich die Tagesordnung an und sagen Sie mir, ob Sie kommen, das ist für uns.",
            "de",
        ),
        (
            "Por favor mire el orden del día de nuestra reunión y dígame si usted puede venir con los demás.",
            "es",
        ),
        (
            "Per favore guardi il programma della riunione e mi dica se può venire con gli altri del gruppo.",
            "it",
        ),
        (
            "Wilt u het programma van onze vergadering zien en zeggen of u met de anderen kunt komen?",
            "nl",
        ),
        (
            "Por favor veja a agenda da nossa reunião e diga se você não pode vir com os outros do grupo.",
            "pt",
        ),
        ("Proszę przynieść listę na zebranie, bo nie wiem, czy ktoś ją ma i jest aktualna.", "pl"),
        ("Kan du tage listen med til mødet, jeg ved ikke om der er andre og det haster.", "da"),
        ("Kan du ta med listan till mötet, jag vet inte om det är någon som har den och vi väntar.", "sv"),
        ("Bonjour, merci de régler la facture ci-jointe avec votre carte.", "fr"),
        ("OK", ""),
        ("", ""),
        ("12345 67890", ""),
    ],
)
def test_the_language_is_guessed_by_its_small_words(text, code):
    assert language.guess(text) == code


@given(st.text("ab'.9 \n", max_size=20))
def test_words_of_plain_text_are_cut_as_those_of_any_other(text):
    assert language._ascii_words(text) == language._WORD.findall(text)


@given(st.text(st.characters(max_codepoint=0x17F) | st.sampled_from("\u0300\u2019\u0153"), max_size=20))
def test_letters_of_western_europe_lose_their_accents_as_all_others(text):
    lower = text.lower()
    assert phrases._latin(lower) in {None, phrases._decomposed(lower)}


def test_french_text_is_folded_byte_by_byte():
    assert (
        phrases._latin("élu à noël, ça va de soi : 3 € !".replace("€", "$"))
        == "elu a noel, ca va de soi : 3 $ !"
    )
    assert phrases._latin("¼ pour bob") is None


def test_what_is_not_in_a_text_in_lower_case_no_pattern_finds_that_ignores_case():
    every = "".join(map(chr, range(0xD800)))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert set(map(caseless.lower, re.findall(letter, every, re.IGNORECASE))) == {letter}


@pytest.mark.parametrize("before", ["", " ", "\n", "(", "é", "-"])
@pytest.mark.parametrize("start", ["http://", "HTTPS://", "hxxp[:]//", "ftp://", "Www.", "www2.", "httpſ://"])
def test_addresses_are_seen_wherever_a_word_may_begin(before, start):
    assert plain._URL.search(f"{before}{start}a.example/b")[0] == f"{start}a.example/b"
    assert not plain._URL.search(f"x{start}a")
    assert not plain._URL.search(f"\u212a{start}a")


@given(st.text(st.characters(max_codepoint=0x7F), max_size=20))
def test_a_quick_pattern_finds_in_ascii_what_it_finds_in_all_scripts(text):
    for pattern in (r"\w{3,}", r"\d[\d ().-]{3,6}\d", r"[a-z]+|\d+|[$£]"):
        assert Swift(pattern).on(text).findall(text) == re.findall(pattern, text)
    assert Swift(r"\w+").on("été").findall("été") == ["été"]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("a.example.com", "http://a.example.com/"),
        ("See b.fr.", "http://b.fr/"),
        ("c.website/x?y z", "http://c.website/x?y"),
        ("d.İo", "http://d.xn--io-rub/"),  # its letter has the case of a Latin one
        ("e.comet", ""),
        ("f.c", ""),
        ("The end. Community", ""),
    ],
)
def test_bare_addresses_end_as_websites_do(text, url):
    assert "".join(link.url for link in plain.links(text)) == url
