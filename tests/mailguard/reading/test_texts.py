"""Own words, quoted words, and the language they are in."""

import pytest

from mailguard.reading import language, quotes

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
