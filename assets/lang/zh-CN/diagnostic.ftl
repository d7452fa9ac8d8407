### diagnostic

diagnostic-at-place = { $place }：{ $sentence }

# 计算
diagnostic-node-twice = 编号“{ $text }”用在了两个节点上，后一个不参与计算。请给其中一个换编号。
diagnostic-member-parent = 成员“{ $node }”的上级“{ $text }”不存在，或不在同一维度，暂按顶层成员处理。请重选上级。
diagnostic-member-ring = 成员“{ $node }”的上级“{ $text }”绕回了它自己，暂按顶层成员处理。请改掉其中一个上级。
diagnostic-membership = 集聚区“{ $node }”所属的“{ $text }”不是维度“{ $dimension }”的成员，该维度的合计里没有它。请重选所属成员。
diagnostic-part-cluster = 分项“{ $node }”所属的集聚区“{ $text }”不存在，不参与汇总。请重选集聚区。
diagnostic-figure-node = 规划数 { $figure } 的节点“{ $text }”不存在，不参与计算。请更正节点，或先添加它。
diagnostic-figure-metric = 规划数 { $figure } 的指标“{ $text }”不存在，不参与计算。请更正指标，或先添加它。
diagnostic-figure-without-unit = 规划数 { $figure } 没有单位，保留但不参与计算。请补上单位。
diagnostic-figure-unit = 规划数 { $figure } 的单位“{ $text }”不能换算成指标“{ $metric }”的单位“{ $unit }”，不参与计算。请更正单位，或在规划中定义它。
diagnostic-actual-node = 实绩里的节点“{ $text }”不存在（指标“{ $metric }”），不参与计算。请更正节点，或先添加它。
diagnostic-actual-metric = 实绩里的指标“{ $text }”不存在（节点“{ $node }”），不参与计算。请更正指标，或先添加它。
diagnostic-actual-unit = “{ $node }”的“{ $metric }”实绩单位“{ $text }”不能换算成“{ $unit }”，这些值不参与计算。请更正单位，或在规划中定义它。
diagnostic-formula-syntax = 指标“{ $metric }”的公式“{ $formula }”第 { $column } 个字符处读不通：“{ $text }”。可用 + - * /、括号、数字和指标编号，特殊编号写在方括号里。
diagnostic-formula-without-metric = 指标“{ $metric }”的公式“{ $formula }”里没有任何指标，不予计算。请写明由哪些指标算出。
diagnostic-formula-metric = 指标“{ $metric }”的公式“{ $formula }”用到的“{ $text }”不是指标编号。请更正编号，或先添加该指标。
diagnostic-formula-ring = 公式互相引用，绕成了一圈：{ $text }，都无法计算。请改掉其中一个公式。
diagnostic-formula-unit = 指标“{ $metric }”的公式无法核对单位：“{ $input }”的单位“{ $text }”没有定义。请在规划中定义它。
diagnostic-formula-units = 指标“{ $metric }”的公式把不同的量相加减：“{ $left }”是 { $left-measure }，“{ $right }”是 { $right-measure }。请改公式或单位。
diagnostic-formula-result = 指标“{ $metric }”的公式“{ $formula }”算出的是 { $found }，而单位“{ $unit }”是 { $wanted }。请改公式或单位。
diagnostic-journal-failed = 无法再记录未保存的修改（{ $text }）。请尽快保存，或另存到别的文件夹。
diagnostic-journal-does-not-fit = 上次未保存的 { $count } 处修改与现在的文件不符，已移至 { $file }，没有删除。如需要，请对照该文件手工补录。
diagnostic-journal-damaged = 修改记录 { $file } 中有无法读取的内容，只能恢复其之前的修改。恢复后请核对最近的改动。
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
