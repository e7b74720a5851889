"""Do-not-call lists: read from a file line by line, replaced whole, removed."""

import datetime as dt
import logging
import re
from collections.abc import Callable, Iterable, Iterator

import phonenumbers
from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql.removal import remove
from hustings.outreach.calls.models import BarredNumber, NumberFile
from hustings.people.persons import phones
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
AT_ONCE = 2_000
_NUMBER = re.compile(r"\+?[\d][\d\s().-]{5,20}")
_E164 = re.compile(r"\+[1-9]\d{6,14}")


class NoNumbers(Refused):
    """The file has no number in it: it is something else."""


def read_numbers(
    *,
    lines: Iterable[str],
    name: str,
    file: str,
    as_of: dt.date | None = None,
    user: User | None = None,
    told: Callable[[int], object] = lambda n: None,
) -> NumberFile:
    """Keep the numbers of a file, the first one of each line; the list of this name before goes.

    The old list stands until the new one is read whole. Raises NoNumbers.
    """
    more = {"as_of": as_of} if as_of else {}
    new = NumberFile.objects.create(name=name, file=file[:200], user=user, n=0, **more)
    n = n_unread = 0
    for found, unread in _pieces(lines):
        n_unread += unread
        rows = [BarredNumber(file=new, number=number) for number in found]
        BarredNumber.objects.bulk_create(rows, ignore_conflicts=True)
        n += len(found)
        told(n)
    n = new.numbers.count()
    if not n:
        new.delete()
        raise NoNumbers(_("There is no phone number in this file. It needs one number on each line."))
    NumberFile.objects.filter(pk=new.pk).update(n=n, n_unread=n_unread)
    new.n, new.n_unread = n, n_unread
    for old in NumberFile.objects.filter(name=name).exclude(pk=new.pk):
        remove_numbers(file=old)
    log.info("do-not-call list read id=%s numbers=%s unread=%s", new.pk, n, n_unread)
    return new


def _pieces(lines: Iterable[str]) -> Iterator[tuple[set[str], int]]:
    found, unread = set[str](), 0
    for line in lines:
        number = read(line)
        if number:
            found.add(number)
        elif line.strip():
            unread += 1
        if len(found) >= AT_ONCE:
            yield found, unread
            found, unread = set(), 0
    yield found, unread


def read(line: str) -> str:
    """The number on a line in E.164; empty where there is none. Of a list nothing needs to exist."""
    match = _NUMBER.search(line.replace("\u00a0", " "))
    if match is None:
        return ""
    text = match[0]
    if _E164.fullmatch(text):
        return text
    if text.startswith("00"):
        text = f"+{text[2:]}"
    try:
        number = phonenumbers.parse(text, phones.REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@transaction.atomic
def remove_numbers(*, file: NumberFile) -> None:
    """Take a list out; whoever was left out because of it is called again once lists are filled."""
    rows = BarredNumber.objects.filter(file=file).order_by("pk").values_list("pk", flat=True)
    while keys := list(rows[:AT_ONCE]):
        remove(BarredNumber, keys)
    NumberFile.objects.filter(pk=file.pk).delete()
    log.info("do-not-call list removed id=%s", file.pk)
