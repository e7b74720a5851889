"""Contributions of petitions to timelines, to criteria of segments and to what people get of their data."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import embeds, how_tos, routes, todos
from hustings.foundation.lib.text.languages import in_language
from hustings.foundation.lib.web import live_fragments
from hustings.outreach.tracking.attribution import kinds as followed
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons import origins, timeline
from hustings.people.persons.models import Person
from hustings.people.persons.rights import sees_sums
from hustings.people.segments import criteria
from hustings.people.segments.criteria.rows import RowKind
from hustings.people.selfservice import parts
from hustings.people.signups import kinds
from hustings.site.petitions import (
    embedded,
    fresh_meter,
    goal_metrics,
    hq_search,
    mailing_signatures,
    offers,
    privacy,
    schedules,
    waiting,
    webhook_events,
)
from hustings.site.petitions.actions import signatures
from hustings.site.petitions.models import Petition, Signature
from hustings.site.website import offers as of_site

PETITIONS = gettext_lazy("Petitions")
PETITION = RowKind(
    lambda user: Petition.objects.all(),
    gettext_lazy("Choose a petition."),
    gettext_lazy("This petition no longer exists."),
)


def _titled(words: Callable[[], str]) -> timeline.Says:
    def sentence(data: Mapping[str, Any]) -> str:
        return words() % {"title": in_language(data["title"])}

    return sentence


def _signed(petition: Petition) -> QuerySet[Signature]:
    return Signature.objects.filter(petition=petition, person__isnull=False).confirmed()


def _rows(person: Person) -> list[tuple[Any, ...]]:
    rows = Signature.objects.filter(person=person).select_related("petition").order_by("-asked_at", "-pk")
    return [
        (row.petition.title, row.address, row.name, row.postcode, row.get_shown_display(), row.comment,
         row.get_comment_state_display(), origins.named(row.source), row.asked_at, row.confirmed_at,
         row.withdrawn_at)
        for row in rows
    ]  # fmt: skip


app = Contribution(
    goal_metrics.part,
    how_tos.pages(
        how_tos.beside("run-a-petition", "petitions_hq:*"),
    ),
    hq_search.part,
    menu.entries(
        menu.Entry(PETITIONS, "petitions_hq:list", sees_sums, "edit", 10, "actions"),
        menu.Entry(gettext_lazy("Petition"), "petitions_hq:new", EDIT_SITE, "edit", 30, menu.NEW),
    ),
    routes.hq(routes.Section("hustings.site.petitions.urls", "petitions/")),
    privacy.part,
    embeds.kinds(embedded.PetitionKind()),
    routes.api(routes.Api("hustings.site.petitions.api.router", {"petition_meter": 30})),
    routes.routes(routes.Route("hustings.site.petitions.urls_public", is_localised=True)),
    routes.secret_paths("petitions/signatures"),
    routes.unlisted_paths("petitions/signatures"),
    schedules.part,
    webhook_events.part,
    of_site.offers(offers.OFFERS),
    kinds.kinds(signatures.KIND),
    followed.kinds(mailing_signatures.KIND),
    live_fragments.parts(live_fragments.Part(fresh_meter.NAME, fresh_meter.write)),
    todos.sources(waiting.due),
    unmerge.laters(
        unmerge.Later(
            "petitions.signature.person",
            lambda found, whose: found.filter(key__in=whose.keys, asked_at__gte=whose.since),
        )
    ),
    timeline.groups(
        timeline.Group("petition", PETITIONS),
    ),
    timeline.sentences(
        timeline.Sentence(signatures.SIGNED, _titled(lambda: _("Signed the petition “%(title)s”"))),
        timeline.Sentence(
            signatures.WITHDRAWN, _titled(lambda: _("Withdrew their signature from “%(title)s”"))
        ),
        timeline.Sentence(
            signatures.DISOWNED,
            _titled(lambda: _("Reported that someone else signed “%(title)s” with their address")),
        ),
    ),
    timeline.happened(
        timeline.Happening(signatures.SIGNED, gettext_lazy("signed a petition")),
    ),
    criteria.catalogue(
        criteria.Criterion(
            "petition",
            gettext_lazy("Petition"),
            {
                "signed": criteria.Operator(
                    gettext_lazy("they signed"),
                    gettext_lazy("signed the petition “%(value)s”"),
                    _signed,
                    PETITION,
                ),
                "not_signed": criteria.Operator(
                    gettext_lazy("they did not sign"),
                    gettext_lazy("did not sign the petition “%(value)s”"),
                    _signed,
                    PETITION,
                    True,
                ),
            },
            PETITIONS,
        ),
    ),
    parts.my_data(
        parts.Part(
            "signatures",
            PETITIONS,
            {
                "petition": gettext_lazy("petition"),
                "address": gettext_lazy("e-mail"),
                "name": gettext_lazy("name"),
                "postcode": gettext_lazy("postcode"),
                "shown": gettext_lazy("name on the site"),
                "comment": gettext_lazy("comment"),
                "comment_state": gettext_lazy("state"),
                "source": gettext_lazy("source"),
                "signed_at": gettext_lazy("signed"),
                "confirmed_at": gettext_lazy("confirmed"),
                "withdrawn_at": gettext_lazy("withdrawn"),
            },
            _rows,
        ),
    ),
)
