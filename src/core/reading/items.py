"""Items: a task's paragraph cut into sentences, which put together are the paragraph again."""

from __future__ import annotations

from core.model.outline import Span
from core.reading.plain import depths

_ENDS = "。！？!?"
_TRAILERS = "”’）)》】 \t　*\r\n"


def sentence_spans(source: str, span: Span) -> tuple[Span, ...]:
    """The sentences of a stretch of the source, in order and without gaps: their texts put together are the stretch.

    A sentence ends at 。！？ outside quotation marks and brackets; marks and white space behind the end belong to it, and so does what
    has no letter or digit of its own. An empty stretch has no sentences.

    >>> text = "发放消费券。培育生活圈10个,打造商圈4个。"
    >>> [text[start:end] for start, end in sentence_spans(text, (0, len(text)))]
    ['发放消费券。', '培育生活圈10个,打造商圈4个。']
    """
    start, end = span
    held = depths(source[start:end])
    cuts: list[int] = []
    index = start
    while index < end:
        is_end = source[index] in _ENDS
        closes = is_end and index + 1 < end and held[index - start] == 1 and source[index + 1] in "”’"
        index += 1
        if is_end and (held[index - 1 - start] == 0 or (closes and held[index - start] == 1)):
            while index < end and source[index] in _TRAILERS + _ENDS:
                index += 1
            cuts.append(index)
    if not cuts or cuts[-1] < end:
        cuts.append(end)
    spans: list[Span] = []
    last = start
    for cut in cuts:
        if any(character.isalnum() for character in source[last:cut]):
            spans.append((last, cut))
            last = cut
        elif spans:
            spans[-1] = (spans[-1][0], cut)
            last = cut
    if last < end and last == start:
        return ()
    return tuple(spans)
