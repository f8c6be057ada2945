"""简报: the pages as they are printed."""
