"""Orders by chance in the database: the same as in Python, a page at a time."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, F
from django.db.models.functions import Cast

from hustings.deliberation.consultations.reading.orders import PRIME, Shuffle

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = dt.date(2027, 3, 1)


@pytest.mark.parametrize("reader", ["alice", "bob", "charlie", "mallory"])
@pytest.mark.parametrize("beyond", [0, PRIME - 1_000_000])
def test_the_database_shuffles_as_python_does(reader, beyond):
    shuffle = Shuffle.of(reader, DAY)
    number = Cast(F("pk"), BigIntegerField()) + beyond
    rows = ContentType.objects.annotate(place=shuffle.place(number)).order_by("place")
    found = [pk for (pk,) in rows.values_list("pk")]
    assert len(found) > 50
    assert found == sorted(found, key=lambda pk: shuffle.place(pk + beyond))


def test_pages_hold_each_row_once():
    rows = ContentType.objects.annotate(place=Shuffle.of("alice", DAY).place(Cast("pk", BigIntegerField())))
    seen: list[int] = []
    last = -1
    while page := list(rows.filter(place__gt=last).order_by("place")[:7]):
        seen += [row.pk for row in page]
        last = page[-1].place
    assert sorted(seen) == sorted(ContentType.objects.values_list("pk", flat=True))
    assert len(seen) == len(set(seen))
