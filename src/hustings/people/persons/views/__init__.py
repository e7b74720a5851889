"""HQ's pages about people."""
