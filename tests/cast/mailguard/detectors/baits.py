"""Strangers who lead somewhere: what they call themselves, where one would sign in, and the near misses."""

from mailguard.facts import Authentication, Dmarc, Relation
from mailguard.profile import Insider, Partner, Profile, Service
from tests.cast.mailguard.maker import facts

TEAM = Profile(
    name="Valbrune en commun",
    domains=("valbrune.example",),
    insiders=(Insider("Alice Aubrac", ("alice@valbrune.example",)),),
    partners=(Partner("Imprimerie Lorne", ("imprimerie-lorne.example",)),),
    services=(Service("Nuage Sorgue", ("nuage-sorgue.example",)),),
)

NEW = Relation(has_history=True, n_known=200)

OLD = Relation(has_history=True, n_known=200, n_received=9, n_sent=4)

KNOWN = {"relation": OLD}

PROVEN = Authentication(dmarc=Dmarc(result="pass"))


def of(author, text="Hello.", link="", **values):
    values.setdefault("relation", NEW)
    return facts(text, author=author, links=(link,) if link else (), profile=TEAM, **values)
