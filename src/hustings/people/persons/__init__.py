"""People: contact details, consents, tags, fields, topics, relationships, timeline."""
