"""The leak room: mail that was published as ours, read against what we know. Over ``mailguard.forensics``."""
