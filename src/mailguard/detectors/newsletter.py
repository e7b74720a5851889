"""Mail to many that keeps the rules of mail to many."""

from collections.abc import Iterator

from mailguard import links, lists
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def newsletter(facts: Facts) -> Iterator[Evidence]:
    """It is a newsletter that can be left, and its links stay with its sender."""
    bulk = facts.bulk
    if not bulk.unsubscribe or bulk.is_list or facts.is_closed:
        return
    own = links.home(facts)
    clicked = list(links.clicked(facts))
    at_home = [link for link in clicked if link.organisation in own or lists.match("bulk_mailers", link.host)]
    share = len(at_home) / len(clicked) if clicked else 1.0
    if share >= 0.5:
        sure = 1.0 if bulk.is_one_click or bulk.list_id else 0.6
        yield found("It can be left at {where}.", sure * share, where=bulk.unsubscribe[0])
