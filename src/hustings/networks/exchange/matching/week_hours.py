"""Hours of the week in which people can meet, wherever their clocks stand: 168 bits, Monday 0 h UTC first."""

PARTS = ((8, 12), (12, 18), (18, 22))  # hours of the morning, afternoon and evening, by the local clock
HOURS = 7 * 24


def of_times(times: int, offset: int) -> int:
    """Hours in UTC of parts of local days, a bit each, Monday morning first; ``offset``: minutes east."""
    found = 0
    for day in range(7):
        for part, (first, last) in enumerate(PARTS):
            if times >> (day * len(PARTS) + part) & 1:
                for hour in range(first, last):
                    found |= 1 << ((day * 24 * 60 + hour * 60 - offset) // 60) % HOURS
    return found


def shared(one: int, other: int) -> int:
    """Hours of the week in which both can."""
    return (one & other).bit_count()
