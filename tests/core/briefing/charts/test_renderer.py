from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pikepdf
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox
from reportlab.pdfgen.canvas import Canvas
from tests.core.briefing.charts.conftest import Print, Read

from core.briefing.blocks import FontRole
from core.briefing.charts.renderer import CanvasRenderer, draw_figure
from core.briefing.fonts import FontSet
from core.errors import BugError

SIZE = (144.0, 72.0)


def figure_with(*artists: Rectangle | Circle | Line2D | LineCollection | PathCollection | Text, dpi: int = 72) -> Figure:
    figure = Figure(figsize=(2, 1), dpi=dpi, frameon=False)
    for artist in artists:
        artist.set_transform(Affine2D().scale(dpi / 72))
        figure.add_artist(artist)
    return figure


def operators(content: bytes) -> list[str]:
    match = re.search(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    assert match is not None
    return match.group(1).decode("latin-1").split()


def test_rectangle_is_drawn_as_a_path_in_points(print_figure: Print) -> None:
    figure = figure_with(Rectangle((10, 20), 30, 5, facecolor="#FF0000", linewidth=0))

    content = b" ".join(print_figure(figure).split())

    assert b"10 20 m 40 20 l 40 25 l 10 25 l h f" in content
    assert b"1 0 0 rg" in content


def test_size_on_paper_does_not_depend_on_dots_per_inch(print_figure: Print) -> None:
    def figure(dpi: int) -> Figure:
        texts = (Text(10, 50, "常州", fontsize=9, fontfamily="heiti"), Rectangle((1, 2), 3, 4, linewidth=2))
        return figure_with(*texts, dpi=dpi)

    assert print_figure(figure(72)) == print_figure(figure(144))


def test_numbers_have_at_most_two_decimals_but_colours_and_turns(print_figure: Print) -> None:
    figure = figure_with(Circle((33.33333, 44.44444), 7.77777, facecolor="#000000", edgecolor="#FFFFFF", linewidth=1 / 3))

    words = operators(print_figure(figure))

    assert all(len(word.partition(".")[2]) <= 2 for word in words if re.fullmatch(r"-?[\d.]+", word))


def test_greys_are_printed_with_black_ink_only(print_figure: Print) -> None:
    words = operators(print_figure(figure_with(Rectangle((0, 0), 9, 9, facecolor="#808080", linewidth=0))))

    assert "g" in words
    assert "rg" not in words


def test_transparent_colour_is_mixed_with_paper(print_figure: Print) -> None:
    half = print_figure(figure_with(Rectangle((0, 0), 9, 9, facecolor=(1, 0, 0, 0.5), linewidth=0)))

    assert b"1 .5 .5 rg" in half
    assert b"/ca" not in half


def test_invisible_shape_leaves_no_mark(print_figure: Print) -> None:
    empty = print_figure(figure_with())

    assert print_figure(figure_with(Rectangle((0, 0), 9, 9, facecolor="none", edgecolor="none"))) == empty


def test_missing_points_part_a_line(print_figure: Print) -> None:
    line = Line2D([0, 10, np.nan, 20, 30], [0, 0, 0, 0, 0], color="black", linewidth=1)

    words = operators(print_figure(figure_with(line)))

    assert (words.count("m"), words.count("l")) == (2, 2)


def test_hatch_is_real_lines_within_a_clip(print_figure: Print) -> None:
    figure = figure_with(Rectangle((10, 10), 60, 12, facecolor="#FFFFFF", edgecolor="#FF0000", hatch="//"))

    words = operators(print_figure(figure))

    assert words.count("W") == 1
    assert words.count("m") > 8
    assert "sh" not in words
    assert "scn" not in words


def test_clip_rectangle_and_clip_path_both_hold(print_figure: Print) -> None:
    mark = Rectangle((0, 0), 100, 50, facecolor="#000000", linewidth=0)
    figure = figure_with(mark)
    mark.set_clip_box(TransformedBbox(Bbox.from_bounds(5, 5, 20, 20), Affine2D()))
    mark.set_clip_on(True)

    words = operators(print_figure(figure))

    assert words.count("W") == 1
    assert words[words.index("re") - 4 : words.index("re")] == ["5", "5", "20", "20"]


def test_markers_of_a_line_are_vectors(print_figure: Print) -> None:
    line = Line2D([10, 50], [10, 30], marker="o", markersize=6, linestyle="none", color="#000000")

    words = operators(print_figure(figure_with(line)))

    assert words.count("c") == 16


def test_paths_of_a_collection_keep_their_own_colours(print_figure: Print) -> None:
    square = Path.unit_rectangle()
    figure = figure_with(PathCollection([square, square.transformed(Affine2D().translate(5, 0))], facecolors=["#FF0000", "#0000FF"]))

    content = print_figure(figure)

    assert b"1 0 0 rg" in content
    assert b"0 0 1 rg" in content


def test_text_falls_back_character_by_character_and_stays_searchable(read_figure: Read) -> None:
    figure = figure_with(Text(5, 30, "滆湖治理12.5%≥目标−3㎡", fontsize=8, fontfamily="fangsong"))

    assert read_figure(figure) == "滆湖治理12.5%≥目标−3㎡"


def test_turned_text_is_searchable(read_figure: Read) -> None:
    figure = figure_with(Text(50, 5, "任务10.3", fontsize=8, rotation=90))

    assert read_figure(figure) == "任务10.3"


def test_dollar_signs_are_letters_where_formulas_are_off(read_figure: Read) -> None:
    figure = figure_with(Text(5, 30, "$100与$200", fontsize=8, parse_math=False))

    assert read_figure(figure) == "$100与$200"


def test_text_is_measured_with_the_fonts_it_is_printed_in(fonts: FontSet) -> None:
    figure = figure_with()
    text = Text(10, 20, "完成60.0%", fontsize=8.5, fontfamily="heiti", transform=Affine2D())
    figure.add_artist(text)

    box = text.get_window_extent(CanvasRenderer(Canvas(io.BytesIO()), fonts, SIZE))

    assert box.width == pytest.approx(fonts.width("完成60.0%", FontRole.HEITI, 8.5))
    assert box.height == pytest.approx(8.5)
    assert box.y0 == pytest.approx(20 - 0.12 * 8.5)


def test_fonts_are_embedded_and_there_are_no_images(print_figure: Print, open_pdf: Callable[[bytes], pikepdf.Pdf]) -> None:
    figure = figure_with(Text(5, 30, "常州䶮Aa1", fontsize=8), Circle((20, 20), 5, hatch="x"))

    with open_pdf(print_figure(figure)) as document:
        page = document.pages[0]
        steps = [(str(step.operator), step.operands) for step in pikepdf.parse_content_stream(page)]
        names = [str(operands[0]) for operator, operands in steps if operator == "Tf"]
        # The canvas chooses a font of its own at the start, and prints nothing in it.
        used = [page.Resources.Font[name] for name in names[1:]]

        assert not page.get_images()
        assert used
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in used)


def test_same_figure_gives_the_same_bytes(print_figure: Print) -> None:
    def figure() -> Figure:
        return figure_with(Circle((20, 20), 5, hatch="//"), Text(5, 30, "常州市", fontsize=8))

    assert print_figure(figure()) == print_figure(figure())


def test_canvas_is_left_as_it_was(fonts: FontSet) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=0)

    draw_figure(figure_with(Rectangle((0, 0), 9, 9, facecolor="#FF0000", hatch="/")), canvas, 100, 200, fonts)
    canvas.save()

    words = operators(buffer.getvalue())
    assert words.count("q") == words.count("Q") == 2
    assert words[-2:] == ["Q", "Q"] or words[-1] == "Q"


def test_images_are_refused(fonts: FontSet) -> None:
    renderer = CanvasRenderer(Canvas(io.BytesIO()), fonts, SIZE)

    with pytest.raises(BugError, match="images"):
        renderer.draw_image(renderer.new_gc(), 0, 0, np.zeros((2, 2, 4), dtype=np.uint8))


def test_formulas_are_refused(fonts: FontSet) -> None:
    figure = figure_with(Text(5, 30, "$x^2$", fontsize=8))

    with pytest.raises(BugError, match="formulas"):
        draw_figure(figure, Canvas(io.BytesIO()), 0, 0, fonts)


def test_a_chart_needs_neither_axes_nor_figure_nor_a_font_of_matplotlib() -> None:
    script = """
import io, sys
import matplotlib.font_manager as manager
manager.fontManager.ttflist.clear()
from decimal import Decimal
from reportlab.pdfgen.canvas import Canvas
from core.briefing.charts.data import RankRow
from core.briefing.charts.ranking import ranking_chart
from core.briefing.charts.renderer import draw_sheet
from core.briefing.fonts import load_font_set
draw_sheet(ranking_chart([RankRow(1, "溧阳市", Decimal(90), "90.0%")], 442, 60), Canvas(io.BytesIO()), 0, 0, load_font_set())
assert not {"matplotlib.pyplot", "matplotlib.figure", "matplotlib.axes"} & set(sys.modules)
"""

    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
