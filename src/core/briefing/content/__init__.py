"""What the papers say: a picture in, blocks out, with every figure taken from a judgement or the plan."""
