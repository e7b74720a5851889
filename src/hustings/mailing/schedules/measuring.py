"""Clicks and openings: folded, counted, forgotten."""

from hustings.jobs import schedule
from hustings.mailing.following import noting
from hustings.mailing.measuring import counting, folding

schedule.every(minutes=1, name="mailing.fold_touches")(folding.fold)
schedule.every(minutes=5, name="mailing.keep_counts")(counting.keep)
schedule.daily(at="03:50", name="mailing.forget_reactions")(folding.forget)
schedule.daily(at="03:52", name="mailing.forget_follows")(noting.forget)
