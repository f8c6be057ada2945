"""Sentences of `core.errors.machine`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
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
    "folder-not-empty": (
        "文件夹“{path}”里已有别的文件；请换一个新的或空的文件夹放示例。",
        "The folder “{path}” holds other files; choose a new or an empty one for the demo.",
    ),
    "font-file-missing": (
        "缺少字体文件“{path}”，文件无法排版；请重新安装本程序，或改用随程序附带的字体。",
        "The font file “{path}” is missing, so nothing can be printed; install the program again or use the bundled fonts.",
    ),
    "actor-not-text": (
        "姓名“{text}”不是可识别的文字；请把终端编码设为UTF-8后重新输入姓名。",
        "The name “{text}” is no readable text; set the terminal to UTF-8 and type it again.",
    ),
}
