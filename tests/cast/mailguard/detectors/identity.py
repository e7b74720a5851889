"""Who it says it is. The campaign of Nora Valbrune and everybody around it are invented."""

from mailguard.facts import Authentication, Bulk, Dmarc, Relation
from mailguard.profile import Insider, Partner, Profile, Service
from tests.cast.mailguard.maker import facts

PROFILE = Profile(
    name="Valbrune 2027",
    domains=("valbrune2027.example",),
    brands=("En Avant les Communes",),
    insiders=(
        Insider("Nora Valbrune", ("nora@valbrune2027.example",), ("n.valbrune@gmail.com",), role="candidate"),
        Insider("Émile Durand-Petit", ("emile@valbrune2027.example",), also=("Milou",), role="treasurer"),
        Insider("Bob Lefort", ("bob@valbrune2027.example",)),
    ),
    partners=(Partner("Imprimerie du Val", ("imprimerie-val.example",)),),
    services=(Service("Dons", ("dons-solidaires.example",)),),
    decoys=("claire.faux@valbrune2027.example",),
)

PASSED = Authentication(dmarc=Dmarc("pass", has_aligned_dkim=True))

LIST = Bulk(list_id="talk.example.org", has_post=True)

FRIEND = Relation(has_history=True, n_known=900, n_received=20, n_sent=15, n_authenticated=20)


def made(author="Ada Stranger <ada@stranger.example>", text="", **values):
    return facts(text, author=author, **({"profile": PROFILE} | values))


LONG = "Nora Valbrune will speak on Friday in the town hall of our village, come early"

BOB = "Bob Lefort <bob@valbrune2027.example>"
