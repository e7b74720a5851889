"""What keeps the campaign running, seen from HQ."""
