"""What `hustings check` looks at."""
