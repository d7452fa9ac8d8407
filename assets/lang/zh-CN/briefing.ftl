# 汇报材料、报告及其文件
diagnostic-briefing-missing = 文件没有 [briefing] 段，暂以文件名作为汇报名称。请补上名称。
diagnostic-briefing-too-new = 汇报清单的文件格式为 { $format }，本程序最高读到 { $known }，未载入。请用新版本打开；文件未被改动。
diagnostic-briefing-chart-unknown = “{ $text }”不是图表种类，该项已保留但不显示。请改选图表种类。
diagnostic-briefing-node-unknown = 引用了规划中没有的节点“{ $id }”，该项已保留但不显示。请在汇报清单中改选节点。
diagnostic-briefing-metric-unknown = 引用了规划中没有的指标“{ $id }”，该项已保留但不显示。请在汇报清单中改选指标。
diagnostic-briefing-dimension-unknown = 引用了规划中没有的维度“{ $id }”，暂按规划的第一个维度。请在汇报清单中改选维度。
diagnostic-briefing-scenario-unknown = 引用了不存在的情景“{ $id }”，已保留但不显示。请在汇报清单中改选情景。
