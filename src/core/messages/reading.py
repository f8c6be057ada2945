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
        "“{path}”是{kind}文件，不能直接读取；请用原软件打开后另存为Word文档（.docx）或文本（.txt）再读。",
        "“{path}” is a {kind} file, which is not read as it is; open it in its own program, save it as DOCX or text (.txt) and read that.",
    ),
    "report-is-locked": (
        "这个{kind}文件设有打开密码；请用原软件打开，取消密码后另存一份再读。",
        "This {kind} file opens with a password only; open it in its own program, save a copy without the password and read that.",
    ),
    "report-is-damaged": (
        "这个{kind}文件已损坏或不完整；请用原软件打开后另存一份再读，打不开时请向来源单位重新索取。",
        "This {kind} file is damaged or incomplete; open it in its own program and save a copy to read, or ask its sender for it again.",
    ),
    "report-is-scanned": (
        "这个PDF是扫描件，页面是图片，没有文字；请使用报告的Word版或文本版，或先用文字识别软件转换。",
        "This PDF is scanned: its pages are pictures without text; use the report's Word or text version, or run text recognition first.",
    ),
    "report-encodings-mixed": (
        "“{path}”第{line}行混有另一种编码的文字；请用记事本打开，改正乱码处后以UTF-8编码另存再读。",
        "Line {line} of “{path}” holds text in another encoding; open it in an editor, mend what is garbled and save it as UTF-8.",
    ),
    "report-is-too-long": (
        "文本有{length}字，超过报告的上限{limit}字；请只保留政府工作报告正文后再读。",
        "The text has {length} characters, more than the {limit} of any report; keep only the report's own text and read that.",
    ),
    "bureaus-not-read": (
        "“{path}”不是部门职责表（{reason}）；请参照程序自带的 bureaus.toml：每个部门写 name、known_by、subjects。",
        "“{path}” is no table of bureaus ({reason}); follow the program's own bureaus.toml: name, known_by, subjects of each.",
    ),
    "report-has-no-headings": (
        "没有找到报告的标题层次，也没有预期目标；请确认是政府工作报告全文，标题（如“一、2024年工作回顾”）各占一行。",
        "No headings and no targets were found; make sure it is the report's full text, with each heading on a line of its own.",
    ),
}
