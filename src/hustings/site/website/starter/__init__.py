"""What a new campaign's site says until the team writes its own words: one file a language."""
