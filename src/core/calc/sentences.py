"""The sentence templates of the program: official Chinese that takes its figures from results, and the English of what checks find.

A template is named `table.key` as in `resources/sentences/zh.toml`. It can print no figure of its own: one with a digit is refused.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache

from core.errors import BugError
from core.messages import Language
from core.resources import resource

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def phrase(name: str, /, **facts: str) -> str:
    """The Chinese template with its facts; `facts` are texts already printed as they shall stand.

    Raises:
        BugError: there is no such template, or it asks for a fact that is not given.

    >>> phrase("distance.schedule-below", points="12.4")
    '低于序时进度12.4个百分点'
    """
    return phrase_in("zh", name, **facts)


def phrase_in(language: Language, name: str, /, **facts: str) -> str:
    """The template of a language with its facts.

    Raises:
        BugError: there is no such template, or it asks for a fact that is not given.

    >>> phrase_in("en", "distance.schedule-below", points="12.4")
    '12.4 points behind schedule'
    """
    try:
        return templates(language)[name].format(**facts)
    except (KeyError, IndexError) as error:
        message = f"template {name} with {sorted(facts)}"
        raise BugError(message) from error


@cache
def templates(language: Language = "zh") -> dict[str, str]:
    """Every template of a language by `table.key`.

    Raises:
        BugError: a template holds a typed figure.
    """
    tables = tomllib.loads(resource("sentences", f"{language}.toml").read_text(encoding="utf-8"))
    texts = {f"{table}.{key}": text for table, members in tables.items() for key, text in members.items()}
    for name, text in texts.items():
        if re.search(r"\d", re.sub(r"\{\w+\}", "", text)):
            message = f"template {name} holds a typed figure"
            raise BugError(message)
    return texts


def chinese_list(parts: Sequence[str]) -> str:
    """The parts with 、 between them and 和 before the last.

    >>> chinese_list(["溧阳市", "金坛区", "武进区"]), chinese_list(["溧阳市"])
    ('溧阳市、金坛区和武进区', '溧阳市')
    """
    *others, last = parts or [""]
    return f"{'、'.join(others)}和{last}" if others else last


def chinese_list_etc(parts: Sequence[str], most: int) -> str:
    """At most `most` parts with 、 between them and 等 straight after the last when some are left out.

    >>> chinese_list_etc(["溧阳市", "金坛区", "武进区"], 2)
    '溧阳市、金坛区等'
    """
    return chinese_list(parts) if len(parts) <= most else "、".join(parts[:most]) + "等"
