"""Views for other sites, and HQ's pages about them."""
