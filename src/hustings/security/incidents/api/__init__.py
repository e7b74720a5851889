"""What guards ask: setup, store, sightings, orders, answers. Described in docs/reference/shield-api.md."""
