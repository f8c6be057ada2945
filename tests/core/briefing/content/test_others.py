from __future__ import annotations

from msgspec.structs import replace
from tests.core.briefing.content.pictures import ITEMS, NORTH, PICTURE, SECTIONS
from tests.core.briefing.content.reading_blocks import cell_texts, tables

from core.briefing.content.others import others_blocks
from core.briefing.content.outline import places
from core.briefing.content.view import View
from core.ids import ItemId
from core.model.progress import Progress, Standing

DISTRICT = replace(PICTURE, viewpoint=NORTH)
(PLACE,) = [place for place in places(SECTIONS) if place.section.id == "s4.1"]


def test_items_that_are_not_rated_for_a_district_stand_in_one_table() -> None:
    progress = {(ItemId("i1"), NORTH): Progress(NORTH, ItemId("i1"), PICTURE.period, "已发放。", self_rating=Standing.ON)}
    view = View(replace(DISTRICT, progress=progress))

    (others,) = tables(others_blocks(view, PLACE, view.section_items(PLACE.section.id)))

    assert cell_texts(others) == [
        ["1.1.1", "创新落实消费品以旧换新政策，有序发放消费券", "市商务局", "已发放。（自评达进度）"],
        ["1.1.2", "培育一刻钟便民生活圈10个，打造夜间消费集聚商圈4个", "市商务局", "—"],
    ]


def test_the_office_has_no_such_table() -> None:
    assert list(others_blocks(View(PICTURE), PLACE, ITEMS)) == []
