"""Sentences of `core.errors.workspace`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
    "change-not-canonical": (
        "数据包中的变更记录格式不符（{reason}），已拒收，工作簿未动；请对方重新导出。",
        "A change in the file is not in its canonical form ({reason}); it was refused and nothing was changed. Ask for a new export.",
    ),
    "not-a-workspace": (
        "“{path}”不是践诺工作簿；请选择扩展名为 .jiannuo 的文件，收到的任务包请用“打开任务包”，或运行 jiannuo open。",
        "“{path}” is no Jiannuo workspace; choose a .jiannuo file; for a received task file use “Open a task file”, or run jiannuo open.",
    ),
    "workspace-newer": (
        "“{path}”由更新版本的程序建立（格式 {version}）；请升级本程序后再打开，文件未动。",
        "“{path}” was made by a newer program (format {version}); update this program. The file is unchanged.",
    ),
    "workspace-damaged": (
        "“{path}”已损坏（{reason}），文件未动；请用“抢救”把还能读出的内容存成新的工作簿，或运行 jiannuo rescue。",
        "“{path}” is damaged ({reason}) and unchanged; rescue what can be read into a new workspace, by jiannuo rescue or here.",
    ),
    "workspace-in-use": (
        "“{path}”正由{holder}编辑；请等对方关闭后再写入，现在可以只读打开。",
        "“{path}” is being edited by {holder}; wait until it is closed, or open it read-only.",
    ),
    "workspace-gone": (
        "“{path}”已被移走、删除或替换，刚才的修改没有保存；请用“另存副本”把打开着的工作簿存到别处，再从副本继续。",
        "“{path}” was moved, deleted or replaced, and the last edit was not saved; save a copy of what is open and go on in it.",
    ),
    "workspace-without-plan": (
        "其中没有任务分解方案（{plan}）；请向主办单位重新索取任务包。",
        "It holds no plan ({plan}); ask the office for a new task file.",
    ),
    "nothing-to-rescue": (
        "“{path}”里读不出任何可以核对的内容，没有建立新的工作簿；请由备份恢复（jiannuo mirrors 列出本机的备份）。",
        "Nothing that could be proved can be read in “{path}”; restore from a mirror (jiannuo mirrors lists those of this computer).",
    ),
}
