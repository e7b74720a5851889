"""Count what became of mailings: two questions for many. Large ones are counted beside the page, and kept."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Count
from django.utils import timezone

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import MailingCount
from hustings.outreach.tracking.models.counts import due

SMALL = 50_000  # letters in all that are counted while somebody waits for the page
_AT_ONCE = 50
_FIELDS = ["n_handed_over", "n_came_back", "n_complained", "n_unsubscribed", "counted_at"]
State = Delivery.State


def count(mailings: Collection[int]) -> dict[int, MailingCount]:
    rows = Delivery.objects.filter(mailing__in=mailings).order_by()
    states: dict[int, dict[str, int]] = defaultdict(dict)
    for mailing, state, n in rows.values_list("mailing", "state").annotate(n=Count("*")):
        states[mailing][state] = n
    left = rows.filter(unsubscribed_at__isnull=False).values_list("mailing").annotate(n=Count("*"))
    unsubscribed, now = dict(left), timezone.now()
    return {
        pk: MailingCount(
            mailing_id=pk,
            n_handed_over=sum(states[pk].get(state, 0) for state in Delivery.HANDED_OVER),
            n_came_back=states[pk].get(State.BOUNCED, 0),
            n_complained=states[pk].get(State.COMPLAINED, 0),
            n_unsubscribed=unsubscribed.get(pk, 0),
            counted_at=now,
        )
        for pk in mailings
    }


def of(mailings: Collection[Mailing]) -> Mapping[int, MailingCount]:
    """What is kept of some; small ones afresh where that is old. A large one may not be there yet."""
    keys = [mailing.pk for mailing in mailings]
    found = {row.pk: row for row in MailingCount.objects.filter(pk__in=keys)}
    old = due(Mailing.objects.filter(pk__in=keys), timezone.now()).order_by("n_deliveries", "pk")
    now, letters = [], 0
    for pk, n in old.values_list("pk", "n_deliveries"):
        letters += n
        if letters <= SMALL:
            now.append(pk)
    return found | (count(now) if now else {})


def keep() -> int:
    """Count those whose numbers are missing or old, and keep them: a scheduled job. How many there were."""
    keys = list(due(Mailing.objects.all(), timezone.now()).order_by("-pk").values_list("pk", flat=True))
    for pk in keys[:_AT_ONCE]:
        MailingCount.objects.bulk_create(
            count([pk]).values(), update_conflicts=True, unique_fields=["mailing"], update_fields=_FIELDS
        )
    return len(keys[:_AT_ONCE])
