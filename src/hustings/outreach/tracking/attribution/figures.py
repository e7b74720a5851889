"""Conversions counted: in all, by link, by version, and from several mailings together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails import link_refs
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.attribution import kinds
from hustings.outreach.tracking.attribution.kinds import Kind
from hustings.outreach.tracking.models import Conversion, MailingLink, Measure

SHOWN = 20  # links
_DONE = Count("pk", filter=Q(confirmed_at__isnull=False))
_NAMING = {Campaign.Measuring.AGREED, Campaign.Measuring.UNLESS}
_NEW = Count("pk", filter=Q(confirmed_at__isnull=False, is_new=True))
_WAITING = Count("pk", filter=Q(confirmed_at=None))


@dataclass(frozen=True)
class Row:
    """Of one kind: those that are true, how many of them are new to us, and those begun only."""

    kind: Kind
    n: int = 0
    n_new: int = 0
    n_waiting: int = 0


@dataclass(frozen=True)
class Followed:
    rows: list[Row]
    by_link: list[tuple[str, Kind, int, int]]  # target, kind, those that are true, those begun only
    by_version: list[tuple[str, Kind, int, int]]
    names_people: bool
    is_of_many: bool = False

    @property
    def has_links(self) -> bool:
        """Whether it has to be said how what comes by links is counted."""
        return any(not row.kind.is_once for row in self.rows)

    @property
    def has_replies(self) -> bool:
        return any(row.kind.is_once for row in self.rows)


def of(mailing: Mailing) -> Followed | None:
    """None where it isn't counted: nothing is measured, or no link leads to a page of ours."""
    measure = Measure.objects.filter(pk=mailing.pk).exclude(clicks=Campaign.Measuring.NOTHING).first()
    if measure is None:
        return None
    found = Conversion.objects.filter(mailing=mailing).order_by()
    targets = dict(MailingLink.objects.filter(mailing=mailing).values_list("number", "target"))
    has_own_links = any(link_refs.is_ours(target) for target in targets.values())
    rows = _rows(found, has_own_links)
    if not rows:
        return None
    links = found.values_list("link", "kind").annotate(n=_DONE, waiting=_WAITING).order_by("-n", "link")
    links = links.exclude(link=0)  # by none of them
    versions = found.exclude(version="").values_list("version", "kind").annotate(n=_DONE, waiting=_WAITING)
    return Followed(
        rows,
        _told((targets.get(link, ""), *rest) for link, *rest in links[:SHOWN]),
        _told(versions.order_by("version", "kind")),
        measure.clicks in _NAMING and Campaign.current().measures_clicks_of_people,
    )


def _told(rows: Iterable[tuple[str, str, int, int]]) -> list[tuple[str, Kind, int, int]]:
    return [(by, kind, n, waiting) for by, key, n, waiting in rows if (kind := kinds.get(key))]


def of_letters(mailings: QuerySet[Mailing]) -> Followed | None:
    """From some mailings together; None likewise. Three questions, however many they are."""
    measures = Measure.objects.filter(mailing__in=mailings)
    measured = dict(measures.exclude(clicks=Campaign.Measuring.NOTHING).values_list("pk", "clicks"))
    if not measured:
        return None
    links = MailingLink.objects.filter(mailing__in=measured, target__startswith=settings.BASE_URL)
    has_own_links = any(link_refs.is_ours(target) for target in links.values_list("target", flat=True))
    rows = _rows(Conversion.objects.filter(mailing__in=measured).order_by(), has_own_links)
    names_people = bool(_NAMING & set(measured.values()))
    names_people = names_people and Campaign.current().measures_clicks_of_people
    return Followed(rows, [], [], names_people, is_of_many=True) if rows else None


def _rows(found: QuerySet[Conversion], has_own_links: bool) -> list[Row]:
    """Of each kind; none where nothing came, and nothing could come by a link."""
    counts = found.values_list("kind").annotate(n=_DONE, n_new=_NEW, n_waiting=_WAITING)
    by_kind = {key: numbers for key, *numbers in counts}
    if not by_kind and not has_own_links:
        return []
    return [
        Row(kind, *by_kind.get(kind.key, []))
        for kind in kinds.every()
        if kind.key in by_kind or (kind.has_nought and kind.is_heard() and (has_own_links or kind.is_once))
    ]


def of_many(mailings: Collection[int]) -> Iterable[tuple[int, str, int]]:
    """Of mailings and kinds those that are true, where there are any; one question."""
    rows = Conversion.objects.filter(mailing__in=mailings, confirmed_at__isnull=False).order_by()
    return rows.values_list("mailing", "kind").annotate(n=Count("pk"))


def of_versions(mailing: int, kind: Kind, until: datetime | None) -> Mapping[str, tuple[int, int]]:
    """By version: those that are true, and with them those begun only."""
    rows = Conversion.objects.filter(mailing=mailing, kind=kind.key).exclude(version="").order_by()
    rows = rows.filter(at__lte=until) if until else rows
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for version, n, n_all in rows.values_list("version").annotate(n=_DONE, all=Count("pk")):
        found[version] = n, n_all
    return found


def of_readers(
    mailing: int, versions: str, kind: Kind, until: datetime | None
) -> Mapping[str, tuple[int, int]]:
    """Readers by version who did it themselves by a link of theirs, each once, asked from the few who did."""
    rows = Conversion.objects.filter(mailing=mailing, kind=kind.key, confirmed_at__isnull=False).order_by()
    theirs = {"mailing": mailing, "version__in": list(versions), "version": F("version")}
    if until:
        rows = rows.filter(confirmed_at__lte=until)
        theirs["sent_at__lte"] = until
    rows = rows.filter(**{f"person__deliveries__{name}": value for name, value in theirs.items()})
    found = rows.values_list("version").annotate(n=Count("person", distinct=True))
    return {version: (n, n) for version, n in found}
