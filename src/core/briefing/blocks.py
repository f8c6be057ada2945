"""What a paper consists of, before anything is measured: masthead, headings, paragraphs, tables, figures.

Content makes blocks, the typesetter places them; neither knows the other. Sizes are Chinese number sizes by name; nothing here is in
points but the few fields that say so. Blocks have no rules of their own; they are tested where they are made and placed.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from core.model.paper_kind import Sheets

if TYPE_CHECKING:  # what a chart is drawn with takes a while to import, which only drawing one should cost
    from core.briefing.charts.sheet import Sheet


class FontRole(StrEnum):
    """A role on the official page; which font file plays it is decided in `core.briefing.fonts`."""

    FANGSONG = "fangsong"  # 仿宋: body, levels 3 and 4
    KAITI = "kaiti"  # 楷体: level 2
    HEITI = "heiti"  # 黑体: level 1, table heads, charts
    XIAOBIAOSONG = "xiaobiaosong"  # 小标宋: titles, mastheads
    SONGTI = "songti"  # 宋体: page numbers, table text


class Tone(StrEnum):
    """The role of a colour; one meaning each, the same on paper and screen."""

    TEXT = "text"
    MUTED = "muted"
    RED = "red"  # masthead and rule
    DONE = "done"
    AHEAD = "ahead"
    ON = "on"
    BEHIND = "behind"
    UNRATED = "unrated"


class Run(Struct, frozen=True):
    """A stretch of text in one font; `link` names the anchor it leads to, `note` is a footnote to its end (in body paragraphs)."""

    text: str
    font: FontRole = FontRole.FANGSONG
    tone: Tone = Tone.TEXT
    link: str | None = None
    note: str = ""


class Masthead(Struct, frozen=True):
    """报头: name in red, issue, issuing unit and date over the red rule; `marking` stands top left (示例数据, 内部资料).

    A compact one has issuing unit, issue and date on one line, and takes a seventh of the page instead of a third.
    """

    name: str
    issue: str
    issuer: str
    date: str
    marking: str = ""
    is_compact: bool = False


class RedHead(Struct, frozen=True):
    """The head of a formal paper: 发文机关标志 in red, 发文字号 below it over the red rule; `marking` stands top left (示例数据, 密级)."""

    name: str
    number: str
    marking: str = ""


class Signature(Struct, frozen=True):
    """署名 and 成文日期 at the end of a formal paper, with room for the seal over both; held to what stands before."""

    issuer: str
    date: str


class Title(Struct, frozen=True):
    """The title of the paper, 2号小标宋, centred; a line feed where the line must break."""

    text: str


class Heading(Struct, frozen=True):
    """A heading at level 1 to 4 (一、黑体; （一）楷体; 1.仿宋; （1）仿宋), kept with what follows; `anchor` is what links lead to."""

    level: Literal[1, 2, 3, 4]
    text: str
    anchor: str | None = None


class Paragraph(Struct, frozen=True):
    """A paragraph of body text, first line 空二字; `indent` is in characters, `keep_with_next` holds it to the next block."""

    runs: tuple[Run, ...]
    indent: int = 2
    align: Literal["justify", "left", "center", "right"] = "justify"
    keep_with_next: bool = False
    is_small: bool = False  # 五号, set solid in as many grid lines as it needs, never parted


class Column(Struct, frozen=True):
    """A column of a table; `width` is a share of the table's width, the shares of all columns add to any positive sum."""

    title: str
    width: float
    align: Literal["left", "center", "right", "decimal"] = "left"


class Cell(Struct, frozen=True):
    """A cell's text; `link` names an anchor, `tone` colours the text (a standing's word).

    `at_page_start` is what a cell that points to the row above (同上) says where its row is the first on a page.
    """

    text: str
    tone: Tone = Tone.TEXT
    link: str | None = None
    at_page_start: str = ""


class Table(Struct, frozen=True):
    """A table with caption above, one unit note at the top right, and a note below; a band row spans all columns.

    `rows` are tuples as long as `columns`, or a single Cell for a band (a section's name inside the table).
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...] | Cell, ...]
    unit_note: str = ""
    note: str = ""


class FigureBlock(Struct, frozen=True):
    """A chart with its caption below; `draw` makes the chart for a width and height in points.

    `texts` are all labels that the chart prints, for tests that read the page back.
    """

    caption: str
    draw: Callable[[float, float], Sheet]
    height_lines: int
    texts: tuple[str, ...] = ()


class Contents(Struct, frozen=True):
    """目录 on pages of its own: the headings down to a level with their pages, in a paper of more than `over_pages`; else nothing.

    A heading whose anchor begins with `passed_over` is not listed.
    """

    title: str = "目　录"
    levels: int = 2
    over_pages: int = 20
    passed_over: str | None = None


class PageBreak(Struct, frozen=True):
    """What follows starts a new page."""


class AnnexList(Struct, frozen=True):
    """附件说明 below the text: what is annexed, by name, each with the anchor it leads to; several are numbered."""

    names: tuple[str, ...]
    links: tuple[str | None, ...] = ()


class AnnexHead(Struct, frozen=True):
    """The head of an annex, which starts a page: 附件 with its `number` (0: the only one) flush left, its title on the third line."""

    title: str
    anchor: str | None = None
    number: int = 0


class Imprint(Struct, frozen=True):
    """版记 at the foot of the last page: `lines` above (报/送/发), the issuing unit left and the date right below.

    `note` stands in small type above its first rule; without issuer, date and lines it stands alone. With `on_even_page` all goes to an
    even page, a blank one before it where need be.
    """

    lines: tuple[str, ...]
    issuer: str
    date: str
    note: tuple[Run, ...] = ()
    on_even_page: bool = False


Block = (
    Masthead
    | RedHead
    | Title
    | Heading
    | Paragraph
    | Table
    | FigureBlock
    | Contents
    | PageBreak
    | AnnexList
    | Signature
    | AnnexHead
    | Imprint
)


class Paper(Struct, frozen=True):
    """A whole paper: its blocks in order, an annex on landscape pages, what ends it upright again, and what the PDF says of itself.

    The annex is on A4 or A3 `sheets`.

    `sample_mark` is printed on every page when the data are samples (示例数据), else empty. A dense paper is set smaller and closer.
    """

    title: str
    blocks: tuple[Block, ...]
    annex: tuple[Block, ...] = ()
    subject: str = ""
    author: str = ""
    keywords: str = ""
    sample_mark: str = ""
    outline_levels: int = field(default=3)
    ending: tuple[Block, ...] = ()
    is_dense: bool = False
    sheets: Sheets = Sheets.A4
