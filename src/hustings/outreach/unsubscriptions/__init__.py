"""One-click unsubscription, and the page where readers choose."""
