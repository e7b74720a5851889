"""News of the reader's own mailbox, from somebody who doesn't run it."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def mail_system_claimed(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender imitates the team's e-mail, phone or log-in system and sends a link."""
    if not facts.author.address or not (strange := facts.insight.strangeness):
        return
    ends = facts.insight.ends
    if not ends and not any(file.kind in {"html", "svg", "mht", "pdf"} for file in facts.files):
        return
    want = facts.insight.lured("mail_system")
    if not want.n:
        return
    strength = 1.0 if want.n > 1 else 0.75
    if facts.insight.has_own_name and not any(facts.insight.is_away(host) for _, host in ends):
        strength *= 0.4  # a service that its user signed up to
    yield found(
        "It says “{words}”, but {address} doesn’t manage your e-mail.",
        strength * strange,
        words=facts.insight.quote(want),
        address=facts.author.address,
    )
