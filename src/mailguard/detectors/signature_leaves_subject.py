"""A true signature around other words."""

from collections.abc import Iterator

from mailguard.facts import Facts, proof
from mailguard.signals import Evidence, detector, found

_SHOWN = ("from", "subject", "to", "date", "reply-to")


@detector
def signature_leaves_subject(facts: Facts) -> Iterator[Evidence]:
    """The signature doesn't cover all the headers that you see."""
    good = [each for each in proof.aligned(facts) if each.result == "pass" and each.headers]
    if not good or facts.bulk.is_list:
        return
    present = [name for name, _ in facts.headers]
    for name in _SHOWN:
        times = present.count(name)
        # A second field on top is shown by some programs and by no means signed (RFC 6376 8.15).
        if times > 1 and all(each.headers.count(name) < times for each in good):
            yield found("There are {n} “{name}” lines, and the signature covers fewer.", n=times, name=name)
    if facts.subject and all("subject" not in each.headers for each in good):
        yield found("The subject is not signed.", 0.7)
