"""What is watched: words of our own domains and brands, and of providers that everybody signs in to."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from mailguard.identifiers import domain_names
from mailguard.lookalikes.skeleton import plain, squeeze

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """One watched word, ``shown`` for whom, of ``domain`` ("" for a brand).

    ``is_common`` counts only beside a service word; ``is_campaign``: the team's own.
    """

    shown: str
    word: str  # plain, squeezed
    domain: str = ""
    suffix: str = ""
    is_provider: bool = False
    is_common: bool = False
    is_campaign: bool = False
    pieces: tuple[str, ...] = ()  # the words of a name of several, plain

    @property
    def label(self) -> str:
        """As it stands in its domain, hyphens kept: ``en-marche``."""
        return domain_names.brand(self.domain) if self.domain else self.word


def own_name(text: str) -> Name:
    """A domain or a brand of ours: the shape tells which."""
    host = domain_names.ascii_form(text)
    if "." in host and " " not in text.strip():
        organisation = domain_names.organisation(host)
        word = squeeze(plain(domain_names.unicode_form(domain_names.brand(host))))
        return Name(organisation, word, organisation, domain_names.suffix(host))
    pieces = tuple(_WORD.findall(plain(text)))
    return Name(text.strip(), "".join(pieces), pieces=pieces if len(pieces) > 1 else ())


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider, its words and where it truly is."""

    name: str
    words: tuple[str, ...]
    common: tuple[str, ...]
    domains: frozenset[str]


@lru_cache(1)
def providers() -> tuple[Provider, ...]:
    """The built-in list of ``data/providers.toml``."""
    data = tomllib.loads(resources.files("mailguard.data").joinpath("providers.toml").read_text("utf-8"))
    return tuple(
        Provider(
            name.replace("_", " "),
            tuple(squeeze(word) for word in row["words"]),
            tuple(row["common"]),
            frozenset(row["domains"]),
        )
        for name, row in data.items()
    )


@lru_cache(1)
def provider_names() -> tuple[Name, ...]:
    """Every word of every provider."""
    return tuple(
        Name(each.name, word, is_provider=True, is_common=word in each.common)
        for each in providers()
        for word in (*each.words, *each.common)
    )


@lru_cache(1)
def provider_domains() -> frozenset[str]:
    """Where the providers truly are."""
    return frozenset(domain for each in providers() for domain in each.domains)


@cache
def words(kind: str) -> frozenset[str]:
    """One of the lists of ``data/lookalikes.toml``."""
    text = resources.files("mailguard.data").joinpath("lookalikes.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[kind].split())
