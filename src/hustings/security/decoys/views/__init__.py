"""HQ: decoys and their alarms."""
