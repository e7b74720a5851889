"""An unknown sender's domain contains our short name, and the message uses it."""

from tests.cast.mailguard.detectors.wishes import FRIEND, made
from tests.cast.mailguard.maker import fires, strength


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
