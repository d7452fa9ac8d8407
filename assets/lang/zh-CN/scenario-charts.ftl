### scenario-charts

## Kinds
chart-kind-project-timeline = 项目进度
chart-kind-scenario-overlay = 情景叠加
chart-kind-waterfall = 瀑布
chart-kind-small-multiples = 多图并列

## Scenarios
chart-scenario-plan = 规划
chart-what-waterfall = { $metric }，{ $from } → { $to }
chart-name-partial = { $name }（{ $n }/{ $of } 个）
chart-note-scenarios = 情景：{ $list }
chart-note-no-difference = 两者没有差额
chart-note-shared-scale = 各图同一纵轴
chart-note-own-scales = 各图纵轴不同
chart-foot-scenarios = 情景线按所列假设推算
chart-foot-contributions = 各项贡献之和等于差额
chart-hover-from-plan = 比规划轨迹 { $value }
chart-hover-held = 已锁定
chart-hover-step = 由 { $from } 变为 { $to }
chart-step-name = 来由
chart-step-amount = 增减
chart-step-level = 累计
chart-step-basis = 起点不同
chart-panel-name = 节点
chart-panel-empty = 没有这一指标的数
chart-more-panels = 另有 { $n } 个未画出
chart-empty-no-scenario = 这张图要有情景才画得出来。请先新建一个情景，或选一个已有的。
chart-empty-overlay = 规划和情景里都没有这一指标的数。请录入基期和目标，或在情景里给出数值。
chart-empty-waterfall = 两边之中有一边没有这一年的数，算不出差额。请改选年份、指标或节点。
chart-empty-no-panels = 没有可并列的节点。请先钉住几个节点，或改选有下级的节点。

## Projects
chart-empty-projects = 这里按投产时间排列项目。还没有项目，请在项目表里添加。
chart-note-projects = { $n } 个项目
chart-note-undated = { $n } 个投产时间未定
chart-foot-timeline = 条形自投产之日起，高度为达产比例；浅色底为规划期
chart-timeline-project = 项目
chart-timeline-place = 所属
chart-timeline-status = 状态
chart-timeline-start = 投产
chart-timeline-investment = 投资
chart-timeline-output = 达产产出
chart-timeline-ramp = 第 { $n } 年达产比例
chart-timeline-undated = 投产时间未定
chart-hover-investment = 投资 { $value }
chart-hover-land = 用地 { $value }
chart-hover-energy = 年用能 { $value }
chart-hover-output = 达产 { $value }
chart-hover-ramp = 爬坡 { $value }

## Command line
cli-arg-export-scenario = 图中的情景编号（文件名），用逗号分隔；瀑布图每个情景一张
cli-arg-export-base = 瀑布图的起点，缺省为 plan（规划本身）
cli-arg-export-year = 瀑布图的年份，缺省为规划最后一年

## Register of projects
projects-none = 还没有项目
projects-none-text = 这里登记投资项目：所属集聚区、关键领域、状态、投资、用地、用能、达产产出、投产时间和爬坡比例。情景可以推迟、放大或取消它们。
projects-none-action = 添加第一个项目
