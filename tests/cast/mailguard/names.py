"""A server of names on loopback: UDP and TCP, answers from the zones that a test gives."""

import socketserver
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


class Names:
    """``zones`` as ``Static`` takes them, TXT as text; "RRSIG A" are the signatures of A. "silent" as a zone
    gives no answer, "broken" nonsense, "refused" a refusal. ``asked`` lists what came, and by which way.
    """

    def __init__(self, zones: Mapping[str, Any]) -> None:
        self.zones = zones
        self.asked: list[tuple[str, str, str]] = []
        self.address = ""

    def reply(self, data: bytes, way: str) -> bytes | None:
        """The bytes to send back, None for silence."""
        query = dns.message.from_wire(data)
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), question.rdtype.name
        self.asked.append((name, kind, way))
        zone = self.zones.get(name, {})
        if zone == "silent":
            return None
        if zone == "broken":
            return data[:2] + b"\xff" * 20
        message = dns.message.make_response(query, recursion_available=True)
        if zone == "refused":
            message.set_rcode(dns.rcode.REFUSED)
            return message.to_wire()
        found = self._answer(message, name, kind)
        if not found and not any(each == name or each.endswith(f".{name}") for each in self.zones):
            message.set_rcode(dns.rcode.NXDOMAIN)
        wire = message.to_wire(max_size=65_535)
        if way == "udp" and len(wire) > 1232:
            message.answer.clear()
            message.flags |= dns.flags.TC
            wire = message.to_wire()
        return wire

    def _answer(self, message: dns.message.Message, name: str, kind: str) -> bool:
        for _ in range(12):
            zone = self.zones.get(name, {})
            if kind in zone:
                texts = [_text(kind, value) for value in zone[kind]]
                message.answer.append(dns.rrset.from_text_list(f"{name}.", 300, "IN", kind, texts))
                if seals := zone.get(f"RRSIG {kind}"):
                    message.answer.append(dns.rrset.from_text_list(f"{name}.", 300, "IN", "RRSIG", seals))
                return True
            if "CNAME" not in zone:
                return False
            target = zone["CNAME"][0]
            alias = dns.rrset.from_text(f"{name}.", 300, "IN", "CNAME", f"{target}.")
            if alias in message.answer:
                return True
            message.answer.append(alias)
            name = target
        return True


def _text(kind: str, value: str) -> str:
    if kind == "TXT":
        pieces = [value[start : start + 250] for start in range(0, len(value), 250)] or [""]
        return " ".join('"' + piece.replace("\\", "\\\\").replace('"', '\\"') + '"' for piece in pieces)
    if kind in ("MX", "PTR", "NS"):
        return value if value.endswith(".") else f"{value}."
    return value


@contextmanager
def serve(zones: Mapping[str, Any]) -> Iterator[Names]:
    """A server for the time of a test; its ``address`` is "127.0.0.1:port"."""
    names = Names(zones)

    class Udp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data, sock = self.request
            reply = names.reply(data, "udp")
            if reply is not None:
                sock.sendto(reply, self.client_address)

    class Tcp(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            (length,) = struct.unpack("!H", self.rfile.read(2))
            reply = names.reply(self.rfile.read(length), "tcp")
            if reply is not None:
                self.wfile.write(struct.pack("!H", len(reply)) + reply)

    udp, tcp = _pair(Udp, Tcp)
    names.address = f"127.0.0.1:{udp.server_address[1]}"
    for server in (udp, tcp):
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield names
    finally:
        for server in (udp, tcp):
            server.shutdown()
            server.server_close()


def _pair(udp: Any, tcp: Any) -> tuple[Any, Any]:
    """Two servers on one port."""
    for _ in range(20):
        first = socketserver.ThreadingUDPServer(("127.0.0.1", 0), udp)
        try:
            return first, socketserver.ThreadingTCPServer(first.server_address, tcp)
        except OSError:
            first.server_close()
    raise OSError("no free pair of ports")
