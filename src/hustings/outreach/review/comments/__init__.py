"""Comments of colleagues on a letter that is still being written."""
