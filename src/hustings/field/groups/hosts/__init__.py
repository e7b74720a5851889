"""What hosts do with newcomers, members, and the text of their group."""
