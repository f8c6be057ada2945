"""Names: what a figure or a wordy target measures, made from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.reading.verbs import OUTPUT_VERB

# Words of manner and intention in front of what is measured; they say nothing about it.
_LEAD = re.compile(
    r"(?:力争|确保|努力实现|努力|争取实现|预计|预期|初步统计|其中|全年|今年|年内|明年|同时|并且?|也|还|均|都|实现|推动|促进|带动(?=\S+(?:增长|增加))|推进(?=\S+增长)"
    r"|保持(?=\S{2,}在)|达到|每年|可|将|要|再|全面|持续|扎实|完成|组织实施|实施|滚动推进|开展|举办|安排|落实|获得|获得?了|主要预期目标|经济社会发展"
    r"|使|让|由|从|进一步|稳步|大力|加快|新时代|牢牢|切实|不断|更好|以及|到年底|全市(?=实现|完成|新增)|全省(?=实现|完成|新增)|目标是|目标为|是(?=\S))+"
)
# Measures that need a subject; alone they speak of what was named before.
_YEARS = r"(?:近?[一二三四五六七八九十两\d]+年(?:来|间)?|连续[一二三四五六七八九十\d]+(?:年|个?月|个?季度))"
_ELIDED = re.compile(
    rf"{_YEARS}?(?:同比|实际|年均|累计|预计|比上年|较上年|再)?(?:总量|总数|总额|总规模|总面积|总产量?|产量|产值|数量|规模|累计|总计|合计|竣工|建成|投用|开工|增长|下降|增速|增幅"
    r"|总值|占比|比重|余额|新增|减少|提高|提升|上升|增加|达|占全国份额|占全省份额|投资完成率|面积|参保人数|新增参保人数|损失数|比(?:去年|上年|年初)\S{0,4}(?:增加|减少|提高|下降|高|低)|(?:增速)?(?:高于|快于|低于)\S{0,8})?"
)
MEASURE_NOUN = re.compile(
    r"(?:(?:播种|种植|总|建筑)?面积|总产量|总产|产量|产能|产值|总值|增加值|总额|总量|总数|数量|[起人次户件]数|天数|规模|余额|收入|支出|投资|外资|进出口|出口|进口"
    r"|营收|税收|利润|占比|比重|份额|比例|比率|增速|增幅|涨幅|[覆盖普及处理利用入园达标优良合格满意参保签约失业]{0,2}率|浓度|能耗|排放量?|价格|电价|指数|强度|绝对值|均值|贡献度"
    r"|满意度|拥有量|吞吐量|客流量|销量|销售额|零售额|水平|标准|(?:加工|生产|处理|供给|服务)?能力|倍差|水质|减排|消费|用电量|贷款|存款)$"
)
RATE_NOUN = re.compile(
    r"(?:占\S{1,8}(?:比重|份额)|占比|比重|份额|比例|比率|增速|增幅|涨幅|覆盖率|普及率|处理率|利用率|达标率|参保率|率|增长|下降|上涨)$"
)
_NEUTRAL_VERB = re.compile(r"^(?:推进好|抓好|做好|完成|组织实施|实施|滚动推进|开展|举办|安排|落实|获得|实现|推动|推进|保障|争取)(?=\S{2})")
_HAS_DIRECTION = re.compile(rf"(?:{RATE_NOUN.pattern})|(?:减排|改善|提升|减少|降低)$")
_OLD_VALUE = re.compile(r"(?:从|由)[^从由\d]{0,10}\d[\d.]*[^\d]{1,6}$")  # 报销比例由50%提高到60%
_MANNER = re.compile(
    r"^(?:力争|确保|努力|争取|其中|全年|今年|年内|同时|并|也|还|全面|持续|扎实|全市|全省|大力|再|共|加快|深入|分类|继续|支持|统筹|有序|积极|稳步"
    r"|靶向|滚动|线上线下|高标准|高质量|重点|精心)+"
)
_TRAILING_MANNER = re.compile(rf"(?<![平年])(?:均|都|要|再|将|继续|实际|总体|预计|首次|{_YEARS})+$")
# Measures of which several subjects have one each: 苹果、食用菌、中药材产量分别增长.
_SHARED_MEASURE = re.compile(r"(?:标准|产量|产值|增加值|吞吐量|零售额|销量|销售额|营收|数量|面积|占比|比重|\S{0,3}率)$")
_COUNT_BEFORE = re.compile(r"(?<=\S{3})(?<!每)\d[\d.]*(?:个|项|家|座|所|条|处)$")  # “保回迁”项目195个11.7万户
_SUCH = re.compile(r"等(?:主要)?(?:经济)?指标(?=增速|增幅|增长|$)")  # 固定资产投资、一般公共预算收入等指标增速
_BEFORE_BASE = re.compile(
    r"(?P<words>不低于|不少于|不超过|不高于|超过|高于|低于|超|达到|达)(?P<base>[^，；、]{2,24}的|每[\d万千百十]*\S{1,3})$"
)
PERIOD = re.compile(r"(?:全年|上半年|下半年|[一二三四]季度|前[二三]季度|年末)")
_QUALITY = re.compile(r"(?:环境质量\S{0,2}|空气质量\S{0,2}|水质\S{0,2})$")
_MODIFIER = re.compile(r"(?:化|型|性|级|式|的|新|高|大)$")
_SECOND_SUBJECT = re.compile(r"(?<=\S{2})(?:和|与|及|以及)(?=\S{2})")


def without_lead(words: str) -> str:
    """The words without those of manner and intention in front; all of them where nothing else is left.

    >>> without_lead("努力实现新能源整车产量"), without_lead("其中绿色能源占比")
    ('新能源整车产量', '绿色能源占比')
    """
    match = _LEAD.match(words)
    return words[match.end() :] if match and match.end() < len(words) else words


def apart_from_base(words: str) -> tuple[str, str]:
    """The words before a figure without a comparison that stands before what it is measured by, and that comparison, "" for none.

    >>> apart_from_base("特困人员基本生活标准不低于当地最低生活保障标准的"), apart_from_base("食品抽检量超每千人")
    (('特困人员基本生活标准', '不低于'), ('食品抽检量每千人', '超'))
    """
    match = _BEFORE_BASE.search(words)
    if match is None:
        return words, ""
    base = "" if match["base"].endswith("的") else match["base"]
    return words[: match.start()] + base, match["words"]


def leading_verb(words: str) -> str:
    """The verb of output that the words begin with, after those of manner; "" where they begin with a noun."""
    bare = _MANNER.sub("", words)
    match = OUTPUT_VERB.match(bare)
    return match.group() if match else ""


def is_elided(words: str) -> bool:
    """Whether the words are a measure without subject: 总量, 累计, 增长."""
    return _ELIDED.fullmatch(without_lead(words)) is not None or _ELIDED.fullmatch(words) is not None


def plain_name(words: str) -> str:
    """The name that a figure's words give: no words of intention, no neutral verb (完成, 实施), no 的 or 等 at the end."""
    name = without_lead(words)
    name = _NEUTRAL_VERB.sub("", name)
    name = _OLD_VALUE.sub("", name) or name
    name = _COUNT_BEFORE.sub("", name)
    name = re.sub(
        rf"(?:{_YEARS}|(?<=\S{{3}})完成|预计|已|(?<![平年])均|分别|共|的|数量为|为|是|提高到|提高至|提升到|达到|稳定在|保持在|首次)+$",
        "",
        name,
    ).strip("、， ")
    return name.lstrip("”").removesuffix("“") if name.count("“") != name.count("”") else name


def without_verb(title: str) -> str:
    """A title without the verb it begins with: 深化太湖综合治理 → 太湖综合治理."""
    words = re.sub(r"^(?:深化|深入|强化|加强|持续|扎实|大力|切实|着力|巩固|优化|发展|促进|提升|加快)+", "", title)
    verb = OUTPUT_VERB.match(words)
    words = words[verb.end() :] if verb else words
    return words if len(words) >= 2 else title


def subject_of(name: str) -> str:
    """What a name is about, without its verb and its measure: 国家专精特新企业新增 → 国家专精特新企业."""
    verb = OUTPUT_VERB.match(name)
    bare = name[verb.end() :] if verb and verb.end() < len(name) else name
    bare = re.sub(r"(?:新增|增长|下降|累计|突破|超|达)+$", "", bare) or bare
    match = MEASURE_NOUN.search(bare)
    return bare[: match.start()] if match and match.start() >= 2 else bare


def topic_of(clause: str) -> str:
    """What a clause without figure is about: its words up to the first predicate, "" where it begins with a verb or is long."""
    match = re.match(r"(.{2,16}?)(?:实现|持续|不断|稳步|明显|显著|加快|首次|再添|全线|创|提质|扩面|改革)", without_lead(clause))
    if match is None or OUTPUT_VERB.match(match.group(1)):
        return ""
    return re.sub(r"(?:数量|规模|总量)$", "", match.group(1))


def shared_names(parts: Sequence[str]) -> tuple[str, ...]:
    """The subjects that share one rate or direction, each with the words it leaves out; one name where they are not several subjects.

    `parts` are the pieces of an enumeration, the last with the measure. 农村生活污水治理、生活垃圾分类设施覆盖率 are two rates of coverage;
    高端化、智能化技改项目 is one thing.

    >>> shared_names(["农村生活污水治理", "生活垃圾分类设施覆盖率"])
    ('农村生活污水治理覆盖率', '生活垃圾分类设施覆盖率')
    >>> shared_names(["生产安全事故起数和死亡人数"])
    ('生产安全事故起数', '生产安全事故死亡人数')
    >>> shared_names(["大气", "水环境质量改善"])
    ('大气环境质量改善', '水环境质量改善')
    """
    pieces = [plain_name(parts[0]), *(_SUCH.sub("", part) for part in parts[1:])]
    if "等" in pieces[-1][:-1] or any(_MODIFIER.search(piece) for piece in pieces[:-1]) or len(pieces[0]) > 24:
        return (plain_name("、".join(parts)),)
    names = [name for piece in pieces for name in _halves(piece)]
    last = _TRAILING_MANNER.sub("", names[-1])
    rate = RATE_NOUN.search(last)
    stem = _TRAILING_MANNER.sub("", last[: rate.start()]) if rate else last
    last = stem + rate.group() if rate else last
    measure = MEASURE_NOUN.search(stem)
    tail = _QUALITY.search(last)
    completed = []
    for name in names[:-1]:
        if tail and len(name) <= 3:
            completed.append(name + tail.group())
            continue
        whole = name + measure.group() if measure and not MEASURE_NOUN.search(name) and not _HAS_DIRECTION.search(name) else name
        completed.append(whole + rate.group() if rate and not _HAS_DIRECTION.search(name) else whole)
    return (*completed, last)


def names_together(parts: Sequence[str], count: int) -> tuple[str, ...]:
    """The names of the `count` values that 分别 gives to as many subjects; the last of `parts` holds the word.

    >>> names_together(["城乡居民人均可支配收入分别增长"], 2)
    ('城镇居民人均可支配收入增长', '农村居民人均可支配收入增长')
    >>> names_together(["服务贸易", "跨境电商出口分别增长"], 2)
    ('服务贸易增长', '跨境电商出口增长')
    """
    # 分别从202元、270元提高到209元、280元: the values left behind stand among the parts.
    named = next((index for index, part in enumerate(parts) if "分别从" in part or "分别由" in part), len(parts) - 1)
    head, _word, predicate = parts[named].partition("分别")
    predicate = re.sub(r"^[从由].*$", "", predicate)
    subjects = [*parts[:named], head]
    subjects[0] = plain_name(subjects[0])
    if len(subjects) < count:
        halves = re.split(r"和|与|及", subjects[-1], maxsplit=1)
        subjects[-1:] = halves if len(halves) == 2 and all(halves) else subjects[-1:]
    if len(subjects) < count and len(subjects) == 1 and (match := re.match(r"(.*?)城乡(.*)", subjects[0])):
        subjects = [f"{match[1]}城镇{match[2]}", f"{match[1]}农村{match[2]}"]
    if len(subjects) < count and len(subjects) == 1 and (match := re.match(r"(.*?)存贷款(.*)", subjects[0])):
        subjects = [f"{match[1]}存款{match[2]}", f"{match[1]}贷款{match[2]}"]
    if subjects[0] in {"城镇", "城市"} and subjects[-1].startswith(("农村", "乡村")):
        subjects[0] += subjects[-1][2:]
    if len(subjects) != count:
        # Which value belongs to which subject is not said plainly: each keeps all the words, and the office decides.
        subjects = ["、".join(subjects)] * count
    elif measure := _SHARED_MEASURE.search(subjects[-1]):
        # 散居和集中养育孤儿补贴标准: 散居 alone is of the orphans too. A share is of amounts as well: 民间投资、产业投资占比.
        shortest = 4 if measure.group() == "标准" else 1
        has_one = RATE_NOUN if RATE_NOUN.search(measure.group()) else MEASURE_NOUN
        subjects = [it if has_one.search(it) or len(it) < shortest else it + measure.group() for it in subjects]
    return tuple(subject + predicate for subject in subjects)


def _halves(piece: str) -> tuple[str, ...]:
    """Both sides of 和 where each is a measure; a short second side takes the first one's subject."""
    for match in _SECOND_SUBJECT.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        measure = MEASURE_NOUN.search(left)
        if measure and (MEASURE_NOUN.search(right) or _HAS_DIRECTION.search(right)):
            return left, right if len(right) > 4 else left[: measure.start()] + right
    return (piece,)
