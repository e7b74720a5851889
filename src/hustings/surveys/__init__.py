"""Forms, surveys and polls."""
