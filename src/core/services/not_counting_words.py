"""Why a change does not count (未采信), in words. Tested in tests/core/services/test_register_history.py."""

from __future__ import annotations

from typing import Final

from core.messages import Language

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "unknown_site": ("终端未登记", "its computer is not enrolled"),
    "not_the_office": ("不是主办单位所写", "only the office may set it"),
    "not_the_unit": ("不是本单位所写", "only the unit may set it"),
    "not_above": ("不是上级单位所写", "only a unit above may set it"),
    "wrong_unit": ("以别的单位名义所写", "set in another unit's name"),
    "wrong_site": ("以别的终端名义所写", "set in another computer's name"),
    "handed_up_before": ("同一次上报已经写过", "the submission was set before"),
    "wrong_hash": ("与所报内容不符", "it does not fit what it covers"),
    "beyond_cut": ("在截断之后", "it lies beyond a cut"),
    "other_branch": ("属于未采用的分支", "it is of a branch that is not in use"),
    "own_cut": ("截断不能由被截断的终端自己写", "a computer cannot cut itself off"),
}


def not_counting_words(reason: str, language: Language) -> str:
    """The words of a reason; a newer program's reason stands for itself."""
    return _WORDS.get(reason, (reason, reason))[language == "en"]
