"""Figures of a candidate’s pages in the last thirty days: sums of views and sign-ups."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.db.models import Sum
from django.utils import timezone

from hustings.people.signups.models import SignUp
from hustings.site.website.hq.published import Published
from hustings.site.website.models import Tally

DAYS = 30


def of(published: list[Published]) -> dict[str, int]:
    """``views`` and ``sign_ups`` of where a candidate is published."""
    paths = [urlsplit(each.url).path for each in published if each.url]
    since = timezone.localdate() - timedelta(days=DAYS)
    views = Tally.objects.filter(kind=Tally.Kind.PAGE, name__in=paths, day__gte=since)
    came = SignUp.objects.confirmed().filter(source__in=paths, confirmed_at__date__gte=since)
    return {"views": views.aggregate(n=Sum("n_views"))["n"] or 0, "sign_ups": came.count()}
