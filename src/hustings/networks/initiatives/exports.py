"""A round as a table: each application with its answers."""

from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.lib.formats import money
from hustings.foundation.lib.text import csvs
from hustings.networks.initiatives import answers
from hustings.networks.initiatives.models import Application, Round


def download(round_: Round) -> StreamingHttpResponse:
    """As CSV."""
    answer = csvs.download(
        csvs.lines(_rows(round_), delimiter=";", bom=True), f"applications-{round_.pk}.csv"
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _rows(round_: Round) -> Iterator[list[Any]]:
    questions = answers.questions_of(round_)
    head = [_("Number"), _("Project"), _("Organisation"), _("Name"), _("E-mail"), _("Amount requested")]
    yield [*head, _("State"), _("Sent"), _("Summary"), *map(str, questions)]
    rows = Application.objects.sent().filter(round=round_).order_by("number")
    for row in rows.iterator(chunk_size=500):
        row.round = round_
        said = {each.pk: text for each, text in answers.said(row, questions)}
        asked = "" if row.asked is None else money.plain(row.asked, round_.call.currency)
        sent = timezone.localtime(row.sent_at).isoformat(timespec="minutes") if row.sent_at else ""
        yield [
            row.number, row.title, row.organisation, row.name, row.address, asked, row.get_state_display(),
            sent, row.summary, *(said.get(each.pk, "") for each in questions),
        ]  # fmt: skip
