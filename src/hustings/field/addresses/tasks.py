"""Outlines of polling stations are drawn in the background, some municipalities at a time."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.addresses import outlining
from hustings.foundation import jobs
from hustings.foundation.jobs import retries

_AT_ONCE = 50  # municipalities of a task


@jobs.label(_("Draw outlines of polling stations from addresses"))
@retries(attempts=3)
@task
def draw_outlines(municipalities: Sequence[str]) -> None:
    """Draw those of some municipalities."""
    for code in municipalities:
        outlining.draw(code)


def draw_all(municipalities: Iterable[str]) -> None:
    """Draw those of many, in as many tasks as it takes."""
    codes = sorted(municipalities)
    jobs.enqueue_all(draw_outlines, [[codes[at : at + _AT_ONCE]] for at in range(0, len(codes), _AT_ONCE)])
