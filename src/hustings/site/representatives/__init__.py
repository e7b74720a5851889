"""Representatives, and letters to them."""
