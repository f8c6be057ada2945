"""What is said of the place a workspace lies in, where it is not a disk of this machine: what that means, and the cure."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from core.messages import Language
from core.store.medium import Medium, medium_of

_WORDS: dict[Medium, dict[Language, tuple[str, str]]] = {
    Medium.REMOVABLE: {
        "zh": ("U盘", "工作簿在可移动的盘上，写入较慢，拔盘前请先关闭；建议把工作簿复制到本机硬盘上使用，U盘只用来传数据包。"),
        "en": ("stick", "The workspace is on a disk that can be taken out; copy it to this computer's disk, and carry data packages only."),
    },
    Medium.NETWORK: {
        "zh": ("网络位置", "工作簿在网络位置上，写入较慢，断网时不能保存；建议把工作簿复制到本机硬盘上使用，用数据包交换。"),
        "en": ("network", "The workspace is on another machine; copy it to this computer's disk, and exchange data packages."),
    },
    Medium.SYNCED: {
        "zh": ("云同步", "工作簿在云同步文件夹里，同步软件可能复制出不完整或冲突的文件；请把工作簿移到不同步的文件夹，用数据包交换。"),
        "en": (
            "synced",
            "The workspace is in a folder synced with a cloud, which may copy half a file; move it, and exchange data packages.",
        ),
    },
}


class PlaceNotice(Struct, frozen=True):
    """Where a workspace lies that had better lie elsewhere: a word, and a sentence with the cure."""

    word: str
    sentence: str


def place_notice(path: Path, language: Language) -> PlaceNotice | None:
    """What to say of a workspace's place; None of a disk of this machine."""
    words = _WORDS.get(medium_of(path))
    return None if words is None else PlaceNotice(*words[language])
