"""The frame around the pages: navigation, title, period, doors."""
