"""Every sentence of the engine, in both languages."""

from mailguard.signals import Evidence, registry
from mailguard.words import translate
from tools import engine_words


def test_every_sentence_has_its_french():
    assert not engine_words.untranslated("fr"), "add them to mailguard.po and run tools/engine_words.py"


def test_a_sentence_is_said_in_the_readers_language():
    evidence = Evidence(
        "It is from {author}, but answers go to {reply}.",
        {"author": "a@example.org", "reply": "b@example.net"},
    )
    assert (
        evidence.say("fr-FR") == "Le message vient de a@example.org, mais les réponses vont à b@example.net."
    )
    assert evidence.say("en").startswith("It is from a@example.org")


def test_an_unknown_language_gets_english():
    assert translate("Answers would go elsewhere.", "xx") == "Answers would go elsewhere."


def test_every_detector_has_a_sentence():
    import mailguard.detectors  # noqa: F401

    assert registry
    assert not [name for name, each in registry.items() if not each.says.endswith(".")]
