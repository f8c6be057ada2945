"""Verbs of output: what a government makes, holds, trains, repairs or grants within the year.

A figure behind such a verb is a running total, and a count right behind one stands before what it counts: 改造提升3000个行政村村道.
"""

from __future__ import annotations

import re

_WORDS = """
新增 新建 新认定 新引进 新引育 新招引 新改建 新改扩建 新开工 新开通 新培育 新设 新签 新签约 新入库
新注册 新发展 新创建 新晋 新获批 招引 引进 引育 培育 打造 建设筹集 建设 建成投用 建成 建立 创建
改造提升 更新改造 改造 提档升级 提质升级 提能升级建设 升级改造 组织实施 滚动推进 实施 推进 推动
完成整治 完成 开工建设 开工 竣工 整治 治理 增加 开展 举办 安排 供应 腾出 开通 开行 扶持 帮扶 获得
获评 获 吸引 带动 落实 惠及 筹集 发放 争取 办理 挽回 达成 盘活 处置 修复 保障 提供 认定 选派
培训 资助 补贴 配置 配备 投放 设立 发布 淘汰 化解 清理 解决 救助 招收 招录 储备 布局 入库 完善
提升 更新 拆除 关停 整合 推广 招聘 支持 种植 生产 供给 出让 收储 拓宽 疏浚 加固 加装 实现 减少
压减 节约 退出 服务 惠民 接待 签约 落地 新布局 新认证 规范建设 培养 新编 新开 新实施 净增 突破
攻关 攻克 办好 争创 修编 出台 制定 创成 创评 遴选 入选 通过 打通 建强 建好 新改 复垦 造林 营造
升级拓展 拓展 托管 聘请 聘任 聘用 选聘 选调 联动 引入 吸纳 安置 容纳 救治 筛查 检查 抽检 抽查 检测 排查
命名 授予 募集 储备 征集 创作 推出 上演 排演 出版 放映 捐赠 结对 走访 慰问 调解 办结 受理 查处 侦破 归集
补助 奖励 奖补 减免 授信 新增改造 新增解决 提升改造 升级建设 建设提升 扩建 改建 翻建 搬迁 迁建 续建 重建 划定 调剂
投用 启用 投产 改扩 扩容 建档 结题 兑现 拨付 下达 偿还 消化 收购 流转 播种 植树 补植
新植 种草 绿化 修缮 保护 活化 引导 组织 动员 评选 评定 转化
"""
# The longest first, since an alternation takes the first that fits.
_VERBS = "|".join(sorted(_WORDS.split(), key=len, reverse=True))
OUTPUT_VERB = re.compile(_VERBS)
_BEFORE = (
    "加快|壮大|发展|做强|为|对|给|向|让|使|保持|超|超过|近|约|不少于|至少|全国|全省|全市|全县|全区|首批|第[一二三四五]批|新一批"
    "|累计|再|各|共|等"
)
BEFORE_COUNT = re.compile(rf"(?:{_VERBS}|{_BEFORE})(?:了|起)?$")
"""What may stand right before a count that is followed by its noun."""
LAST_VERB = re.compile(rf"(?:{_VERBS})$")
"""The verb that words end with: 先行试点建设50个中心."""
