"""Charts as SVG: no script, readable aloud, numbers in a table; colours of the page (``.chart``)."""

from collections.abc import Sequence
from math import ceil, log10

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 480, 180
LEFT, RIGHT, TOP, BOTTOM = 52, 8, 12, 28
Point = tuple[str, int | float]


def bars(
    points: Sequence[Point],
    *,
    label: str,
    description: str = "",
    headings: tuple[str, str] = ("", ""),
    numbers: str = "#",
) -> SafeString:
    """A bar for each of ``points`` (name, value not below 0), and a table with ``headings`` below."""
    top, step = _scale(points), _step(points)
    marks = format_html_join(
        "",
        '<rect class="hq-chart__bar" x="{}" y="{}" width="{}" height="{}"><title>{}: {}</title></rect>',
        (
            (
                _f(LEFT + step * at + step * 0.1),
                _f(_y(value, top)),
                _f(step * 0.8),
                _f(HEIGHT - BOTTOM - _y(value, top)),
                name,
                number_format(value, force_grouping=True),
            )
            for at, (name, value) in enumerate(points)
        ),
    )
    return _figure(points, marks, top, label, description, headings, numbers)


def ranks(points: Sequence[Point], *, label: str, headings: tuple[str, str]) -> SafeString:
    """A table with a bar in each row, for few points with long names; the words as for ``bars``."""
    top = max((value for _name, value in points), default=0) or 1
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="hq-chart__bar" width="{}" height="1"/></svg></th><td>{}</td></tr>',
        ((name, _f(100 * value / top), number_format(value, force_grouping=True)) for name, value in points),
    )
    return format_html(
        '<table class="hq-chart hq-chart--ranks"><caption class="hq-chart__label">{}</caption>'
        '<thead class="w-sr-only"><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead>'
        "<tbody>{}</tbody></table>",
        label,
        *headings,
        rows,
    )


# Its name, how many, their share (None: too few to be told), the least and the most it may stand for.
Share = tuple[str, int, float | None, float, float]


def shares(rows: Sequence[Share], *, label: str, headings: Sequence[str], few: str = "") -> SafeString:
    """A table with bars on one scale from nought to all; ``few`` stands where a share is not told."""
    body = format_html_join(
        "",
        '<tr><th scope="row">{}<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{}'
        "</svg></th><td>{}</td><td>{}</td><td>{}</td></tr>",
        (
            (name, "", few, "", "") if share is None
            else (name, _span(share, least, most), _whole(share), f"{_whole(least)}–{_whole(most)}",
                  number_format(n, force_grouping=True))
            for name, n, share, least, most in rows
        ),
    )  # fmt: skip
    return format_html(
        '<table class="hq-chart hq-chart--ranks hq-chart--shares">'
        '<caption class="hq-chart__label">{}</caption>'
        '<thead><tr><th scope="col"><span class="w-sr-only">{}</span></th><th scope="col">{}</th>'
        '<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>',
        label, *headings, body,
    )  # fmt: skip


def _whole(rate: float) -> str:
    return f"{number_format(round(100 * rate))}\N{NO-BREAK SPACE}%"


def _span(share: float, least: float, most: float) -> SafeString:
    return format_html(
        '<rect class="hq-chart__bar" y="0.2" width="{}" height="0.6"/>'
        '<rect class="hq-chart__reach" x="{}" y="0.42" width="{}" height="0.16"/>'
        '<rect class="hq-chart__reach" x="{}" width="0.35" height="1"/>'
        '<rect class="hq-chart__reach" x="{}" width="0.35" height="1"/>',
        _f(100 * share), _f(100 * least), _f(100 * (most - least)), _f(100 * least),
        _f(min(100 * most, 99.6)),
    )  # fmt: skip


def line(
    points: Sequence[Point],
    *,
    label: str,
    description: str = "",
    headings: tuple[str, str] = ("", ""),
    numbers: str = "#",
    aim: float | None = None,
) -> SafeString:
    """A line through ``points``, evenly spaced; the words as for ``bars``. ``aim`` is where it should get."""
    top, step = _scale([*points, ("", aim or 0)]), _step(points)
    places = [(LEFT + step * (at + 0.5), _y(value, top)) for at, (_name, value) in enumerate(points)]
    marks = format_html(
        '{}<polyline class="hq-chart__line" points="{}"/>{}',
        ""
        if aim is None
        else format_html(
            '<line class="hq-chart__aim" x1="{}" x2="{}" y1="{y}" y2="{y}"/>',
            LEFT,
            WIDTH - RIGHT,
            y=_f(_y(aim, top)),
        ),
        " ".join(f"{_f(x)},{_f(y)}" for x, y in places),
        format_html_join(
            "",
            '<circle class="hq-chart__dot" cx="{}" cy="{}" r="3"><title>{}: {}</title></circle>',
            (
                (_f(x), _f(y), name, number_format(value, force_grouping=True))
                for (x, y), (name, value) in zip(places, points, strict=True)
            ),
        ),
    )
    return _figure(points, marks, top, label, description, headings, numbers)


def _figure(
    points: Sequence[Point],
    marks: SafeString,
    top: float,
    label: str,
    description: str,
    headings: tuple[str, str],
    numbers: str,
) -> SafeString:
    return format_html(
        '<figure class="hq-chart"><figcaption class="hq-chart__label">{label}</figcaption>'
        '<svg viewBox="0 0 {w} {h}" role="img" aria-label="{label}. {description}">'
        "<title>{label}</title><desc>{description}</desc>{axes}{marks}{names}</svg>"
        '<details class="hq-more"><summary>{numbers}</summary><table><thead><tr>'
        '<th scope="col">{first}</th><th scope="col">{second}</th></tr></thead><tbody>{rows}</tbody></table>'
        "</details></figure>",
        label=label,
        description=description,
        w=WIDTH,
        h=HEIGHT,
        axes=_axes(top),
        marks=marks,
        names=_names(points),
        numbers=numbers,
        first=headings[0],
        second=headings[1],
        rows=format_html_join(
            "",
            '<tr><th scope="row">{}</th><td>{}</td></tr>',
            ((name, number_format(value, force_grouping=True)) for name, value in points),
        ),
    )


def _axes(top: float) -> SafeString:
    return format_html_join(
        "",
        '<line class="hq-chart__grid" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="hq-chart__word" x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (
                LEFT,
                WIDTH - RIGHT,
                _f(_y(value, top)),
                _f(_y(value, top)),
                LEFT - 6,
                _f(_y(value, top) + 4),
                number_format(value if value % 1 else int(value), force_grouping=True),
            )
            for value in (0, top / 2, top)
        ),
    )


def _names(points: Sequence[Point]) -> SafeString:
    every, step = max(1, ceil(len(points) / 6)), _step(points)
    return format_html_join(
        "",
        '<text class="hq-chart__word" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (_f(LEFT + step * (at + 0.5)), HEIGHT - 8, name)
            for at, (name, _value) in enumerate(points)
            if at % every == every // 2
        ),
    )


def _scale(points: Sequence[Point]) -> float:
    """The value at the top: the highest, rounded up to 2, 4, 6, 8 or 10 of its size."""
    highest = max((value for _name, value in points), default=0)
    if highest <= 0:
        return 2
    size = 10 ** int(log10(highest)) if highest >= 1 else 1
    return max(2, ceil(highest / size / 2) * 2 * size)


def _step(points: Sequence[Point]) -> float:
    return (WIDTH - LEFT - RIGHT) / max(1, len(points))


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(max(value, 0), top) / top


def _f(number: float) -> str:
    return f"{number:.1f}"


Ranged = tuple[
    str, float, float, float, str
]  # its name, the least, the likeliest, the most, and all in words


def ranges(
    rows: Sequence[Ranged],
    *,
    label: str,
    description: str = "",
    headings: tuple[str, str] = ("", ""),
    band: tuple[float, float] | None = None,
) -> SafeString:
    """A table with a bar from the least to the most, a mark in it; ``band`` is what is usual."""
    tops = [most for _name, _least, _mid, most, _words in rows]
    top = max([*tops, *(band or ())], default=0) or 1
    behind = _band(band, top) if band else ""
    body = format_html_join(
        "",
        '<tr><th scope="row">{}<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{}'
        '<rect class="hq-chart__range" x="{}" y="0.3" width="{}" height="0.4"/>'
        '<rect class="hq-chart__bar" x="{}" width="0.8" height="1"/></svg></th><td>{}</td></tr>',
        (
            (name, behind, _f(100 * least / top), _f(100 * (most - least) / top), _f(99.2 * mid / top), words)
            for name, least, mid, most, words in rows
        ),
    )
    return format_html(
        '<table class="hq-chart hq-chart--ranks hq-chart--ranges">'
        '<caption class="hq-chart__label">{}{}</caption>'
        '<thead class="w-sr-only"><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead>'
        "<tbody>{}</tbody></table>",
        label,
        format_html('<span class="w-sr-only">. {}</span>', description) if description else "",
        *headings,
        body,
    )


def _band(band: tuple[float, float], top: float) -> SafeString:
    low, high = band
    return format_html(
        '<rect class="hq-chart__band" x="{}" y="0" width="{}" height="1"/>',
        _f(100 * low / top), _f(max(100 * (high - low) / top, 0.5)),
    )  # fmt: skip
