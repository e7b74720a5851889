"""Manifest of opinions: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations import act_kinds, hooks, step_rules
from hustings.deliberation.consultations.models import Kind
from hustings.deliberation.open_data import tables
from hustings.deliberation.opinions import actions, open_tables, page_parts, step_part, tasks, told
from hustings.deliberation.opinions.models import Rules
from hustings.foundation.contributions import Contribution
from hustings.foundation.jobs import schedule
from hustings.foundation.lib import how_tos, routes
from hustings.people.persons.hooks import erasure_hooks

app = Contribution(
    routes.routes(routes.Route("hustings.deliberation.opinions.urls_public", is_localised=True)),
    routes.hq(routes.Section("hustings.deliberation.opinions.urls", "consultations/statements/")),
    how_tos.pages(how_tos.beside("ask-for-opinions", "opinions_hq:*", below="actions")),
    hooks.phase_links(hooks.PhaseLink((Kind.STATEMENTS,), _("Statements and map"), "opinions_hq:statements")),
    hooks.phase_parts(hooks.PhasePart(Kind.STATEMENTS.value, "opinions/step.html", step_part.words)),
    hooks.item_parts(
        hooks.ItemPart("opinions.shares", 20, "opinions/statement_shares.html", page_parts.of_statement)
    ),
    hooks.consultation_parts(
        hooks.ConsultationPart("opinions.maps", 20, "opinions/maps.html", page_parts.of_consultation)
    ),
    step_rules.rules(
        step_rules.StepRules(Kind.STATEMENTS, Rules.copy, lambda phase: Rules.of(phase).longest)
    ),
    act_kinds.kinds(actions.FOUR),
    erasure_hooks.erasers(actions.erase),
    tables.tables(open_tables.FOURS),
    told.part,
    schedule.jobs(
        schedule.every(tasks.draw_due, _("Draw opinion maps"), minutes=5, name="opinions.maps"),
    ),
)
