"""Rows made into cells for Qt's views."""
