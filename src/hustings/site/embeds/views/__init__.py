"""What other sites ask for, and HQ's pages about it."""
