"""Sentences of `core.errors.progress`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
    "period-not-in-plan": (
        "{plan}方案没有“{period}”这个填报期；请核对填报期。",
        "The plan {plan} has no period “{period}”; check the period.",
    ),
    "cannot-record-this": (
        "事项 {item} 的“{name}”本期不由本单位填报；请删去这一行，或核对事项编号。",
        "“{name}” of item {item} is not asked of this unit in this period; remove the row or check the code.",
    ),
    "nothing-to-submit": (
        "“{period}”没有新的填报内容可上报；请先填报或修改后再上报。",
        "There is nothing new to hand up for {period}; enter or correct something first.",
    ),
    "checks-failed": (
        "有{count}处强制性审核未通过，不能上报，第一处：{first}；请改正后再上报。",
        "{count} blocking checks failed, the first: {first}; correct them before handing up.",
    ),
    "nothing-handed-up": (
        "“{unit}”没有上报{period}，无法审核；请先合并其上报包，或催报。",
        "“{unit}” has handed nothing up for {period}; merge its file first, or remind it.",
    ),
    "already-accepted": (
        "“{unit}”{period}的上报已经核定；如需更正，请该单位重新上报。",
        "The submission of “{unit}” for {period} is accepted already; ask the unit for a new one if it must change.",
    ),
    "reason-missing": (
        "退回、核定、截断和清除都必须写明理由；请填写理由后重试。",
        "A return, a reviewed value, a cut and a purge each need a reason; give one and try again.",
    ),
    "nothing-asked": (
        "方案没有要求“{unit}”填报，{period}不需要上报；请用承担事项的单位的工作簿上报。",
        "The plan asks nothing of “{unit}”, so there is nothing to hand up for {period}; use the workspace of a unit that has duties.",
    ),
    "ratio-part-missing": (
        "只填了“{given}”，没有填“{missing}”，算不出占比；请补填“{missing}”，或直接填数值。",
        "“{given}” is given without “{missing}”, so there is no share; enter “{missing}”, or the value itself.",
    ),
    "denominator-is-zero": (
        "“{name}”的分母为0，算不出占比；请核对分母，没有数据请填缺报原因。",
        "The denominator of “{name}” is 0, so there is no share; check it, or say why the figure is missing.",
    ),
    "no-period-before": (
        "{period}是方案的第一个填报期，没有上期可沿用；请直接填写。",
        "{period} is the plan's first period, with none before it to repeat; enter it directly.",
    ),
    "evidence-gone": (
        "这份佐证材料已不在本期填报内容中；请刷新后再看，需要的请重新添加。",
        "This evidence is no longer in the draft; refresh the page, and attach it again if it is needed.",
    ),
    "changed-since": (
        "事项 {item} 的这处内容之后又有改动，不能再撤销或恢复；请核对后直接修改。",
        "This entry of item {item} was changed since, so the step cannot be undone or redone; check the entry and correct it.",
    ),
    "nothing-to-explain": (
        "事项 {item} 的这处内容没有需要说明的审核问题，或数据已改动；请先检查，再填审核说明。",
        "Nothing of item {item} asks for an explanation here, or its value changed; run the checks, then explain what they ask.",
    ),
    "cannot-be-explained": (
        "“{finding}”属强制性审核，不能用说明代替；请改正数据或文字。",
        "“{finding}” cannot be explained away; correct the figure or the text.",
    ),
    "explanation-too-short": (
        "审核说明太短（不少于{least}个字，标点不算）；请写明原因。",
        "The explanation is too short (at least {least} characters, punctuation apart); say why it is so.",
    ),
}
