"""A name for the message that somebody else gave."""

from collections.abc import Iterator

from mailguard.facts import Facts, links
from mailguard.identifiers import domain_names, lists
from mailguard.signals import Evidence, detector, found


@detector
def message_id_elsewhere(facts: Facts) -> Iterator[Evidence]:
    """Its Message-ID comes from a different organisation from the author's."""
    host = domain_names.ascii_form(facts.message_id.strip("<> ").rpartition("@")[2])
    author = facts.author.organisation
    if (
        not author
        or "." not in host
        or domain_names.is_ip(host)
        or facts.bulk.is_list
        or facts.is_authenticated
    ):
        return
    if domain_names.organisation(host) == author or lists.match("bulk_mailers", host):
        return
    # Those who rent their mail from a large provider get its names.
    if not lists.match("free_mail", host) and not links.is_well_known(host):
        yield found("It is from {author}, but its Message-ID from {host}.", author=author, host=host)
