"""What stands around a message, as odd as its bytes may be: headers of proofs, envelopes, name servers."""

import random

from mailguard.authentication.dns import Answer
from mailguard.engine import Engine
from mailguard.facts import Envelope
from mailguard.profile import build

HEADERS = (
    b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=a.example; s=s; h=from:to; bh=AAAA; b=AAAA\r\n",
    b"DKIM-Signature: v=1; a=ed25519-sha256; d=b.example; s=s; h=from; bh=; l=9999999999; t=9e9; x=-1\r\n",
    b"ARC-Seal: i=1; a=rsa-sha256; cv=none; d=a.example; s=s; b=AA\r\n"
    b"ARC-Message-Signature: i=1; a=rsa-sha256; d=a.example; s=s; h=from; bh=AA; b=AA\r\n"
    b"ARC-Authentication-Results: i=1; mx.a.example; dmarc=pass header.from=a.example\r\n",
    b"Received: from x ([192.0.2.1]) by mx.valbrune.example with ESMTP; Mon, 1 Jan 2024 00:00:00 +0000\r\n",
    b"Received: from [IPv6:::::1] by ; 99 Foo 99999 99:99:99 +9999\r\n",
    b"Authentication-Results: mx.valbrune.example; spf=pass smtp.mailfrom=a@b; dkim=pass header.d=(\r\n",
    b"Return-Path: <a@b.example>\r\n",
    b'From: "Nora Valbrune" <x@y.example>\r\n',
    b"Date: Mon, 99 Jan 99999 00:00:00 +9999\r\n",
    b"Date: Mon, 1 Jan 0001 00:00:00 +2359\r\n",
    b"Date: Fri, 31 Dec 9999 23:59:59 -2359\r\n",
    b"Reply-To: <@>\r\n",
    b"In-Reply-To: <a@b>\r\n",
    b"List-Unsubscribe: <http://[::bad\r\n",
)
TEXTS = (
    b"v=spf1 include:a.example -all",
    b"v=spf1 a mx ptr exists:%{i}.x ip4:192.0.2.4/33 ?all",
    b"v=spf1 redirect=%{d} exp=%{s}.x",
    b"\xff\x00v=spf1",
    b"v=spf1 " + b"a " * 4_000,
    b"v=DMARC1; p=reject; adkim=s; pct=1",
    b"v=DMARC1",
    b"v=DKIM1; p=",
    b"v=DKIM1; p=AAAA=A=",
    b"v=DKIM1; k=ed25519; p=AAAA",
    b"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ",
)
OTHERS = {
    "A": ("192.0.2.1", "bad"),
    "AAAA": ("2001:db8::1", "zz"),
    "MX": ("10 a.example", "x", "10"),
    "PTR": ("a.example", "..", ""),
}
SENDERS = (None, "", "a@b.example", "@", "x" * 500, "a@" + "b." * 300, "é@é", "a@\x00", "\udcff@a")
CLIENTS = ("", "192.0.2.4", "2001:db8::1", "bad", "192.0.2.4%x")
GREETINGS = ("", "a.example", "\x00", "[192.0.2.4]", "a" * 300, "é..")
PROFILE = {
    "domains": ["valbrune.example"],
    "insiders": [{"name": "Nora Valbrune", "addresses": ["nora@valbrune.example"], "role": "candidate"}],
    "partners": [{"name": "Imprimerie du Val", "domains": ["imprimerie-val.example"]}],
    "trusted_receivers": ["mx.valbrune.example"],
    "decoys": ["trap@valbrune.example"],
}


class OddNames:
    """Name servers that answer what they like, or don't."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def lookup(self, name: str, kind: str) -> Answer:
        """Half of the time something, rarely what was asked for."""
        status = self._chance.choice(("ok", "ok", "ok", "nxdomain", "empty", "unknown"))
        if status != "ok":
            return Answer(status)
        found = self._chance.choices(TEXTS, k=2) if kind == "TXT" else OTHERS.get(kind, ("x",))
        return Answer("ok", tuple(found), 300)


def engine(chance: random.Random) -> Engine:
    """One that knows a team and asks such servers."""
    return Engine(profile=build(PROFILE), resolver=OddNames(chance))


def envelope(chance: random.Random) -> Envelope | None:
    """What a careless server might tell of how a message came."""
    if chance.random() < 0.4:
        return None
    return Envelope(
        mail_from=chance.choice(SENDERS),
        rcpt_to=(chance.choice(("nora@valbrune.example", "", "@")),),
        client_ip=chance.choice(CLIENTS),
        helo=chance.choice(GREETINGS),
    )


def headed(raw: bytes, chance: random.Random) -> bytes:
    """The message with some such headers before its own."""
    return b"".join(chance.choices(HEADERS, k=chance.randrange(6))) + raw
