"""Sentences of `core.errors.plan`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
    "unit-code-repeated": (
        "“{path}”第{row}行的单位代码“{unit}”重复或为空；请改为不重复的代码。",
        "Row {row} of “{path}”: the unit code “{unit}” is repeated or empty; give each unit its own code.",
    ),
    "unit-parent-unknown": (
        "“{path}”第{row}行的上级代码“{parent}”在表中不存在；请先列出该上级单位，或改正代码。",
        "Row {row} of “{path}”: there is no unit with the parent code “{parent}”; add it or correct the code.",
    ),
    "unit-kind-unknown": (
        "“{path}”第{row}行的单位类型“{kind}”无法识别；请填 市、部门、辖市区 或 乡镇。",
        "Row {row} of “{path}”: “{kind}” is no kind of unit; write 市, 部门, 辖市区 or 乡镇.",
    ),
    "unit-tree-has-no-root": (
        "“{path}”的单位不成一棵树；请只留一个没有上级代码的单位，并检查上级是否互相循环。",
        "The units of “{path}” are no tree; leave exactly one without a parent code and look for circles.",
    ),
    "not-the-office": (
        "这是“{unit}”的工作簿，只有下发任务的主办单位才能这样做；请在主办单位的工作簿中操作。",
        "This workspace belongs to “{unit}”; only the issuing office can do this. Use the office's workspace.",
    ),
    "unit-unknown": (
        "方案中没有“{unit}”这个单位；请写单位的名称、简称或代码。",
        "The plan has no unit “{unit}”; write a unit's name, short name or code.",
    ),
    "item-unknown": (
        "方案中没有编号为“{item}”的事项；请核对事项编号。",
        "The plan has no item with the code “{item}”; check the code.",
    ),
    "indicator-unknown": (
        "事项 {item} 下没有名为“{name}”的指标；请核对指标名称。",
        "Item {item} has no indicator named “{name}”; check the name.",
    ),
    "average-of-percentages": (
        "“{name}”是百分比，不能{rule}：小单位会与大单位同样计算；请改填“比率”（由分子、分母汇总），或填“不汇总”。",
        "“{name}” is a percentage, and {rule} counts small units like large ones; write 比率 (numerators over denominators) or 不汇总.",
    ),
    "roll-up-not-meant": (
        "“{name}”是{kind}指标，按“{rule}”汇总没有意义；请改填其他汇总方式，或填“不汇总”（时间汇总可留空）。",
        "“{name}” is of the kind {kind}, for which “{rule}” means nothing; write another rule, or 不汇总 (时间汇总 may stay empty).",
    ),
    "increment-not-meant": (
        "“{name}”是{kind}指标，目标本身就不是存量，不能填“增量目标”；请清空这一格。",
        "“{name}” is of the kind {kind} and no stock, so 增量目标 means nothing for it; clear the cell.",
    ),
    "root-stays-put": (
        "“{unit}”是主办单位，不能移动或撤并；请选择它下面的单位。",
        "“{unit}” is the office itself and can be neither moved nor ended; choose a unit below it.",
    ),
    "unit-not-there": (
        "“{unit}”在{period}不存在（尚未设立或已经撤并）；请换一个填报期，或选择其他单位。",
        "“{unit}” does not exist in {period} (it has not begun, or has ended); choose another period or another unit.",
    ),
    "unit-under-itself": (
        "“{unit}”在{period}会成为自己的下级（“{under}”在它之下）；请选择不在它之下的上级单位。",
        "“{unit}” would stand under itself in {period} (“{under}” lies below it); choose a unit that does not.",
    ),
    "successor-among-predecessors": (
        "“{unit}”不能承接自己；请从被撤并的单位中去掉它。",
        "“{unit}” cannot take over from itself; leave it out of the units that end.",
    ),
    "succession-too-early": (
        "{period}是方案的第一个填报期，此前没有可承接的数；请改用之后的填报期，或直接修改单位表。",
        "{period} is the plan's first period, with nothing before it to take over; choose a later one, or change the table of units.",
    ),
    "plan-not-confirmed": (
        "还有{count}条识别结果没有确认，不能下发；请在“方案”页核对并确认，或运行 jiannuo plan confirm --all。",
        "{count} proposals are not confirmed; confirm them on the page “Plan”, or run jiannuo plan confirm --all, before issuing.",
    ),
    "plan-has-items-without-lead": (
        "还有{count}个事项没有牵头单位（{codes}…），不能下发；请先明确牵头单位。",
        "{count} items have no lead ({codes}…); name a lead for each before issuing.",
    ),
    "nothing-to-issue": (
        "自上次下发以来方案没有变化，不需要再下发；要重发任务包，请在“交换”页写出，或运行 jiannuo plan send。",
        "Nothing was changed since the last revision; write the task files again on the page “Exchange”, or run jiannuo plan send.",
    ),
    "plan-not-issued": (
        "方案还没有下发，各单位尚无任务，没有可发送、汇总或打印的内容；请先在“方案”页下发，或运行 jiannuo plan issue。",
        "The plan is not issued yet, so there is nothing to send, sum up or print; issue it on the page “Plan”, or run jiannuo plan issue.",
    ),
    "unit-name-missing": (
        "“{path}”第{row}行没有单位名称；请填写“名称”。",
        "Row {row} of “{path}” has no name of the unit; fill in 名称.",
    ),
    "unit-name-repeated": (
        "“{path}”第{row}行的“{name}”已是另一单位的名称、简称或代码；请改成不重复的。",
        "Row {row} of “{path}”: “{name}” is already a name, short name or code of another unit; choose another.",
    ),
    "unit-ambiguous": (
        "“{unit}”可指多个单位（{names}）；请改写单位的全称或代码。",
        "“{unit}” may be several units ({names}); write the full name or the code.",
    ),
    "unit-outside-subtree": (
        "“{unit}”不在“{own}”及其下属单位之内，本工作簿没有它的数据；请改选本单位或下属单位。",
        "“{unit}” is not “{own}” or below it, and this workspace does not hold its data; choose the own unit or one below.",
    ),
    "settings-not-readable": (
        "“{path}”不是可以读取的设置文件（{reason}）；请存成UTF-8编码的TOML，每行一项，如 截止日 = 28。",
        "“{path}” is no file of settings ({reason}); save it as TOML in UTF-8, a setting a line, such as due_day = 28.",
    ),
    "setting-unknown": (
        "“{path}”中的“{name}”不是方案的设置，或写了两次；请改为：{known}。",
        "“{name}” in “{path}” is no setting of the plan, or is there twice; write one of: {known}.",
    ),
    "setting-refused": (
        "设置“{name}”不能是“{text}”；请填：{expected}。",
        "The setting “{name}” cannot be “{text}”; write: {expected}.",
    ),
    "plan-periods-fixed": (
        "方案已经下发，各单位按原来的填报期上报，“{names}”不能再改；请从文件中删去这几项，下一年度的方案再改。",
        "The plan is issued and units report by its periods, so {names} cannot change any more; take them out of the file.",
    ),
    "last-plan-of-another-year": (
        "上年方案的工作簿是{year}年的，应为{expected}年；请选择{expected}年的主办工作簿。",
        "The workspace to begin from is of {year}, not of {expected}; choose the office's workspace of {expected}.",
    ),
    "plan-changed-since": (
        "方案此后又有改动，不能撤销这一步；请直接改成需要的内容。",
        "The plan was changed since, so that this step cannot be taken back; change it to what you want.",
    ),
    "item-issued": (
        "事项 {item} 已经下发，不能再拆分、合并；请在方案调整中停用后另立事项。",
        "Item {item} has been issued and can be neither split nor joined any more; retire it by a revision and make another.",
    ),
    "indicator-issued": (
        "指标“{name}”已经下发，不能删去，也不能改计量单位和数据类型；请在方案调整中停用后另立指标。",
        "Indicator “{name}” has been issued: it stays, with its unit and kind; retire it by a revision and make another.",
    ),
    "split-outside-item": (
        "在这里拆分，事项 {item} 有一边没有文字；请把光标放到事项文字中间。",
        "Cut here, one side of item {item} has no words; put the cursor between its words.",
    ),
    "not-a-day": (
        "“{text}”不是日期；请写成2025-06-30、6月30日或6月底的样子。",
        "“{text}” is no day; write it like 2025-06-30, or 6月底 for the end of June.",
    ),
    "node-unclear": (
        "“{text}”只有日期，没有节点内容；请每行写一个节点：日期、空格、要完成的事。",
        "“{text}” has a day and no step; write a node a line: the day, a blank, what is to be done by it.",
    ),
    "nothing-to-divide": (
        "“{name}”没有可以分配的依据：目标值须是数字，并至少有一个单位有可比的数；请先填目标值，或手工填写分解目标。",
        "“{name}” cannot be divided: its target must be a number, and a unit must have one to go by. Set the target, or type the shares.",
    ),
    "nothing-to-join": (
        "事项 {item} 之后没有可以合并的事项；请选择同一任务中靠前的一项。",
        "No item follows {item} that it can be joined with; choose an earlier one of the same task.",
    ),
    "indicator-name-missing": (
        "指标名称为空；请填写名称，不需要这一指标的请删去。",
        "The indicator has no name; write one, or drop the indicator.",
    ),
    "target-without-value": (
        "“{name}”没有目标值；请填写数字，没有数字的请选“定性”。",
        "“{name}” has no target value; write a number, or choose 定性.",
    ),
    "range-turned": (
        "“{name}”的上限{high}小于下限{low}；请对调或改正。",
        "“{name}”: the upper end {high} lies below the lower end {low}; turn them round or correct them.",
    ),
    "selection-outside-items": (
        "选中的文字不在同一个事项或上年回顾之内；请只选一个事项里的文字。",
        "The words selected are not within one item or a review; select words of one item only.",
    ),
    "report-issued": (
        "方案已经下发，不能再重读报告；请在方案调整中修改有关事项。",
        "The plan has been issued, so that its report is not read anew; change the items by a revision.",
    ),
    "reference-missing": (
        "“{name}”要与另一指标比较，但没有选是哪一个；请选择对比指标，或改为其他类别。",
        "“{name}” is to be measured against another indicator, and none is chosen; choose one, or another sort of target.",
    ),
}
