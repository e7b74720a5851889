"""The team’s mail, domains and documents under attack."""
