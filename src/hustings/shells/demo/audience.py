"""Two months of readers who never were: sums by day, as the site counts them, and a few redirects less."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from wagtail.contrib.redirects.models import Redirect

from hustings.shells.demo import texts
from hustings.site.website.models import HomePage, Tally
from hustings.site.website.serving import page_context

DAYS = 60
PAGES = 14  # of each language
DEVICES = [("phone", 62), ("computer", 33), ("tablet", 5)]
FROM = [
    ("", 46), (pgettext_lazy("demo", "search-engine.example"), 21),
    (pgettext_lazy("demo", "social-network.example"), 17), ("video.example", 7),
    ("leroseau.example", 6), ("canal-des-rives.example", 3),
]  # fmt: skip
CAMPAIGNS = [
    (pgettext_lazy("demo", "newsletter / november"), 5),
    (pgettext_lazy("demo", "posters"), 2),
    (pgettext_lazy("demo", "share"), 3),
]
LANGUAGES = (9, 1)  # views in the spoken one, and in the other
Shares = Sequence[tuple[object, float]]
Sums = Iterator[tuple[str, str, int, int]]


@transaction.atomic
def fill() -> None:
    """Once; and forget the redirects that naming the translated pages left behind."""
    if Tally.objects.exists():
        return
    chance, today = random.Random(7), timezone.localdate()  # noqa: S311 - nothing secret hangs on it
    shares = list(zip(texts.languages(), LANGUAGES, strict=True))
    pages: dict[object, list[str]] = {code: _paths(code) for code in texts.languages()}
    Tally.objects.bulk_create(
        Tally(day=day, kind=kind, name=name, n_views=views, n_visits=visits)
        for back in range(DAYS, 0, -1)
        for day in [today - timedelta(days=back)]
        for kind, name, views, visits in _of_day(chance, day, back, shares, pages)
    )
    Redirect.objects.filter(automatically_created=True).delete()


def _paths(code: str) -> list[str]:
    home = HomePage.objects.live().filter(locale__language_code=code).first()
    if home is None:
        return [f"/{code}/"]
    asked = page_context.Asked()
    below = home.get_descendants(inclusive=True).live().order_by("depth", "path")[:PAGES]
    return [parts[2] for page in below if (parts := page.get_url_parts(asked)) and parts[2]]


def _of_day(
    chance: random.Random, day: date, back: int, languages: Shares, pages: dict[object, list[str]]
) -> Sums:
    """More from week to week, fewer at weekends, and a rally that was talked about."""
    grown = 420 - 4 * back
    visits = round(grown * (0.7 if day.weekday() > 4 else 1) * chance.uniform(0.85, 1.2)) + (
        900 if back == 12 else 0
    )
    views = round(visits * chance.uniform(1.9, 2.4))
    for kind, shares in (("device", DEVICES), ("language", languages)):
        for name, n in _shared(chance, shares, views):
            yield kind, name, n, round(n * visits / views)
    for name, n in _shared(chance, FROM, visits):
        yield Tally.Kind.FROM.value, name, n, n
    for name, n in _shared(chance, CAMPAIGNS, visits // 8):
        yield Tally.Kind.CAMPAIGN.value, name, n, n
    read = [(path, share / (at + 1.5)) for code, share in languages for at, path in enumerate(pages[code])]
    for name, n in _shared(chance, read, views):
        yield Tally.Kind.PAGE.value, name, n, round(n * visits / views)


def _shared(chance: random.Random, shares: Shares, n: int) -> Iterable[tuple[str, int]]:
    """``n`` dealt out by these shares."""
    names, weights = [str(name) for name, _share in shares], [share for _name, share in shares]
    return sorted(Counter(chance.choices(names, weights=weights, k=n)).items())
