"""The public archive of mailings: what goes in, when it is shown, and how it reads without any reader."""
