"""What SPF, DKIM, ARC and DMARC say, in the words of RFC 8601 2.7; ``unknown`` where a look-up failed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Spf:
    """RFC 7208: pass, fail, softfail, neutral, none, temperror, permerror, unknown."""

    result: str = "unknown"
    domain: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One DKIM-Signature (RFC 6376): pass, fail, neutral, policy, temperror, permerror, unknown."""

    result: str = "unknown"
    domain: str = ""
    selector: str = ""
    algorithm: str = ""
    bits: int = 0  # of an RSA key
    headers: tuple[str, ...] = ()  # signed, lower case
    is_partial: bool = False  # an l= tag leaves the end of the body unsigned
    signed_at: datetime | None = None
    expires_at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Arc:
    """RFC 8617: none, pass, fail, unknown; who sealed last, and what was seen before the first seal."""

    result: str = "none"
    n: int = 0
    sealer: str = ""
    seen: tuple[str, ...] = ()  # "method=result" of the oldest set
    sealers: tuple[
        str, ...
    ] = ()  # of every set, oldest first: each of them could have invented what is older
    proven: tuple[str, ...] = ()  # domains that the oldest set saw proven: authors by DMARC, signers by DKIM


@dataclass(frozen=True, slots=True)
class Dmarc:
    """RFC 9989: pass, fail, none, temperror, permerror, unknown; and what the author's domain asks for."""

    result: str = "unknown"
    domain: str = ""  # where the record was found
    policy: str = ""  # none, quarantine, reject
    has_aligned_spf: bool = False
    has_aligned_dkim: bool = False


@dataclass(frozen=True, slots=True)
class Authentication:
    """All four. ``trusted`` names the host whose Authentication-Results stand in for our own checks."""

    spf: Spf = Spf()
    helo: Spf = Spf()
    dkim: tuple[Signature, ...] = ()
    arc: Arc = Arc()
    dmarc: Dmarc = Dmarc()
    trusted: str = ""

    @property
    def signers(self) -> frozenset[str]:
        return frozenset(signature.domain for signature in self.dkim if signature.result == "pass")
