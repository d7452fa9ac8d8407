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
