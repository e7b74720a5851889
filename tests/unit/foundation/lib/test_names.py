"""Names as they are typed: whoever is called so may say so; whoever sells something may not."""

import pytest

from hustings.foundation.lib.text import names

PEOPLE = [
    "Jean-François",
    "O’Neill",
    "D'Arc",
    "J. R. R.",
    "St.John",
    "M.Martin",
    "Nguyễn Thị Minh Khai",
    "Ærøskøbing",
    "李小龙",
    "محمد",
    "Σωκράτης",
    "می\u200cخواهم",
    "Martin Jr.",
    "Müller-Lüdenscheidt",
    "Ng",
    "X Æ A-12",
    "Dr. No",
]
NAMES_OF_NOBODY = [
    "WIN 500 EUR http://evil.example/x",
    "see evil.com",
    "evil.co.uk now",
    "www.evil",
    "Evil。com",
    "ｅｖｉｌ．ｃｏｍ",
    "hxxp://evil",
    "t.co/abc",
    "mallory@example.org",
    "line\nbreak",
    "line\rbreak",
    "line\u2028break",
    "nul\0",
    "right\u202eleft",
    "un\u200bseen",
    "Ren\ufffd",
    "bell\x07",
    "пример.рф",
]


@pytest.mark.parametrize("name", PEOPLE)
def test_people_are_called_as_they_say(name):
    assert names.fault(name) is None
    assert names.tidy(name) == name


@pytest.mark.parametrize("name", NAMES_OF_NOBODY)
def test_what_no_name_holds_is_refused(name):
    assert names.fault(name)


def test_what_cannot_be_seen_is_left_out_when_kept():
    assert names.tidy("  Jean\r\n\u202eFran\u0000çois\u2028 Ren\ufffd ") == "Jean Fran çois Ren"
    assert names.tidy("Rene\u0301") == "René"
