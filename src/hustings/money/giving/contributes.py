"""Manifest of giving: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import embeds, routes
from hustings.foundation.lib.web import live_fragments
from hustings.money.donations.hooks import fund_parts
from hustings.money.giving import discovery, embedded, links, meter, own_card, page_forms, sharing
from hustings.site.sharing import subjects
from hustings.site.website import blocks

app = Contribution(
    routes.routes(routes.Route("hustings.money.giving.urls_public", is_localised=True)),
    routes.api(routes.Api("hustings.money.giving.api.router", {"fund_meter": 30})),
    routes.secret_paths("donate/gifts"),
    routes.unlisted_paths("donate/gifts"),
    embeds.kinds(embedded.FundKind()),
    blocks.forms(page_forms.PageForms()),
    subjects.kinds(sharing.Funds()),
    live_fragments.parts(live_fragments.Part(meter.NAME, meter.write)),
    fund_parts(links.part_of),
    discovery.part,
    own_card.part,
)
