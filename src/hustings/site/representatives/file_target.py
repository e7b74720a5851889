"""Representatives from files."""

from collections.abc import Collection, Hashable, Mapping, Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.file_imports.forms import FileForm
from hustings.foundation.file_imports.models import FileImport
from hustings.foundation.file_imports.targets import Read, Values
from hustings.foundation.territories import cells
from hustings.foundation.territories.files.zoned_target import ZonedTarget
from hustings.foundation.territories.named import name_key
from hustings.site.representatives import files, whom
from hustings.site.representatives.models import Office, Representative


class RepresentativeFileForm(FileForm):
    office = forms.ChoiceField(label=gettext_lazy("Office"), choices=Office)
    kind = cells.kind_field(files.KINDS)
    source = forms.CharField(
        label=gettext_lazy("Source"), max_length=300, required=False,
        help_text=gettext_lazy("For lines without a source"),
    )  # fmt: skip
    field_order = ("office", "kind", "source")


class RepresentativeTarget(ZonedTarget[Representative]):
    name = "representatives"
    model = Representative
    columns, needed, form = files.COLUMNS, files.NEEDED, RepresentativeFileForm
    chunk = 500
    unwritten = ("id", "created_at", "email_changed_at", "silent_at", "silent_why")
    follows = ("name_key", "email_changed_at", "silent_at", "silent_why")
    same_twice = _("The same representative is on line %(line)s. Remove one of them.")

    guard = staticmethod(needs(EDIT_SITE))
    space, icon = "representatives_hq", "group"
    top = ("representatives_hq:directory", gettext_lazy("Representatives"))
    title = gettext_lazy("Import representatives")
    about_columns = gettext_lazy(
        "The first line names the columns. Required: territory code and family name. Optional: first"
        " name, body, party, e-mail, phone, page, languages, source, date."
    )
    subject_label, record_label = gettext_lazy("Office"), gettext_lazy("Representative")
    kept_words = gettext_lazy("Changed or written to since the import, so kept:")
    undo_words = gettext_lazy(
        "Representatives added by the file are removed; its changes are undone. Those changed or"
        " written to since stay."
    )

    def subject(self, imported: FileImport) -> str:
        return str(Office(imported.options["office"]).label)

    def reader(self, imported: FileImport, lines: Sequence[dict[str, str]]) -> Read:
        return files.reader(imported.options["kind"], imported.options["source"])

    def key(self, values: Values) -> Hashable:
        return values["zone_id"], name_key(values.get("given_name", ""), values["family_name"])

    def find(
        self, imported: FileImport, values: Mapping[Hashable, Values]
    ) -> Mapping[Hashable, Representative]:
        there = Representative.objects.filter(office=imported.options["office"])
        return {(one.zone_id, one.name_key): one for one in there}

    def describe(self, values: Values) -> str:
        return f"{values.get('given_name', '')} {values['family_name']}".strip()

    def make(self, imported: FileImport) -> Representative:
        return Representative(office=imported.options["office"])

    def complete(self, row: Representative) -> None:
        row.name_key = name_key(row.given_name, row.family_name)

    def touch(self, row: Representative, said: Values) -> None:
        """To a new address letters leave again, whatever became of those to the one before."""
        if "email" in said:
            row.email_changed_at, row.silent_at, row.silent_why = timezone.now(), None, ""

    def used(self, rows: Sequence[Representative]) -> Collection[int]:
        """Those to whom somebody wrote."""
        return whom.used([row.pk for row in rows])


TARGET = RepresentativeTarget()
