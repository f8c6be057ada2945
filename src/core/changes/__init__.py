"""The change log's rules, pure: what a change is, its bytes and chain, which changes are heads, and which count."""
