"""Pooled orders: a sale with its window, producers with a minimum, baskets picked up in one place."""
