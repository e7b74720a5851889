"""One-click unsubscribe, and the page of choices behind it."""
