"""Mail of strangers, read within bounds and shown without running anything."""
