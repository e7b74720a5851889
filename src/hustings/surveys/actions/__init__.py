"""Deeds on forms: what is asked, and what was answered."""

from hustings.surveys.actions.answers import NotNow, NotOpen, answer, put_aside, remove, settle, take_back
from hustings.surveys.actions.questions import (
    Answered,
    BadCondition,
    close,
    copy_question,
    move_question,
    open_now,
    remove_questionnaire,
    retire_question,
    save_question,
)

__all__ = [
    "Answered",
    "BadCondition",
    "NotNow",
    "NotOpen",
    "answer",
    "close",
    "copy_question",
    "move_question",
    "open_now",
    "put_aside",
    "remove",
    "remove_questionnaire",
    "retire_question",
    "save_question",
    "settle",
    "take_back",
]
