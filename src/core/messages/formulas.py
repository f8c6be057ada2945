"""Sentences of `core.errors.formulas`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
    "formula-is-empty": (
        "公式“{formula}”没有内容；请写出公式，如「新开工项目」 ≤ 「在库项目」。",
        "Formula “{formula}” is empty; write one, such as 「新开工项目」 ≤ 「在库项目」.",
    ),
    "formula-too-long": (
        "公式“{formula}”太长（最多{limit}）；请拆成几个公式。",
        "Formula “{formula}” is too long (at most {limit}); split it.",
    ),
    "formula-too-deep": (
        "公式“{formula}”第{place}个字“{near}”处括号套得太深（最多{limit}层）；请拆成几个公式。",
        "Formula “{formula}” is nested too deep at character {place}, “{near}” (at most {limit}); split it.",
    ),
    "formula-mark-unknown": (
        "公式“{formula}”第{place}个字“{near}”不认识；请只用 ＋ − × ÷ ＝ ≠ ≥ ≤ ＞ ＜、括号、数字和「指标名称」。",
        "Formula “{formula}” has an unknown mark at character {place}, “{near}”; use + - * / = <> >= <= > <, brackets, digits, [names].",
    ),
    "formula-name-open": (
        "公式“{formula}”第{place}个字“{near}”起的指标名称没有写完；请用「」或[]把名称前后括起来。",
        "In formula “{formula}” the name from character {place}, “{near}”, is not complete; put it between 「 and 」 or [ and ].",
    ),
    "formula-name-bare": (
        "公式“{formula}”第{place}个字“{near}”不是公式用语；指标名称请写成「{near}」，用语有：{words}。",
        "In formula “{formula}” the words at character {place}, “{near}”, are unknown; write a name as 「{near}」; known words: {words}.",
    ),
    "formula-number-unclear": (
        "公式“{formula}”第{place}个字“{near}”处的数字不清楚；请只写数字，不带千分位和单位（按指标的计量单位写）。",
        "In formula “{formula}” the number at character {place}, “{near}”, is unclear; write digits only, without separators or units.",
    ),
    "formula-broken": (
        "公式“{formula}”第{place}个字“{near}”处不通；请检查前后是否缺指标、数字、运算符或括号。",
        "Formula “{formula}” breaks off at character {place}, “{near}”; see whether a name, number, operator or bracket is missing there.",
    ),
    "formula-wants-number": (
        "公式“{formula}”第{place}个字“{near}”处应为数，现为比较；请把比较放在 且、或、若、则 之间。",
        "Formula “{formula}” needs a number at character {place}, “{near}”, not a comparison; put comparisons between 且, 或, 若 and 则.",
    ),
    "formula-wants-condition": (
        "公式“{formula}”第{place}个字“{near}”处应为比较；请写成两边相比，如「甲」 ≥ 「乙」。",
        "Formula “{formula}” needs a comparison at character {place}, “{near}”; compare two sides, such as 「甲」 ≥ 「乙」.",
    ),
    "formula-wants-name": (
        "公式“{formula}”第{place}个字“{near}”后的括号里只能写一个指标；请写成{near}(「指标名称」)。",
        "In formula “{formula}” “{near}” at character {place} takes one indicator; write {near}(「name」).",
    ),
    "formula-indicator-unknown": (
        "公式“{formula}”中的指标「{name}」不在方案中；请按方案中的名称写，或先在方案中加上该指标。",
        "The plan has no indicator 「{name}」 as formula “{formula}” says; write it as the plan does, or add it to the plan.",
    ),
    "formula-indicator-ambiguous": (
        "公式“{formula}”中的指标「{name}」有多个（事项{codes}）；请在名称前写上事项编号，如「1.2.1 {name}」。",
        "Several indicators are called 「{name}」 as in formula “{formula}” (items {codes}); put the item's code first: 「1.2.1 {name}」.",
    ),
    "formula-tolerance-unclear": (
        "公式“{formula}”的容差“{text}”不清楚；请写不小于0的数（按指标的计量单位），或百分数如 0.5%。",
        "The tolerance “{text}” of formula “{formula}” is unclear; write a number from nought, or a percentage such as 0.5%.",
    ),
    "formula-number-refused": (
        "“{text}”不能作公式编号；请用不超过20个字的字母、数字或汉字，不含斜杠和空格。",
        "“{text}” cannot be a formula's number; use at most 20 letters, digits or characters, without slashes and blanks.",
    ),
}
