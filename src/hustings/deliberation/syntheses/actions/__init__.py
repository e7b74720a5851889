"""Deeds after contributions: answer, tell, synthesise, code."""

from hustings.deliberation.syntheses.actions.answers import Unknown, answer, save_milestone
from hustings.deliberation.syntheses.actions.codings import (
    Closed,
    NoThemes,
    Unfinished,
    add_code,
    archive_code,
    begin_round,
    close_round,
    code,
    drop_round,
    publish_round,
)
from hustings.deliberation.syntheses.actions.local_reports import (
    ACT,
    do,
    drop_picture_of,
    erase,
    remove_picture,
    report,
    set_picture,
)
from hustings.deliberation.syntheses.actions.syntheses import (
    Empty,
    Uncited,
    ask_for_proposals,
    begin,
    cite,
    move,
    publish,
    remove,
    restore,
    uncite,
    write,
)
from hustings.deliberation.syntheses.actions.tellings import ToldBefore, tell
