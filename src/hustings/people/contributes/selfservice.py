"""Contributions of people's own pages: addresses, parts of “my data”, ends of links, lines of timelines."""

from hustings.contributions import Contribution
from hustings.lib import routes
from hustings.people.own_page import closing, own_parts, parts, sentences
from hustings.people.schedules import own_page

app = Contribution(
    routes.routes(routes.Route("hustings.people.urls_own_page", is_localised=True)),
    routes.secret_paths("my-data/links", "my-data/addresses"),
    own_page.part,
    closing.part,
    sentences.part,
    parts.my_data(*own_parts.PARTS),
)
