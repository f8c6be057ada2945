from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from core.model.progress import Standing
from core.services.item_page import ItemTexts
from gui.pages.filing.texts_card import RATING, TEXT, TextFacts, TextsCard
from gui.widgets.finding_lines import FindingLine

TEXTS = ItemTexts("开工2个", "用地不足", "倒排工期", "问过住建局", Standing.BEHIND)


def facts(texts: ItemTexts = TEXTS, *, may_edit: bool = True, findings: dict[str, tuple[FindingLine, ...]] | None = None) -> TextFacts:
    return TextFacts(texts, {}, findings or {}, may_edit)


@pytest.fixture
def card(qtbot: QtBot) -> TextsCard:
    card = TextsCard(limit=150)
    qtbot.addWidget(card)
    return card


def test_all_texts_and_the_rating_are_shown(card: TextsCard) -> None:
    card.show_facts(facts(), is_fresh=True)

    assert [field.read() for field in card.fields.values()] == ["开工2个", "用地不足", "倒排工期", "问过住建局"]
    assert card.rating.currentText() == "欠进度"


def test_what_is_typed_is_not_overwritten_by_the_same_item(card: TextsCard) -> None:
    card.show_facts(facts(), is_fresh=True)
    card.fields[TEXT].insertPlainText("已")

    card.show_facts(facts(ItemTexts("别人改的")), is_fresh=False)

    assert card.fields[TEXT].read() == "已开工2个"


def test_another_item_starts_afresh(card: TextsCard) -> None:
    card.show_facts(facts(), is_fresh=True)
    card.fields[TEXT].insertPlainText("已")

    card.show_facts(facts(ItemTexts("另一项")), is_fresh=True)

    assert card.fields[TEXT].read() == "另一项"


def test_findings_stand_with_what_they_are_about(card: TextsCard) -> None:
    text, rating = FindingLine("核实性", "文字与数字不一致。"), FindingLine("准强制性", "没有佐证材料。", is_grave=True)

    card.show_facts(facts(findings={TEXT: (text,), RATING: (rating,)}), is_fresh=True)

    assert card.findings == ["【核实性】文字与数字不一致。", "【准强制性】没有佐证材料。"]


def test_nothing_can_be_changed_where_it_may_not(card: TextsCard) -> None:
    card.show_facts(facts(may_edit=False), is_fresh=True)

    assert all(field.isReadOnly() for field in card.fields.values())
    assert not card.rating.isEnabled()


def test_showing_texts_saves_nothing(card: TextsCard, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(card.typed), qtbot.assertNotEmitted(card.rated):
        card.show_facts(facts(), is_fresh=True)
        card.commit()
