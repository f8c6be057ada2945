"""The sentence of every `UserError`, in Chinese and English: what is wrong, and what to do.

Each sentence names the facts of its error as `{field}`. A test finds codes without a sentence and sentences without a code.
"""

from __future__ import annotations

from typing import Literal

from core.errors import UserError

Language = Literal["zh", "en"]


def sentence(error: UserError, language: Language = "zh") -> str:
    """The one sentence that tells the person what is wrong and what to do.

    Raises:
        KeyError: the error has no sentence, which a test excludes.
    """
    chinese, english = SENTENCES[error.code]
    return (chinese if language == "zh" else english).format(**error.facts)


SENTENCES: dict[str, tuple[str, str]] = {
    # quantities and periods
    "not-a-quantity": (
        "“{field}”应填数字，现为“{text}”；请改填数字（可带千分位、万、亿、%），没有数据请填缺报原因。",
        "“{field}” expects a number, not “{text}”; enter digits (separators, 万, 亿, % are fine) or why it is missing.",
    ),
    "quantity-out-of-range": (
        "“{field}”的数值“{text}”过大；请换用更大的计量单位（如万、亿）后再填。",
        "“{text}” is too large for “{field}”; use a larger unit (万, 亿).",
    ),
    "not-a-period": (
        "“{text}”不是填报期；请写成 2025-06（月）、2025-Q2（季）、2025-H1（半年）或 2025（年）。",
        "“{text}” is no period; write 2025-06 (month), 2025-Q2 (quarter), 2025-H1 (half-year) or 2025 (year).",
    ),
    # files of the machine
    "path-is-folder": (
        "“{path}”是一个文件夹；请指定其中的文件。",
        "“{path}” is a folder; name a file in it.",
    ),
    "file-not-found": (
        "找不到文件“{path}”；请检查路径，或确认U盘已插好。",
        "There is no file “{path}”; check the path, or that the USB stick is in.",
    ),
    "file-not-readable": (
        "无法读取“{path}”（{reason}）；请检查文件权限或介质是否完好。",
        "“{path}” cannot be read ({reason}); check its permissions and the medium.",
    ),
    "cannot-write": (
        "无法写入“{path}”（{reason}）；请换一个可写的位置，或取消只读。",
        "“{path}” cannot be written ({reason}); choose a writable place or lift the write protection.",
    ),
    "file-exists": (
        "“{path}”已经存在；请换一个文件名，或先移走原文件。",
        "“{path}” exists already; choose another name or move it away first.",
    ),
    "disk-full": (
        "磁盘已满，“{path}”没有写成，原有内容未动；请清理空间后重试。",
        "The disk is full: “{path}” was not written and what was there is unchanged; free some space and try again.",
    ),
    # the change log
    "change-not-canonical": (
        "数据包中的变更记录格式不符（{reason}），已拒收，工作簿未动；请对方重新导出。",
        "A change in the file is not in its canonical form ({reason}); it was refused and nothing was changed. Ask for a new export.",
    ),
}
