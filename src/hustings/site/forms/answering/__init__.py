"""Steps of a visitor through a form, and the answers that count."""
