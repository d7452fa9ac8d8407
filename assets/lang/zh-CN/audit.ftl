## Rules
audit-rule-parts = 分合相符
audit-rule-floors = 下限与总目标
audit-rule-rest = 集聚区外
audit-rule-bounds = 目标松紧
audit-rule-identities = 增速与比重
audit-rule-drift = 比率变动
audit-rule-tiers = 企业梯队
audit-rule-measures = 基年与口径
audit-rule-multiples = 倍数
audit-rule-gaps = 缺项
audit-rule-order = 大小关系
audit-rule-outliers = 异常值
audit-rule-horizon = 规划期外
audit-rule-statements = 重复与修订

## What was found
audit-case-parts-over = { $node } { $time }的{ $metric }为 { $whole }，{ $group }之和却达 { $sum }，多出 { $gap }。
audit-case-aspirations-over = { $node } { $time }的{ $metric }为 { $whole }，{ $group }连同力争目标之和为 { $sum }，高出 { $gap }。
audit-case-parts-under = { $node } { $time }的{ $metric }为 { $whole }，{ $group }全部相加只有 { $sum }，差 { $gap }。
audit-case-floors-short = { $node } { $time }的{ $metric }目标 { $whole }，{ $group }的下限相加只有 { $sum }（{ $share }），还有 { $gap }没有着落。
audit-case-floor-below-parts = { $node } { $time }的{ $metric }目标 { $whole }，低于{ $group }目标之和 { $sum }，起不到约束作用。
audit-case-floor-below-clusters = { $node } { $time }的{ $metric }目标 { $whole }，低于集聚区目标之和 { $sum }（含可比指标），起不到约束作用。
audit-case-ceilings-over = { $node } { $time }的{ $metric }上限为 { $whole }，{ $group }的上限相加却有 { $sum }，多出 { $gap }：各自不超，整体仍可能突破。
audit-case-rest-negative = { $node } { $time }的{ $metric }目标 { $whole }，而区内集聚区的目标（含可比指标）已达 { $sum }，集聚区外只剩 { $rest-target }。
audit-case-rest-shrinks = { $node }：集聚区外的{ $metric }要由 { $base-year } 年的 { $rest-base }（占 { $share-base }）变为 { $time }的 { $rest-target }（占 { $share-target }），与整体增长不符。
audit-case-rest-leaps = { $node }：集聚区外的{ $metric }要由 { $base-year } 年的 { $rest-base }（占 { $share-base }）升到 { $time }的 { $rest-target }（占 { $share-target }），靠集聚区完不成目标。
audit-case-bound-slack = { $direction ->
        [down] { $node }的{ $metric }到 { $time }控制在 { $target }，只需年均变动 { $required }，而{ $known-year }已经是 { $known }，降得更快。
       *[up] { $node }的{ $metric }到 { $time }达到 { $target }，只需年均增长 { $required }，低于 { $known-year }的 { $known }。
    }
audit-case-bound-met = { $node }的{ $metric }在 { $base-year } 年已是 { $base }，{ $time }的目标 { $target }并不更进一步。
audit-case-bound-reach = { $direction ->
        [down] { $node }的{ $metric }到 { $time }控制在 { $target }，要年均变动 { $required }，降幅超过已知最大的 { $known }（{ $known-year }）。
       *[up] { $node }的{ $metric }到 { $time }达到 { $target }，要年均增长 { $required }，高于已知的最高增速 { $known }（{ $known-year }）。
    }
audit-case-milestone-over = { $node } { $time }的{ $metric }已定为 { $milestone }，超过 { $target-year } 年的目标 { $target }。
audit-case-rate-level = { $node }的{ $metric }按年均 { $rate }推算，{ $time }末应为 { $led }，目标写的是 { $target }（年均 { $required }）。
audit-case-growth-levels = { $node } { $time }的{ $metric }写明增长 { $rate }，按上年水平应为 { $led }，写的是 { $target }（实为 { $required }）。
audit-case-growth-whole = { $node } { $time }的{ $metric }写明增长 { $rate }，由{ $group }的数推算应为 { $implied }。
audit-case-share-identity = { $node }：{ $part }年均增长 { $part-rate }，{ $metric }由 { $base }升到 { $target }，意味着{ $whole }年均只增长 { $rate }；规划写的是 { $known }。
audit-case-share-levels = { $node } { $time }的{ $metric }写的是 { $share }，按所列数值计算为 { $levels }。
audit-case-implied-whole = { $node }：{ $part }年均增长 { $part-rate }，{ $metric }由 { $base }变为 { $target }，意味着{ $whole }年均增长 { $rate }（已知增速 { $known }）。
audit-case-ratio-drift = { $node }：{ $part }年均增长 { $part-rate }，{ $whole }年均增长 { $whole-rate }，两者之比到期末变动 { $change }。
audit-case-tiers-nested = { $node } { $time }的企业梯队至少要 { $nested }的{ $metric }（逐级包含），目标只有 { $sum }。
audit-case-tiers-exclusive = { $node } { $time }的企业梯队按互不包含计算至少要 { $exclusive }的{ $metric }，目标是 { $sum }；只有逐级包含（至少 { $nested }）才说得通。
audit-case-tiers-order = { $node } { $time }高一级的企业数多于低一级，只能按互不包含理解，至少要 { $exclusive }的{ $metric }（目标 { $sum }）。
audit-case-base-year = { $node }的{ $metrics }基数是 { $year } 年的，规划基年是 { $base-year } 年。
audit-case-measure-ends = { $node }的基数是{ $other }，{ $time }的目标却是{ $metric }，增速无从计算。
audit-case-measure-siblings = { $node } { $time }：有 { $n } 个集聚区列{ $metric }，{ $m } 个列{ $other }，不能直接相加。
audit-case-coverage-ends = { $node }的{ $metric }：基数口径为{ $from }，目标口径为{ $to }。
audit-case-coverage-siblings = { $node }各集聚区的{ $metric }有 { $n } 种口径，相加时须注明。
audit-case-multiple-level = { $node } { $time }的{ $metric }写明为基数的 { $times }，即 { $led }，数值写的是 { $target }（{ $actual }）。
audit-case-multiple-rounding = { $node } { $time }的{ $metric }写明为基数的 { $times }，即 { $led }，与 { $target }相差 { $gap }，在倍数取整的范围内。
audit-case-multiple-words = { $node }的{ $metric }原文“{ $printed }”指 { $meant }，记的是 { $times }。
audit-case-no-base = { $node }有 { $n } 项目标没有基数：{ $metrics }。
audit-case-no-base-tiers = { $of } 个节点的 { $n } 项企业梯队目标都没有 { $base-year } 年的家数。
audit-case-no-year = { $node }的{ $metric }没有写明年份。
audit-case-no-unit = { $node } { $time }的{ $metric }没有写明单位。
audit-case-no-number = { $node } { $time }的{ $metric }没有数目：“{ $printed }”。
audit-case-above-whole = { $node } { $time }的{ $part }（{ $value }）高于{ $whole }（{ $limit }）。
audit-case-share-above-one = { $node } { $time }的{ $part }（{ $value }）高于{ $whole }（{ $limit }），{ $metric }超过100%。
audit-case-ratio-outlier = { $node } { $time }的{ $metric }为 { $value }，同类 { $n } 个的中位数是 { $median }。
audit-case-growth-outlier = { $node } { $time }的{ $metric }增长 { $value }，同类 { $n } 个的中位数是 { $median }。
audit-case-required-outlier = { $node }的{ $metric }到 { $time }要年均增长 { $value }，同类 { $n } 个的中位数是 { $median }。
audit-case-beyond-horizon = { $node }有 { $year } 年的数（{ $metrics }），规划到 { $last-year } 年为止。
audit-case-task-beyond-horizon = 任务“{ $title }”的期限是 { $time }，规划到 { $last-year } 年为止。
audit-case-duplicate = { $node } { $time }的{ $metric }写了两次，都是 { $first }。
audit-case-conflict = { $node } { $time }的{ $metric }前后不一：{ $first }与 { $second }。
audit-case-revised = { $node } { $time }的{ $metric }原为 { $first }，另一文件改为 { $second }。
audit-case-revised-by-parts = { $node } { $time }的{ $metric }原为 { $whole }，另一文件的{ $group }相加为 { $sum }。

## What would resolve it
audit-way-parts-over = 调低{ $group }中的目标，或把总数提高到 { $sum }以上；口径不同的先统一口径。
audit-way-aspirations-over = 说明力争目标不计入总数，或为总数也写明力争目标。
audit-way-parts-under = 补上漏列的部分，或把总数改为 { $sum }。
audit-way-floors-short = 把 { $gap }分解到{ $group }，或说明由谁承担。
audit-way-floor-below-parts = 把总目标提高到不低于 { $sum }，或说明总目标只是底线。
audit-way-floor-below-clusters = 把总目标提高到不低于 { $sum }，或说明总目标只是底线，并核对可比指标的口径。
audit-way-ceilings-over = 从{ $group }的上限中压减 { $gap }，或说明总上限如何守住。
audit-way-rest-negative = 把总目标提高到不低于集聚区之和，或核对集聚区目标与可比指标的口径。
audit-way-rest-shrinks = 说明集聚区外为何收缩，或相应提高总目标、调低集聚区目标。
audit-way-rest-leaps = 说明集聚区外靠什么增长，或提高集聚区目标。
audit-way-bound-slack = { $direction ->
        [down] 收紧目标，或说明降幅为何会放缓到 { $required }。
       *[up] 提高目标，或说明增速为何会放慢到 { $required }。
    }
audit-way-bound-met = 核对基数和目标，提高目标或改为保持。
audit-way-bound-reach = { $direction ->
        [down] 说明靠什么措施实现，或延后、放宽目标。
       *[up] 说明靠什么项目支撑，或延后、调低目标。
    }
audit-way-milestone-over = 核对阶段目标和期末目标的先后。
audit-way-rate-level = 把增速改为 { $required }，或把目标改为 { $led }。
audit-way-growth-levels = 核对增速的口径和价格（可比价增速与现价水平不能互推），否则改正其一。
audit-way-growth-whole = 核对各部分的增速和总增速的口径。
audit-way-share-identity = 在一致性视图里改动增速或比重，看哪一项能对上，再改规划。
audit-way-share-levels = 改正比重或其中一个数值。
audit-way-implied-whole = 在一致性视图里改动增速或比重，看哪一项能对上；可比价增速与现价比重须说明。
audit-way-ratio-drift = 说明比率为何变动（价格、结构、口径），或调整其中一个增速。
audit-way-tiers-nested = 减少企业数，或提高{ $metric }目标。
audit-way-tiers-exclusive = 写明“超”是否逐级包含；若互不包含，要把{ $metric }目标提高到 { $exclusive }以上。
audit-way-tiers-order = 写明“超”是否逐级包含，核对各级家数。
audit-way-base-year = 补上 { $base-year } 年的基数，或注明增速从 { $year } 年算起。
audit-way-measure-ends = 补上{ $metric }的基数，或把目标改为{ $other }。
audit-way-measure-siblings = 统一用一个指标，或在合计旁注明含可比指标。
audit-way-coverage-ends = 写明目标的口径，使之与基数一致。
audit-way-coverage-siblings = 统一口径，或在合计旁注明。
audit-way-multiple-level = 增长n倍是n+1倍，翻一番和倍增是两倍；核对倍数，或把数值改为 { $led }。
audit-way-multiple-rounding = 写明以哪一个为准：{ $led }，还是 { $target }。
audit-way-multiple-words = 增长n倍是n+1倍，翻一番和倍增是两倍；把倍数改为 { $meant }。
audit-way-no-base = 补上 { $base-year } 年的数，增速和进度才能计算。
audit-way-no-base-tiers = 按统计名录补上 { $base-year } 年各级企业数。
audit-way-no-year = 补上年份。
audit-way-no-unit = 补上单位；没有单位的数不参加计算。
audit-way-no-number = 补上数目，否则无法考核。
audit-way-above-whole = 核对两个数的单位和口径；确属如此的写明原因。
audit-way-share-above-one = 核对两个数的单位和口径；若两者只是可比，登记为可比指标。
audit-way-ratio-outlier = 核对数值、单位和口径；确属如此的写明原因。
audit-way-growth-outlier = 核对增速是百分数还是倍数；确属如此的写明原因。
audit-way-required-outlier = 核对基数和目标；确属如此的写明靠什么支撑。
audit-way-beyond-horizon = 分开列出规划期内的阶段目标，或延长规划期。
audit-way-task-beyond-horizon = 写明规划期内完成到哪一步。
audit-way-duplicate = 删去其中一条。
audit-way-conflict = 核对原文，删去或改正其中一条。
audit-way-revised = 定下以哪个文件为准，把另一个记作参考。
audit-way-revised-by-parts = 定下以哪个文件为准，并把总数改到一致。

## Steps of the arithmetic
audit-line-figure = { $node } · { $metric } · { $time }
audit-line-value = { $node } · { $metric } · { $time }
audit-line-sum = 合计（{ $of } 个中的 { $n } 个）
audit-line-more = 其余 { $n } 个
audit-line-difference = 差额
audit-line-rest-base = 基年集聚区外
audit-line-rest-target = 期末集聚区外
audit-line-share = 占比
audit-line-tolerance = 四舍五入可解释
audit-line-required = 所需年均增长
audit-line-growth = { $time }增速
audit-line-highest = 已知最快变动（{ $time }）
audit-line-led = 推算值
audit-line-years = 年数
audit-line-implied-base = { $time }隐含值
audit-line-factor = { $metric }的倍数
audit-line-implied-growth = { $metric }隐含年均增长
audit-line-observed = { $metric }实际年均增长（{ $time }）
audit-line-before = 上年值
audit-line-before-sum = 上年值合计
audit-line-ratio = { $time }比率
audit-line-drift = 比率变动
audit-line-tier = { $metric }：{ $count }家 × { $lower }（比上一级多{ $more }家）
audit-line-nested = 至少（逐级包含）
audit-line-exclusive = 至少（互不包含）
audit-line-multiplied = 基数乘以倍数
audit-line-median = { $n } 个的中位数
audit-line-deviation = 通常偏离
audit-line-last-year = 规划末年
audit-line-base-year = 规划基年
audit-line-count = { $metric }：{ $of } 个中的 { $n } 个
audit-line-coverage = 口径：{ $coverage }

## Words inside sentences
audit-group-members = 各{ $dimension }
audit-group-clusters = 集聚区
audit-group-parts = 各分项
audit-list-separator = 、
audit-times = { $value }倍
audit-points = { $value }个百分点
audit-unknown = 不详
audit-year = { $year } 年

## Standing
audit-standing-open = 待处理
audit-standing-reopened = 数字已变
audit-standing-answered = 已答复

## Consistency
chart-kind-consistency = 分合相符
chart-what-consistency = { $metric }：总数与各部分之和
chart-consistency-axis = 层次
chart-consistency-whole = 规划总数
chart-consistency-gap = { $year } 差额
chart-consistency-short = { $value }，差 { $gap }
chart-consistency-over = { $value }，超 { $gap }
chart-consistency-rate = 年均 { $rate }
chart-empty-consistency = { $metric }没有可以并列的总数和分数。
chart-note-comparable = 含可比指标
audit-answer-signed = { $text }（{ $name }，{ $date }）
whatif-title = { $node }：{ $share }
whatif-observed = { $whole }{ $from }–{ $to } 年实际年均增长{ $rate }
whatif-fits = 所列各数相互吻合
whatif-apart = 所列各数不能同时成立
whatif-at = { $metric }，{ $year } 年
whatif-rate = { $metric }年均增长
whatif-change = { $metric }每年变动
whatif-stated = 规划
whatif-assumed = 试算
whatif-implied = 推得
whatif-missing = 不详

## Page
page-audit = 规划核查
job-audit = 规划核查
status-audit = ◆ { $n } 项规划核查
step-answer = 答复核查项
step-answer-remove = 撤回答复
audit-tab-findings = 核查项
audit-tab-consistency = 一致性
audit-all = 全部
audit-rule-any = 全部规则
audit-node-any = 全部节点
audit-filter-rule = 按规则筛选
audit-filter-node = 按节点筛选
audit-empty = 没有发现矛盾
audit-empty-text = 规划中的总数与分数、增速与比重、企业梯队和口径都对得上。录入更多规划数后会自动重新核查。
audit-none = 没有待处理的核查项
audit-none-text = 换一个筛选条件，或查看已答复的核查项。
audit-none-answered = 还没有答复
audit-none-answered-text = 对确属有意的核查项写明理由，它就会归到这里，规划数变动后再提出来。
audit-choose = 在左边选一项，这里列出全部计算和出处。
audit-resolved = 这一项已不存在：数字已经改到相符。
audit-arithmetic = 计算过程
audit-figure-hint = 打开节点并在检视栏查看出处
audit-answer = 答复
audit-answer-hint = 确属有意的，写明理由后不再提示；理由存入规划文件。
audit-reopened-hint = 答复之后数字变了，请重新确认。
audit-answer-text = 接受的理由
audit-answer-name = 答复人
audit-answer-date = 日期，如 2026-11-25
audit-answer-save = 保存答复
audit-answer-remove = 撤回答复
audit-answer-needs = 理由、答复人和日期都要填写。
audit-lost = 核查项已不存在的答复
audit-lost-hint = 这些核查项不再出现，答复仍保留在规划文件里。
audit-consistency-empty = 没有可以并列的总数
audit-consistency-empty-text = 总数和各产业或集聚区都有同一指标的数时，这里画出差额。
audit-messages = 规划核查：错误 { $errors } 项，警告 { $warnings } 项，提示 { $notes } 项
audit-messages-show = 查看
whatif = 增速与比重试算
whatif-hint = 直接改数：看其余各数推得多少，以及哪一项改成多少才能对上。规划本身不变；清空即恢复。
whatif-empty = 规划里没有带比重的指标，无从试算。
whatif-reset = 恢复规划原数
whatif-column-name = 项目
whatif-column-value = 数值
whatif-column-origin = 来源
whatif-column-reconciled = 其余不变时应为
whatif-observed-hint = 用实际增速试算

## Tasks and key fields
tasks-count = 任务 { $n }
tasks-count-hint = 打开任务与保障措施
tasks-any-node = 全部县市区和产业
tasks-any-body = 全部责任单位
tasks-by-node = 按节点筛选任务
tasks-by-body = 按责任单位筛选任务
tasks-all = 显示全部
key-field-catalogue = 重点领域目录
key-field-member = 产业
key-field-name = 重点领域
key-field-clusters = 承接集聚区
key-field-projects = 服务的项目
key-field-text = 内容
key-field-nobody = 暂无集聚区承接
key-field-unlisted = 没有一个产业列有这个重点领域
key-field-unserved = { $of } 个重点领域中有 { $n } 个没有集聚区或项目服务
key-field-empty = 还没有重点领域
key-field-empty-text = 在产业成员的“重点领域”一栏列出领域，再在集聚区和项目里写明各服务哪个领域，这里就汇成目录。
key-field-empty-action = 去填写维度成员
audit-coverage-unstated = 未写明
audit-settings = 核查设定…
audit-settings-hint = 核查各规则从多少起提示、警告
audit-answered = 已答复
