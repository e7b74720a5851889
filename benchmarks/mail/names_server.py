"""A names server on loopback that knows one table: what benchmarks ask instead of the network."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rrset

Zone = Mapping[
    str, Mapping[str, list[str]]
]  # name to kind to values, as mailguard.authentication.dns.Static takes them


@contextmanager
def serving(zone: Zone, *, knows_others: bool = True) -> Iterator[int]:
    """A port of UDP that answers. What isn't in the zone doesn't exist, or can't be looked up."""
    context = get_context("forkserver")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, zone, knows_others), daemon=True)
    process.start()
    try:
        port: int = ours.recv()
        yield port
    finally:
        process.terminate()
        process.join(10)


def _serve(told: Connection, zone: Zone, knows_others: bool) -> None:
    known = {name for each in zone for name in _above(each)}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind(("127.0.0.1", 0))
        told.send(wire.getsockname()[1])
        while True:
            raw, asker = wire.recvfrom(4096)
            try:
                wire.sendto(answer(raw, zone, known, knows_others), asker)
            except dns.exception.DNSException:
                continue  # no question


def _above(name: str) -> Iterator[str]:
    labels = name.split(".")
    return (".".join(labels[start:]) for start in range(len(labels)))


def answer(raw: bytes, zone: Zone, known: set[str], knows_others: bool) -> bytes:
    """The reply to one question (RFC 1035). ``known`` are the zone's names and those above them."""
    query = dns.message.from_wire(raw)
    reply = dns.message.make_response(query, recursion_available=True)
    question = query.question[0]
    name, kind = question.name.to_text(omit_final_dot=True).lower(), question.rdtype.name
    if name not in known:
        reply.set_rcode(dns.rcode.NXDOMAIN if knows_others else dns.rcode.SERVFAIL)
    elif values := zone.get(name, {}).get(kind):
        reply.answer.append(dns.rrset.from_text(question.name, 3600, "IN", kind, *map(_quoted(kind), values)))
    return reply.to_wire(max_size=4096)


def _quoted(kind: str):  # type: ignore[no-untyped-def]
    if kind != "TXT":
        return str
    return lambda value: " ".join(f'"{value[at : at + 255]}"' for at in range(0, len(value), 255))
