### register

## Registers
register-frame = 规划概况
register-dimensions = 维度
register-members = 维度成员
register-clusters = 集聚区
register-parts = 集聚区分项
register-metrics = 指标
register-relations = 指标关系
register-units = 计量单位
register-coverages = 口径
register-figures = 规划数
register-projects = 项目
register-limits = 限额
register-tasks = 任务与保障措施
register-new = 在此输入或粘贴即可新增
register-unnamed = 未命名

## Columns
register-column-entry = 内容
register-column-value = 值
register-column-name = 名称
register-column-name-en = 名称（英文）
register-column-name-zh-cn = 名称（中文）
register-column-short = 简称
register-column-short-en = 简称（英文）
register-column-short-zh-cn = 简称（中文）
register-column-id = 公式用词
register-column-dimension = 维度
register-column-parent = 上级成员
register-column-key-fields = 重点领域
register-column-aliases = 别名
register-column-note = 备注
register-column-place = 位置
register-column-function = 功能定位
register-column-lead-firms = 龙头企业
register-column-cluster = 所属集聚区
register-column-symbol = 符号
register-column-measure = 计量对象
register-column-numerator = 折算系数（分子）
register-column-denominator = 折算系数（分母）
register-column-unit = 单位
register-column-kind = 类型
register-column-formula = 公式
register-column-tier-of = 规模指标
register-column-tier-above = 规模下限
register-column-direction = 方向
register-column-roll-up = 汇总方式
register-column-decimals = 小数位
register-column-node = 节点
register-column-nodes = 涉及节点
register-column-metric = 指标
register-column-coverage = 口径
register-column-time = 期间
register-column-role = 角色
register-column-bound = 数值
register-column-strength = 强度
register-column-form = 形式
register-column-form-base = 相对于
register-column-price = 价格
register-column-source-document = 出处文件
register-column-source-section = 章节
register-column-source-printed = 原文
register-column-source-address = 网址
register-column-source-note = 出处备注
register-column-key-field = 重点领域
register-column-status = 状态
register-column-investment = 投资额
register-column-land = 用地
register-column-energy = 年用能
register-column-on-stream = 投产时间
register-column-full-output = 达产年产出
register-column-ramp = 达产进度
register-column-task-kind = 类别
register-column-task-text = 内容
register-column-body = 责任单位
register-column-stage = 阶段
register-column-task-state = 进展
register-column-next-step = 下一步
register-column-relation-kind = 关系
register-column-relation-of = 相对指标
register-column-due = 完成期限

## Hints on columns
register-hint-key-fields = 写作“名称：说明”，一行一个，或以“；”隔开
register-hint-aliases = 以“、”隔开；导入数据时按别名认
register-hint-lead-firms = 以“、”隔开
register-hint-formula = 可写指标名称或公式用词，如：利润总额 / 销售收入
register-hint-bound = 可写 400、≥400、400以上、≤10、约18、1–2；没有数字写 ?
register-hint-time = 可写 2015、2015年6月、2015年1-6月累计、2011-2015
register-hint-ramp = 投产后各年占达产产出的比例，如：30%、60%、100%
register-hint-numerator = 1 个该单位 = 分子 ÷ 分母 个基本单位
register-hint-denominator = 1 个该单位 = 分子 ÷ 分母 个基本单位
register-hint-id = 由名称生成，改名后不变；公式里用它

## The plan's frame
register-frame-title = 规划名称
register-frame-title-en = 规划名称（英文）
register-frame-title-zh-cn = 规划名称（中文）
register-frame-total = 全域名称
register-frame-total-en = 全域名称（英文）
register-frame-total-zh-cn = 全域名称（中文）
register-frame-authority = 主管部门
register-frame-language = 规划所用语言
register-frame-base-year = 基准年
register-frame-first-year = 规划期首年
register-frame-last-year = 规划期末年
register-frame-year-starts-in = 年度起始月份
register-frame-about-tolerance = “约”的允许偏差
register-frame-main-metric = 主要指标
register-frame-note = 说明

## Pasted lists of figures
list-column-state = 处理
list-state-new = 新增
list-state-replaces = 更新
list-state-same = 相同
list-state-questioned = 待确认
list-replaces = 原为 { $old }

register-papers = 引用文件
register-column-paper-number = 文号
register-column-paper-date = 日期

## How the plan is judged
register-assessment = 评价设定
register-score-schemes = 考核办法
register-score-entries = 加分与扣分
register-warning-rules = 预警规则
register-assessment-method = 评价方法
register-assessment-metric-methods = 个别指标的方法
register-assessment-bands-gap = 轨迹偏差的分界
register-assessment-bands-growth = 增速比的分界
register-assessment-bands-trend = 线性趋势的分界
register-assessment-bands-progress = 预期进展的分界
register-assessment-bands-pace = 序时进度的分界（百分点）
register-assessment-bands-roll-up = 汇总状态的分界
register-assessment-node-weights = 节点权重
register-assessment-metric-weights = 指标权重
register-assessment-note = 说明
register-assessment-usual = 默认：{ $bands }
register-column-scored = 考核对象
register-column-indicators = 考核指标
register-column-published-at = 上次公布期间
register-column-published = 上次公布得分
register-column-scheme = 考核办法
register-column-points = 分值
register-column-reason = 事由
register-column-counts-at = 计入期间
register-column-warning-kind = 情形
register-column-warning-from = 触发条件
register-column-watched-nodes = 监测节点
register-column-watched-metrics = 监测指标
register-column-on = 启用
register-hint-scored = 全部集聚区、某个维度的成员（如“县市区”），或以“、”隔开的节点
register-hint-indicators = 指标、权重，可再写对照和计分范围，以“；”隔开，如：销售收入 40；利润总额 30 规划目标 0–120%
register-hint-published = 用于说明名次变化，如：海宁市 92.5；桐乡市 90
register-hint-points = 加分为正，扣分为负
register-hint-counts-at = 留空则一直计入
register-hint-watched-nodes = 留空则监测全部节点
register-hint-watched-metrics = 留空则监测全部指标

### 核查设定

register-audit = 核查设定
register-audit-bound-easy = 目标要求的增速低于基年增速的多少，提示目标偏松
register-audit-bound-easy-hint = 目标偏松：要求的增速不到基年增速的这一比例，列为提示。
register-audit-bound-hardly = 低于多少列为警告
register-audit-bound-hardly-hint = 目标偏松：不到这一比例，列为警告。
register-audit-bound-beyond = 目标要求的增速超过以往最高增速的多少倍，提示缺少依据
register-audit-bound-beyond-hint = 目标偏高：要求的增速超过以往最高增速的这一倍数，列为警告。
register-audit-floors-above = 各部分下限之和超过整体下限的多少倍，提示整体偏低
register-audit-floors-above-hint = 总数与分数：各部分、集聚区或企业梯队之和超过整体“以上”的这一倍数，列为警告。
register-audit-rest-moves = 集聚区外占比变动超过多少（百分点）
register-audit-rest-moves-hint = 集聚区外：所占比重从基年到目标年的变动超过这一百分点，列为警告。
register-audit-drift-share = 占比从基年到目标年变为多少倍（或其倒数）
register-audit-drift-share-hint = 比率漂移：利润率、增加值率一类比例的变动超过这一倍数，列为警告。
register-audit-drift-ratio = 其他比率变为多少倍（或其倒数）
register-audit-drift-ratio-hint = 比率漂移：亩均产出一类比率的变动超过这一倍数，列为警告。
register-audit-rate-gap = 应当相等的增速相差多少（百分点）
register-audit-rate-gap-hint = 增速与比重：推算增速与所述增速之差超过这一百分点，列为错误。
register-audit-implied-unlike = 推算增速低于实际增速的多少（或高于其倒数）
register-audit-implied-unlike-hint = 增速与比重：推算的整体增速与实际增速相差悬殊，列为警告。
register-audit-implied-slow = 没有实际增速时，推算整体增速低于部分增速的多少
register-audit-implied-slow-hint = 增速与比重：整体的推算增速远低于其中一部分的增速，列为警告。
register-audit-outlier-score = 离群程度（修正 z 值）
register-audit-outlier-score-hint = 离群值：按中位数和中位绝对离差计算，超过这一数的列为提示（Iglewicz 与 Hoaglin，1993）。
register-audit-outlier-siblings = 至少有多少个同类才判断离群
register-audit-outlier-siblings-hint = 离群值：同类不足这一个数时不作判断。
register-audit-note = 说明
