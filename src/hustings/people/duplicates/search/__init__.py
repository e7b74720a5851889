"""Records that may be one person: found, weighed, told in words. See docs/explanation/duplicates.md."""
