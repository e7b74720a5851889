"""What the guards of mail get from the platform, and what became of it."""
