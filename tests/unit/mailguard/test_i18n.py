"""Every sentence of the engine, in both languages."""

import pytest

from mailguard.i18n import number, of_terminal, translate
from mailguard.signals import Evidence, registry
from tools import engine_words


def test_every_sentence_has_its_french():
    assert not engine_words.untranslated("fr"), "add them to mailguard.po and run tools/engine_words.py"


def test_no_french_is_left_of_what_nobody_says():
    assert not engine_words.unsaid("fr"), "take them out of mailguard.po and run tools/engine_words.py"


def test_a_sentence_is_said_in_the_readers_language():
    evidence = Evidence(
        "It is from {author}, but replies go to {reply}.",
        {"author": "a@example.org", "reply": "b@example.net"},
    )
    assert (
        evidence.say("fr-FR") == "Le message vient de a@example.org, mais les réponses vont à b@example.net."
    )
    assert evidence.say("en").startswith("It is from a@example.org")


def test_an_unknown_language_gets_english():
    assert translate("Answers would go elsewhere.", "xx") == "Answers would go elsewhere."


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_CA"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANGUAGE": "de:fr:en", "LANG": "en_US.UTF-8"}, "fr"),
        ({"LANGUAGE": "en:fr"}, "en"),
        ({"LANGUAGE": "de", "LANG": "fr_FR"}, "en"),
        ({"LANG": "pt_BR"}, "en"),
        ({"LANG": "FR-ca"}, "fr"),
    ],
)
def test_the_language_is_that_of_the_terminal(environment, language):
    assert of_terminal(environment) == language


def test_numbers_are_written_as_the_language_has_it():
    assert number(12345.67, 1, "en") == "12,345.7"
    assert number(12345.67, 1, "fr") == "12\u202f345,7"


def test_every_detector_has_a_sentence():
    import mailguard.detectors  # noqa: F401

    assert registry
    assert not [name for name, each in registry.items() if not each.says.endswith(".")]
