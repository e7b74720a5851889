"""Check of what colleagues still wait to be heard about."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hustings.mailing.checks.desk import Desk
from hustings.mailing.checks.finding import Finding, Weight
from hustings.mailing.checks.registry import About, check


@check(_("No comment of a colleague is open"), About.LETTERS)
def comments(desk: Desk) -> Iterator[Finding]:
    """Those that nobody has resolved."""
    if n := desk.n_comments:
        words = ngettext("%(n)d comment is open.", "%(n)d comments are open.", n) % {"n": n}
        yield Finding(words, Weight.WARNS, gettext("Read and resolve what was said first."))


CHECKS = (comments,)
