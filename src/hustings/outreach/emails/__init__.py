"""Messages: blocks, templates, rendering, personalisation."""
