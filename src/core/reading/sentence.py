"""A sentence and the commitments in it.

The way of a sentence: plain text, quantities, segments, then for each segment in turn its figure or its wordy predicate, with the words
before it that share it. What a segment leaves out (verb, subject) is taken from the segments before it in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct, field

from core.model.indicator import Comparator, ValueKind, WordySort
from core.model.outline import Span
from core.reading.clauses import Figure, Form, Segment, enumerations_of, figure_of, is_of_another_year, segments_of
from core.reading.commitments import Place, ProposedCommitment
from core.reading.names import (
    MEASURE_NOUN,
    PERIOD,
    RATE_NOUN,
    apart_from_base,
    is_elided,
    leading_verb,
    names_together,
    plain_name,
    shared_names,
    subject_of,
    topic_of,
    without_lead,
    without_verb,
)
from core.reading.plain import Plain, depths, plain_of, with_closing_marks
from core.reading.quantities import RANK, Quantity, comparator_of, quantities_of
from core.reading.value_kinds import measure_of, value_kind_of, wordy_value_kind_of
from core.reading.verbs import LAST_VERB, OUTPUT_VERB
from core.reading.wordy import Wordy, is_meant, wordy_of

_MOST_TOGETHER = 40  # values that one 分别 may give out
# Names that say too little without the task they stand in: 实施年度重点项目180个 under 深化太湖综合治理.
_BEGINS_ANEW = re.compile(r"完成|建成|新增|新建|实施|开展|举办|引进|培育|改造")  # an enumeration of deeds, not of nouns
_OLD = re.compile(r"(?:从|(?<![理自缘])由)[^\d到至]{0,8}$")  # the value that is left behind: 从每人每月202元…
_LONGEST_TOPIC = 12
_SHORT_TOPIC = 6
_GENERIC_NOUN = re.compile(r"投资|项目|任务|工程")
_PLACED = re.compile(r"(?:均|都|并)?(?:继续|持续|稳定)?(?:稳居|位居|居|位列|列|保持在?|排名?|跃居|升至|跃升至)(?P<where>\S{0,6})")
_GENERIC = re.compile(r"(?:年度|计划|总|重点|重大|各类|新建)*(?:项目|投资|任务|工程)")


def commitments_of(source: str, span: Span, place: Place) -> tuple[ProposedCommitment, ...]:
    """The commitments of one sentence of the source, in its order."""
    plain = plain_of(source, span)
    held = depths(plain.text)
    quantities = quantities_of(plain.text, held)
    segments = segments_of(plain.text, held, quantities)
    return tuple(_Sentence(source, plain, quantities, place).read(segments))


class _Sentence(Struct):
    """One sentence being read; what the segments so far said is kept for those that leave it out."""

    source: str
    plain: Plain
    quantities: tuple[Quantity, ...]
    place: Place
    verb: str = ""
    name: str = ""
    subject: str = ""
    unit: str = ""
    pending: list[Segment] = field(default_factory=list)
    carried: list[Segment] = field(default_factory=list)
    together: tuple[str, ...] = ()  # names of 分别 that wait for their values
    together_place: tuple[int, int] = (0, 0)
    together_comparator: Comparator = Comparator.EQUAL
    last_kind: tuple[str, ValueKind] | None = None
    whole_kind: tuple[str, ValueKind] | None = None  # of what 其中 speaks of

    def read(self, segments: tuple[Segment, ...]) -> Iterator[ProposedCommitment]:
        for index, segment in enumerate(segments):
            if segment.before != "、":
                yield from self._close_chain()
                self._begin_clause(segment)
            figure = figure_of(self.plain.text, segment, self.quantities)
            if figure is not None and not _OLD.search(figure.left):
                if self.place.kind == "achievement" or not is_of_another_year(self.plain.text, segment, self.place.year):
                    yield from self._quantified(figure, islice(segments, index + 1, index + 1 + _MOST_TOGETHER))
                self.pending.clear()
                self.carried.clear()
                continue
            wordy = wordy_of(self._text(segment))
            if wordy is not None and is_meant(wordy, self.place.kind, is_headline=self.place.is_headline):
                yield from self._wordy(wordy, segment)
                self.pending.clear()
                self.carried.clear()
            else:
                self.pending.append(segment)
        yield from self._close_chain()

    def _text(self, segment: Segment) -> str:
        return self.plain.text[segment.start : segment.end]

    def _begin_clause(self, segment: Segment) -> None:
        """Words left over at a comma may share the predicate of a later clause; a semicolon ends all sharing."""
        if segment.before in "；。！？":
            self.carried.clear()
            self.name = self.verb = ""
            self.last_kind = None
        else:
            self.carried.extend(self.pending)
        if self.pending and (topic := topic_of(self._text(self.pending[-1]))):
            self.subject = topic
        self.pending.clear()
        self.together = ()
        self.whole_kind = self.last_kind if self._text(segment).startswith("其中") else None

    def _close_chain(self) -> Iterator[ProposedCommitment]:
        """An enumeration that ends without predicate may be the object of one at its beginning: 全力完成保交楼、保交房任务."""
        if len(self.pending) > 1:
            whole = Segment(self.pending[0].start, self.pending[-1].end, self.pending[0].before)
            wordy = wordy_of(self._text(whole))
            if (
                wordy is not None
                and wordy.measure in {"completion", "zero", "assigned"}
                and is_meant(wordy, self.place.kind, is_headline=self.place.is_headline)
            ):
                self.pending.clear()
                yield from self._wordy(wordy, whole)

    def _quantified(self, figure: Figure, following: Iterable[Segment]) -> Iterator[ProposedCommitment]:
        quantity = figure.quantity
        own_verb = leading_verb(self._text(self.pending[0])) if self.pending else leading_verb(figure.left)
        if figure.form is Form.BEFORE_NOUN and not own_verb and (last := LAST_VERB.search(figure.left)):
            own_verb = last.group()
        verb = own_verb or self._inherited_verb(figure)
        if self.pending and (_BEGINS_ANEW.match(figure.left) or (figure.left and is_elided(figure.left))):
            self.carried.extend(self.pending)
            self.pending.clear()
        parts = [self._text(segment) for segment in self.pending] + [figure.left]
        start = (self.pending[0] if self.pending else figure.segment).start
        end = figure.segment.end if figure.tail else quantity.suffix_end
        shared = Comparator.EQUAL
        if self.together and not figure.left:
            names, self.together = self.together[:1], self.together[1:]
            start, end = self.together_place
            shared = self.together_comparator
        elif followers := self._followers(figure, following):
            names, self.together = (every := names_together(parts, 1 + len(followers)))[:1], every[1:]
            end = max([end, *(follower.quantity.suffix_end for follower in followers)])
            self.together_place = (start, end)
            # The words behind the last value hold for all: 分别增长7%、8%左右.
            self.together_comparator = shared = followers[-1].quantity.comparator
            if shared is Comparator.EQUAL and quantity.prefix:
                self.together_comparator = quantity.comparator  # 不低于740元/月和485元/月
        else:
            names = self._names(parts, figure, own_verb, verb)
        comparator = quantity.comparator if quantity.comparator is not Comparator.EQUAL else shared
        if comparator is Comparator.EQUAL and not quantity.prefix:
            comparator = comparator_of(apart_from_base(figure.left)[1])
        kind = ("", ValueKind.LEVEL)
        for name in names:
            if not name:
                continue
            measure = measure_of(name, verb, quantity)
            kind = (measure, value_kind_of(name, verb, measure, quantity))
            if self.whole_kind is not None and not quantity.is_percent:
                kind = self.whole_kind
            yield self._made(name, (start, end), *kind, comparator=comparator, quantity=quantity)
            self.last_kind = kind
        # A gap (高于全国0.7个百分点) is of what was measured before, and nothing is of the gap.
        if names[-1] and kind[0] != "relative":
            self.name, self.verb, self.unit, self.subject = names[-1], verb, quantity.unit, subject_of(names[-1])

    def _names(self, parts: list[str], figure: Figure, own_verb: str, verb: str) -> tuple[str, ...]:
        left, quantity = apart_from_base("、".join(parts))[0], figure.quantity
        if figure.form is Form.BEFORE_NOUN:
            head = plain_name(left) if left and not is_elided(left) else left
            head = re.sub(r"(?:^|(?<=\S))(?:完成|为|对|给|使|保持|累计|共|实现|超过?|近|约)$", "", head)
            if not head and not own_verb and verb and figure.segment.before == "、":
                head = verb
            link = "的" if left.endswith("的") else ""
            return (without_lead(head + link + figure.tail.removeprefix("的")),)
        if figure.form is Form.UNIVERSAL:
            return (plain_name(left.removeprefix("为")) + figure.tail.removeprefix("的"),)
        if name := self._name_of_what_was_said(left, quantity):
            return (name,)
        if quantity.is_percent and (RATE_NOUN.search(left) or MEASURE_NOUN.search(left)):
            return shared_names(parts)
        name = re.sub(r"(?:达|超过?|不少于)(?=每)", "", plain_name(left))
        if _GENERIC.fullmatch(name):
            name = self._context() + name
        if not own_verb and verb and not name.startswith(verb) and verb.startswith("新"):
            name = verb + name
        return (name,)

    def _name_of_what_was_said(self, left: str, quantity: Quantity) -> str:
        """The name where the words before a figure leave its subject to what was said before; "" where they name it themselves."""
        if "其中" in left and not MEASURE_NOUN.search(left) and not RATE_NOUN.search(left) and len(without_lead(left)) <= 4 and self.name:
            return f"{self.name}（{without_lead(left)}）"
        if quantity.prefix == RANK and self.name and (placed := _PLACED.fullmatch(left)):
            return f"{self.name}{placed['where']}位次"
        if is_elided(left):
            if (period := PERIOD.match(left)) and (before := PERIOD.match(self.name)):
                return period.group() + self.name[before.end() :]
            about = self.subject or (topic_of(self._text(self.carried[-1])) if self.carried else "")
            # A rate is of the whole that was named before, a total of what it is about: 出口达3.9万亿元、增长9.5%.
            about = (self.name or about) if quantity.is_percent and "占" not in left else about
            measure = without_lead(left) if left else ""
            return (about if about.endswith(measure) else about + measure) or self.name
        if left and (verb_alone := OUTPUT_VERB.fullmatch(without_lead(left))):
            is_neutral = plain_name(verb_alone.group() + "事项") == "事项"
            return (self.subject or (self._context() if is_neutral else "")) + verb_alone.group()
        return ""

    def _context(self) -> str:
        """What a name that says too little alone is about.

        The clause before (提升县城承载能力,…重大项目500个), else what the sentence measured last, else the task's title where it is short.
        """
        clause = self._text(self.carried[-1]) if self.carried else ""
        topic = without_verb(clause)
        if topic != clause and len(topic) <= _LONGEST_TOPIC:
            return topic
        topic = without_verb(self.place.title) if len(self.place.title) <= 2 * _LONGEST_TOPIC else ""
        # 提高投资效益: 完成投资5000亿元: a short title about the same says nothing more.
        says_same = len(topic) <= _SHORT_TOPIC and _GENERIC_NOUN.search(topic)
        return self.name or ("" if says_same else topic)

    def _inherited_verb(self, figure: Figure) -> str:
        """The verb of the list that a bare noun and figure stand in: 新增上市企业20家,国家制造业单项冠军8家.

        Across a comma only where the unit is the same and nothing is said of the figure itself.
        """
        if not self.verb or self.pending or figure.quantity.is_percent or (figure.left and is_elided(figure.left)):
            return ""
        if figure.segment.before == "、" and not MEASURE_NOUN.search(figure.left):
            return self.verb
        is_bare = not figure.quantity.prefix and figure.form is Form.FINAL and not MEASURE_NOUN.search(figure.left)
        same_unit = figure.segment.before == "，" and figure.quantity.unit == self.unit and "其中" not in figure.left
        return self.verb if is_bare and same_unit and not re.search(r"新增|累计|总量", figure.left) else ""

    def _followers(self, figure: Figure, following: Iterable[Segment]) -> list[Figure]:
        """The bare values that follow a figure in its enumeration and share its words: 分别增长6%、8%, 提高到740元/月和485元/月."""
        followers: list[Figure] = []
        for segment in following:
            follower = figure_of(self.plain.text, segment, self.quantities) if segment.before == "、" else None
            if follower is None or follower.left or follower.tail or follower.quantity.unit != figure.quantity.unit:
                break
            followers.append(follower)
        return followers

    def _wordy(self, wordy: Wordy, segment: Segment) -> Iterator[ProposedCommitment]:
        shares = self.pending
        if wordy.sort is WordySort.ASSIGNED and self.place.is_headline and wordy.subject:
            shares = self.carried + self.pending
        groups = enumerations_of(self.plain.text, [*shares, Segment(segment.start, segment.start + len(wordy.subject), segment.before)])
        if wordy.sort is WordySort.JUDGED and wordy.measure not in {"rank", "class", "record"}:
            ending = "覆盖" if wordy.measure == "coverage" else ""
            names = [plain_name("、".join(parts)) + ending for parts, _start in groups]
        else:
            names = [name for parts, _start in groups for name in shared_names(parts)]
        if not self._text(segment).startswith(wordy.subject):
            names = [plain_name(wordy.subject)]  # an object: 全面完成“美丽河湖”建设任务
        for name in names:
            if name:
                kind = wordy_value_kind_of(name, wordy.measure, wordy.sort)
                yield self._made(name, (groups[0][1], segment.end), wordy.measure, kind, wordy=wordy)

    def _made(
        self,
        name: str,
        places: tuple[int, int],
        measure: str,
        value_kind: ValueKind,
        *,
        comparator: Comparator = Comparator.QUALITATIVE,
        quantity: Quantity | None = None,
        wordy: Wordy | None = None,
    ) -> ProposedCommitment:
        span = with_closing_marks(self.source, self.plain.source_span(*places))
        return ProposedCommitment(
            name=name,
            comparator=comparator,
            value_text=quantity.text if quantity else None,
            value=quantity.value if quantity else None,
            high=quantity.high if quantity else None,
            unit=quantity.unit if quantity else "",
            wording=wordy.wording if wordy else None,
            kind=self.place.kind,
            measure=measure,
            value_kind=value_kind,
            clause=self.source[span[0] : span[1]],
            span=span,
            section=self.place.section,
            task=self.place.task,
            item=self.place.item,
            sort=wordy.sort if wordy else None,
            rising=wordy.rising if wordy else True,
            reference=wordy.reference or None if wordy else None,
        )
