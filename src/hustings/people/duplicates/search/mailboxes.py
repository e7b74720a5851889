"""Spellings of an address that reach one mailbox, by rules that providers state themselves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """What a provider does not tell apart. ``home`` stands for all of its domains."""

    home: str
    separator: str = "+"  # what follows it is a label of the owner's
    ignored: str = ""


_GOOGLE = Rules("gmail.com", ignored=".")
_PROTON = Rules("proton.me", ignored=".-_")
_APPLE = Rules("icloud.com")
_RULES = {
    "gmail.com": _GOOGLE,
    "googlemail.com": _GOOGLE,
    "proton.me": _PROTON,
    "pm.me": _PROTON,
    "protonmail.com": _PROTON,
    "protonmail.ch": _PROTON,
    "icloud.com": _APPLE,
    "me.com": _APPLE,
    "mac.com": _APPLE,
    **{
        domain: Rules(domain)
        for domain in [
            "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.com", "live.fr", "msn.com",
            "fastmail.com", "fastmail.fm", "mailbox.org", "posteo.net", "posteo.de", "zoho.com",
        ]
    },
}  # fmt: skip


def mailbox(key: str) -> str:
    """One form for all spellings of ``mailguard``'s key of an address that reach the same mailbox."""
    local, _at, domain = key.rpartition("@")
    rules = _RULES.get(domain)
    if rules is None:
        return key
    base = local.split(rules.separator, 1)[0] or local
    bare = base.translate({ord(sign): None for sign in rules.ignored}) or base
    return f"{bare}@{rules.home}"


def counted_as(key: str) -> str:
    """An address as counts take it: like ``mailbox``, and without what follows a plus (RFC 5233)."""
    found = mailbox(key)
    local, _at, domain = found.rpartition("@")
    return f"{local.split('+', 1)[0] or local}@{domain}"


_SHARED = frozenset(
    "info contact mairie accueil bureau secretariat office admin hello bonjour mail email webmaster "
    "famille family section comite association direction presse press noreply postmaster".split()
)
LEAST = 6  # letters: shorter ones are common to many


def own_name(key: str) -> str:
    """The name before the @, to see a move to another provider; empty: too short, or a common post."""
    local = mailbox(key).rpartition("@")[0].split("+", 1)[0]
    bare = "".join(sign for sign in local if sign.isalnum())
    return "" if len(bare) < LEAST or bare.rstrip("0123456789") in _SHARED else bare
