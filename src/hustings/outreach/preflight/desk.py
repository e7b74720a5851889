"""A mailing laid out to be looked at: each letter rendered once, with its links and pictures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import unescape
from typing import Any

from django.db.models import Count

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.emails import advertising, composition, look
from hustings.outreach.emails.advertising import Label
from hustings.outreach.emails.blocks import Written
from hustings.outreach.emails.composition import RenderedEmail, called
from hustings.outreach.emails.merge_fields import BadMerge, Piece
from hustings.outreach.emails.rendering.canvas import Sheet
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.audience import Reach
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight.findings import Place
from hustings.outreach.preflight.registry import counts
from hustings.people.persons.refusals import Refused

_TAGS = re.compile(r"<(style|title)\b.*?</\1>|<!--.*?-->|<[^>]+>", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Link:
    """Where something leads that one clicks on, as it was written."""

    target: str
    words: str
    place: Place


@dataclass(frozen=True)
class Picture:
    image: Any  # with what is said of it
    address: str  # that it leads to
    made: Any  # the file that leaves
    place: Place

    @property
    def size(self) -> int:
        """Bytes of that file; 0 where it is gone."""
        try:
            return int(self.made.file.size)
        except OSError:
            return 0


@dataclass
class Sight:
    """One letter as it is rendered."""

    written: Written
    place: Place
    made: RenderedEmail | None = None
    problem: str = ""  # what keeps it from being rendered
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    n_typed: int = 0  # characters of text, addresses of links left out
    amiss: list[tuple[Place, str]] = field(default_factory=list)  # blocks that can't be drawn, and why

    @property
    def language(self) -> str:
        """Of its readers; empty: any."""
        return self.written["language"] or ""

    @property
    def html(self) -> str:
        return _constant(self.made.html) if self.made else ""

    @cached_property
    def words(self) -> str:
        """What one reads in its HTML."""
        return " ".join(unescape(_TAGS.sub(" ", self.html)).split())

    def place_of(self, number: int, child: Any) -> Place:
        anchor = f"block-{child.id}-section" if child.id else ""
        return Place(self.place.letter, self.place.mode, number, str(child.block.label), anchor)


class Desk:
    """One mailing as it was typed, and who looks at it. Whatever is asked of it is found out once."""

    def __init__(
        self,
        mailing: Mailing,
        user: Any = None,
        reach: Reach | None = None,
        *,
        is_brief: bool = False,
        campaign: Campaign | None = None,
    ) -> None:
        self.mailing = mailing
        self.user = user
        self.campaign = campaign or Campaign.current()
        self.refusal = ""  # why the segment can't be asked
        self.counts: dict[str, int] = {}
        self._reach = reach
        self._is_brief = is_brief  # it is only asked whether anybody reads it, not how many

    @cached_property
    def look(self) -> look.Look:
        return look.of(self.mailing)

    @cached_property
    def reach(self) -> Reach:
        """How many it reaches; nobody where the segment can't be asked, or nobody looks."""
        if self._reach is not None or self.user is None:
            return self._reach or audience.NOBODY
        try:
            if self._is_brief and self.mailing.asks_for is not None:
                return replace(
                    audience.NOBODY, readers=int(audience.readers(self.mailing, self.user).exists())
                )
            return audience.reach(self.mailing, self.user)
        except Refused as refused:
            self.refusal = str(refused)
            return audience.NOBODY

    @cached_property
    def label(self) -> Label | None:
        return advertising.of(self.mailing, self.campaign)

    @cached_property
    def trial(self) -> ABTest | None:
        return ABTest.objects.filter(mailing=self.mailing).first()

    def count(self, name: str) -> int:
        """A number of those that apps above know of a mailing: see ``registry.counts``."""
        if name not in self.counts:
            key, count = self.mailing.pk, counts.find(name)
            assert count
            self.counts[name] = count.of([key]).get(key, 0) if key else 0
        return self.counts[name]

    @property
    def has_readers(self) -> bool:
        return bool(self.user and self.mailing.asks_for is not None and self.reach.readers)

    @cached_property
    def languages(self) -> dict[str, int]:
        if not self.has_readers:
            return {}
        rows = audience.readers(self.mailing, self.user).order_by().values_list("language")
        return dict(rows.annotate(n=Count("pk")))

    @cached_property
    def sights(self) -> list[Sight]:
        return [self._sight(written) for written in self.mailing.letters()]

    def _sight(self, written: Written) -> Sight:
        name = called(written["language"], written["version"])
        sight = Sight(written, Place(name, f"{written['language'] or ''}-{written['version']}"))
        language = sight.language or self.campaign.language
        try:
            sight.made = composition.compose(
                written, language=language, campaign=self.campaign, worn=self.look, label=self.label
            )
        except BadMerge as bad:
            sight.problem = str(bad)
        for number, child in enumerate(written["body"], 1):
            self._note(sight, sight.place_of(number, child), child, language)
        return sight

    def _note(self, sight: Sight, place: Place, child: Any, language: str) -> None:
        def note(target: str, words: str) -> str:
            sight.links.append(Link(target, words, place))
            return target

        sheet = Sheet(self.campaign, language, self.look, lead=note)
        try:
            child.block.draw(child.value, sheet)
        except BadMerge as bad:
            sight.amiss.append((place, str(bad)))
        sight.pictures += [
            Picture(value["picture"], value["address"], made, place) for value, made in sheet.pictures
        ]
        sight.n_typed += len("".join(_ADDRESS.sub("", sheet.text).split()))


def side_by_side(mailings: Sequence[Mailing], user: Any, reach: Reach) -> Iterator[Desk]:
    """A desk for each: what they have in common is asked once, and what differs for all of them at once."""
    campaign, worn = Campaign.current(), look.current()
    keys = [each.pk for each in mailings]
    trials = {each.mailing_id: each for each in ABTest.objects.filter(mailing__in=keys)}
    found = {count.name: count.of(keys) for count in counts.all()}
    for each in mailings:
        desk = Desk(each, user, reach, campaign=campaign)
        desk.look = look.read(each.look) if each.look else worn
        desk.trial = trials.get(each.pk)
        desk.counts = {name: numbers.get(each.pk, 0) for name, numbers in found.items()}
        yield desk


def _constant(pieces: list[Piece] | tuple[Piece, ...]) -> str:
    found = []
    for piece in pieces:
        if isinstance(piece, str):
            found.append(piece)
        elif hasattr(piece, "pieces"):
            found.append(_constant(piece.pieces))
    return "".join(found)
