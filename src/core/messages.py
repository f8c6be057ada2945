"""The sentence of every `UserError`, in Chinese and English: what is wrong, and what to do.

Each sentence names the facts of its error as `{field}`. A test finds codes without a sentence and sentences without a code.
"""

from __future__ import annotations

from typing import Literal

from core.errors import UserError

Language = Literal["zh", "en"]


def sentence(error: UserError, language: Language = "zh") -> str:
    """The one sentence that tells the person what is wrong and what to do.

    Raises:
        KeyError: the error has no sentence, which a test excludes.
    """
    chinese, english = SENTENCES[error.code]
    text = (chinese if language == "zh" else english).format(**error.facts)
    return " ".join(text.splitlines())  # a fact of the machine's may bring line feeds with it


SENTENCES: dict[str, tuple[str, str]] = {
    # quantities and periods
    "not-a-quantity": (
        "“{field}”应填数字，现为“{text}”；请改填数字（可带千分位、万、亿、%），没有数据请填缺报原因。",
        "“{field}” expects a number, not “{text}”; enter digits (separators, 万, 亿, % are fine) or why it is missing.",
    ),
    "quantity-out-of-range": (
        "“{field}”的数值“{text}”过大；请换用更大的计量单位（如万、亿）后再填。",
        "“{text}” is too large for “{field}”; use a larger unit (万, 亿).",
    ),
    "not-a-period": (
        "“{text}”不是填报期；请写成 2025-06（月）、2025-Q2（季）、2025-H1（半年）或 2025（年）。",
        "“{text}” is no period; write 2025-06 (month), 2025-Q2 (quarter), 2025-H1 (half-year) or 2025 (year).",
    ),
    # files of the machine
    "path-is-folder": (
        "“{path}”是一个文件夹；请指定其中的文件。",
        "“{path}” is a folder; name a file in it.",
    ),
    "file-not-found": (
        "找不到文件“{path}”；请检查路径，或确认U盘已插好。",
        "There is no file “{path}”; check the path, or that the USB stick is in.",
    ),
    "file-not-readable": (
        "无法读取“{path}”（{reason}）；请检查文件权限或介质是否完好。",
        "“{path}” cannot be read ({reason}); check its permissions and the medium.",
    ),
    "cannot-write": (
        "无法写入“{path}”（{reason}）；请换一个可写的位置，或取消只读。",
        "“{path}” cannot be written ({reason}); choose a writable place or lift the write protection.",
    ),
    "file-exists": (
        "“{path}”已经存在；请换一个文件名，或先移走原文件。",
        "“{path}” exists already; choose another name or move it away first.",
    ),
    "disk-full": (
        "磁盘已满，“{path}”没有写成，原有内容未动；请清理空间后重试。",
        "The disk is full: “{path}” was not written and what was there is unchanged; free some space and try again.",
    ),
    # the change log
    "change-not-canonical": (
        "数据包中的变更记录格式不符（{reason}），已拒收，工作簿未动；请对方重新导出。",
        "A change in the file is not in its canonical form ({reason}); it was refused and nothing was changed. Ask for a new export.",
    ),
    # the workspace file
    "not-a-workspace": (
        "“{path}”不是践诺工作簿；请选择扩展名为 .jiannuo 的文件，收到的任务包请用“打开任务包”。",
        "“{path}” is no Jiannuo workspace; choose a .jiannuo file, and open a received task file with “open”.",
    ),
    "workspace-newer": (
        "“{path}”由更新版本的程序建立（格式 {version}）；请升级本程序后再打开，文件未动。",
        "“{path}” was made by a newer program (format {version}); update this program. The file is unchanged.",
    ),
    "workspace-damaged": (
        "“{path}”已损坏（{reason}）；请改用备份的副本，并留好这个文件以备抢救，文件未动。",
        "“{path}” is damaged ({reason}); use a backup copy and keep this file, which is unchanged.",
    ),
    "workspace-in-use": (
        "“{path}”正由{holder}编辑；请等对方关闭后再写入，现在可以只读打开。",
        "“{path}” is being edited by {holder}; wait until it is closed, or open it read-only.",
    ),
    # reading a report
    "report-is-empty": (
        "报告里没有文字；请选择含有报告全文的文件。",
        "The report holds no words; choose a file with its full text.",
    ),
    "report-is-too-large": (
        "“{path}”有{size_mb}兆字节，超过报告文本的上限{limit_mb}兆字节；请只保留报告正文，另存为文本后再读。",
        "“{path}” has {size_mb} MB, more than the {limit_mb} MB of any report; save only the report's text and read that.",
    ),
    "report-is-not-text": (
        "“{path}”不是文本文件，或编码无法识别；请另存为UTF-8编码的文本（.txt 或 .md）后再读。",
        "“{path}” is no text, or its encoding is unknown; save it as UTF-8 text (.txt or .md) and read that.",
    ),
    "report-format-not-read": (
        "“{path}”是{kind}文件，暂不能直接读取；请在原软件中另存为文本（.txt）后再读。",
        "“{path}” is a {kind} file, which is not read directly yet; save it as text (.txt) in its own program and read that.",
    ),
    "report-has-no-headings": (
        "没有找到报告的标题层次，也没有预期目标；请确认是政府工作报告全文，标题（如“一、2024年工作回顾”）各占一行。",
        "No headings and no targets were found; make sure it is the report's full text, with each heading on a line of its own.",
    ),
    # bundles and keys
    "not-a-bundle": (
        "“{path}”不是践诺数据包；请选择对方用践诺导出的 .jnb 文件。",
        "“{path}” is not a Jiannuo bundle; choose a .jnb file that Jiannuo exported.",
    ),
    "bundle-damaged": (
        "数据包“{path}”不完整或已被改动（{reason}），已拒收，工作簿未动；请重新拷贝，仍不行则请对方重新导出。",
        "The bundle “{path}” is incomplete or altered ({reason}); nothing was changed. Copy it again or ask for a new export.",
    ),
    "bundle-too-large": (
        "数据包“{path}”超过 {limit_mb} MB 的上限；请分次导出，或把部分佐证材料留待下一包。",
        "The bundle “{path}” exceeds the limit of {limit_mb} MB; export in parts, or leave some evidence for the next one.",
    ),
    "bundle-newer": (
        "数据包“{path}”由更新版本的践诺导出（格式 {version}）；请先升级本机的践诺再打开。",
        "The bundle “{path}” was exported by a newer Jiannuo (format {version}); upgrade this program first.",
    ),
    "bundle-signature-wrong": (
        "数据包“{path}”的签名与终端 {site} 不符，已拒收，工作簿未动；请向报送单位核实并请其重新导出。",
        "A signature in “{path}” is not that of site {site}; it was refused and nothing was changed. Ask the sender for a new export.",
    ),
    "bundle-foreign-plan": (
        "数据包“{path}”属于另一个方案（{plan}），不能并入本工作簿；请打开该方案的工作簿后再导入。",
        "The bundle “{path}” belongs to another plan ({plan}); open the workspace of that plan to import it.",
    ),
    "bundle-demo-mismatch": (
        "示例数据包与正式工作簿不能互相导入（“{path}”）；请改用同为示例或同为正式的文件。",
        "Demo and real data never mix (“{path}”); use a bundle and a workspace that are both demo or both real.",
    ),
    "bundle-unknown-signer": (
        "数据包“{path}”由未登记的终端 {site}（自称 {unit}）签发，已拒收；请确认该单位用本方案的任务包建立工作簿后重新导出。",
        "The bundle “{path}” is signed by site {site} (claiming {unit}), which is not enrolled; have that unit export from its task file.",
    ),
    "bundle-wrong-kind": (
        "“{path}”是{kind}类数据包，此处需要{expected}类；请另选文件。",
        "“{path}” is a bundle of kind {kind}, and {expected} is needed here; choose another file.",
    ),
    "bundle-for-other-unit": (
        "数据包“{path}”是发给另一单位（{unit}）的；请打开该单位的工作簿，或索取发给本单位的数据包。",
        "The bundle “{path}” is addressed to another unit ({unit}); open that unit's workspace or ask for the bundle made for yours.",
    ),
    "evidence-damaged": (
        "佐证材料的内容与登记的校验值（{sha256}）不符；请重新添加该材料，或从备份恢复工作簿。",
        "An evidence file no longer matches its checksum ({sha256}); add the file again or restore the workspace from its mirror.",
    ),
    "enrolment-wrong": (
        "终端 {site} 的登记无效（{reason}）；请用本单位最新的任务包重新建立工作簿。",
        "The enrolment of site {site} is not valid ({reason}); open the unit's latest task file into a new workspace.",
    ),
    "key-not-here": (
        "本机没有终端 {site} 的密钥，不能以它的名义填报；请在原电脑上操作，或请上级重发任务包。",
        "The key of site {site} is not on this computer; work on the original one or ask for a new task file.",
    ),
    "key-file-damaged": (
        "密钥文件“{path}”已损坏；请从备份恢复该文件，或请上级重发任务包。",
        "The key file “{path}” is damaged; restore it from a backup or ask for a new task file.",
    ),
    # tables
    "table-not-readable": (
        "“{path}”读不出表格（{reason}）；请另存为 .xlsx，或 UTF-8、GB18030 编码的 .csv 后重试。",
        "“{path}” holds no readable table ({reason}); save it as .xlsx, or as .csv in UTF-8 or GB18030.",
    ),
    "table-column-missing": (
        "“{path}”缺少“{column}”一栏；请补上这一栏的表头后重试。",
        "“{path}” has no column “{column}”; add it to the head row and try again.",
    ),
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
    # the plan
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
    "word-unknown": (
        "“{column}”一栏的“{text}”无法识别；请填：{words}。",
        "“{text}” in the column “{column}” is not known; write one of: {words}.",
    ),
    "plan-not-confirmed": (
        "还有{count}条识别结果没有确认，不能下发；请核对后用 plan confirm --all 确认。",
        "{count} proposals are not confirmed; look through them and confirm them with plan confirm --all before issuing.",
    ),
    "plan-has-items-without-lead": (
        "还有{count}个事项没有牵头单位（{codes}…），不能下发；请先明确牵头单位。",
        "{count} items have no lead ({codes}…); name a lead for each before issuing.",
    ),
    "nothing-to-issue": (
        "自上次下发以来方案没有变化，不需要再下发；要重发任务包请用 plan send。",
        "Nothing was changed since the last revision; to write the task files again use plan send.",
    ),
    "plan-not-issued": (
        "方案还没有下发，各单位尚无任务，没有可发送、汇总或打印的内容；请先用 plan issue 下发方案。",
        "The plan is not issued yet, so there is nothing to send, sum up or print; issue it first with plan issue.",
    ),
    # exchange
    "nothing-to-send": (
        "对方已经有了全部内容，没有需要发送的；有新的填报或审核后再导出。",
        "The receiver holds everything already; export again after new entries or reviews.",
    ),
    "stream-forked": (
        "“{path}”与已收到的内容矛盾（终端 {site} 同一编号有两种内容），已拒收，工作簿未动；请联系该单位，可能有人复制过工作簿。",
        "“{path}” contradicts what is held (site {site} wrote two things under one number); it was refused. Ask the unit.",
    ),
    # recording and reviewing
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
        "退回或核定必须写明理由；请填写理由后重试。",
        "A return or a reviewed value needs a reason; give one and try again.",
    ),
    "folder-not-empty": (
        "文件夹“{path}”里已有别的文件；请换一个新的或空的文件夹放示例。",
        "The folder “{path}” holds other files; choose a new or an empty one for the demo.",
    ),
    "invitation-used-twice": (
        "“{path}”来自“{unit}”的第二台电脑（{second}），而任务包只能打开一次（已由 {first} 打开）；已拒收，请向该单位核实后重发任务包。",
        "“{path}” comes from a second computer ({second}) of “{unit}”, but its task file admits one ({first}); ask the unit.",
    ),
    # fonts
    "font-file-missing": (
        "缺少字体文件“{path}”，文件无法排版；请重新安装本程序，或改用随程序附带的字体。",
        "The font file “{path}” is missing, so nothing can be printed; install the program again or use the bundled fonts.",
    ),
    "workspace-without-plan": (
        "其中没有任务分解方案（{plan}）；请向主办单位重新索取任务包。",
        "It holds no plan ({plan}); ask the office for a new task file.",
    ),
    # tables, names and paths as people have them
    "table-column-repeated": (
        "“{path}”的“{column}”一栏出现了两次；请只保留一栏，其余删去或改名为“备注”。",
        "“{path}” has the column “{column}” twice; keep one and delete the other or rename it 备注.",
    ),
    "table-column-unknown": (
        "“{path}”的“{column}”一栏无法识别；请改为：{known}；不需要的栏请删去或改名为“备注”。",
        "“{path}” has an unknown column “{column}”; write one of: {known}; delete it if it is not needed, or rename it 备注.",
    ),
    "table-cell-outside": (
        "“{path}”第{row}行的“{text}”没有对应的表头；请检查该行是否多了一格（CSV中带逗号的内容要加引号），或补上表头。",
        "Row {row} of “{path}”: “{text}” stands under no head; look for a cell too many (quote commas in CSV) or add the head.",
    ),
    "table-code-is-number": (
        "“{path}”第{row}行“{column}”的“{text}”被存成了数字，1.1与1.10无法区分；请把这一栏的单元格格式设为文本，再重新输入编号。",
        "Row {row} of “{path}”: “{text}” in “{column}” is kept as a number (1.1 may be 1.10); format the column as text and type it again.",
    ),
    "table-formula-without-result": (
        "“{path}”第{row}行“{column}”的公式没有保存结果；请用Excel或WPS打开后重新保存，或把公式改为数值。",
        "Row {row} of “{path}”: the formula in “{column}” has no saved result; open and save the file again, or paste the value.",
    ),
    "table-row-repeated": (
        "“{path}”第{row}行与第{first}行重复（{text}）；请只保留一行。",
        "Row {row} of “{path}” repeats row {first} ({text}); keep one of them.",
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
    "indicator-missing": (
        "填了“{column}”，但没有写是哪个指标；请在“指标”一栏写上指标名称，或清空这一格。",
        "“{column}” is filled, but the row names no indicator; name it in the column 指标, or clear the cell.",
    ),
    "value-and-reason": (
        "既填了数值“{value}”，又填了缺报原因“{reason}”；请只保留一个。",
        "There is a figure “{value}” and a reason why it is missing “{reason}”; keep one of them.",
    ),
    "recorded-twice": (
        "与第{first}行填的是同一处，内容却不同；请只保留一行。",
        "Row {first} says something else of the same figure or text; keep one of them.",
    ),
    "nothing-asked": (
        "方案没有要求“{unit}”填报，{period}不需要上报；请用承担事项的单位的工作簿上报。",
        "The plan asks nothing of “{unit}”, so there is nothing to hand up for {period}; use the workspace of a unit that has duties.",
    ),
    "actor-not-text": (
        "姓名“{text}”不是可识别的文字；请把终端编码设为UTF-8后重新输入姓名。",
        "The name “{text}” is no readable text; set the terminal to UTF-8 and type it again.",
    ),
    # who may send, and what a task file must hold
    "bundle-not-from-above": (
        "数据包“{path}”来自“{unit}”，它不是本单位的上级，已拒收，工作簿未动；请索取上级单位发给本单位的数据包。",
        "The bundle “{path}” comes from “{unit}”, which does not stand above this unit; it was refused. Ask the unit above for its own.",
    ),
    "invitation-replaced": (
        "“{path}”用的不是“{unit}”现行的任务包（重发之后，旧任务包即作废），已拒收；请该单位在其工作簿中合并最新的任务包后，重新导出上报包。",
        "“{path}” rests on a task file of “{unit}” that is no longer valid; have the unit merge its latest one and export anew.",
    ),
    "task-file-incomplete": (
        "任务包“{path}”内容不全或不一致（{reason}），不能据以建立工作簿；请向发包单位索取新的任务包。",
        "The task file “{path}” is incomplete or contradicts itself ({reason}), so no workspace was made; ask for a new one.",
    ),
}
