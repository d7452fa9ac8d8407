### why

why-scenario = 情景
why-the-plan = 规划本身
why-held = 锁定于
why-inherited = { $name }（来自“{ $scenario }”）
why-sum = 以上 { $n } 项合计：{ $value }
why-source = 依据：{ $source }
why-figures = 规划数
why-actuals = 实绩
why-year-before = 上一年
why-inputs = 由这些数算出
why-beneath-list = 其下各项
why-step-start = 起点为{ $basis }：{ $to }
why-step-growth = 增速由 { $before } 改为 { $after }：{ $from } → { $to }
why-step-factor = { $from } × { $factor } = { $to }
why-step-given = 手工定值：{ $from } → { $to }
why-step-output = 项目达产 { $full } × { $share }：{ $from } → { $to }
why-step-ratio = 比率取 { $ratio }（原为 { $from }）
why-step-ratio-of = { $ratio } × { $metric } { $amount } = { $to }（原为 { $from }）
why-step-spread = 总量 { $total }，其中锁定 { $held }，其余分摊到各项：{ $from } → { $to }
why-step-beneath = 其下各项变化的合计：{ $from } → { $to }
why-step-formula = 按公式随所含指标变化：{ $from } → { $to }
why-step-extrapolated = { $year }实绩 { $amount }，此后每年增长 { $rate }，共 { $years } 年：{ $to }
why-step-moved = { $from } → { $to }
