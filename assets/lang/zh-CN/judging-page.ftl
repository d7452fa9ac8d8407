### judging

judge-as-of = 截至 { $period }
judge-as-of-latest = 截至最新
judge-by-plan = 按规划设定
judge-choose = 评估的时点与方法
judge-method = 方法
judge-method-plan = 按规划设定
judge-period = 截至
judge-latest = 最新
judge-count = { $state } { $n }
judge-node = { $state}：{ $of } 项有目标的指标中 { $n } 项可评估（{ $counts }）
judge-node-no-data = 无数据：{ $of } 项有目标的指标都没有可评估的实绩
overview-shown-state = 状态
overview-shown-completion = 完成度
overview-shown-gap = 与轨迹差距
overview-completion-hint = 最新实绩 ÷ 目标
overview-sum-states = { $of } 个集聚区中 { $n } 个可评估（{ $counts }）
