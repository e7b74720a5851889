"""The team's pages of a mailing: write, test, send, pause."""
