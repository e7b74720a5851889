"""Clicks and openings: folded, counted, forgotten."""

from hustings.jobs import schedule
from hustings.mailing.following import noting
from hustings.mailing.measuring import counting, folding

part = schedule.deeds(
    schedule.every(folding.fold, minutes=1, name="mailing.fold_touches"),
    schedule.every(counting.keep, minutes=5, name="mailing.keep_counts"),
    schedule.daily(folding.forget, at="03:50", name="mailing.forget_reactions"),
    schedule.daily(noting.forget, at="03:52", name="mailing.forget_follows"),
)
