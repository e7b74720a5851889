"""What mailing does again and again."""

from hustings.jobs import schedule
from hustings.mailing import tasks
from hustings.mailing.archive import keeping
from hustings.mailing.following import noting
from hustings.mailing.measuring import counting, folding
from hustings.mailing.returns import alarms, applying, mailboxes

part = schedule.deeds(
    schedule.every(tasks.wake, minutes=1, name="mailing.wake"),
    schedule.every(applying.settle, minutes=1, name="mailing.settle_returns"),
    schedule.every(mailboxes.read_all, minutes=1, name="mailing.read_mailboxes"),
    schedule.every(alarms.look_at_moving, minutes=1, name="mailing.look_for_alarms"),
    schedule.every(tasks.advance_sequences, minutes=1, name="mailing.sequences"),
    schedule.every(tasks.look_at_segments, minutes=10, name="mailing.sequence_segments"),
    schedule.every(tasks.look_at_trials, minutes=1, name="mailing.look_at_trials"),
    schedule.every(folding.fold, minutes=1, name="mailing.fold_touches"),
    schedule.every(counting.keep, minutes=5, name="mailing.keep_counts"),
    schedule.every(keeping.show_due, minutes=1, name="mailing.show_archived"),
    schedule.daily(folding.forget, at="03:50", name="mailing.forget_reactions"),
    schedule.daily(noting.forget, at="03:52", name="mailing.forget_follows"),
)
