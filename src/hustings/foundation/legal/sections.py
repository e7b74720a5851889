"""How the value of a rule is written, section by section."""

import re
from collections.abc import Callable
from typing import Any

from hustings.foundation.legal.holidays import LEAP, WEEKDAYS, day_of
from hustings.foundation.legal.pack import DONOR_FACTS, DONORS, GROUNDS, RECEIPT_COLUMNS, SHARED, TRAITS
from hustings.foundation.legal.rule_sentences import gettext_noop
from hustings.foundation.legal.rules import (
    Amount,
    Channel,
    Closing,
    Consent,
    Content,
    Demand,
    GiftKind,
    GiftRule,
    GiftTest,
    Holidays,
    Kind,
    Means,
    Numbers,
    Quiet,
    ReceiptFile,
    Receipts,
    Recipient,
    Shift,
    Silence,
    Span,
    Wording,
)
from hustings.foundation.legal.times import Hours
from hustings.foundation.legal.toml_reader import Table

_ = gettext_noop
FURTHEST = 60  # days before or after; more is a slip of the pen
_YEARLY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
UNITS = {
    "EUR": "EUR",
    "GBP": "GBP",
    "USD": "USD",
    "%": "%",
    "days": _("days"),
    "months": _("months"),
    "years": _("years"),
    "fridays": _("Fridays"),
    "messages": _("messages"),
}


def _kind(table: Table) -> Kind:
    rounds = table.whole("rounds")
    if not 1 <= rounds <= 9:
        raise table.wrong("rounds", _("Enter 1 to 9 rounds, not {n}."), n=rounds)
    weekday = None
    if "weekday" in table:
        table.known("weekday", (table.text("weekday"),), WEEKDAYS)
        weekday = WEEKDAYS.index(table.text("weekday"))
    return Kind(rounds, weekday, table.flag("whole_country"), table.texts("zones", needed=False))


def _shift(table: Table) -> Shift:
    rounds, days = [], _days(table, "days", -FURTHEST)
    if "rounds" in table:
        rounds = table.get("rounds", list, "rounds = [1]")
        if not all(type(number) is int and number > 0 for number in rounds):
            raise table.wrong("rounds", _("Enter a list of numbers, like {example}."), example="rounds = [1]")
    return Shift(table.texts("kinds"), tuple(rounds), table.texts("zones"), days)


def _days(table: Table, name: str, least: int = 0) -> int:
    days = table.whole(name)
    if not least <= days <= FURTHEST:
        raise table.wrong(name, _("{n} days is out of range."), n=days)
    return days


def _closing(table: Table) -> Closing:
    return Closing(table.clock_time("at"))


def _silence(table: Table) -> Silence:
    return Silence(
        table.choices("contents", Content),
        table.choices("channels", Channel),
        _days(table, "days_before"),
        table.clock_time("at"),
        frozenset(table.texts("kinds", needed=False)),
    )


def _quiet(table: Table) -> Quiet:
    channel = table.choice("channel", Channel)
    given = {
        name: table.texts(name, needed=False) for name in ("saturday", "sunday", "holiday") if name in table
    }
    weekdays = table.texts("weekdays")
    hours = table.through("weekdays", lambda: Hours.of(weekdays, **given))
    return Quiet(channel, hours, table.flag("default") if "default" in table else False)


def _holidays(table: Table) -> Holidays:
    days = table.texts("days")
    for each in days:
        table.through("days", lambda each=each: day_of(each, LEAP))  # type: ignore[misc]
    return Holidays(days, table.texts("zones", needed=False))


def _consent(table: Table) -> Consent:
    grounds = table.texts("grounds")
    table.known("grounds", grounds, GROUNDS)
    return Consent(table.text("purpose"), table.choices("channels", Channel), grounds)


def _demand(table: Table) -> Demand:
    when = table.text("when")
    table.known("when", (when,), ["always", *TRAITS])
    words = table.said("words") if "words" in table else None
    return Demand(table.text("element"), table.choices("channels", Channel), when, words)


def _amount(table: Table) -> Amount:
    unit = table.text("unit")
    table.known("unit", (unit,), UNITS)
    return Amount(_number(table, "value"), unit)


def _number(table: Table, name: str) -> int | float:
    value: int | float = table.get(name, (int, float), f"{name} = 4600")
    if value < 0:
        raise table.wrong(name, _("Enter a number that isn’t negative."))
    return value


def _gift(table: Table) -> GiftRule:
    amount = _amount(table)
    test = table.choice("test", GiftTest) if "test" in table else None
    one_of = table.texts("one_of", needed=False)
    table.known("one_of", one_of, [*Means, *DONORS])
    return GiftRule(
        amount.value,
        amount.unit,
        test,
        table.choices("to", Recipient) if test or "to" in table else frozenset(),
        table.choices("kinds", GiftKind) if test or "kinds" in table else frozenset(),
        table.choices("means", Means) if "means" in table else frozenset(),
        frozenset(table.texts("elections", needed=False)),
        one_of,
        table.flag("each") if "each" in table else False,
        _number(table, "ceiling_from") if "ceiling_from" in table else 0,
        table.clock_time("at") if "at" in table else None,
    )


def _receipts(table: Table) -> Receipts:
    alike, shows = table.texts("alike", needed=False), table.texts("shows", needed=False)
    table.known("alike", alike, SHARED)
    table.known("shows", shows, DONOR_FACTS)
    return Receipts(
        table.choices("to", Recipient),
        table.choices("kinds", GiftKind),
        table.choice("numbers", Numbers),
        table.choices("spans", Span),
        frozenset(alike),
        shows,
        table.said("words") if "words" in table else None,
        _yearly(table, "asked_by"),
        _yearly(table, "returned_by"),
    )


def _yearly(table: Table, name: str) -> tuple[int, int] | None:
    """A day of each year: 02-15."""
    if name not in table:
        return None
    text = table.text(name)
    found = _YEARLY.fullmatch(text)
    if not found:
        raise table.wrong(name, _("“{value}” is no day of the year. Write 02-15."), value=text)
    return int(found[1]), int(found[2])


def _receipt_file(table: Table) -> ReceiptFile:
    columns = table.texts("columns")
    table.known("columns", columns, RECEIPT_COLUMNS)
    return ReceiptFile(table.choices("to", Recipient), columns)


def _wording(table: Table) -> Wording:
    return Wording(table.choices("to", Recipient), table.choices("kinds", GiftKind), table.said("words"))


SECTION_READERS: dict[str, Callable[[Table], Any]] = {
    "election": _kind,
    "vote": _shift,
    "closing": _closing,
    "silence": _silence,
    "quiet": _quiet,
    "holiday": _holidays,
    "consent": _consent,
    "demand": _demand,
    "gift": _gift,
    "wording": _wording,
    "receipt": _receipts,
    "receipt_file": _receipt_file,
    "limit": _amount,
}
