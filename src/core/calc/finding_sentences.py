"""The sentence of every finding by its code, Chinese and English. Tested in tests/core/calc/test_finding.py."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "figure-missing": (
        "{item}{about}“{indicator}”（{period}）未填；请填数字，或注明缺报原因。",
        "{item}{about} “{indicator}” ({period}) is empty; enter a figure or why it is missing.",
    ),
    "text-missing": (
        "{item}的进展情况未填；请简要填写本期进展。",
        "The progress of {item} is empty; write what was done.",
    ),
    "total-falls": (
        "{item}{about}“{indicator}”累计数由{last}降为{value}；请核对，确属调减的在进展情况中说明原因。",
        "The running total of {item}{about} “{indicator}” falls from {last} to {value}; check it, or explain it in the text.",
    ),
    "magnitude": (
        "{item}{about}“{indicator}”填报{value}，与{measure}相差{times}倍以上；请核对计量单位是否为“{unit}”，属实的在进展情况中说明原因。",
        "{item}{about} “{indicator}” is {value}, {times} off {measure}; check the unit “{unit}”, or explain it in the text.",
    ),
    "far-above-target": (
        "{item}{about}“{indicator}”{value}，超过{measure}的{times}倍{trend}；请核对，属实的在进展情况中说明原因。",
        "{item}{about} “{indicator}” comes to {value}, more than {times} {measure}{trend}; check it, or explain it in the text.",
    ),
    "growth-beyond": (
        "{item}{about}“{indicator}”填报{value}，增减超过{limit}%；请核对，属实的在进展情况中说明原因。",
        "{item}{about} “{indicator}” is {value}, a change of more than {limit}%; check it, or explain it in the text.",
    ),
    "negative": (
        "{item}{about}“{indicator}”填报{value}，不应为负数；请改正，要调减以前各期数的，请改报以前那一期。",
        "{item}{about} “{indicator}” is {value}, which cannot be negative; correct it; to lower an earlier figure, report its period.",
    ),
    "not-whole": (
        "{item}{about}“{indicator}”填报{value}，按“{unit}”计的数应为整数；请改正，或核对计量单位。",
        "{item}{about} “{indicator}” is {value}, but “{unit}” are counted in whole numbers; correct it, or check the unit.",
    ),
    "not-a-place": (
        "{item}{about}“{indicator}”填报{value}，位次应为不小于1的整数；请改正。",
        "{item}{about} “{indicator}” is {value}, but a rank is a whole number from 1; correct it.",
    ),
    "share-beyond": (
        "{item}{about}“{indicator}”填报{value}，超过{limit}；请改正，或核对计量单位。",
        "{item}{about} “{indicator}” is {value}, more than {limit}; correct it, or check the unit.",
    ),
    "text-against-number": (
        "{item}的文字称“{words}”，与填报的“{indicator}”{value}不一致；请核对后改正文字或数字。",
        "The text of {item} says “{words}” but “{indicator}” is {value}; correct the one or the other.",
    ),
    "behind-without-text": (
        "{item}欠进度（{distance}）；请在存在问题或下一步措施中说明原因和打算。",
        "{item} is behind ({distance}); write why, and what is planned.",
    ),
    "done-without-evidence": (
        "{item}自评为已完成，但没有佐证材料；请附上材料，或在进展情况中说明。",
        "{item} is rated done without evidence; attach a document or explain in the text.",
    ),
    "evidence-missing": (
        "{item}每期要附佐证材料，本期还没有；请附上材料，或在进展情况中说明。",
        "{item} asks for evidence in every period, and there is none yet; attach a document or explain in the text.",
    ),
    "text-too-long": (
        "{item}的进展情况有{length}字，超过{limit}字，简报只印前{limit}字；请精简。",
        "The text of {item} has {length} characters; only {limit} are printed, please shorten it.",
    ),
    "period-ahead": (
        "{period}还没有到填报的时候（截止日{due}）；请确认没有选错填报期（如{item}）。",
        "{period} is not due yet ({due}); make sure that this is the period you mean (for example {item}).",
    ),
    "same-as-last": (
        "本期{count}个指标与上期完全相同（如{item}{about}“{indicator}”）；请确认不是误用上期数据。",
        "All {count} figures equal the last period's (for example {item}{about} “{indicator}”); make sure they are this period's.",
    ),
    "within-span": (
        "{item}{about}“{indicator}”{inner}的{value}已含在{outer}按{span}填报的{whole}中，不重复计入；{outer}如只是本期的数，请重新录入，否则请说明。",
        "{item}{about} “{indicator}”: {value} of {inner} is held in {whole} of {span}; enter {outer} again if that is its own, or explain.",
    ),
    "outlier": (
        "{item}{about}“{indicator}”本期增加{increment}，以往各期多在{median}上下；请核对，属实的请说明原因。",
        "{item}{about} “{indicator}” grew by {increment}, where {median} was usual; check it, or explain it.",
    ),
    "late-jump": (
        "{item}{about}“{indicator}”{since}以来完成{brought}，占累计{total}的{share}；请核实，集中完成的请说明原因。",
        "{brought} of {item}{about} “{indicator}” came after {since}, {share} of {total}; check it, or explain why so late.",
    ),
    "districts-differ": (
        "{item}“{indicator}”全市{value}，各单位合计{sum}，相差{gap}；请核对，属实的请说明原因。",
        "{item} “{indicator}” is {value} for the city but {sum} for its units together, {gap} apart; check it, or explain it.",
    ),
    "formula": (
        "{item}{about}不符合审核公式{formula}：{shown}{sides}；{message}请核对，属实的请说明原因。",
        "{item}{about} breaks formula {formula}: {shown}{sides}; {message}check it, or explain it.",
    ),
    "formula-unknown": (
        "{item}{about}审核公式{formula}无法核对，缺{lacking}。",
        "Formula {formula} of {item}{about} cannot be checked: {lacking} is missing.",
    ),
    "evidence-not-held": (
        "{item}的佐证材料只有名称、没有文件；请补上文件，或说明原因。",
        "The evidence of {item} is promised only; attach the files, or explain why not.",
    ),
}
