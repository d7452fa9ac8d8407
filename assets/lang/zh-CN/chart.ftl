### chart

## Kinds
chart-kind-trajectory = 轨迹
chart-kind-growth = 增速
chart-kind-composition = 构成
chart-kind-ranking = 排名
chart-kind-bubbles = 规模与增速

## Titles and subtitles
chart-title = { $node }·{ $what }
chart-what-growth = { $metric }增速
chart-what-change = { $metric }年变动
chart-what-composition = { $metric }构成
chart-what-ranking = { $metric }排名
chart-what-bubbles = { $metric }规模与增速
chart-peers-clusters = 集聚区
chart-peers-parts = 分项
chart-title-among = { $group }
chart-list-join = 、
chart-phrase-join = ，
chart-sentence-join = ；
chart-year-axis = 年份
chart-by-dimension = 按{ $dimension }
chart-on-year-before = 与上年相比
chart-growth-unit = 比上年增长
chart-change-unit = 比上年增减（{ $unit }）

## Names of what is drawn
chart-actual = 实绩
chart-actual-value = 实绩 { $value }
chart-actual-year = 实绩 { $year }
chart-actual-partial = 部分上报
chart-base-year = 基期 { $year }
chart-path = 规划轨迹
chart-path-year = 规划轨迹 { $year }
chart-path-rate = 规划轨迹 { $rate }/年
chart-path-step = 规划轨迹 { $step }/年
chart-path-partial = 规划轨迹（{ $n }/{ $of } 个）
chart-target = 目标
chart-target-year = 目标 { $year }
chart-target-bound = { $role } { $bound }
chart-target-of-clusters = 下级目标合计 { $value }
chart-growth-actual = 实绩增速
chart-change-actual = 实绩变动
chart-growth-required = 规划要求 { $rate }
chart-growth-remaining = 尚需 { $rate }
chart-name-required = 规划要求
chart-name-remaining = 尚需
chart-forecast-zone = 尚待完成 →
chart-rest = 其余 { $n } 项
chart-total-partial = { $value }（{ $n }/{ $of } 个）
chart-more-rows = 另有 { $n } 个未列出
chart-bubble-size = { $year } 年{ $metric }（{ $unit }）
chart-bubble-growth = { $year } 年以来年均增长
chart-bubble-change = { $year } 年以来年均增减（{ $unit }）
chart-bubble-required = 达到目标所需年均增长
chart-bubble-target-size = 目标{ $metric }（{ $unit }）
chart-bubble-area = 圆面积：{ $year } 年目标
chart-bubble-area-name = { $year } 年目标（{ $unit }）
chart-bubble-level = { $node } { $rate }

## What a pointer is told
chart-hover-title = { $name }·{ $what }
chart-hover-sum = { $of } 个下级中 { $n } 个合计
chart-hover-path = 按基期与目标推算
chart-hover-derived = 按公式推算：{ $formula }
chart-hover-residual = 本级数减去集聚区合计
chart-hover-mixed = 口径不一致，仅供参照
chart-hover-actual-of = 实绩 { $value }
chart-hover-path-of = 规划轨迹 { $value }
chart-hover-target-of = 目标 { $value }
chart-hover-growth-of = 年均增长 { $value }
chart-hover-share = 占 { $share }
chart-hover-stated-growth = 规划文件所载

## Foot
chart-illustrative = 示例数据
chart-foot-source = 来源：{ $list }
chart-foot-paper = { $paper } { $sections }
chart-foot-etc = { $list }等
chart-foot-actuals = 实绩：{ $list }
chart-foot-file-illustrative = { $file }（示例数据）
chart-foot-until = 实绩截至 { $year } 年
chart-foot-geometric = 规划轨迹按年均等比增长推算
chart-foot-linear = 规划轨迹按年均等量增减推算
chart-foot-sums = 缺数的上级由下级合计
chart-foot-derived = { $metric } = { $formula }

## What is missing, and what to do
chart-note-no-baseline = 没有基期数，只显示目标
chart-note-no-target = 没有目标
chart-note-clusters-only = 实绩只有集聚区合计，规划数还包括集聚区以外
chart-note-no-actual = 尚无实绩
chart-note-partial = 部分年份只有部分下级上报
chart-note-largest = 只画最大的 { $n } 个
chart-note-mixed = 口径不完全一致
chart-empty-trajectory = 还没有可画的数。请为这一指标录入基期和目标，或导入实绩。
chart-empty-growth = 还没有可算的增速：至少要有相邻两年的实绩，或者基期与目标。
chart-empty-composition = 下级还没有这一指标的数。请录入下级的规划数，或导入实绩。
chart-empty-no-children = 这里没有下级，画不出构成。
chart-empty-not-additive = “{ $metric }”不能加总，所以没有构成。请改选总量指标。
chart-empty-ranking = 同级之中还没有这一指标的数。
chart-empty-bubbles = 画这张图，至少要有一个节点既有规模又能算出增速（基期与实绩，或基期与目标）。
chart-error-node = 规划里没有这个节点。
chart-error-metric = 规划里没有这个指标。
