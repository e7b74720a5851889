"""Contributions of data protection: the privacy notice, retention, erasure, words that are redacted."""

from hustings.contributions import Contribution
from hustings.lib import deeds
from hustings.people import access_history, bulk_erasure, privacy_notice, record_parts, scrubbing
from hustings.people.models import Export, Import, Operation, RetentionRule, SavedView, Segment, Unlock
from hustings.people.operations import kinds
from hustings.people.retention import todos
from hustings.people.schedules import privacy

app = Contribution(
    privacy_notice.part,
    privacy.part,
    deeds.sources(todos.due),
    record_parts.detail_hooks(access_history.on_record),
    kinds.kinds(*bulk_erasure.KINDS),
    scrubbing.texts(
        scrubbing.Texts(SavedView, {"query": "query", "name": "words"}),
        scrubbing.Texts(Segment, {"criteria": "tree", "name": "words"}),
        scrubbing.Texts(RetentionRule, {"criteria": "tree", "name": "words"}),
        scrubbing.Texts(  # terms before words
            Operation, {"criteria": "tree", "choices": "choices", "whom": "whom", "problem": "words"}
        ),
        scrubbing.Texts(Import, {"file_name": "words", "problem": "words"}),
        scrubbing.Texts(Unlock, {"reason": "words"}),
        scrubbing.Texts(Export, {"reason": "words", "people": "words"}),
    ),
)
