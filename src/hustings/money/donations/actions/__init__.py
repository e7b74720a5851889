"""Deeds on donations: pledge and enter them, move them forward, refund them, and plans for every month."""

from hustings.money.donations.actions.course import (
    begin_payment,
    dispute,
    expire,
    expire_overdue,
    fail,
    lose,
    refund,
    settle,
    take_back,
    together,
    unsettle,
    win_dispute,
)
from hustings.money.donations.actions.donors import correct_donor, forget_kept, forget_unpaid
from hustings.money.donations.actions.funds import change_fund, close_fund, hide_page, open_fund, show_page
from hustings.money.donations.actions.giving import enter, give_up, pledge
from hustings.money.donations.actions.plans import (
    begin_plan,
    change_plan,
    end_plan,
    next_gift,
    note_failed,
    note_paid,
    pause_plan,
    resume_plan,
    start_plan,
)
