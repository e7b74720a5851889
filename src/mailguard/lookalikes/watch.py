"""Does this host want to be taken for one of ours?"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from mailguard.i18n import mark, translate
from mailguard.identifiers import domain_names
from mailguard.lookalikes import edits
from mailguard.lookalikes.names import Name, own_name, provider_domains, provider_names, words
from mailguard.lookalikes.skeleton import has_foreign_letters, plain, skeleton, squeeze
from mailguard.profile import Profile

HOWS = {
    "tld": mark("the same name under another ending"),
    "homoglyph": mark("letters that look alike"),
    "hyphen": mark("hyphens or dots moved"),
    "service": mark("the name beside a service word"),
    "combined": mark("the name within a longer one"),
    "pieces": mark("the words of the name, in another order or with others between"),
    "part": mark("one word of the name beside a service word"),
    "carried": mark("the whole name in front of another domain"),
    "swap": mark("two letters swapped"),
    "missing": mark("a letter missing"),
    "doubled": mark("a letter doubled"),
    "plural": mark("an s more or less"),
    "added": mark("a letter added"),
    "vowel": mark("another vowel"),
    "key": mark("a neighbouring key"),
    "bit": mark("one bit flipped"),
    "replaced": mark("a letter replaced"),
    "typos": mark("two letters wrong"),
}
LEAST = 0.5  # weaker likenesses are not told
_LONG = 12  # letters from which two edits are watched
_MOST_TOKENS = 8
_PIECE = 5  # letters of a word of a name that mean it alone
# Only those whom a state has checked register below these.
_CHECKED = re.compile(r"(^|\.)(gov|gouv|mil|edu|ac|int)(\.[a-z]{2})?$|\.europa\.eu$")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """``host`` wants to be taken for ``name``, by the trick ``how`` (a key of HOWS), ``strength`` 0 to 1."""

    host: str
    name: str
    how: str
    strength: float
    is_provider: bool = False

    def say(self, language: str = "en") -> str:
        return translate(HOWS[self.how], language)


Likeness = tuple[Name, str, float]
_NOTHING: Likeness = (Name("", ""), "", 0.0)


class Watch:
    """Names to protect; ``trusted`` domains, providers and ``homes`` never match, ``others`` only whole."""

    def __init__(
        self,
        names: Iterable[str] = (),
        *,
        trusted: Iterable[str] = (),
        homes: Iterable[str] = (),
        others: Iterable[str] = (),
        has_providers: bool = True,
    ) -> None:
        own = [replace(name, is_campaign=True) for name in map(own_name, names) if len(name.word) > 2]
        own += [name for name in map(own_name, others) if _is_telling(name.pieces)]
        self.parts = [(name, piece) for name in own for piece in _parts(name)]
        self.names = (*own, *(provider_names() if has_providers else ()))
        self._true = frozenset(
            [*(name.domain for name in own if name.domain), *map(domain_names.ascii_form, trusted)]
        )
        self._homes = frozenset(map(domain_names.ascii_form, homes))
        self._words: dict[str, list[Name]] = {}
        self._skeletons: dict[str, list[Name]] = {}
        self._near: dict[str, list[Name]] = {}
        for name in self.names:
            self._words.setdefault(name.word, []).append(name)
            self._skeletons.setdefault(skeleton(name.word), []).append(name)
            if not name.is_common and len(name.word) > (5 if name.is_provider else 4):
                for shorter in set(edits.deletes(name.word)):
                    self._near.setdefault(shorter, []).append(name)
        self._own = own
        self._told = frozenset(name.word for name in own)
        self._long = [name for name in own if len(name.word) >= _LONG]
        self._of_words = [name for name in own if _is_telling(name.pieces)]
        self._lengths = sorted({len(name.word) for name in self.names if len(name.word) > 3})
        self._cached = lru_cache(4_096)(self._best)
        self._is_true = lru_cache(8_192)(self._among_true)
        self._of_registered = lru_cache(8_192)(self._registered)

    def match(self, host: str) -> Lookalike | None:
        """The strongest likeness of a host name (A- or U-labels, a leading ``*.`` is dropped), or None."""
        return self._cached(domain_names.ascii_form(host.removeprefix("*.")))

    @property
    def own(self) -> frozenset[str]:
        return self._told

    def is_true(self, host: str) -> bool:
        """The host belongs to us, to somebody we trust or to a provider."""
        return self._is_true(host)

    def _among_true(self, host: str) -> bool:
        labels = host.split(".")
        chain = [".".join(labels[place:]) for place in range(len(labels))]
        return not self._true.isdisjoint(chain) or not provider_domains().isdisjoint(chain)

    def _best(self, host: str) -> Lookalike | None:
        if not host or "." not in host or len(host) > 253 or domain_names.is_ip(host):
            return None
        if _CHECKED.search(host) or host in self._homes or self.is_true(host):
            return None
        organisation = domain_names.organisation(host)
        below = host.removesuffix(organisation).strip(".")
        best = self._of_registered(organisation)
        if below and below not in words("plain_hosts"):
            best = max([best, *self._of_host(host, below)], key=lambda found: found[2])
        name, how, strength = best
        if strength < LEAST:
            return None
        return Lookalike(host, name.shown, how, round(strength, 2), name.is_provider)

    def _registered(self, organisation: str) -> Likeness:
        suffix = domain_names.suffix(organisation)
        label = domain_names.unicode_form(organisation.partition(".")[0])
        found = [
            *self._of_label(label, suffix),
            *self._of_tokens(label, 1.0),
            *self._of_ends(squeeze(plain(label))),
            *self._of_inside(label),
            *self._of_pieces(label),
            *self._of_dots(domain_names.unicode_form(organisation), suffix),
        ]
        return max(found, key=lambda each: each[2], default=_NOTHING)

    def _of_host(self, host: str, below: str) -> Iterator[Likeness]:
        yield from self._of_dots(domain_names.unicode_form(host), domain_names.suffix(host))
        yield from self._of_inside(domain_names.unicode_form(below))
        for carried in below.split("."):
            yield from self._of_tokens(domain_names.unicode_form(carried), 0.75)

    def _of_label(self, label: str, suffix: str) -> Iterator[Likeness]:
        word = squeeze(plain(label))
        for name in self._words.get(word, ()):
            if label == name.label:
                yield name, "tld", _ending(name, suffix)
            elif not name.is_common or not label.isascii():
                how = "hyphen" if label.isascii() else "homoglyph"
                yield name, how, _sure(name, 0.9 if suffix == name.suffix else 0.7)
        for name in self._skeletons.get(skeleton(word), ()):
            if name.word != word and not name.is_common:
                yield name, "homoglyph", _sure(name, 0.95 if suffix == name.suffix else 0.75)
        yield from self._of_slips(word, suffix)
        if has_foreign_letters(label) and any(sign.isascii() and sign.isalpha() for sign in label):
            yield from self._of_mixed(word)

    def _of_mixed(self, word: str) -> Iterator[Likeness]:
        """Letters of two alphabets in one label: nobody has such a name by accident."""
        for name in self.names:
            if len(name.word) > 5 and edits.distance(name.word, word, 2) <= 2:
                yield name, "homoglyph", 0.8

    def _of_slips(self, word: str, suffix: str) -> Iterator[Likeness]:
        for name in self._slips(word):
            same = suffix == name.suffix or (name.is_provider and suffix == "com")
            strength = edits.strength(name.word, word, same)
            yield name, edits.kind(name.word, word), strength - (0.1 if name.is_provider else 0.0)
        for name in self._long:
            if edits.distance(name.word, word, 2) == 2:
                yield name, "typos", 0.7 if suffix == name.suffix else 0.6

    def _slips(self, word: str) -> Iterator[Name]:
        if not 4 <= len(word) <= 63:
            return
        seen = set()
        for shorter in edits.deletes(word):
            for name in self._near.get(shorter, ()):
                if name.word not in seen and edits.distance(name.word, word, 1) == 1:
                    seen.add(name.word)
                    yield name

    def _of_tokens(self, label: str, factor: float) -> Iterator[Likeness]:
        tokens = [token for token in plain(label).split("-") if token][:_MOST_TOKENS]
        if len(tokens) < 2:
            return
        for start in range(len(tokens)):
            for end in range(start + 1, len(tokens) + 1):
                rest = tokens[:start] + tokens[end:]
                if rest:
                    span = "".join(tokens[start:end])
                    for name, sureness in self._spelt(span):
                        how, strength = _beside(name, rest)
                        yield name, how, strength * sureness * factor

    def _spelt(self, span: str) -> Iterator[tuple[Name, float]]:
        """The names that this piece spells: truly, nearly to the eye, or with one slip in a long word."""
        if span in self._words:
            yield from ((name, 1.0) for name in self._words[span])
            return
        for name in self._skeletons.get(skeleton(span), ()):
            if not name.is_common:
                yield name, 1.0
        if len(span) > 6 and span not in words("services"):
            yield from ((name, 0.8) for name in self._slips(span) if len(name.word) > 6)

    def _of_ends(self, word: str) -> Iterator[Likeness]:
        """A name at either end of a label without hyphens, the rest a service word."""
        look = skeleton(word)
        for length in self._lengths:
            if length >= len(word):
                break
            for piece, rest in ((word[:length], word[length:]), (word[-length:], word[:-length])):
                for name in self._words.get(piece, ()):
                    yield name, *_joined(name, rest)
            for piece, rest in ((look[:length], look[length:]), (look[-length:], look[:-length])):
                for name in self._skeletons.get(piece, ()):
                    if piece != name.word and not name.is_common and name.word not in word:
                        yield name, *_joined(name, rest, is_skeleton=True)

    def _of_inside(self, label: str) -> Iterator[Likeness]:
        """A long name of ours anywhere: nobody else's happens to hold it."""
        flat = squeeze(plain(label))
        for name in self._long:
            if name.word in flat and len(flat) > len(name.word):
                yield name, "carried", 0.85

    def _of_pieces(self, label: str) -> Iterator[Likeness]:
        """All words of a name of ours in any order, or the telling one beside service words alone."""
        label = plain(label)
        flat = squeeze(label)
        for name in self._of_words:
            if all(piece in flat for piece in name.pieces):
                yield name, "pieces", 0.85
        for name, piece in self.parts:
            if piece in flat and flat != name.word and _is_service(label, piece):
                yield name, "part", 0.6

    def _of_dots(self, host: str, suffix: str) -> Iterator[Likeness]:
        flat = squeeze(plain(host))
        inner = plain(host).removesuffix(f".{suffix}")  # "labour.org.uk" doesn't carry "labour.org"
        dotted, hyphened = f".{inner}.", f"-{inner.replace('.', '-')}-"
        yield from self._of_providers(hyphened)
        for name in self._own:
            if not name.domain:
                continue
            if f".{name.domain}." in dotted:
                yield name, "carried", 0.95
            elif flat == squeeze(name.domain):
                yield name, "hyphen", 0.9
            elif f"-{name.domain.replace('.', '-')}-" in hyphened and len(name.word) > 3:
                yield name, "carried", 0.9

    def _of_providers(self, hyphened: str) -> Iterator[Likeness]:
        """A provider's domain in front of another: ``login.microsoftonline.com.example.net``."""
        for label, ending in itertools.pairwise(hyphened.strip("-").split("-")):
            for name in self._words.get(label, ()):
                if name.is_provider and f"{label}.{ending}" in provider_domains():
                    yield name, "carried", 0.85


def _is_telling(pieces: tuple[str, ...]) -> bool:
    """Words enough that nobody else's name holds them all."""
    return sum(map(len, pieces)) >= 9 and sum(len(piece) > 2 for piece in pieces) > 1


def _parts(name: Name) -> list[str]:
    """Its words that mean it alone: not those of a trade, a service or a first name's length."""
    ordinary = words("services") | words("trades") | words("nameless")
    told = [piece for piece in name.pieces if piece not in ordinary and piece.rstrip("s") not in ordinary]
    return [piece for piece in told if len(piece) >= _PIECE] if len(told) == 1 or name.is_campaign else []


def _is_service(label: str, piece: str) -> bool:
    rest = [token for token in label.replace(piece, "-").split("-") if token]
    return bool(rest) and all(
        token in words("services")
        or token in words("nameless")
        or token in words("products")
        or token.isdigit()
        for token in rest
    )


def _sure(name: Name, strength: float) -> float:
    return strength - {3: 0.5, 4: 0.4, 5: 0.15}.get(len(name.word), 0.0)


def _ending(name: Name, suffix: str) -> float:
    """Our name under another ending, by how likely that ending is meant for our readers."""
    if name.is_provider:
        return 0.6 if suffix in words("cheap_suffixes") and not name.is_common else 0.0
    length = len(name.word)
    strength = 0.2 if length < 5 else 0.4 if length < 8 else 0.7
    return strength + (0.15 if suffix in words("plain_suffixes") else -0.1)


def _beside(name: Name, rest: list[str]) -> tuple[str, float]:
    beside = words("services") if not name.is_common else words("logins")
    n_service = sum(token in beside or token.isdigit() for token in rest)
    if n_service == len(rest) and any(token in beside for token in rest):
        short = 0.2 if len(name.word) < 4 else 0.0
        return "service", 0.9 - short if not name.is_common else 0.75
    if name.is_common:
        return "combined", 0.0
    if name.is_provider:
        return "combined", 0.55 if n_service else 0.0
    if len(name.word) > 4 and all(token in words("nameless") or token in beside for token in rest):
        return "service", 0.75
    return "combined", (0.5 if len(name.word) > 5 else 0.0) + (
        0.2 if n_service and len(name.word) > 4 else 0.0
    )


def _joined(name: Name, rest: str, *, is_skeleton: bool = False) -> tuple[str, float]:
    services = _service_skeletons() if is_skeleton else words("services")
    if rest.isdigit() and len(name.word) > 7 and not name.is_provider:
        return "combined", 0.6
    if rest not in services or len(rest) < 3 or name.is_common:
        return "combined", 0.0
    return "service", {4: 0.3, 5: 0.45, 6: 0.55}.get(len(name.word), 0.8)


@lru_cache(1)
def _service_skeletons() -> frozenset[str]:
    return frozenset(map(skeleton, words("services")))


@lru_cache(8)
def watch_for(profile: Profile) -> Watch:
    """The watch of one profile: its name, domains, brands, people, partners and services; built once."""
    others = sorted(profile.other_domains)
    campaign = (profile.name,) if _is_telling(own_name(profile.name).pieces) else ()
    return Watch(
        (
            *profile.domains,
            *profile.brands,
            *campaign,
            *(each for each in others if each not in provider_domains()),
        ),
        trusted=(*profile.domains, *others),
        homes={address.rpartition("@")[2] for address in profile.insiders_by_address},
        others=[
            *(insider.name for insider in profile.insiders),
            *(partner.name for partner in profile.partners),
            *(service.name for service in profile.services),
        ],
    )
