"""审核: what units handed up, accepted or returned."""
