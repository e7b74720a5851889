"""Replies would go to another mailbox with the author's name."""

from dataclasses import replace

from tests.cast.mailguard.detectors.wishes import PAL, PAST, made
from tests.cast.mailguard.maker import fires, strength


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
