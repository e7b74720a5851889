"""Check of what colleagues still wait to be heard about."""

from collections.abc import Collection, Iterator

from django.db.models import Count
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, check
from hustings.outreach.review.models import Comment

OPEN = "open_comments"


def count(mailings: Collection[int]) -> dict[int, int]:
    said = Comment.objects.open().filter(mailing__in=mailings).order_by()
    return dict(said.values_list("mailing").annotate(n=Count("pk")))


@check(_("Open comments"), About.LETTERS)
def comments(desk: Desk) -> Iterator[Finding]:
    if n := desk.count(OPEN):
        words = ngettext("%(n)s comment is open.", "%(n)s comments are open.", n) % {"n": n}
        yield Finding(words, Weight.WARNS, gettext("Read and resolve them first."))


CHECKS = (comments,)
