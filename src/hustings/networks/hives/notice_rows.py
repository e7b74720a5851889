"""Mails to write about a sale, as rows: in the transaction that makes them due."""

from collections.abc import Iterable

from hustings.networks.hives.models import Notice, Sale

Kind = Notice.Kind


def of_opening(sale: Sale) -> int:
    """One to each member. How many."""
    people = sale.hive.members.live().values_list("person", flat=True)
    return _to_people(sale, Kind.OPEN, people)


def of_closing(sale: Sale) -> None:
    """One to each who ordered, and the order to each producer who comes."""
    people = sale.baskets.live().exclude(person=None).values_list("person", flat=True)
    _to_people(sale, Kind.CLOSED, people)
    coming = sale.deliveries.coming().filter(goods__gt=0).exclude(producer__email="")
    Notice.objects.bulk_create(
        Notice(kind=Kind.ORDER, sale=sale, producer_id=pk) for pk in coming.values_list("producer", flat=True)
    )


def of_change(sale: Sale, person: int) -> None:
    """One to somebody whose basket was corrected; a mail that waits says it all."""
    _to_people(sale, Kind.CHANGED, [person])


def _to_people(sale: Sale, kind: str, people: Iterable[int]) -> int:
    rows = [Notice(kind=kind, sale=sale, person_id=pk) for pk in people]
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return len(rows)
