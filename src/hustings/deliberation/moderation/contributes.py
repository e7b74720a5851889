"""Manifest of moderation: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations import hooks
from hustings.deliberation.consultations.rights import MODERATE
from hustings.deliberation.moderation import open_tables, reasons, said, waiting, webhook_events
from hustings.deliberation.open_data import tables
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos

app = Contribution(
    routes.hq(routes.Section("hustings.deliberation.moderation.urls", "consultations/")),
    routes.routes(routes.Route("hustings.deliberation.moderation.urls_public", is_localised=True)),
    routes.secret_paths("consultations/appeals"),
    routes.unlisted_paths("consultations/appeals"),
    hooks.record_links(
        hooks.RecordLink(10, _("Moderate"), "moderation_hq:queue", MODERATE, waiting.counts),
        hooks.RecordLink(20, _("Duplicates"), "moderation_hq:groupings", MODERATE),
        hooks.RecordLink(30, _("Participants"), "moderation_hq:participants", MODERATE),
    ),
    hooks.consultation_links(
        hooks.Link(hooks.RULES, 10, _("Moderation rules"), "moderation:rules"),
        hooks.Link("bin", 20, _("Public bin"), "moderation:bin"),
    ),
    hooks.item_links(hooks.Link("report", 10, _("Report"), "moderation:reports")),
    hooks.hidden_parts(hooks.ItemPart("moderation.reason", 10, "moderation/reason.html", reasons.of_hidden)),
    tables.tables(open_tables.RULINGS),
    todos.sources(waiting.due),
    how_tos.pages(how_tos.beside("moderate-a-consultation", "moderation_hq:*", below="actions")),
    said.part,
    webhook_events.part,
)
