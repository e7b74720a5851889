"""What mailing does again and again."""

from hustings.jobs import schedule
from hustings.mailing import tasks
from hustings.mailing.archive import keeping
from hustings.mailing.following import noting
from hustings.mailing.measuring import counting, folding
from hustings.mailing.returns import alarms, applying, mailboxes

schedule.every(minutes=1, name="mailing.wake")(tasks.wake)
schedule.every(minutes=1, name="mailing.settle_returns")(applying.settle)
schedule.every(minutes=1, name="mailing.read_mailboxes")(mailboxes.read_all)
schedule.every(minutes=1, name="mailing.look_for_alarms")(alarms.look_at_moving)
schedule.every(minutes=1, name="mailing.sequences")(tasks.advance_sequences)
schedule.every(minutes=10, name="mailing.sequence_segments")(tasks.look_at_segments)
schedule.every(minutes=1, name="mailing.look_at_trials")(tasks.look_at_trials)
schedule.every(minutes=1, name="mailing.fold_touches")(folding.fold)
schedule.every(minutes=5, name="mailing.keep_counts")(counting.keep)
schedule.every(minutes=1, name="mailing.show_archived")(keeping.show_due)
schedule.daily(at="03:50", name="mailing.forget_reactions")(folding.forget)
schedule.daily(at="03:52", name="mailing.forget_follows")(noting.forget)
