"""Parts that the exchange adds to people: their data, timelines, records, segments, home."""
