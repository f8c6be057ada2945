"""What `jiannuo check` says of a damaged file: a sentence for each thing wrong, with the cure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.messages import Language
from core.store.integrity import Damage, DamageKind

_RESCUE, _RESCUE_EN = "请运行 jiannuo rescue 存成新的工作簿", "make a new workspace by jiannuo rescue"
_SENTENCES: Final[Mapping[DamageKind, tuple[str, str]]] = {
    DamageKind.PAGES: (f"数据库的页损坏（{{where}}）；{_RESCUE}。", f"Pages of the database are damaged ({{where}}); {_RESCUE_EN}."),
    DamageKind.SCHEMA: (
        f"数据库的结构与本版本不符（{{where}}）；{_RESCUE}。",
        f"The database is not built as this version builds it ({{where}}); {_RESCUE_EN}.",
    ),
    DamageKind.REFERENCE: (
        f"有记录指向不存在的记录（{{where}}）；{_RESCUE}。",
        f"Rows name others that are not there ({{where}}); {_RESCUE_EN}.",
    ),
    DamageKind.CHAIN: (
        f"变更流 {{where}} 的内容与其哈希链不符，有改动或缺失；{_RESCUE}，缺的部分会逐条列出。",
        f"The changes of stream {{where}} do not give its chain; {_RESCUE_EN}, which lists what is missing.",
    ),
    DamageKind.NUMBERING: (
        f"变更流 {{where}} 之间的编号缺失；{_RESCUE}，缺的部分会逐条列出。",
        f"Numbers are missing in stream {{where}}; {_RESCUE_EN}, which lists what is missing.",
    ),
    DamageKind.SIGNATURE: (
        "变更流 {where} 的签名与内容不符；请该单位重新导出，再合并一次。",
        "The signature over stream {where} does not fit it; ask that unit for a new export and merge it.",
    ),
    DamageKind.EVIDENCE: (
        "佐证材料 {where} 的内容与登记的不符；请重新附上，或请该单位重新导出。",
        "Evidence {where} is not what was registered; attach it again, or ask that unit for a new export.",
    ),
    DamageKind.TEXT: (
        f"文字 {{where}} 的内容与登记的不符；{_RESCUE}，再请该单位重新导出。",
        f"Text {{where}} is not what was registered; {_RESCUE_EN}, then ask that unit for a new export.",
    ),
    DamageKind.PROJECTION: (
        f"数据表 {{where}} 与变更记录不符；{_RESCUE}。",
        f"Table {{where}} is not what the changes give; {_RESCUE_EN}.",
    ),
}


def damage_sentence(damage: Damage, language: Language) -> str:
    """The sentence of one thing wrong."""
    chinese, english = _SENTENCES[damage.kind]
    return (chinese if language == "zh" else english).format(where=damage.where)
