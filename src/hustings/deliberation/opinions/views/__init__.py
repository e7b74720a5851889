"""Pages of statements and opinion maps."""
