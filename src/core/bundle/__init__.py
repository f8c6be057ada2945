"""Signed files of changes that cross between computers without a network, and the keys that vouch for them."""
