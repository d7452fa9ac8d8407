### compare

## Page and command
page-compare = 对比
action-compare-page = 情景对比
action-compare-page-hint = 并排比较规划与各情景的数值、假设与差额来由
compare-none = 还没有可比的情景
compare-none-text = 这里并排比较规划与各情景：叠加图、差额表、假设的异同，以及从一个情景到另一个的瀑布图。请先新建一个情景。
compare-nothing = 没有选中要比较的情景
compare-nothing-text = 请在上方点选一个或几个情景。
compare-no-metric = 规划还没有指标
compare-no-metric-text = 请先在“结构与登记”里添加指标。

## Choices
compare-base = 基准
compare-with = 比较
compare-nodes = 节点
compare-metrics = 指标
compare-years = 年份
compare-all-years = 逐年
compare-year-of = { $year } 年
compare-chosen-nodes = { $name }等 { $n } 个节点
compare-chosen-metrics = { $name }等 { $n } 项
compare-find-node = 查找节点（拼音首字母可用）
compare-clear = 清除
compare-all-clusters = 全部集聚区

## Table
compare-values = 数值
compare-assumptions = 假设异同
compare-assumptions-count = 假设异同 { $n }
compare-node = 节点
compare-metric = 指标
compare-unit = 单位
compare-year = 年份
compare-base-mark = 基准
compare-absolute = 差额
compare-absolute-hint = { $name }减基准
compare-relative = 差幅
compare-relative-hint = { $name }比基准高或低多少
compare-points = { $value } 点
compare-no-value = 两边都没有这一年的数
compare-no-base = 基准没有这一年的数
compare-no-other = 所比情景没有这一年的数
compare-zero-base = 基准为零，算不出差幅
compare-negative-base = 基准为负，差幅没有意义
compare-other-parts = 两边合计的集聚区个数不同，差额不全由情景引起

## Assumptions
compare-assumption = 假设
compare-difference = 异同
compare-of = 所在情景
compare-field = 项
compare-only = 仅{ $name }
compare-changed = 内容不同
compare-whole = 整条
compare-none-different = 两边假设相同
compare-none-different-text = “{ $base }”与“{ $other }”起作用的假设完全一样。
compare-field-name = 名称
compare-field-on = 开关
compare-field-kind = 种类
compare-field-value = 数值
compare-field-line = 范围
compare-field-note = 备注
compare-field-source = 出处
compare-field-range = 可能范围
compare-field-same = 仅次要项不同
compare-on = 启用
compare-off = 停用

## Charts
compare-overlay-of = 叠加
compare-export = 导出
compare-copy = 复制
