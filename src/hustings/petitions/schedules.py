"""What this app does again and again."""

from hustings.jobs import schedule
from hustings.petitions import actions, proof

schedule.every(minutes=5, name="petitions.seal")(proof.seal_waiting)
schedule.daily(at="03:25", name="petitions.forget_unconfirmed")(actions.forget_unconfirmed)
schedule.daily(at="03:40", name="petitions.delete_removed")(actions.delete_removed)
