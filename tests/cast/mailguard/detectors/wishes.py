"""What nobody honest asks for, whoever writes, and names that are borrowed to ask for it."""

from dataclasses import replace

from mailguard.facts import Bulk, Relation
from mailguard.profile import Insider, Partner, Profile
from tests.cast.mailguard.maker import facts

ACCOUNT = "DE89 3704 0044 0532 0130 00"

TEAM = Profile(
    name="Ligue Rurale",
    domains=("lrur.example",),
    brands=("LRUR",),
    insiders=(Insider("Alice Aubrac", ("alice@lrur.example",)),),
    partners=(Partner("Garage Morin", ("morin.example",), ("FR14 2004 1010 0505 0001 3M02 606",)),),
)

PAST = Relation(has_history=True, n_known=500)

FRIEND = replace(PAST, n_received=20, n_sent=15, n_authenticated=20)

PAGE = ("https://page.example/x",)

NEWS = Bulk(unsubscribe=("https://page.example/leave",))

PAL = "Lou Pinson <lou.pinson@gmail.com>"


def made(text, author="Ada Stranger <ada@stranger.example>", past=PAST, **values):
    return facts(text, author=author, relation=past, **({"profile": TEAM} | values))
