"""A log of requests for the links of letters, and who made each: people and scanners of our own making.

It is written down, so that what counts clicks can be held against the truth again and again. The first line
names the callers and what their requests say; each other line is a request:

    [letter, seconds after the hand-over, link (0: the one that nobody sees), caller, by]

``by`` is "person", "again" for a quick second click on the same link, which is to count once with the first,
or "machine". How often which kind comes is a guess, made at the harder end of what has been published of such
programs; the kinds that can't be told from people are in it for that reason.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LINKS = 5
DAY = 86_400.0
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"
    " Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Mobile/15E148"
)
SAYS = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Accept-Language": "fr,en;q=0.7"}
CALLERS: dict[str, dict[str, str]] = {
    "firefox": {"User-Agent": FIREFOX, **SAYS},
    "chrome": {"User-Agent": CHROME, **SAYS},
    "old phone": {"User-Agent": IPHONE, "Accept-Language": "fr"},
    "ahead": {"User-Agent": CHROME, **SAYS, "Sec-Purpose": "prefetch"},
    "named": {"User-Agent": "Barracuda Sentinel (EE)"},
    "head": {"method": "HEAD", "User-Agent": CHROME},
    "library": {"User-Agent": "python-requests/2.32"},
    "messenger": {"User-Agent": "WhatsApp/2.23.20.0"},
    "masked": {"User-Agent": CHROME, "Accept-Language": "en-US"},
    "headless": {"User-Agent": CHROME, **SAYS},
}
Row = tuple[int, float, int, str, str]
# Of a thousand letters; a letter may meet a scanner and its reader.
SCANNERS = {
    "at_once": 60, "trapped": 60, "burst_later": 30, "slowly": 15, "one_link": 10, "like_a_browser": 5,
    "forwarded": 5,
}  # fmt: skip
READERS = {"reads": 90, "reads_on_an_old_phone": 15, "reads_at_once": 10, "opens_tabs": 10, "looks_ahead": 10}


def made(letters: int, seed: int) -> Iterator[Row]:
    """Requests for so many letters, in the order of time."""
    dice, rows = random.Random(seed), []
    for letter in range(letters):
        for kinds in (SCANNERS, READERS):
            kind = dice.choices([*kinds, ""], [*kinds.values(), 1000 - sum(kinds.values())])[0]
            if kind:
                found = KINDS[kind](dice)
                rows += [(letter, round(max(at, 0.1), 2), link, caller, by) for at, link, caller, by in found]
    return iter(sorted(rows, key=lambda row: row[1]))


Visits = list[tuple[float, int, str, str]]


def at_once(dice: random.Random) -> Visits:
    """A gateway that says its name, or doesn't fetch, within a minute of the hand-over."""
    began, caller = dice.uniform(0.2, 60), dice.choice(["named", "head", "library"])
    return [(began + dice.uniform(0, 5), link, caller, "machine") for link in range(1, LINKS + 1)]


def trapped(dice: random.Random) -> Visits:
    """A gateway behind a browser's name that follows all it finds, the hidden link too."""
    began = dice.uniform(0.5, 600)
    return [(began + dice.uniform(0, 6), link, "masked", "machine") for link in range(LINKS + 1)]


def burst_later(dice: random.Random) -> Visits:
    """One that sees what is hidden, and asks for all the rest at once when the letter is opened."""
    began = dice.uniform(30, DAY)
    return [(began + dice.uniform(0, 0.9), link, "masked", "machine") for link in range(1, LINKS + 1)]


def slowly(dice: random.Random) -> Visits:
    """One that takes its time between links."""
    began, gap = dice.uniform(5, 900), dice.uniform(1.5, 8)
    return [(began + gap * link, link, "masked", "machine") for link in range(1, LINKS + 1)]


def one_link(dice: random.Random) -> Visits:
    """A sample: one link under a browser's name that doesn't say where it goes."""
    return [(dice.uniform(5, DAY), dice.randint(1, LINKS), "masked", "machine")]


def like_a_browser(dice: random.Random) -> Visits:
    """A real browser without a reader, minutes later: nothing tells it from a person."""
    return [(dice.uniform(90, 3600), dice.randint(1, LINKS), "headless", "machine")]


def forwarded(dice: random.Random) -> Visits:
    """A reader passes a link on, and a messenger draws its picture."""
    return [(_later(dice), dice.randint(1, LINKS), "messenger", "machine")]


def reads(dice: random.Random) -> Visits:
    """One link, sometimes two with time between; now and then a double click."""
    at, caller = _later(dice), dice.choice(["firefox", "chrome"])
    first = dice.randint(1, LINKS)
    found = [(at, first, caller, "person")]
    if dice.random() < 0.1:
        found.append((at + dice.uniform(0.2, 3), first, caller, "again"))
    if dice.random() < 0.25:
        found.append((at + dice.uniform(15, 600), first % LINKS + 1, caller, "person"))
    return found


def reads_on_an_old_phone(dice: random.Random) -> Visits:
    """A program that doesn't say where it goes."""
    return [(_later(dice), dice.randint(1, LINKS), "old phone", "person")]


def reads_at_once(dice: random.Random) -> Visits:
    """Somebody who sat before their mailbox."""
    return [(dice.uniform(4, 58), dice.randint(1, LINKS), dice.choice(["firefox", "chrome"]), "person")]


def opens_tabs(dice: random.Random) -> Visits:
    """Two links within two seconds, to be read afterwards."""
    at, first = _later(dice), dice.randint(1, LINKS)
    return [
        (at, first, "chrome", "person"),
        (at + dice.uniform(0.5, 1.8), first % LINKS + 1, "chrome", "person"),
    ]


def looks_ahead(dice: random.Random) -> Visits:
    """The browser fetches the page before its reader clicks, if ever they do."""
    at, link = _later(dice), dice.randint(1, LINKS)
    found = [(at, link, "ahead", "machine")]
    return [*found, (at + dice.uniform(70, 200), link, "chrome", "person")] if dice.random() < 0.7 else found


def _later(dice: random.Random) -> float:
    """Most within hours, some days later."""
    return min(60 + dice.lognormvariate(8.5, 1.5), 6 * DAY)


KINDS = {
    each.__name__: each
    for each in (
        at_once, trapped, burst_later, slowly, one_link, like_a_browser, forwarded,
        reads, reads_on_an_old_phone, reads_at_once, opens_tabs, looks_ahead,
    )
}  # fmt: skip


def write(path: Path, letters: int, seed: int) -> None:
    """Keep one."""
    head: dict[str, Any] = {"letters": letters, "seed": seed, "links": LINKS, "callers": CALLERS}
    lines = [json.dumps(head), *(json.dumps(row) for row in made(letters, seed))]
    path.write_text("\n".join(lines) + "\n")


def read(path: Path) -> tuple[dict[str, Any], list[Row]]:
    """What was kept."""
    head, *lines = path.read_text().splitlines()
    return json.loads(head), [tuple(json.loads(line)) for line in lines]  # type: ignore[misc]
