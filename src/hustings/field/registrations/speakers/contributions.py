"""Contributions of requests for speakers to other apps."""

from hustings.field.registrations.speakers import views
from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos

_HERE = "hustings.field.registrations.speakers"

part = Contribution(
    how_tos.pages(how_tos.beside("ask-for-a-speaker", "speakers:*")),
    menu.entries(menu.Entry(views.SPEAKERS, "speakers:list", views.finds_speakers, "openquote", 16, "field")),
    routes.hq(routes.Section(f"{_HERE}.urls", "speakers/")),
    routes.routes(routes.Route(f"{_HERE}.urls_public", is_localised=True)),
    routes.secret_paths("events/speakers"),
    routes.unlisted_paths("events/speakers"),
    todos.sources(views.due),
)
