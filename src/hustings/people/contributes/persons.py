"""Contributions of persons: rights, the timeline and how records read on it."""

from hustings.accounts import roles
from hustings.contributions import Contribution
from hustings.lib import deeds
from hustings.people import (
    circle_sentences,
    reach_sentences,
    rights,
    sentences,
    timeline,
    todos,
    topic_sentences,
)

app = Contribution(
    roles.rights(*rights.RIGHTS),
    timeline.sources(timeline.ACTIVITIES),
    sentences.part,
    reach_sentences.part,
    circle_sentences.part,
    topic_sentences.part,
    deeds.sources(todos.waits),
)
