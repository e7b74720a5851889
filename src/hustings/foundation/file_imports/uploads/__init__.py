"""Files too large to be held line by line: kept as they came, checked, written in pieces, taken back."""
