"""交换: files that go out and come in."""
