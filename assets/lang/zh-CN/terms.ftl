### terms

## Bounds, periods and spans
bound-about = 约 { $value }
bound-about-typed = 约{ $value }
bound-unstated = 未定量
period-year = { $year } 年
period-half-1 = { $year } 年上半年
period-half-2 = { $year } 年下半年
period-quarter-1 = { $year } 年一季度
period-quarter-2 = { $year } 年二季度
period-quarter-3 = { $year } 年三季度
period-quarter-4 = { $year } 年四季度
period-month = { $year } 年 { $month } 月
period-to-date = { $year } 年 { $first }–{ $last } 月累计
period-to-date-across = { $year } 年 { $first } 月–{ $last-year } 年 { $last } 月累计
period-to-date-first = { $year } 年 { $first } 月累计
month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12
span-years = { $from }–{ $to } 年
span-unstated = 未说明时间

## What a figure is
role-baseline = 基期
role-milestone = 阶段目标
role-target = 目标
role-limit = 限额
role-reference = 参考
strength-binding = 约束性
strength-expected = 预期性
strength-aspirational = 力争
form-level = 水平值
form-growth = 同比增长
form-average-growth = 年均增长
form-multiple = 倍数
form-multiple-of = 相当于 { $base }的倍数
form-annual-change = 年均变动
form-share = 占比
form-share-of = 占{ $metric }的比重
price-current = 当年价
price-constant = { $year } 年价

## What an actual, a metric, a node is
status-illustrative = 示例
status-preliminary = 初步数
status-final = 最终数
kind-flow = 流量
kind-stock = 存量
kind-ratio = 比率
kind-count = 个数
kind-tier-count = 规模以上家数
kind-derived = 计算指标
direction-up = 越大越好
direction-down = 越小越好
direction-neutral = 无好坏
roll-up-sum = 加总
roll-up-none = 不加总
roll-up-recompute = 按公式重算
node-kind-total = 全域
node-kind-member = 成员
node-kind-cluster = 集聚区
node-kind-part = 分项
node-kind-outside = 集聚区外
node-outside = { $name }·集聚区外
coverage-unstated = 口径未说明

## Registers
project-status-proposed = 谋划
project-status-approved = 已批准
project-status-building = 在建
project-status-on-stream = 已投产
project-status-cancelled = 已取消
task-kind-task = 主要任务
task-kind-safeguard = 保障措施
task-state-unstated = 未填
task-state-planned = 未启动
task-state-under-way = 推进中
task-state-blocked = 受阻
task-state-done = 已完成
relation-kind-at-most = 不超过
relation-kind-comparable = 规模可比
severity-note = 提示
severity-warning = 警告
severity-error = 错误

## Sources
source-title = 《{ $title }》
source-document-section = { $document }，{ $section }
source-printed = “{ $printed }”
source-place-printed = { $place }：“{ $printed }”

## What references are called
term-node = 节点
term-metric = 指标
term-unit = 单位
term-dimension = 维度
term-coverage = 口径
list-separator = 、
language-zh-cn = 中文
language-en = 英文
measure-money = 金额
measure-area = 面积
measure-energy = 能源
measure-electricity = 电量
measure-mass = 质量
measure-power = 功率
measure-count = 数量
measure-share = 比例
measure-points = 百分点
measure-multiple = 倍数

## What a new plan starts with
starter-total = 全域
starter-industry = 产业
starter-county = 县市区
starter-above-threshold = 规上
starter-all-firms = 全部企业
starter-sales-revenue = 销售收入
starter-output = 工业总产值
starter-profit = 利润总额
starter-tax = 税收
starter-investment = 固定资产投资
starter-land = 用地面积
starter-energy = 能源消费量
starter-firms = 企业数
starter-large-firms = 超10亿元企业数
starter-profit-margin = 利润率
## 为什么算不出所需增速
requirement-no-baseline = 规划没有给出基期数
requirement-no-target = 规划没有给出目标数
requirement-base-after-target = 基期不早于目标年
requirement-no-actual = 还没有实绩
requirement-target-past = 目标年已过
requirement-outside-missing = 还没有集聚区以外的实绩，集聚区合计不能与全口径的规划数相比
requirement-out-of-range = 两个数相差太远，无法计算

entry-separator = ；
scored-clusters = 全部集聚区
rule-on = 启用
rule-off = 停用
warning-from-off-track = 连续 { $n } 期
warning-from-limit-use = { $n } 以上
warning-from-fall = 降 { $n } 以上
warning-from-no-report = { $n } 个月
