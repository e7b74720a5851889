"""Manifest of papers: everything given to the other apps."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations import hooks, leftovers
from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.papers import scans
from hustings.deliberation.papers.models import Paper
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.people.persons.hooks import erasure_hooks


def _on_paper(items: Sequence[int]) -> Mapping[int, str]:
    """The word beside contributions that came on paper."""
    found = Paper.objects.filter(item__in=items).values_list("item", flat=True)
    return {item: gettext("on paper") for item in found}


def _count(consultation: Consultation) -> int:
    return Paper.objects.filter(item__consultation=consultation, item__withdrawn_at=None).count()


app = Contribution(
    routes.hq(routes.Section("hustings.deliberation.papers.urls", "consultations/")),
    hooks.record_links(hooks.RecordLink(40, _("On paper"), "papers_hq:list", RUN)),
    hooks.figures(hooks.Figure("papers", _("On paper"), _count)),
    hooks.marks(hooks.Mark("paper", _on_paper)),
    erasure_hooks.erasers(scans.erase),
    leftovers.leftovers(leftovers.Leftover("papers.scans", scans.drop_of)),
    how_tos.pages(how_tos.beside("run-a-consultation", "papers_hq:*")),
)
