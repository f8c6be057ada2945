"""Sentences of `core.errors.merges`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
    "no-merge-to-undo": (
        "这个工作簿里没有可以撤销的合并；已经收到的内容如需更正，请退回、另定核定值或截断。",
        "No merge in this workspace can be undone; correct what came by a return, a reviewed value or a cut.",
    ),
    "merge-undone-already": (
        "上次合并（{at}）已经撤销，更早的不能再撤销；如需更正，请退回、另定核定值或截断。",
        "The latest merge ({at}) is undone already, and none before it can be; correct what came by a return, a reviewed value or a cut.",
    ),
    "written-since-merge": (
        "上次合并（{at}）之后工作簿又有改动，不能撤销；如需更正，请退回、另定核定值或截断。",
        "Something was written since the latest merge ({at}), so it cannot be undone; use a return, a reviewed value or a cut.",
    ),
    "issued-since-merge": (
        "上次合并（{at}）之后下发过方案，不能撤销；如需更正，请退回、另定核定值或截断。",
        "The plan was issued since the latest merge ({at}), so it cannot be undone; use a return, a reviewed value or a cut.",
    ),
    "sent-since-merge": (
        "上次合并（{at}）之后导出过数据包，不能撤销；如需更正，请退回、另定核定值或截断。",
        "A bundle went out since the latest merge ({at}), so it cannot be undone; use a return, a reviewed value or a cut.",
    ),
    "merge-has-purged": (
        "上次合并（{at}）清除了主办单位指定的内容，清除的内容无法恢复，因此不能撤销；如需更正，请退回、另定核定值或截断。",
        "The latest merge ({at}) took away what the office purged, which cannot be brought back; use a return, a reviewed value or a cut.",
    ),
    "merge-has-exchanged": (
        "上次合并（{at}）按主办单位的裁定换用了分叉的另一支，不能撤销；如需更正，请用 jiannuo cut 重新裁定。",
        "The latest merge ({at}) put the branch in use that the office named, which stays so; settle the fork anew with jiannuo cut.",
    ),
    "merge-brought-own": (
        "上次合并（{at}）收回了本终端自己的变更，其编号不能重复使用，因此不能撤销；如需更正，请修改后重新上报。",
        "The latest merge ({at}) brought back changes of this very site, whose numbers must not be given twice; correct and hand up again.",
    ),
    "file-was-undone": (
        "“{path}”的合并已于{at}撤销，因此跳过；如要再合并，请直接选择这个文件。",
        "The merge of “{path}” was undone on {at}, so the file is skipped; pick the file itself to merge it again.",
    ),
}
