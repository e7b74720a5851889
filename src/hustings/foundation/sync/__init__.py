"""Notes that phones take offline: an append-only log, from which apps derive their state by rule."""
