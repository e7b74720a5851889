"""The command line speaks the language of the terminal, and writes numbers in it."""

import pytest
from django.utils import translation

from hustings.foundation.lib.display.contrasts import Pair
from hustings.foundation.lib.process import cli_language


def test_sentences_come_in_the_language_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de:fr")
    assert cli_language.language() == "fr"
    assert cli_language.gettext("Run everything on this machine.") == "Tout lancer sur cette machine."


def test_pages_speak_french_where_the_library_says_something() -> None:
    with translation.override("fr"):
        says = Pair("ink", "le texte", False, "#ffffff", "#fffffe", 4.5).says
    assert says.startswith("Mode clair, le texte") and "4,5:1" in says


def test_numbers_are_written_as_the_language_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli_language.number(12345.67, 1) == "12,345.7"
    monkeypatch.setenv("LANGUAGE", "fr")
    assert cli_language.number(12345.67, 1) == "12\u202f345,7"
