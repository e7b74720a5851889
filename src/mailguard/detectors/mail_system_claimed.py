"""News of the reader's own mailbox, from somebody who doesn't run it."""

from collections.abc import Iterator

from mailguard.facts import Facts, lures, phrases
from mailguard.facts.excerpts import quote
from mailguard.signals import Evidence, detector, found


@detector
def mail_system_claimed(facts: Facts) -> Iterator[Evidence]:
    """A stranger speaks as the mail, telephone or log-in system of the team, and brings a link."""
    if not facts.author.address or not (strange := lures.strangeness(facts)):
        return
    ends = lures.ends(facts)
    if not ends and not any(file.kind in {"html", "svg", "mht", "pdf"} for file in facts.files):
        return
    want = phrases.lured(facts, "mail_system")
    if not want.n:
        return
    strength = 1.0 if want.n > 1 else 0.75
    if lures.has_own_name(facts) and not any(lures.is_away(host, facts) for _, host in ends):
        strength *= 0.4  # a service that its user signed up to
    yield found(
        "It says “{words}”, but {address} doesn’t run your mail.",
        strength * strange,
        words=quote(facts, want),
        address=facts.author.address,
    )
