"""Manifest of registrations: everything given to the other apps."""

from hustings.field.events import hooks
from hustings.field.registrations import (
    actions,
    conversations,
    embedded,
    event_hooks,
    group_measures,
    helping,
    home_cards,
    hq_part,
    page_part,
    schedules,
    shift_words,
)
from hustings.field.registrations.attendance import contributions as attendance
from hustings.field.registrations.invitations import contributions as invitations
from hustings.field.registrations.people import after_data, told, webhook_events
from hustings.field.registrations.questions import contributions as questions
from hustings.field.registrations.reports import contributions as reports
from hustings.field.registrations.speakers import contributions as speakers
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import embeds, how_tos, routes
from hustings.foundation.lib.web import live_fragments
from hustings.people.signups import kinds
from hustings.site.website import blocks

app = Contribution(
    attendance.part,
    group_measures.part,
    conversations.part,
    reports.part,
    invitations.part,
    questions.part,
    speakers.part,
    helping.part,
    home_cards.part,
    after_data.part,
    schedules.part,
    told.part,
    webhook_events.part,
    how_tos.pages(how_tos.beside("take-registrations", "registrations_hq:*", below="field")),
    kinds.kinds(actions.KIND),
    embeds.kinds(embedded.EventKind()),
    blocks.forms(embedded.PageForms()),
    hooks.hearers(event_hooks.Hook()),
    hooks.told(event_hooks.n_told),
    hooks.page_parts(page_part.build),
    hooks.hq_parts(hq_part.build),
    routes.hq(routes.Section("hustings.field.registrations.urls", "agenda/registrations/")),
    live_fragments.parts(live_fragments.Part(shift_words.NAME, shift_words.write)),
    routes.routes(routes.Route("hustings.field.registrations.urls_public", is_localised=True)),
    routes.secret_paths("registrations/links"),
    routes.unlisted_paths("registrations/links", "registrations/sent"),
)
