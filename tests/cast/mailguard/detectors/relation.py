"""What earlier mail says. Accounts are examples of the registries; people are invented."""

from dataclasses import replace

from mailguard.facts import Authentication, Dmarc, Relation
from mailguard.profile import Insider, Partner, Profile
from tests.cast.mailguard.maker import facts

FRENCH, GERMAN, BRITISH = (
    "FR14 2004 1010 0505 0001 3M02 606",
    "DE89 3704 0044 0532 0130 00",
    "GB82 WEST 1234 5698 7654 32",
)

PROFILE = Profile(
    domains=("valbrune.example",),
    insiders=(Insider("Nora Valbrune", ("nora@valbrune.example",)),),
    partners=(Partner("Imprimerie du Val", ("imprimerie-val.example",), (FRENCH,)),),
)

PAST = Relation(has_history=True, n_known=500)

FRIEND = replace(PAST, n_received=20, n_sent=15, n_authenticated=20, n_from_organisation=20)

INTRUDED = replace(
    PAST, thread="known", is_our_thread=True, is_thread_member=False, is_thread_organisation=False
)

TALK = replace(FRIEND, thread="known", is_our_thread=True, is_thread_member=True)

PASSED = Authentication(dmarc=Dmarc("pass", has_aligned_dkim=True))

FAILED = Authentication(dmarc=Dmarc("fail"))

PRINTER = "C <c@imprimerie-val.example>"

ADA = "Ada Stranger <ada@stranger.example>"


def made(past=PAST, text="", author=ADA, **values):
    return facts(text, author=author, relation=past, **({"profile": PROFILE} | values))


def met(**past):
    return made(replace(FRIEND, **past))
