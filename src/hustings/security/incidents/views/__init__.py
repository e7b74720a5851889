"""HQ's pages of the shield."""
