"""How letters are carried: by whom, which may leave now, how fast to whom, and what became of each."""
