"""Books as files: the tax office's FEC, and texts for the programs ledger, hledger and beancount."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.money.ledger.exports import fec, plain_text
from hustings.money.ledger.models import Books

Writer = Callable[[Books, date | None, date | None], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, written a piece at a time."""

    label: Any
    write: Writer
    name: Callable[[Books, date], str]
    charset: str = "utf-8"

    def pieces(self, books: Books, since: date | None, through: date | None) -> Iterator[bytes]:
        for text in self.write(books, since, through):
            yield text.encode(self.charset, "replace")


FORMATS = {
    "fec": Format(_("FEC, for the French tax office"), fec.write, fec.name, fec.CHARSET),
    "ledger": Format(
        _("Text for ledger and hledger"), plain_text.ledger, lambda books, day: f"{day:%Y%m%d}.ledger"
    ),
    "beancount": Format(
        _("Text for beancount"), plain_text.beancount, lambda books, day: f"{day:%Y%m%d}.beancount"
    ),
}
