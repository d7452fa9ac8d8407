### diagnostic

diagnostic-at-place = { $place }：{ $sentence }

# Cells of registers and of pasted lists
diagnostic-cell-ambiguous = “{ $text }”对应多个{ $what }。请写明是哪一个：{ $accepted }。
diagnostic-cell-unknown = 没有名为“{ $text }”的{ $what }。可填：{ $accepted }。
diagnostic-cell-unknown-none = 没有名为“{ $text }”的{ $what }，规划里也还没有可选的{ $what }。请先添加。
diagnostic-cell-needs-name = 缺少名称。请先填名称。
diagnostic-cell-needs-short = 还没有简称，不能填“{ $text }”。请先填简称。
diagnostic-cell-needs-dimension = 规划还没有维度。请先在“维度”里添加，如“产业”。
diagnostic-cell-needs-cluster = 规划还没有集聚区。请先在“集聚区”里添加。
diagnostic-cell-needs-metric = 规划还没有可用的指标。请先在“指标”里添加。
diagnostic-cell-whole-number = “{ $text }”不是 { $min } 到 { $max } 之间的整数。
diagnostic-cell-positive-number = “{ $text }”不是大于零的数。
diagnostic-cell-share = “{ $text }”不是 0% 到 100% 之间的比例。可写 5% 或 0.05。
diagnostic-cell-bound = “{ $text }”不是可用的数值。可写 400、≥400、400以上、≤10、约18、1–2，后面可带单位；没有数字写 ?。
diagnostic-cell-period = “{ $text }”不是期间。可写 2015、2015年上半年、2015Q1、2015年6月、2015年1-6月累计。
diagnostic-cell-span = “{ $text }”不是期间。可写 2015、2015年6月、2015年1-6月累计、2011-2015；没有时间则留空。
diagnostic-cell-quantity = “{ $text }”不是带单位的数量。可写 30 亿元、200 亩。
diagnostic-cell-word = “{ $text }”不在可选范围内。可填：{ $accepted }。
diagnostic-cell-formula = 公式里的“{ $text }”看不懂。请用指标名称和 + - * / ( )。
diagnostic-cell-form-base = 只有“倍数”和“占比”有所相对的对象，这里不能填“{ $text }”。请先改“形式”。
diagnostic-cell-tier-only = 只有“规模以上家数”类指标有规模，这里不能填“{ $text }”。请先改“类型”。
diagnostic-cell-settled = 此格不能改成“{ $text }”：新建时已定，以后不变。如需不同，请新建一行。
diagnostic-cell-taken = “{ $text }”已经有了。请改用另一个，或直接改原来那一行。
diagnostic-cell-parent = “{ $text }”的上级成员不对：须在同一维度内，且不能是自己或自己的下级。
diagnostic-cell-member-in-use = “{ $text }”下还有集聚区或成员，不能换维度。请先把它们移开。
diagnostic-cell-record-gone = 这一行的记录已不在规划里，没有写入。
diagnostic-cell-outside = “{ $text }”落在表格之外，没有写入。
diagnostic-cell-language = “{ $text }”不是语言。可填中文、英文，或 zh-CN、en 这样的代码。
diagnostic-cell-horizon = 规划期首年（{ $first }）晚于末年（{ $last }）。请先改末年，或两格一起粘贴。
diagnostic-cell-base-year = 基准年（{ $base }）晚于规划期末年（{ $last }）。请先改末年，或两格一起粘贴。
diagnostic-list-no-node = 没写是哪个节点。请填名称，全域填规划的总称。
diagnostic-list-no-metric = 没写是哪个指标。请填指标名称。
diagnostic-list-no-time = 没写期间。请填年份等；原文没有时间的，填“未说明”。
diagnostic-list-no-value = 没写数值。请填数值；原文没有数字的，填 ?。
diagnostic-list-unit = 单位“{ $text }”与指标“{ $metric }”的单位（{ $unit }）不能折算。请改单位；如是增长率，请在“形式”里写明。
diagnostic-list-several = 规划里已有几条同样的规划数（{ $text }）。请填口径和角色，以便认出是哪一条。
diagnostic-list-repeats = 与第 { $text } 行说的是同一件事。请改其中一行，或删去一行。
