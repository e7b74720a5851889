"""Contributions of candidacies to people's records, to their own pages and to the list of to-dos."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts import menu, roles, wagtail_groups
from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports import targets
from hustings.foundation.lib import how_tos, routes
from hustings.people.persons import timeline
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts
from hustings.site.candidates import file_target, hq_search, local_teams, rights
from hustings.site.candidates.models import Candidacy


def _of(person: Person) -> QuerySet[Any]:
    return Candidacy.objects.filter(person=person).select_related("election", "zone")


def _entry(candidacy: Candidacy) -> timeline.Entry:
    words = {"zone": candidacy.zone.name, "election": candidacy.election.name}
    if candidacy.withdrawn_at:
        says = _("Was a candidate in %(zone)s (%(election)s), withdrawn") % words
    else:
        says = _("Is a candidate in %(zone)s (%(election)s)") % words
    url = reverse("candidates:candidate", args=[candidacy.pk])
    return timeline.Entry(candidacy.created_at, "candidates.nominated", says, url=url)


def _rows(person: Person) -> list[tuple[Any, ...]]:
    return [
        (one.election.name, one.zone.name, one.ticket, one.created_at, one.withdrawn_at)
        for one in _of(person).order_by("pk")
    ]


app = Contribution(
    how_tos.pages(
        how_tos.beside("bring-candidates-in", "candidates:*"),
        how_tos.beside("give-a-candidate-a-domain", below="field"),
    ),
    hq_search.part,
    menu.entries(
        menu.Entry(
            gettext_lazy("Candidates"), "candidates:candidates", rights.sees_candidates, "user", 30, "field"
        ),
        menu.Entry(
            gettext_lazy("Candidate"), "candidates:new", rights.CHANGE_CANDIDATES, "user", 65, menu.NEW
        ),
    ),
    routes.hq(
        routes.Section("hustings.site.candidates.domains", "candidates/domains/"),
        routes.Section("hustings.site.candidates.urls", "candidates/"),
    ),
    routes.api(routes.Api("hustings.site.candidates.api.router")),
    routes.routes(routes.Route("hustings.site.candidates.public_urls", is_localised=True)),
    targets.targets(file_target.TARGET),
    roles.rights(*rights.RIGHTS),
    wagtail_groups.of_territories(local_teams.groups_of),
    timeline.groups(
        timeline.Group("candidates", gettext_lazy("Candidacies")),
    ),
    timeline.sources(
        timeline.Source("candidacy", _of, _entry, "created_at", frozenset({"candidates"})),
    ),
    parts.my_data(
        parts.Part(
            "candidacies",
            gettext_lazy("Candidacies"),
            {
                "election": gettext_lazy("election"),
                "zone": gettext_lazy("territory"),
                "ticket": gettext_lazy("party or list"),
                "since": gettext_lazy("since"),
                "withdrawn_at": gettext_lazy("withdrawn"),
            },
            _rows,
        ),
    ),
)
