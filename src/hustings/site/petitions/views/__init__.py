"""Views: what visitors see, and HQ's pages."""
