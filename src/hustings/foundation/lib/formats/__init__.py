"""How dates look, by language, where Django's own habit would mislead."""
