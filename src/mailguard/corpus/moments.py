"""When made letters are sent."""

from datetime import UTC, datetime, timedelta, timezone
from random import Random

_FIRST = datetime(2023, 1, 2, 8, 0, tzinfo=UTC)


def sent(random: Random) -> datetime:
    zone = timezone(timedelta(hours=random.choice([0, 1, 2, -5, -8])))
    return (_FIRST + timedelta(minutes=random.randrange(4 * 365 * 24 * 60))).astimezone(zone)
