"""A name for the message that its program would not give."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.identifiers import domain_names
from mailguard.signals import Evidence, detector, found

_LOCAL = ("localhost", "localdomain", "local", "lan", "internal", "invalid", "home")


@detector
def message_id_odd(facts: Facts) -> Iterator[Evidence]:
    """Its Message-ID is missing or abnormal."""
    if facts.bulk.is_list:  # people who write to technical lists have programs of all kinds
        return
    text = facts.message_id.strip("<> ")
    if not text and facts.is_head_cut:
        return
    if not text:
        yield found("It has no Message-ID.")
        return
    host = domain_names.ascii_form(text.rpartition("@")[2])
    if "@" not in text or "." not in host or domain_names.is_ip(host) or host.rpartition(".")[2] in _LOCAL:
        yield found("Its Message-ID is {name}.", 0.5, name=text)
