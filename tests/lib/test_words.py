"""Which language the command line speaks, and how it writes numbers in it."""

import pytest

from hustings.lib import words


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
        ({"LANG": "pt_BR"}, "en"),
    ],
)
def test_the_language_is_that_of_the_terminal(environment: dict[str, str], language: str) -> None:
    assert words.language(environment) == language


def test_numbers_are_written_as_the_language_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert words.number(12345.67, 1) == "12,345.7"
    monkeypatch.setenv("LANGUAGE", "fr")
    assert words.number(12345.67, 1) == "12\u202f345,7"
