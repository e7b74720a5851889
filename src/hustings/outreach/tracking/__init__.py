"""Opens, clicks, conversions, comparison of mailings."""
