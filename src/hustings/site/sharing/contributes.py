"""Contributions of sharing to timelines and to what people get of their own data; and whom it thanks."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import EDIT_CANDIDATES
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes, todos
from hustings.foundation.lib.process import counters
from hustings.foundation.lib.web import live_fragments
from hustings.people.persons import timeline
from hustings.people.persons.hooks import referrals
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts
from hustings.site.sharing import approval, kit, schedules, subjects, thanks_mail
from hustings.site.sharing import counters as counting
from hustings.site.sharing.models import Thanking, Unthanked
from hustings.site.sharing.tasks import thank


def _brought(recruiter: Person) -> None:
    """In the transaction that confirms whom they brought: the task counts after it."""
    if Thanking.is_wanted():
        thank.enqueue(recruiter.pk)


def _thanked(data: Mapping[str, Any]) -> str:
    n = data["n"]
    return ngettext(
        "Was thanked for referring %(n)s person", "Was thanked for referring %(n)s people", n
    ) % {"n": n}  # fmt: skip


app = Contribution(
    how_tos.pages(
        how_tos.beside("share-a-page", "sharing:*"),
    ),
    menu.entries(
        menu.Entry(_("Share kit"), "sharing:list", EDIT_CANDIDATES, "link", 50, "email"),
    ),
    routes.hq(routes.Section("hustings.site.sharing.urls", "sharing/")),
    routes.routes(routes.Route("hustings.site.sharing.urls_public", is_localised=True)),
    routes.secret_paths("my-data/thanks"),
    schedules.part,
    counters.folds(counting.fold),
    live_fragments.parts(live_fragments.Part(kit.FRESH, kit.write)),
    subjects.kinds(subjects.Pages()),
    todos.sources(approval.due),
    referrals.hearers(
        _brought,
    ),
    timeline.groups(
        timeline.Group("sharing", _("Share kit")),
    ),
    timeline.sentences(
        timeline.Sentence(thanks_mail.SENT, _thanked),
        timeline.Sentence("sharing.no_thanks", lambda _data: gettext("Turned off thank-you e-mails")),
        timeline.Sentence("sharing.thanks_again", lambda _data: gettext("Turned thank-you e-mails back on")),
    ),
    parts.my_data(
        parts.Part(
            "no_thanks",
            _("Your choice to get no thank-you e-mails"),
            {"since": _("since")},
            lambda person: [(row.since,) for row in Unthanked.objects.filter(person=person)],
        ),
        parts.Part(
            "thanks",
            _("Thank-you e-mails for referrals"),
            {"n": _("people"), "due_at": _("when"), "sent_at": _("sent")},
            lambda person: [(row.n, row.due_at, row.sent_at) for row in person.thanks.order_by("n")],
        ),
    ),
)
