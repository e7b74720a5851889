"""Files of addresses as the shared imports run them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.addresses import tasks
from hustings.field.addresses.files import layouts, reading, undoing, writing
from hustings.field.addresses.models import AddressFile
from hustings.field.addresses.rights import imports_addresses
from hustings.foundation.accounts.access import guard
from hustings.foundation.file_imports.uploads.kinds import Kind, Told


class AddressKind(Kind[AddressFile]):
    name = "addresses"
    model = AddressFile
    guard = staticmethod(guard(imports_addresses))
    space = "addresses"
    rows_label = gettext_lazy("Buildings")
    undo_words = gettext_lazy(
        "Its buildings are removed and what it changed is put back. Buildings that have doors, were visited"
        " or changed since, or are in another file, stay."
    )

    def is_known(self, heading: str) -> bool:
        return heading in layouts.KNOWN

    def look(self, file: AddressFile) -> None:
        layout = layouts.found(file.columns)
        file.source, file.places = layout.source, layout.places

    def read(self, file: AddressFile, told: Told) -> None:
        reading.read(file, told)

    def write(self, file: AddressFile, told: Told) -> None:
        writing.write(file, told)
        self._draw(file)

    def undo(self, file: AddressFile, told: Told) -> None:
        undoing.undo(file, told)
        self._draw(file)

    def _draw(self, file: AddressFile) -> None:
        if file.stations:
            tasks.draw_all(file.towns)

    def above(self, file: AddressFile) -> list[tuple[str, str]]:
        return [
            (reverse("addresses:places"), _("Addresses")),
            (reverse("addresses:imports"), _("Import addresses")),
        ]

    def facts(self, file: AddressFile) -> Iterable[tuple[Any, Any]]:
        told = file.counts.get
        yield _("Kind"), file.get_source_display()
        yield _("Municipalities"), len(file.towns)
        yield _("New buildings"), told("new", 0)
        yield _("Updated buildings"), told("changed", 0)
        yield _("Unchanged buildings"), told("same", 0)
        if file.stations:
            yield _("New polling stations"), told("new_stations", 0)
        if told("aside"):
            yield _("Lines left out"), told("aside")
        if file.state == file.State.UNDONE:
            yield _("Buildings removed"), told("gone", 0)
            yield _("Buildings kept, because they were changed or visited since"), told("kept", 0)


KIND = AddressKind()
