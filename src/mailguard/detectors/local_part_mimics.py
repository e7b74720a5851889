"""A mailbox made to look like a colleague's private one."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity
from mailguard.profile import Insider
from mailguard.signals import Evidence, detector, found


@detector
def local_part_mimics(facts: Facts) -> Iterator[Evidence]:
    """The address uses the name of a team member or the campaign, but isn't theirs."""
    for mailbox in (facts.author, *facts.reply_to[:3]):
        if not mailbox.address or identity.is_in_profile(mailbox, facts):
            continue
        who = identity.mimics(mailbox.local, facts.profile)
        if who is None:
            continue
        is_person = isinstance(who, Insider)
        strength = (1.0 if is_person else 0.7) * identity.doubt(facts, mailbox)
        yield found(
            "{address} is not an address of {name}.",
            strength,
            address=mailbox.address,
            name=who.name if isinstance(who, Insider) else who,
        )
