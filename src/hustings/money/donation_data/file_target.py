"""Donations from a file, each taken as one entered by hand: by the law, into the books, with its donor."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.foundation.accounts.access import needs
from hustings.foundation.file_imports import plan
from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.file_imports.forms import FileForm
from hustings.foundation.file_imports.models import FileImport, ImportLine
from hustings.foundation.file_imports.targets import Planned, Read, Target, Values
from hustings.foundation.lib.formats import money
from hustings.money.donation_data import actions, gift_cells, line_caps
from hustings.money.donations.models import Donation, Donor, Fund
from hustings.money.donations.models.words import Ways
from hustings.money.donations.refusals import NotTaken
from hustings.money.ledger.rights import RUN_MONEY

_TAKEN = [Ways.CARD, Ways.TRANSFER, Ways.DEBIT, Ways.CHEQUE, Ways.CASH]
_COLUMNS = {"given_on", "amount", "currency", "means", "kind", "reference"}


class GiftFileForm(FileForm):
    fund = forms.ModelChoiceField(
        label=gettext_lazy("Fund"), queryset=Fund.objects.none(),
        help_text=gettext_lazy("The donations go into its books."),
    )  # fmt: skip
    means = forms.ChoiceField(
        label=gettext_lazy("Means of payment"), choices=[(way.value, way.label) for way in _TAKEN],
        help_text=gettext_lazy("For lines that don’t say it"),
    )  # fmt: skip
    field_order = ("fund", "means", "file")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        funds = Fund.objects.of(user, RUN_MONEY).open()
        self.fields["fund"].queryset = funds.order_by("pk")  # type: ignore[attr-defined]


class GiftTarget(Target[Donation]):
    name = "donations"
    model = Donation
    columns, needed, form = gift_cells.COLUMNS, gift_cells.NEEDED, GiftFileForm
    chunk = removed_at_once = 50
    unwritten = (
        "id", "person", "donor", "plan", "state", "expires_at", "settled_at", "source", "referrer", "came",
        "mailed_at", "made_at", "made_by",
    )  # fmt: skip
    same_twice = _(
        "The same donation is on line %(line)s. If they are two, add a column “reference” that differs."
    )

    guard = staticmethod(needs(RUN_MONEY))
    space, icon = "donation_data", "tag"
    top = ("donations:donations", pgettext_lazy("menu", "Donations"))
    title = gettext_lazy("Import donations")
    about_columns = gettext_lazy(
        "The first line names the columns, as in exports of HelloAsso or NationBuilder. Required: date,"
        " amount, given name and family name. Recommended: e-mail, address, country, means of payment, and a"
        " reference, such as the number of the payment."
    )
    subject_label, record_label = gettext_lazy("Fund"), gettext_lazy("Donation")
    undo_words = gettext_lazy(
        "Donations added by the file are removed, and reversed in the books. Those with a receipt, a refund"
        " or a deposit slip stay, and so do the donors’ records."
    )
    kept_words = gettext_lazy("Kept, because something was done with them since:")

    def seen(self, files: QuerySet[FileImport], user: Any) -> QuerySet[FileImport]:
        return files.filter(
            options__fund__in=list(Fund.objects.of(user, RUN_MONEY).values_list("pk", flat=True))
        )

    def subject(self, imported: FileImport) -> str:
        return str(self._fund(imported))

    def _fund(self, imported: FileImport) -> Fund:
        return Fund.objects.select_related("books__election").get(pk=imported.options["fund"])

    def reader(self, imported: FileImport, lines: Sequence[dict[str, str]]) -> Read:
        fund, user = self._fund(imported), imported.user
        if fund.closed_at or not user or not Fund.objects.of(user, RUN_MONEY).filter(pk=fund.pk).exists():
            return _nothing
        return gift_cells.reader(fund, imported.options["means"], lines)

    def key(self, values: Values) -> Hashable:
        """The reference that another tool gave, else all that tells one gift from another."""
        return values["reference"] or _trace(_donor(values), values["given_on"], values["amount"])

    def rows(self) -> QuerySet[Donation]:
        return Donation.objects.select_related("fund__books", "donor")

    def find(self, imported: FileImport, values: Mapping[Hashable, Values]) -> Mapping[Hashable, Donation]:
        """Also those that somebody entered without their reference."""
        days = [date.fromisoformat(said["given_on"]) for said in values.values()]
        if not days:
            return {}
        rows = self.rows().filter(fund=imported.options["fund"], given_on__range=(min(days), max(days)))
        named: dict[Hashable, Donation] = {}
        bare: dict[Hashable, Donation] = {}
        for row in rows.order_by("-pk").iterator(2_000):
            trace = _trace(row.donor, row.given_on.isoformat(), row.amount)
            named[trace] = row
            if row.reference:
                named[row.reference] = row
            else:
                bare[trace] = row
        found = {}
        for key, said in values.items():
            other = bare.get(_trace(_donor(said), said["given_on"], said["amount"]))
            if held := named.get(key) or other:
                found[key] = held
        return found

    def settle(self, imported: FileImport, planned: Sequence[Planned[Donation]]) -> None:
        """Refuse what the law doesn't let this donor give after what stands above and in the books."""
        new = [each for each in planned if each.row is None and each.line.is_new]
        if not new:
            return
        fund = self._fund(imported)
        rows = [self._filled(Donation(fund=fund), each.values) for each in new]
        for at, why in line_caps.refused(fund, rows).items():
            plan.refuse(new[at].line, Wrong(_("Not allowed: %(why)s"), why=why))

    def describe(self, values: Values) -> str:
        return f"{_donor(values)}: {money.shown(values['amount'], values['currency'])}"

    def make(self, imported: FileImport) -> Donation:
        return Donation(fund=Fund(pk=imported.options["fund"]), made_by=imported.user)

    def fill(self, row: Donation, said: Mapping[str, Any]) -> None:
        self._filled(row, said)

    def _filled(self, row: Donation, said: Mapping[str, Any]) -> Donation:
        super().fill(row, {name: value for name, value in said.items() if name in _COLUMNS})
        row.donor = _donor(said)
        return row

    def compare(self, row: Donation, said: Values) -> tuple[Values, Values]:
        """A file changes no gift that is there."""
        return {}, {}

    def add(self, rows: Sequence[Donation]) -> Sequence[Donation]:
        """Enter them; where somebody gave meanwhile, the law is asked about all lines anew."""
        try:
            return actions.take_in(rows=rows)
        except NotTaken as refused:
            raise IntegrityError(str(refused)) from refused

    def used(self, rows: Sequence[Donation]) -> Collection[int]:
        return actions.in_use(rows)

    def remove(self, keys: Sequence[int]) -> None:
        actions.take_back(keys=keys)


def _trace(donor: Donor, on: str, amount: int) -> Hashable:
    return donor.key, donor.email.lower(), on, amount


def _donor(values: Mapping[str, Any]) -> Donor:
    said = values["donor"]
    born_on = date.fromisoformat(said["born_on"]) if said["born_on"] else None
    donor = Donor(**(said | {"born_on": born_on}))
    donor.fit()
    return donor


def _nothing(_texts: dict[str, str]) -> Values:
    raise Wrong(_("This fund is closed, or you don’t keep its books."))


TARGET = GiftTarget()


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Erased people go from kept files, too: by their gifts, and by the address in any cell."""
    lines = ImportLine.objects.filter(file__target=TARGET.name)
    lines.filter(record__in=Donation.objects.filter(person__in=people).values("pk")).delete()
    for key in keys:
        lines.filter(after__donor__email__iexact=key).delete()
