### diagnostic

diagnostic-at-place = { $place }：{ $sentence }

## Files

diagnostic-more-of-same = 同类问题另有 { $count } 处，未逐一列出（已列到第 { $line } 行）。先改正已列出的，再重新打开。
diagnostic-value-not-text = “{ $key }”应为文字，现为 { $text }，已略过该项。请给它加上引号。
diagnostic-value-not-number = “{ $key }”应为数字，现为 { $text }，已略过该项。请改成数字（不带单位和千分位）。
diagnostic-value-not-whole = “{ $key }”应为范围内的整数，现为 { $text }，已略过该项。请改正该数。
diagnostic-value-not-list = “{ $key }”应为列表，现为 { $text }，已略过该项。请写成 ["甲", "乙"] 的形式。
diagnostic-value-not-table = “{ $key }”应为键值表，现为 { $text }，已略过该项。请写成花括号中的“键 = "值"”。
diagnostic-value-not-period = “{ $key }”不是期间：{ $text }，已略过该项。请写成 2011、2011H1、2011Q1、2011-03 或 2011..2015。
diagnostic-value-not-bound = “{ $key }”不是数值要求：{ $text }，已略过该项。请写成 400、>= 400、<= 10、~ 18、1 .. 2 或 ?。
diagnostic-value-not-quantity = “{ $key }”不是带单位的数量：{ $text }，已略过该项。请写成“30 亿元”的形式。
diagnostic-value-not-word = “{ $key }”的取值“{ $text }”无法识别，已略过该项。可用：{ $words }。
diagnostic-value-too-large = “{ $key }”中有超出可存范围的数：{ $text }，已略过该项。请改成较小的数，或加引号作文字保存。
diagnostic-figure-unreadable = 这条规划数无法读取，已略过：{ $text }。请核对引号、逗号和花括号后重新打开。
diagnostic-figure-key-missing = 这条规划数缺少“{ $key }”，已略过：{ $text }。请补上后重新打开。
diagnostic-figure-value-unfit = 这条规划数的“{ $key }”无法识别（{ $value }），已略过：{ $text }。请改正后重新打开。
diagnostic-figure-without-id = 这条规划数没有编号，已编为“{ $id }”，保存后生效。
diagnostic-file-cut = 文件在此处中断：{ $text }。此前完好的内容已打开，不完整的部分未载入；请从备份补全，保存前程序会另留原文件。
diagnostic-line-unreadable = 这一行无法读取，已略过：{ $text }。请核对引号、等号和括号后重新打开。
diagnostic-block-unreadable = 以“{ $text }”开头的一段无法读取，已整段略过。请改正后重新打开。
diagnostic-table-twice = “{ $key }”出现了不止一次，后一处已略过。请合并为一处。
diagnostic-table-unfit = “{ $key }”的写法不对，已略过：{ $text }。请按记录的格式书写。
diagnostic-format-missing = 文件没有写格式版本，按第 1 版读取；保存后会补上。
diagnostic-format-unfit = 格式版本“{ $text }”无法识别，按第 1 版读取。请核对读入的内容；保存后会改正。
diagnostic-plan-missing = 文件没有 [plan] 一段，标题和年份取了默认值。请在规划设置中填写。
diagnostic-plan-year-missing = 规划没有写“{ $key }”或其值不可用，暂取 { $year }。请在规划设置中填写。
diagnostic-record-no-id = 这条记录没有 id，已略过。请补上一个不重复的 id。
diagnostic-name-missing = 没有写“{ $key }”，暂以编号作名称。请补上名称。
diagnostic-key-missing = 缺少可用的“{ $key }”，这条记录已略过。请补上后重新打开。
diagnostic-id-twice = 编号“{ $id }”已被占用，后一条已略过：{ $text }。请换一个编号。
diagnostic-node-id-twice = 编号“{ $id }”已用于另一个成员、集聚区或分项，后一条已略过。请换一个编号。
diagnostic-id-reserved = 编号“{ $id }”为程序保留，该记录已略过。请换一个编号。
diagnostic-unknown-node = 引用了不存在的节点“{ $id }”，内容已保留但不会计入。请新建该节点，或改正引用。
diagnostic-unknown-metric = 引用了不存在的指标“{ $id }”，内容已保留但不会计入。请新建该指标，或改正引用。
diagnostic-unknown-coverage = 引用了不存在的口径“{ $id }”，内容已保留。请新建该口径，或改正引用。
diagnostic-unknown-unit = 单位“{ $id }”没有定义，数值已保留但不能换算。请在单位表中添加，或改正单位。
diagnostic-unknown-dimension = 引用了不存在的维度“{ $id }”，内容已保留。请新建该维度，或改正引用。
diagnostic-unknown-member = 在维度“{ $dimension }”中归入了不存在的成员“{ $id }”，该归属已略过。请新建该成员，或改正归属。
diagnostic-unknown-parent = 上级“{ $id }”不存在，已按顶层成员处理。请新建该成员，或改正上级。
diagnostic-unknown-cluster = 所属集聚区“{ $id }”不存在，该分项已保留但不会显示。请新建该集聚区，或改正归属。
diagnostic-member-elsewhere = “{ $id }”不是维度“{ $dimension }”的成员，该归属已略过。请改正归属。
diagnostic-parent-elsewhere = 上级“{ $id }”属于另一个维度，已按顶层成员处理。请改正上级。
diagnostic-parent-ring = 上级关系绕成了一圈（经“{ $id }”），已按顶层成员处理。请改正上级。
diagnostic-actuals-column-missing = 表头缺少“{ $column }”列：{ $text }。必要的列为 node、metric、period、value、unit；请补上后重新打开。
diagnostic-actuals-column-unknown = “{ $column }”列无法识别，其内容未载入。请删去或改名；保存前程序会另留原文件。
diagnostic-row-fields = 这一行有 { $value } 栏，应为 { $count } 栏，已略过：{ $text }。请核对逗号和引号。
diagnostic-row-empty = “{ $column }”栏是空的，这一行已略过：{ $text }。请补上。
diagnostic-row-period = “{ $value }”不是期间，这一行已略过：{ $text }。请写成 2011、2011H1、2011Q1、2011-03 或 2011-01..03。
diagnostic-row-value = “{ $value }”不是数字，这一行已略过：{ $text }。请写成不带单位和千分位的数字；没有数据的行请删去。
diagnostic-row-status = “{ $value }”不是状态，这一行已略过：{ $text }。可用：final、preliminary、illustrative。
diagnostic-row-not-utf8 = “{ $column }”栏不是 UTF-8 文字，这一行已略过：{ $text }。请把文件另存为 UTF-8 编码。
diagnostic-row-twice = 同一节点、指标、口径和期间在本文件中已有一行，这一行已略过：{ $text }。请删去其中一行。
diagnostic-actuals-node-unknown = 实绩中的节点“{ $id }”不在规划内，数值已保留但不会显示。请新建该节点，或改正编号。
diagnostic-actuals-metric-unknown = 实绩中的指标“{ $id }”不在规划内，数值已保留但不会显示。请新建该指标，或改正编号。
diagnostic-actuals-coverage-unknown = 实绩中的口径“{ $id }”不在规划内，数值已保留。请新建该口径，或改正编号。
diagnostic-actuals-unit-unknown = 实绩中的单位“{ $id }”没有定义，数值已保留但不能换算。请在单位表中添加，或改正单位。
diagnostic-workspace-missing = 找不到文件夹：{ $text }。它可能已被移动、改名，或所在的盘未连接；请重新选择。
diagnostic-workspace-no-folder = 这不是文件夹：{ $text }。请选择含有 plan.toml 的文件夹。
diagnostic-workspace-no-plan = 这个文件夹里没有 plan.toml：{ $text }。请选择规划所在的文件夹，或在此新建规划。
diagnostic-workspace-too-new = 该规划的文件格式为第 { $format } 版，本程序只能读到第 { $known } 版。请换用较新的程序打开；文件未被改动。
diagnostic-workspace-exists = 这个文件夹里已有一个规划：{ $text }。请选择另一个文件夹，或直接打开它。
diagnostic-file-not-utf8 = 文件不是 UTF-8 编码：第 { $line } 行、第 { $offset } 字节处无法识别。请用文本编辑器另存为 UTF-8 后再打开。
diagnostic-file-read-failed = 文件无法读取（{ $reason }）。请检查磁盘或网络连接后重试。
diagnostic-file-write-failed = 文件无法写入（{ $reason }）。原文件未被改动；请检查磁盘或网络连接后重试，或另存到别处。
diagnostic-file-locked = 文件正被另一个程序占用（{ $reason }）。请在那个程序里关闭它，然后重试。
diagnostic-file-denied = 没有访问该文件的权限（{ $reason }）。请另存到有写入权限的文件夹，或请管理员开放权限。
diagnostic-disk-full = 磁盘空间不足（{ $reason }）。原文件未被改动；请腾出空间后重试，或另存到别处。
diagnostic-file-name-unfit = “{ $text }”不能用作文件名。请换一个不含 / \ : * ? " < > | 的名称。
diagnostic-settings-damaged = 设置文件已损坏，已另存为“{ $text }”，并改用默认设置。界面语言、主题等需重新选择。
diagnostic-settings-unreadable = 设置文件无法读取（{ $reason }），本次使用默认设置。请检查该文件的权限。
diagnostic-settings-unwritable = 设置无法保存（{ $reason }），下次启动时会恢复原样。请检查设置文件夹的权限和磁盘空间。
diagnostic-folder-missing = 找不到存放程序数据的用户文件夹。请设置环境变量 CLUSTERPLAN_HOME 指定一个文件夹。
