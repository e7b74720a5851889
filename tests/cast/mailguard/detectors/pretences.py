"""Who writes and what is asked: strangers who pretend a bond, mailboxes that may be broken into."""

from mailguard.facts import Relation
from mailguard.profile import Insider, Partner, Profile
from tests.cast.mailguard.maker import facts

TEAM = Profile(
    domains=("valbrune.example",),
    insiders=(
        Insider("Alice Aubrac", ("alice@valbrune.example",), role="treasurer"),
        Insider("Dora Dumesnil", ("dora@valbrune.example",), role="director"),
    ),
    partners=(Partner("Imprimerie Lorne", ("lorne.example",)),),
)

NEW = Relation(has_history=True, n_known=400)

FRIEND = Relation(has_history=True, n_known=400, n_sent=6, n_received=9)

ELSEWHERE = Relation(
    has_history=True, n_known=400, n_sent=6, n_received=9, client_known=False, origin_known=False
)

HOUSE = "Annuaire des partis <compta@annuaire.example>"


def letter(text, **values):
    return facts(text, **{"profile": TEAM, "relation": NEW, **values})
