"""Opens and clicks, what readers did afterwards, comparison of mailings."""
