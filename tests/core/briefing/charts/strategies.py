"""What charts may be asked to show: the labels and figures of real offices, and absurd ones."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from core.model.progress import Standing

LABELS = st.text(alphabet="常州市新增企业项目建设（）《》、，。“”％…%+-−.ABWMil@ 0123456789·㎡滆䶮\n", min_size=1, max_size=40)
FIGURES = st.text(alphabet="0123456789.%−+/亿元家万人次 目标≥", max_size=30)
PERCENTS = st.one_of(
    st.none(),
    st.decimals(min_value=-1000, max_value=1000, places=2),
    st.sampled_from([Decimal(0), Decimal(100), Decimal("99999.99"), Decimal("-99999.99"), Decimal("0.01")]),
)
NUMBERS = st.decimals(min_value=Decimal("-1e9"), max_value=Decimal("1e9"), places=2)
STANDINGS = st.sampled_from(list(Standing))
WIDTHS = st.sampled_from([442.2, 442.2, 637.8, 300.0, 200.0])
LEAST_PITCH_PT = 2.0  # matplotlib prints nothing smaller than one point
HEIGHTS = st.floats(min_value=29, max_value=580, allow_nan=False)
