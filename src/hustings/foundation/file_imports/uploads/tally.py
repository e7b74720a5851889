"""Lines that can't be taken and lines set aside, by reason, while a file is checked."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.uploads.models import UploadedFile, UploadedLine
from hustings.foundation.lib.text.said import say

MOST_REFUSED = 10_000  # lines that are kept; a file with more of them is another kind of file


class Aside(Exception):
    """A line that is no fault and no row; the message says why."""


class Tally:
    """Refused lines of one file, and how many there are for each reason."""

    def __init__(self, file: UploadedFile) -> None:
        self.file = file
        self.kept: list[UploadedLine] = []
        self.refused, self.aside = Counter[str](), Counter[str]()
        self.first: dict[str, int] = {}

    def refuse(self, record: Record, wrong: Wrong) -> None:
        self.refused[wrong.reason] += 1
        self.first.setdefault(wrong.reason, record.line)
        if len(self.kept) == MOST_REFUSED:
            first = self.kept[0]
            words = _(
                "More than %(n)s lines have errors, the first on line %(line)s: %(why)s "
                "Check that it is the right file."
            )
            raise Unreadable(say(words, n=MOST_REFUSED, line=first.number, why=first.problem))
        line: Any = self.file.refused.model
        self.kept.append(
            line(
                file=self.file, number=record.line, cells=record.cells, reason=wrong.reason[:400],
                said=wrong.said,
            )
        )  # fmt: skip

    def set_aside(self, record: Record, aside: Aside) -> None:
        self.aside[str(aside)] += 1
        self.first.setdefault(str(aside), record.line)

    def counts(self) -> dict[str, Any]:
        def told(found: Counter[str]) -> list[Any]:
            return [[reason, n, self.first[reason]] for reason, n in found.most_common()]

        return {
            "refused": self.refused.total(), "reasons": told(self.refused), "aside": self.aside.total(),
            "asides": told(self.aside),
        }  # fmt: skip


def checked(file: UploadedFile, tally: Tally, counts: dict[str, Any], **more: Any) -> bool:
    """Keep what a check came to, within a transaction; False where another worker was quicker."""
    mine = type(file)._default_manager.select_for_update(of=("self",)).filter(
        pk=file.pk, state=UploadedFile.State.READING
    )  # fmt: skip
    if not mine.exists():
        return False
    file.refused.model.objects.bulk_create(tally.kept, batch_size=500)
    told = tally.counts() | counts
    mine.update(state=UploadedFile.State.CHECKED, counts=told, n_done=0, problem="", failed_at="", **more)
    return True
