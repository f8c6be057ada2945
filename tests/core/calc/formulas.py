"""Formulas for property tests: trees as the parser makes them, of every part of the language."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from hypothesis import strategies as st

from core.calc.formula_tree import (
    AllOf,
    AnyOf,
    Call,
    Comparison,
    Condition,
    Function,
    Implication,
    Negative,
    Not,
    Number,
    Numeric,
    Product,
    Quantity,
    Reading,
    Relation,
    Sum,
)

names = st.sampled_from(["甲", "乙", "占GDP比重（%）", "“一老一小” 项目", "2025年[续建]", "带「引号」的", "若A则B", "」"])
numbers = st.decimals(min_value=0, max_value=10**9, places=3).map(lambda value: Number(Decimal(value).normalize()))
quantities = st.builds(Quantity, st.sampled_from(Reading), names)


def _chained(parts: st.SearchStrategy[Numeric], kind: type[Sum | Product]) -> st.SearchStrategy[Numeric]:
    others = st.lists(st.tuples(st.booleans(), parts), min_size=1, max_size=3)
    return st.builds(lambda first, rest: kind(((False, first), *rest)), parts, others)


def _numeric(parts: st.SearchStrategy[Numeric]) -> st.SearchStrategy[Numeric]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    calls = st.builds(Call, st.sampled_from([Function.TOTAL, Function.LARGEST, Function.SMALLEST]), several)
    return st.one_of(
        _chained(parts, Sum),
        _chained(parts, Product),
        st.builds(Negative, parts),
        calls,
        st.builds(lambda part: Call(Function.ABSOLUTE, (part,)), parts),
    )


numerics: st.SearchStrategy[Numeric] = st.recursive(cast("st.SearchStrategy[Numeric]", numbers | quantities), _numeric, max_leaves=6)
comparisons = st.builds(Comparison, numerics, st.lists(st.tuples(st.sampled_from(Relation), numerics), min_size=1, max_size=2).map(tuple))


def _conditions(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, several),
        st.builds(AnyOf, several),
        st.builds(Not, parts),
        st.builds(Implication, parts, parts, st.none() | parts),
    )


conditions: st.SearchStrategy[Condition] = st.recursive(cast("st.SearchStrategy[Condition]", comparisons), _conditions, max_leaves=4)
