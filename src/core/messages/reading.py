"""Sentences of `core.errors.reading`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
    "report-is-empty": (
        "报告里没有文字；请选择含有报告全文的文件。",
        "The report holds no words; choose a file with its full text.",
    ),
    "report-is-too-large": (
        "“{path}”有{size_mb}兆字节，超过报告文本的上限{limit_mb}兆字节；请只保留报告正文，另存为文本后再读。",
        "“{path}” has {size_mb} MB, more than the {limit_mb} MB of any report; save only the report's text and read that.",
    ),
    "report-is-not-text": (
        "“{path}”不是文本文件，或编码无法识别；请另存为UTF-8编码的文本（.txt 或 .md）后再读。",
        "“{path}” is no text, or its encoding is unknown; save it as UTF-8 text (.txt or .md) and read that.",
    ),
    "report-format-not-read": (
        "“{path}”是{kind}文件，暂不能直接读取；请在原软件中另存为文本（.txt）后再读。",
        "“{path}” is a {kind} file, which is not read directly yet; save it as text (.txt) in its own program and read that.",
    ),
    "report-has-no-headings": (
        "没有找到报告的标题层次，也没有预期目标；请确认是政府工作报告全文，标题（如“一、2024年工作回顾”）各占一行。",
        "No headings and no targets were found; make sure it is the report's full text, with each heading on a line of its own.",
    ),
}
