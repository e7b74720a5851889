"""Exchange: asks, offers and mentors between organisations."""
