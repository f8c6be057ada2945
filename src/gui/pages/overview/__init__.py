"""总览: standings of items and units."""
