"""Deeds on forms: what is asked, and what was answered."""

from hustings.site.forms.actions.answers import (
    NotOpen,
    answer,
    forget_answers,
    put_aside,
    remove,
    settle,
    take_back,
)
from hustings.site.forms.actions.limits import QuotaThere, change_quota, remove_quota, set_quota
from hustings.site.forms.actions.questions import (
    Answered,
    close,
    copy_question,
    move_question,
    open_now,
    remove_questionnaire,
    retire_question,
    save_question,
)
from hustings.site.forms.actions.themes import (
    Decided,
    SameTheme,
    add_theme,
    ask_to_sort,
    code,
    join_themes,
    refuse_group,
    remove_theme,
    rename_theme,
    take_group,
    uncode,
)
