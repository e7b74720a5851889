"""Manifest of check-ins: everything given to the other apps."""

from hustings.field.checkins import door_streams, event_parts, my_data, phone_views, privacy, ticket_links
from hustings.field.events import hooks
from hustings.field.registrations import seat_links
from hustings.field.registrations.attendance import door_counts
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.foundation.sync import kinds

app = Contribution(
    how_tos.pages(
        how_tos.beside("check-people-in", "checkins:*", below="field"),
    ),
    hooks.hq_parts(event_parts.in_hq),
    door_counts.counts(event_parts.counted),
    kinds.kinds(door_streams.KIND),
    kinds.shells(kinds.Shell("phone_checkins:door", phone_views.FILES)),
    my_data.part,
    privacy.part,
    routes.hq(routes.Section("hustings.field.checkins.urls", "agenda/check-in/")),
    routes.routes(
        routes.Route("hustings.field.checkins.urls_phone", "phone/check-in/", place=routes.Place.FIRST),
        routes.Route("hustings.field.checkins.urls_public", is_localised=True),
    ),
    seat_links.links(ticket_links.link_of),
    routes.secret_paths("tickets"),
    routes.unlisted_paths("tickets"),
)
