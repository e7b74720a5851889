"""Projects that a call accepted: agreement, milestones, reports, money, and what became of them."""
