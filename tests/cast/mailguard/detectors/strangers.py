"""Who asks for what: demands, documents and authority from people whom nobody knows."""

from mailguard.facts import Authentication, Dmarc, Relation
from mailguard.profile import Insider, Partner, Profile
from tests.cast.mailguard.maker import facts

TEAM = Profile(
    domains=("valbrune.example",),
    insiders=(Insider("Alice Aubrac", ("alice@valbrune.example",)),),
    partners=(Partner("Imprimerie Lorne", ("lorne.example",)),),
)

LIST = "Please send me the full donor list today."

PAST = Relation(has_history=True, n_known=400)

PROVEN = Authentication(dmarc=Dmarc(result="pass"))


def _bill(more="", author="Coaches of Lorne <office@coaches.example>", proof=PROVEN):
    text = f"Invoice 114 for the coach, 380 euros. {more} FR76 3000 6000 0112 3456 7890 189"
    return facts(text, author=author, profile=TEAM, relation=PAST, authentication=proof)
