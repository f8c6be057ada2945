"""Sentences of `core.errors.exchange`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
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
    "nothing-to-send": (
        "对方已经有了全部内容，没有需要发送的；有新的填报或审核后再导出。",
        "The receiver holds everything already; export again after new entries or reviews.",
    ),
    "invitation-used-twice": (
        "“{path}”来自“{unit}”的第二台电脑（{second}），而任务包只能打开一次（已由 {first} 打开）；已拒收，请向该单位核实后重发任务包。",
        "“{path}” comes from a second computer ({second}) of “{unit}”, but its task file admits one ({first}); ask the unit.",
    ),
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
    "site-unknown": (
        "没有登记过终端或单位“{site}”；请在“交换”页查看已登记的终端。",
        "No computer “{site}” is enrolled, or the unit has none; the exchange page lists those that are.",
    ),
    "own-site-not-cut": (
        "不能截断本机自己的终端 {site}；请在主办单位的另一台电脑上操作。",
        "This computer's own site {site} cannot be cut here; do it on another computer of the office.",
    ),
    "words-differ": (
        "念出的六个词与终端 {site} 的密钥不符；请再核对一遍，仍不符则可能不是对方的电脑，请停用它并重发任务包。",
        "The six words are not those of site {site}; compare again, and if they still differ cut it off and send a new task file.",
    ),
    "cut-not-held": (
        "终端 {site} 只收到第{held}号变更，不能截断在第{last}号；请先合并它的上报包，或截断在已收到的编号。",
        "Of site {site} changes up to {held} are held, so it cannot be cut at {last}; merge its file first or cut at a number held.",
    ),
    "branch-unknown": (
        "终端 {site} 没有以“{branch}”结尾的分支，或有不止一个；请用 jiannuo waiting 查看各分支，写出更多位。",
        "Site {site} has no branch whose end begins with “{branch}”, or several; list them with jiannuo waiting and give more digits.",
    ),
    "nothing-to-purge": (
        "没有找到可以清除的内容“{name}”；请写佐证材料的 SHA-256，或文字的校验值（见 jiannuo history --json）。",
        "There is nothing “{name}” to purge; give the SHA-256 of a piece of evidence or the hash of a text.",
    ),
}
