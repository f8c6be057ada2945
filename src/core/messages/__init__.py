"""The sentence of every `UserError`, in Chinese and English: what is wrong, and what to do.

Each sentence names the facts of its error as `{field}`. A test finds codes without a sentence and sentences without a code.
"""

from __future__ import annotations

from typing import Literal

from core.errors import UserError
from core.messages import conflicts, exchange, formulas, machine, merges, mirror, plan, progress, reading, tables, values, workspace

Language = Literal["zh", "en"]


def sentence(error: UserError, language: Language = "zh") -> str:
    """The one sentence that tells the person what is wrong and what to do.

    Raises:
        KeyError: the error has no sentence, which a test excludes.
    """
    chinese, english = SENTENCES[error.code]
    text = (chinese if language == "zh" else english).format(**error.facts)
    return " ".join(text.splitlines())  # a fact of the machine's may bring line feeds with it


_PARTS = (values, machine, workspace, mirror, reading, exchange, tables, plan, progress, formulas, conflicts, merges)
SENTENCES: dict[str, tuple[str, str]] = {code: both for part in _PARTS for code, both in part.SENTENCES.items()}
