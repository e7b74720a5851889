"""Contributions of people's own pages: addresses, parts of “my data”, ends of links, lines of timelines."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.people.selfservice import (
    home_cards,
    hooks,
    own_parts,
    parts,
    schedules,
    sessions,
    timeline_sentences,
)
from hustings.people.signups import recognition

app = Contribution(
    how_tos.pages(
        how_tos.beside("give-people-their-page", "selfservice:*", below="people"),
    ),
    routes.hq(routes.Section("hustings.people.selfservice.urls_hq", "people/")),
    routes.routes(routes.Route("hustings.people.selfservice.urls", is_localised=True)),
    routes.secret_paths("my-data/links", "my-data/addresses"),
    schedules.part,
    recognition.proofs(sessions.PROOF),
    hooks.part,
    home_cards.part,
    timeline_sentences.part,
    parts.my_data(*own_parts.PARTS),
)
