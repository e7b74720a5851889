"""Manifest of texts: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.deliberation.consultations import act_kinds, hooks
from hustings.deliberation.consultations.announcements import kinds
from hustings.deliberation.consultations.models import Kind
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.open_data import tables
from hustings.deliberation.texts import acts, erased, marks, notices, open_tables, public_texts
from hustings.foundation.accounts import menu
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.people.persons.hooks import erasure_hooks

app = Contribution(
    how_tos.pages(how_tos.beside("amend-a-text", "texts_hq:*")),
    menu.entries(
        menu.Entry(pgettext_lazy("menu", "Texts"), "texts_hq:texts", RUN, "doc-full", 40, "actions"),
    ),
    routes.hq(routes.Section("hustings.deliberation.texts.urls", "texts/")),
    routes.routes(routes.Route("hustings.deliberation.texts.urls_public", is_localised=True)),
    act_kinds.kinds(acts.KIND),
    hooks.phase_links(hooks.PhaseLink((Kind.TEXT,), _("Text and amendments"), "texts_hq:text")),
    kinds.kinds(notices.KIND),
    hooks.phase_parts(
        hooks.PhasePart(Kind.TEXT, "texts/step.html", public_texts.of_phase, public_texts.published)
    ),
    hooks.item_parts(
        hooks.ItemPart("texts.block", 10, "texts/block.html", public_texts.of_item),
        hooks.ItemPart("texts.amendment", 10, "texts/change.html", public_texts.of_amendment),
    ),
    hooks.marks(hooks.Mark("texts.state", marks.states)),
    tables.tables(*open_tables.TABLES),
    erasure_hooks.erasers(erased.erase),
)
