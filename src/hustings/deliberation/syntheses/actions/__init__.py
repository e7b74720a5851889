"""What is done after contributions."""

from hustings.deliberation.syntheses.actions.answers import Unknown, answer, save_milestone
