"""Actions of volunteers, tasks and hours, a subject a file."""

from hustings.field.volunteers.actions.asks import (
    AskedEnough,
    NotReachable,
    answer_ask,
    ask,
)
from hustings.field.volunteers.actions.charters import accept, publish_charter, save_charter
from hustings.field.volunteers.actions.hours import correct_hours, record_hours
from hustings.field.volunteers.actions.offers import offer
from hustings.field.volunteers.actions.places import (
    NotAllowed,
    TaskClosed,
    TaskFull,
    finish,
    hand_back,
    take,
    thank,
)
from hustings.field.volunteers.actions.tasks import close_task, reopen_task, save_task
from hustings.field.volunteers.actions.volunteers import (
    change_profile,
    enlist,
    leave,
    own,
    pause,
    set_days_off,
    verify,
)
