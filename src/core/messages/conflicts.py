"""Sentences of `core.errors.conflicts`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
    "conflict-unknown": (
        "没有编号为“{key}”的冲突，可能已经处理；请重新列出冲突（jiannuo conflicts）。",
        "No conflict has the key “{key}”, or it is settled by now; list the conflicts again (jiannuo conflicts).",
    ),
    "conflict-not-yours": (
        "这处冲突由“{unit}”处理；请退回其上报并说明，由该单位选定后重新上报。",
        "This conflict is for “{unit}” to settle; return its submission with a word about it, and let the unit choose and hand up again.",
    ),
    "conflict-side-unknown": (
        "这处冲突没有第{number}个值，只有{most}个；请按列表中的序号选择。",
        "The conflict has no value {number}, only {most}; choose by the numbers in the list.",
    ),
    "no-text-to-merge": (
        "“{title}”不是文字，不能合并文字；请选用其中一个值，或另填数值。",
        "“{title}” is no text, so there is nothing to merge; choose one of its values, or give another.",
    ),
    "choice-left-in-text": (
        "合并后的文字里还有【甲｜乙】这样的待选处；请逐处留下一种说法后再保存。",
        "The merged text still has places such as 【one｜other】; leave one wording in each, then save again.",
    ),
    "not-settled-by-value": (
        "“{title}”不能另填数值；请选用列出的一个值。",
        "“{title}” cannot be given another value; choose one of those listed.",
    ),
    "conflicts-open": (
        "“{period}”有{count}处与本单位另一台电脑填报的不一致，第一处：{first}；请先处理冲突（jiannuo conflicts），再上报。",
        "{count} values of {period} differ from another computer of the unit, the first: {first}; settle them (jiannuo conflicts) first.",
    ),
}
