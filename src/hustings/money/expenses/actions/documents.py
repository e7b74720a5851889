"""Papers are added to an expense, and removed where they don't belong there."""

import hashlib
import logging
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.fields.uploaded_files import Checked
from hustings.money.expenses.actions.course import locked
from hustings.money.expenses.models import Document, Expense
from hustings.money.expenses.models.documents import private
from hustings.money.expenses.refusals import TooManyFiles

log = logging.getLogger(__name__)
MOST_FILES = 20  # of an expense


@transaction.atomic
def add_document(
    *, expense: Expense, file: Checked, kind: str, by: User | None = None, **values: Any
) -> Document:
    """Keep a checked file; of a quote also ``seller`` and ``amount``. Raises TooManyFiles."""
    row = locked(expense)
    if row.documents.count() >= MOST_FILES:
        raise TooManyFiles(_("An expense has at most %d files.") % MOST_FILES)
    made = Document(
        expense=row, kind=kind, name=file.name, ending=file.kind, size=file.content.size, made_by=by,
        sha256=hashlib.sha256(file.content.read()).hexdigest(), **values,
    )  # fmt: skip
    file.content.seek(0)
    made.file.save(file.name, file.content, save=True)
    log.info("expenses.document expense=%s document=%s by=%s", row.pk, made.pk, by and by.pk)
    return made


@transaction.atomic
def remove_document(*, document: Document, by: User | None = None) -> None:
    """Delete a file that should not be there."""
    name = str(document.file.name)
    n, _by_model = Document.objects.filter(pk=document.pk).delete()
    if n:
        transaction.on_commit(lambda: private().delete(name))
        log.info("expenses.document_removed document=%s by=%s", document.pk, by and by.pk)
