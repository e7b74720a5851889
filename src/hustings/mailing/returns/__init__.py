"""What comes back about letters: bounces, complaints, word that one was delivered."""
