"""Finding, keeping and refusing pages as they are asked for."""
