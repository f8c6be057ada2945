"""The printed product: content → blocks → typeset pages → PDF, each stage taking and giving plain values."""
