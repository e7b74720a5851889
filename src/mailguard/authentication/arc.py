"""What forwarders vouch for: the Authenticated Received Chain (RFC 8617)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mailguard.authentication import dkim, keys, results, tags
from mailguard.authentication.dns import Resolver
from mailguard.authentication.keys import Unusable
from mailguard.authentication.message_bytes import Field, MessageBytes, relax
from mailguard.facts import Arc
from mailguard.identifiers import domain_names

MOST_SETS = 50  # RFC 8617 4.2.1
MOST_CHECKED = 10  # longer chains are not looked at: each set costs a signature and a look-up
_SEAL, _MESSAGE, _RESULTS = b"arc-seal", b"arc-message-signature", b"arc-authentication-results"
_INSTANCE = re.compile(rb"[ \t\r\n]*i[ \t]*=[ \t]*(\d{1,3})[ \t\r\n]*;")
_NUMBER = re.compile(r"\d{1,3}")
_TIME = re.compile(r"\d{1,12}")


class _Broken(Exception):
    """The chain does not hold; the message says where."""


@dataclass(frozen=True, slots=True)
class _Set:
    """One hop's three fields (RFC 8617 4.2)."""

    results: Field
    message: Field
    seal: Field
    seal_tags: Mapping[str, str]


def verify(message: MessageBytes, resolver: Resolver) -> Arc:
    """Whether the whole chain holds (RFC 8617 5.2): none, pass, fail, or unknown without a key."""
    present = [message.named(name) for name in (_RESULTS, _MESSAGE, _SEAL)]
    if not any(present):
        return Arc()
    n, sealer = 0, ""
    try:
        chain = _sets(*present)
        n, sealer = len(chain), domain_names.ascii_form(chain[-1].seal_tags.get("d", ""))[:253]
        _verify_chain(chain, message, resolver)
    except (_Broken, tags.BadTags):
        return Arc("fail", n, sealer)
    except Unusable as error:
        return Arc("unknown" if error.result == "temperror" else "fail", n, sealer)
    sealers = tuple(domain_names.ascii_form(each.seal_tags["d"]) for each in chain)
    seen, proven = _seen(chain[0])
    return Arc("pass", n, sealer, seen, sealers, proven)


def names(message: MessageBytes) -> list[str]:
    found: list[str] = []
    for name in (_MESSAGE, _SEAL):
        for field in message.named(name)[:MOST_CHECKED]:
            try:
                each = tags.read(field.value)
            except tags.BadTags:
                continue
            if each.get("s") and each.get("d"):
                found.append(keys.name(each["s"].lower(), domain_names.ascii_form(each["d"])))
    return found


def _sets(found: list[Field], messages: list[Field], seals: list[Field]) -> list[_Set]:
    """The sets in order, or _Broken: numbered from 1 without a gap, one field of each kind (5.2 step 3)."""
    if not len(found) == len(messages) == len(seals) <= min(MOST_SETS, MOST_CHECKED):
        raise _Broken("the sets are not whole")
    by_number = [
        _numbered(found, _results_instance),
        _numbered(messages, _instance),
        _numbered(seals, _instance),
    ]
    wanted = list(range(1, len(seals) + 1))
    if any(sorted(each) != wanted for each in by_number):
        raise _Broken("the numbers have a gap")
    chain = []
    for number in wanted:
        seal_tags = tags.read(by_number[2][number].value)
        if seal_tags.get("cv", "").lower() != ("none" if number == 1 else "pass"):
            raise _Broken("cv= does not fit")
        found_, message, seal = (each[number] for each in by_number)
        chain.append(_Set(found_, message, seal, seal_tags))
    return chain


def _numbered(fields: list[Field], instance: Callable[[Field], int]) -> dict[int, Field]:
    return {instance(field): field for field in fields}


def _instance(field: Field) -> int:
    text = tags.read(field.value).get("i", "")
    if not _NUMBER.fullmatch(text):
        raise _Broken("i= is no number")
    return int(text)


def _results_instance(field: Field) -> int:
    match = _INSTANCE.match(field.value)
    if match is None:
        raise _Broken("the results have no i=")
    return int(match[1])


def _verify_chain(chain: list[_Set], message: MessageBytes, resolver: Resolver) -> None:
    """The newest message signature, then every seal from the newest to the oldest (5.2 steps 4 and 6)."""
    _verify_message(chain[-1].message, message, resolver)
    for n in range(len(chain), 0, -1):
        _verify_seal(chain[:n], resolver)


def _verify_message(field: Field, message: MessageBytes, resolver: Resolver) -> None:
    written = dkim.read(field, tags.read(field.value), form="relaxed/relaxed")
    if _SEAL in written.names:
        raise _Broken("the message signature signs a seal")  # 4.1.2
    key = keys.find(written.selector, written.domain, written.kind, resolver)
    if message.digest(written.is_body_relaxed, written.length) != written.body_hash:
        raise _Broken("the body was changed")
    if not key.verifies(written.signature, dkim.signed_bytes(written, message)):
        raise _Broken("the header was changed")


def _verify_seal(chain: list[_Set], resolver: Resolver) -> None:
    """The last seal of ``chain``, which covers all sets up to its own, itself without b= (5.1.1)."""
    found = chain[-1].seal_tags
    for needed in ("a", "b", "d", "s"):
        if not found.get(needed):
            raise tags.BadTags(f"{needed}= is missing")
    if "h" in found or ("t" in found and not _TIME.fullmatch(found["t"])):
        raise _Broken("the seal has what it must not have")  # 4.1.3
    pieces = []
    for each in chain:
        pieces += [each.results.relaxed, each.message.relaxed, each.seal.relaxed]
    pieces[-1] = relax(tags.without_b(chain[-1].seal.raw))
    key = keys.find(found["s"].lower(), domain_names.ascii_form(found["d"]), dkim.algorithm(found), resolver)
    if not key.verifies(tags.from_base64(found["b"]), b"\r\n".join(pieces)):
        raise _Broken("a seal does not hold")


def _seen(first: _Set) -> tuple[tuple[str, ...], tuple[str, ...]]:
    read = results.read(first.results.value.decode("utf-8", "replace")).found
    seen = tuple(f"{each.method}={each.result}" for each in read)
    passed = [each for each in read if each.result == "pass"]
    proven = [each.domain("header.from") for each in passed if each.method == "dmarc"]
    proven += [each.domain("header.d", "header.i") for each in passed if each.method == "dkim"]
    return seen, tuple(dict.fromkeys(each for each in proven if each))
