"""What comes after contributions: answers, milestones, syntheses, and what became of each one's words."""
