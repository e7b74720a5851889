"""Totals of a past election, added up from its stations."""

from collections import Counter

from django.db.models import Count, Sum
from django.utils import timezone

from hustings.field.stations.models import Contender, PastElection


def count(election: PastElection) -> None:
    """Add up the stations anew; safe to run again."""
    totals = election.results.order_by().aggregate(
        n=Count("pk"), registered=Sum("n_registered"), voted=Sum("n_voted"), valid=Sum("n_valid")
    )
    votes = Counter[str]()
    for found in election.results.order_by().values_list("votes", flat=True).iterator(2_000):
        votes.update(found)
    contenders = list(election.contenders.all())
    for each in contenders:
        each.n_votes = votes[str(each.pk)]
    Contender.objects.bulk_update(contenders, ["n_votes"], batch_size=200)
    PastElection.objects.filter(pk=election.pk).update(
        n_stations=totals["n"], n_registered=totals["registered"] or 0, n_voted=totals["voted"] or 0,
        n_valid=totals["valid"] or 0, counted_at=timezone.now(),
    )  # fmt: skip
