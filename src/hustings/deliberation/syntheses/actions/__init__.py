"""What is done after contributions."""

from hustings.deliberation.syntheses.actions.answers import Unknown, answer, save_milestone
from hustings.deliberation.syntheses.actions.tellings import ToldBefore, go_on, stop, tell
