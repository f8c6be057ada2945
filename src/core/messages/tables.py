"""Sentences of `core.errors.tables`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
    "table-not-readable": (
        "“{path}”读不出表格（{reason}）；请另存为 .xlsx，或 UTF-8、GB18030 编码的 .csv 后重试。",
        "“{path}” holds no readable table ({reason}); save it as .xlsx, or as .csv in UTF-8 or GB18030.",
    ),
    "table-column-missing": (
        "“{path}”缺少“{column}”一栏；请补上这一栏的表头后重试。",
        "“{path}” has no column “{column}”; add it to the head row and try again.",
    ),
    "word-unknown": (
        "“{column}”一栏的“{text}”无法识别；请填：{words}。",
        "“{text}” in the column “{column}” is not known; write one of: {words}.",
    ),
    "table-column-repeated": (
        "“{path}”的“{column}”一栏出现了两次；请只保留一栏，其余删去或改名为“备注”。",
        "“{path}” has the column “{column}” twice; keep one and delete the other or rename it 备注.",
    ),
    "table-column-unknown": (
        "“{path}”的“{column}”一栏无法识别；请改为：{known}；不需要的栏请删去或改名为“备注”。",
        "“{path}” has an unknown column “{column}”; write one of: {known}; delete it if it is not needed, or rename it 备注.",
    ),
    "table-cell-outside": (
        "“{path}”第{row}行的“{text}”没有对应的表头；请检查该行是否多了一格（CSV中带逗号的内容要加引号），或补上表头。",
        "Row {row} of “{path}”: “{text}” stands under no head; look for a cell too many (quote commas in CSV) or add the head.",
    ),
    "table-code-is-number": (
        "“{path}”第{row}行“{column}”的“{text}”被存成了数字，1.1与1.10无法区分；请把这一栏的单元格格式设为文本，再重新输入编号。",
        "Row {row} of “{path}”: “{text}” in “{column}” is kept as a number (1.1 may be 1.10); format the column as text and type it again.",
    ),
    "table-formula-without-result": (
        "“{path}”第{row}行“{column}”的公式没有保存结果；请用Excel或WPS打开后重新保存，或把公式改为数值。",
        "Row {row} of “{path}”: the formula in “{column}” has no saved result; open and save the file again, or paste the value.",
    ),
    "table-row-repeated": (
        "“{path}”第{row}行与第{first}行重复（{text}）；请只保留一行。",
        "Row {row} of “{path}” repeats row {first} ({text}); keep one of them.",
    ),
    "indicator-missing": (
        "填了“{column}”，但没有写是哪个指标；请在“指标”一栏写上指标名称，或清空这一格。",
        "“{column}” is filled, but the row names no indicator; name it in the column 指标, or clear the cell.",
    ),
    "own-period-missing": (
        "“{name}”本次要填{periods}几个时期的数，看不出这一行是哪一期；请在“所属期”一栏写明。",
        "“{name}” is asked for {periods}, and the row does not say for which; write it in the column 所属期.",
    ),
    "own-period-unknown": (
        "所属期“{text}”不能在这个填报期填写；请填{periods}，或以前的填报期。",
        "“{text}” in the column 所属期 cannot be recorded with this period; write one of {periods}, or an earlier period.",
    ),
    "value-and-reason": (
        "既填了数值“{value}”，又填了缺报原因“{reason}”；请只保留一个。",
        "There is a figure “{value}” and a reason why it is missing “{reason}”; keep one of them.",
    ),
    "recorded-twice": (
        "与第{first}行填的是同一处，内容却不同；请只保留一行。",
        "Row {first} says something else of the same figure or text; keep one of them.",
    ),
}
