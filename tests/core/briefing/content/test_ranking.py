from __future__ import annotations

import itertools
import re

from msgspec.structs import replace
from tests.core.briefing.absurd import with_many_units
from tests.core.briefing.content.example import example_picture
from tests.core.briefing.content.pictures import NORTH, PICTURE, PLAN
from tests.core.briefing.content.reading_blocks import cell_texts, paragraphs, table, tables

from core.briefing.content.ranking import RULE, ranking_blocks
from core.briefing.content.view import View


def test_units_that_cannot_be_ranked_are_named_with_the_reason() -> None:
    assert paragraphs(ranking_blocks(View(PICTURE))) == [
        RULE,
        "未参加排名的地区：北山市（评价事项不足3项）；南湖区（本期未报）。",
    ]


def test_counts_and_score_of_each_ranked_unit_agree() -> None:
    ranked = [row for one in tables(ranking_blocks(View(example_picture()))) for row in cell_texts(one)]

    assert len(ranked) > 10
    for _, _, rated, done, ahead, on, behind, score, _ in ranked:
        assert int(rated) == int(done) + int(ahead) + int(on) + int(behind)
        assert abs(float(score.removesuffix("%")) - 100 * (int(done) + int(ahead) + int(on)) / int(rated)) <= 0.05


def test_places_never_rise_as_scores_fall() -> None:
    for one in tables(ranking_blocks(View(example_picture()))):
        scores = [(int(row[0]), float(row[-2].removesuffix("%"))) for row in cell_texts(one)]

        assert scores == sorted(scores, key=lambda entry: (entry[0], -entry[1]))
        assert all((here[0] == there[0]) == (here[1] == there[1]) for here, there in itertools.pairwise(scores))


def test_a_district_ranks_nobody() -> None:
    assert list(ranking_blocks(View(replace(PICTURE, viewpoint=NORTH)))) == []


def test_without_duties_there_is_no_ranking() -> None:
    assert list(ranking_blocks(View(replace(PICTURE, plan=replace(PLAN, duties=()))))) == []


def test_what_is_self_rated_or_unreviewed_is_counted_beside_the_score() -> None:
    rows = [row for one in tables(ranking_blocks(View(example_picture()))) for row in cell_texts(one)]

    assert all(row[-1] == "—" or row[-1].startswith("含") for row in rows)
    assert any("自评" in row[-1] for row in rows)
    assert any("未核定" in row[-1] for row in rows)
    for row in rows:
        assert sum(int(number) for number in re.findall(r"\d+", row[-1])) <= int(row[2])


def test_many_units_that_cannot_be_ranked_stand_in_a_table_by_reason() -> None:
    blocks = tuple(ranking_blocks(View(with_many_units())))

    names = [cell for row in cell_texts(table(blocks, "未参加排名的地区")) for cell in row]
    assert "本期未报（301个）" in names
    assert {"北山市", "南湖区", "第299经济技术开发区管委会"} <= set(names)
    assert not [text for text in paragraphs(blocks) if "未参加排名的地区" in text]
