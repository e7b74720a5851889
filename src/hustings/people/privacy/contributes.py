"""Contributions of data protection: the privacy notice, retention, erasure, words that are redacted."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu
from hustings.foundation.accounts.rights import CHANGE_SETTINGS, VIEW_LOGS
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos, routes
from hustings.foundation.lib import todos as deeds
from hustings.people.changes.operations import kinds
from hustings.people.imports.models import Import
from hustings.people.persons.hooks import record_parts
from hustings.people.persons.models import Operation, Unlock
from hustings.people.persons.rights import EXPORT_PEOPLE
from hustings.people.privacy import access_history, bulk_erasure, privacy_notice, redaction, schedules
from hustings.people.privacy.models import Export, RetentionRule
from hustings.people.privacy.retention import todos
from hustings.people.segments.models import SavedView, Segment

app = Contribution(
    how_tos.pages(
        how_tos.beside("export-people", "privacy:export*"),
        how_tos.beside("forget-people-in-time", "privacy:retention*"),
        how_tos.beside("see-contact-data", "privacy:*"),
    ),
    menu.entries(
        menu.Entry(_("Exports"), "privacy:export", EXPORT_PEOPLE, "download", 300, "people"),
        menu.Entry(_("Retention periods"), "privacy:retention", CHANGE_SETTINGS, "time", 50, "data"),
        menu.Entry(_("Access to contact data"), "privacy:unlockings", VIEW_LOGS, "view", 60, "data"),
    ),
    routes.hq(routes.Section("hustings.people.privacy.urls", "people/")),
    privacy_notice.part,
    schedules.part,
    deeds.sources(todos.due),
    record_parts.detail_hooks(access_history.on_record),
    kinds.kinds(*bulk_erasure.KINDS),
    redaction.texts(
        redaction.Texts(SavedView, {"query": "query", "name": "words"}),
        redaction.Texts(Segment, {"criteria": "tree", "name": "words"}),
        redaction.Texts(RetentionRule, {"criteria": "tree", "name": "words"}),
        redaction.Texts(  # terms before words
            Operation, {"criteria": "tree", "choices": "choices", "whom": "whom", "problem": "words"}
        ),
        redaction.Texts(Import, {"file_name": "words", "problem": "words"}),
        redaction.Texts(Unlock, {"reason": "words"}),
        redaction.Texts(Export, {"reason": "words", "people": "words"}),
    ),
)
