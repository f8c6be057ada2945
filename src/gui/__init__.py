"""The window: shows what `core` does; holds no rule of the domain."""
