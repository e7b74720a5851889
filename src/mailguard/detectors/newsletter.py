"""Mail to many that keeps the rules of mail to many."""

from collections.abc import Iterator

from mailguard.facts import Facts, Link
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found

_BY_TEXT = 0.5  # where only its text says so


@detector
def newsletter(facts: Facts) -> Iterator[Evidence]:
    """It is a newsletter you can unsubscribe from, and its links lead to its sender."""
    bulk = facts.bulk
    if bulk.is_list or facts.is_closed:
        return
    share = _share_at_home(facts)
    if not bulk.unsubscribe:
        if facts.clicked and share == 1 and facts.insight.may_be_left and facts.insight.has_own_name:
            yield found("Unsubscribe at {where}.", _BY_TEXT, where=facts.author.organisation)
    elif share >= 0.5:
        sure = 1.0 if bulk.is_one_click or bulk.list_id else 0.6
        yield found("Unsubscribe at {where}.", sure * share, where=bulk.unsubscribe[0])


def _share_at_home(facts: Facts) -> float:
    own = facts.insight.home

    def is_at_home(link: Link) -> bool:
        return link.organisation in own or bool(lists.match("bulk_mailers", link.host))

    return sum(map(is_at_home, facts.clicked)) / len(facts.clicked) if facts.clicked else 1.0
