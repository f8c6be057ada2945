from __future__ import annotations

import pytest
from tests.core.services.exchanging import MARCH, PROJECTS

from core.changes import registers as entities
from core.changes.change import Json, Register
from core.services.assignments import find_indicator
from core.services.desk import Desk
from core.services.register_words import is_text, item_of_subject, reason_in, subject_of, text_of, title_of, value_words


def figure(desk: Desk, entity: str = entities.OBSERVATION) -> Register:
    unit = desk.find_unit("东区").id
    end = f"/{desk.unit}" if entity == entities.REVIEWED_VALUE else ""
    return Register(entity, f"{unit}/{find_indicator(desk.plan, '1.1.1', PROJECTS).id}/{unit}/{MARCH}{end}", "value")


def text(desk: Desk, field: str = "text") -> Register:
    return Register(entities.PROGRESS, f"{desk.find_unit('东区').id}/{desk.find_item('1.1.1').id}/{MARCH}", field)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"value": "20"}, "20个"),
        ({"value": "20.5", "status": "flash"}, "20.5个（快报）"),  # Chinese marks
        ({"missing": "not_published"}, "未到发布期"),
        (None, "（空）"),  # Chinese marks
        ({"of": "a newer program"}, '{"of":"a newer program"}'),
    ],
)
def test_a_figure_reads_as_it_was_given(office: Desk, value: Json, words: str) -> None:
    assert value_words(office.plan, figure(office), value, "zh") == words


def test_answers_read_as_what_was_decided(office: Desk) -> None:
    unit = office.find_unit("东区").id
    review = Register(entities.REVIEW, f"{unit}/b1/{office.unit}", "decision")
    returned: Json = {"accepted": False, "reason": "请核"}

    assert value_words(office.plan, review, returned, "zh") == "退回"
    assert value_words(office.plan, review, {"accepted": True}, "en") == "accepted"
    assert (reason_in(review, returned), reason_in(figure(office), {"reason": "x"})) == ("请核", "")
    assert value_words(office.plan, figure(office, entities.REVIEWED_VALUE), {"value": "4", "reason": "实地核"}, "zh") == "4个"


def test_a_title_names_item_indicator_period_and_field(office: Desk) -> None:
    subject = subject_of(office.workspace.database, text(office, "next_steps"))

    title = title_of(office.plan, subject, "zh")

    assert title.startswith("1.1.1 ")
    assert title.endswith(" · 2025年3月 · 下一步措施")
    about = subject_of(office.workspace.database, figure(office))
    assert item_of_subject(office.plan, about) == office.find_item("1.1.1").id


def test_what_a_newer_program_wrote_is_named_by_its_id(office: Desk) -> None:
    strange = Register("mood", "u1/x", "colour")

    assert title_of(office.plan, subject_of(office.workspace.database, strange), "en") == "u1/x colour · mood"
    assert subject_of(office.workspace.database, Register(entities.OBSERVATION, "short", "value")).name == "short"


def test_only_texts_can_be_merged(office: Desk) -> None:
    explanation = Register(entities.EXPLANATION, f"u/i/{MARCH}/abc", "answer")

    assert is_text(text(office))
    assert is_text(explanation)
    assert not is_text(text(office, "self_rating"))
    assert not is_text(figure(office))
    assert text_of(explanation, {"text": "去年同期基数高"}) == "去年同期基数高"
    assert text_of(text(office), None) == ""
