"""Files made in code, whole enough for their own programs and for the engine to read."""
