"""Answers, milestones, syntheses, and what became of each one's words."""
