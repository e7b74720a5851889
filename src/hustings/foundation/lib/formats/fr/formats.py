"""French as it is written: a day and an hour are joined by a word."""

DATETIME_FORMAT = "j F Y à H:i"
