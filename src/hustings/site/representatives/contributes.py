"""Contributions of appeals to timelines, to criteria of segments and to what people get of their data."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports import targets
from hustings.foundation.lib import how_tos, routes
from hustings.foundation.lib.text.languages import in_language
from hustings.outreach.bounces import other_apps
from hustings.outreach.tracking.attribution import kinds as followed
from hustings.people.duplicates.merging import unmerge
from hustings.people.persons import origins, timeline
from hustings.people.persons.models import Person
from hustings.people.persons.rights import sees_sums
from hustings.people.segments import criteria
from hustings.people.segments.criteria.rows import RowKind
from hustings.people.selfservice import parts
from hustings.people.signups import kinds
from hustings.people.signups.public_forms import arrivals
from hustings.site.representatives import (
    coming_back,
    file_target,
    hq_search,
    mailing_letters,
    offers,
    privacy,
    schedules,
)
from hustings.site.representatives.actions import voices
from hustings.site.representatives.models import Appeal, ContactAttempt, Voice, Way
from hustings.site.website import offers as of_site

APPEALS = gettext_lazy("Write to representatives")
APPEAL = RowKind(
    lambda user: Appeal.objects.all(),
    gettext_lazy("Choose a letter campaign."),
    gettext_lazy("This letter campaign no longer exists."),
)


def _titled(words: Callable[[], str]) -> timeline.Says:
    def sentence(data: Mapping[str, Any]) -> str:
        return arrivals.beside(words() % {"title": in_language(data["title"])}, data.get("came"))

    return sentence


def _voices(way: Way) -> Callable[[Appeal], QuerySet[Voice]]:
    def rows(appeal: Appeal) -> QuerySet[Voice]:
        return Voice.objects.filter(appeal=appeal, way=way, person__isnull=False).confirmed()

    return rows


def _rows(person: Person) -> list[tuple[Any, ...]]:
    found = ContactAttempt.objects.filter(voice__person=person).order_by("-voice__asked_at", "-pk")
    found = found.select_related("voice", "appeal", "representative")
    return [
        (row.appeal.title, row.get_way_display(), row.representative.name, row.voice.address, row.voice.name,
         row.voice.postcode, row.voice.subject, row.voice.text, row.get_outcome_display(),
         origins.named(row.voice.source), row.voice.asked_at, row.counted_at, row.sent_at,
         row.voice.withdrawn_at)
        for row in found
    ]  # fmt: skip


_wrote, _called = _voices(Way.LETTER), _voices(Way.CALL)

app = Contribution(
    how_tos.pages(
        how_tos.beside("list-representatives", "representatives_hq:*"),
        how_tos.beside("have-people-write-to-representatives", "appeals_hq:*"),
    ),
    hq_search.part,
    menu.entries(
        menu.Entry(
            gettext_lazy("Representatives"), "representatives_hq:directory", EDIT_SITE, "group", 40, "field"
        ),
        menu.Entry(APPEALS, "appeals_hq:list", sees_sums, "mail", 30, "actions"),
        menu.Entry(
            gettext_lazy("Letter to representatives"), "appeals_hq:new", EDIT_SITE, "mail", 45, menu.NEW
        ),
    ),
    routes.hq(
        routes.Section("hustings.site.representatives.urls", "representatives/"),
        routes.Section("hustings.site.representatives.urls_appeals", "appeals/"),
    ),
    targets.targets(file_target.TARGET),
    privacy.part,
    routes.routes(routes.Route("hustings.site.representatives.urls_public", is_localised=True)),
    routes.secret_paths("appeals/voices"),
    routes.unlisted_paths("appeals/voices"),
    schedules.part,
    of_site.offers(offers.OFFERS),
    kinds.kinds(voices.KIND),
    followed.kinds(mailing_letters.KIND),
    other_apps.takers(coming_back.TAKER),
    unmerge.laters(
        unmerge.Later(
            "representatives.voice.person",
            lambda found, whose: found.filter(key__in=whose.keys, asked_at__gte=whose.since),
        )
    ),
    timeline.groups(
        timeline.Group("appeal", APPEALS),
    ),
    timeline.sentences(
        timeline.Sentence(voices.WROTE, _titled(lambda: _("Wrote to their representatives: “%(title)s”"))),
        timeline.Sentence(voices.CALLED, _titled(lambda: _("Called their representatives: “%(title)s”"))),
        timeline.Sentence(voices.WITHDRAWN, _titled(lambda: _("Withdrew a letter or call: “%(title)s”"))),
        timeline.Sentence(
            voices.DISOWNED,
            _titled(lambda: _("Reported that someone else used their address for “%(title)s”")),
        ),
    ),
    timeline.happened(
        timeline.Happening(voices.WROTE, gettext_lazy("wrote to representatives")),
        timeline.Happening(voices.CALLED, gettext_lazy("called representatives")),
    ),
    criteria.catalogue(
        criteria.Criterion(
            "appeal",
            gettext_lazy("Letter campaign"),
            {
                "wrote": criteria.Operator(
                    gettext_lazy("they wrote"),
                    gettext_lazy("wrote for “%(value)s”"),
                    _wrote,
                    APPEAL,
                ),
                "not_wrote": criteria.Operator(
                    gettext_lazy("they did not write"),
                    gettext_lazy("did not write for “%(value)s”"),
                    _wrote,
                    APPEAL,
                    True,
                ),
                "called": criteria.Operator(
                    gettext_lazy("they called"),
                    gettext_lazy("called for “%(value)s”"),
                    _called,
                    APPEAL,
                ),
                "not_called": criteria.Operator(
                    gettext_lazy("they did not call"),
                    gettext_lazy("did not call for “%(value)s”"),
                    _called,
                    APPEAL,
                    True,
                ),
            },
            APPEALS,
        ),
    ),
    parts.my_data(
        parts.Part(
            "approaches",
            gettext_lazy("Letters and calls to representatives"),
            {
                "appeal": gettext_lazy("letter campaign"),
                "way": gettext_lazy("channel"),
                "to": gettext_lazy("recipient"),
                "address": gettext_lazy("e-mail"),
                "name": gettext_lazy("name"),
                "postcode": gettext_lazy("postcode"),
                "subject": gettext_lazy("subject"),
                "text": gettext_lazy("text"),
                "outcome": gettext_lazy("outcome"),
                "source": gettext_lazy("source"),
                "written_at": gettext_lazy("written"),
                "confirmed_at": gettext_lazy("confirmed"),
                "sent_at": gettext_lazy("sent"),
                "withdrawn_at": gettext_lazy("withdrawn"),
            },
            _rows,
        ),
    ),
)
