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
diagnostic-actual-running-total = “{ $node }”的“{ $metric }”有累计数不是从规划年度的起始月份（{ $month } 月）起算，不参与任何计算：{ $text }（实绩文件“{ $actuals }”）。请改用从该月起的累计（{ $example }），或单月、季度、半年、全年数。
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
diagnostic-cell-running-total = “{ $text }”不是从规划年度的起始月份（{ $month } 月）起算。可写 { $example }，或单月、季度、半年、全年。
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
diagnostic-row-period = “{ $value }”不是期间，这一行已略过：{ $text }。请写成 2011、2011H1、2011Q1、2011-03 或 2011-01..03（从规划年度起始月份起的累计）。
diagnostic-row-value = “{ $value }”不是数字，这一行已略过：{ $text }。请写成不带单位和千分位的数字；没有数据的行请删去。
diagnostic-row-status = “{ $value }”不是状态，这一行已略过：{ $text }。可用：final、preliminary、illustrative。
diagnostic-row-read-on = “{ $value }”不是日期，这一行已略过：{ $text }。请写成 2012-03-01，或留空。
diagnostic-row-pinned = “{ $value }”看不出是否选定，这一行已略过：{ $text }。选定的写 yes，其余留空。
diagnostic-row-growth = “{ $value }”不是以百分数表示的增速，这一行已略过：{ $text }。请写成 8.4（表示 8.4%），或留空。
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

diagnostic-save-no-folder = 还没有选择保存的文件夹。请用“另存为”选择一个文件夹。
diagnostic-save-read-only = 此工作区以只读方式打开，不能原处保存。请另存到别的文件夹。
diagnostic-save-busy = 正在保存，请稍候再试。
diagnostic-list-no-node = 没写是哪个节点。请填名称，全域填规划的总称。
diagnostic-list-no-metric = 没写是哪个指标。请填指标名称。
diagnostic-list-no-time = 没写期间。请填年份等；原文没有时间的，填“未说明”。
diagnostic-list-no-value = 没写数值。请填数值；原文没有数字的，填 ?。
diagnostic-list-unit = 单位“{ $text }”与指标“{ $metric }”的单位（{ $unit }）不能折算。请改单位；如是增长率，请在“形式”里写明。
diagnostic-list-several = 规划里已有几条同样的规划数（{ $text }）。请填口径和角色，以便认出是哪一条。
diagnostic-list-repeats = 与第 { $text } 行说的是同一件事。请改其中一行，或删去一行。
diagnostic-cell-type-symbol = 单位按符号来认。请在最后一行填新单位的符号。

diagnostic-cell-computed = “{ $text }”没有写入：这一格是算出来的。请改它依据的数。
diagnostic-cell-no-bound = “{ $text }”不是数值或界限。可以写 400、≥400、≤10、约18、1–2。
diagnostic-cell-no-number = “{ $text }”不是数字。请只写数值，单位见左列。
diagnostic-cell-no-strength = “{ $text }”不是约束强度。可选：约束性、预期性、力争。
diagnostic-cell-no-target-yet = “{ $text }”没有写入：先填目标，再填约束强度。
diagnostic-cell-not-editable = “{ $text }”没有写入：这一格不能编辑。
diagnostic-cell-unit-does-not-fit = 单位“{ $text }”不能换算成{ $unit }。请写可换算的单位，或只写数值。
diagnostic-data-copied = 图表数据已复制，可粘贴到表格。
diagnostic-edit-failed = 改动没有执行（{ $text }）。请重试；若再出现，请保存后重新打开。
diagnostic-export-failed = 导出没有完成：{ $reason }。请检查位置是否可写、文件是否被其他程序打开。
diagnostic-exported = 已导出到 { $path }
diagnostic-file-no-text = 文件不是可识别的文本。请另存为 CSV（UTF-8 或 GBK）后再试。
diagnostic-file-unreadable = 文件读不出来：{ $reason }。请检查路径和权限。
diagnostic-job-broke = “{ $job }”意外中断（{ $text }）。数据没有改变，请重试。
diagnostic-no-chart = 这一页现在没有图表。请换一个指标或图表类型。
diagnostic-opened-with-errors = 已打开，但有 { $count } 处错误没有读入。请到“消息”查看；保存时会先备份原文件。
diagnostic-picture-copied = 图片已复制，可粘贴到幻灯片或文档。
diagnostic-recover-failed = 未能恢复改动：{ $text }。日志仍保留在工作区的 .clusterplan 文件夹。
diagnostic-recovered = 已恢复 { $count } 处改动，可一步撤销。请检查后保存。
diagnostic-recovery-set-aside = 未保存的改动已另存：{ $path }
diagnostic-sample-failed = 示例工作区没有放进用户文件夹：{ $reason }。请检查磁盘空间和权限。
diagnostic-clipboard-no-text = 剪贴板里没有文字。请先在 Excel、WPS 等程序里复制一块表格。
diagnostic-import-broke = 读取“{ $file }”时程序出错，数据没有改变。请再读一次；若仍如此，请另存为 CSV 后再试。
diagnostic-import-written = 已从“{ $file }”写入实绩：新增 { $new }，修订 { $revised }，转最终数 { $final }，相同未写 { $same }，待确认未写 { $open }。可一步撤销；保存后记入导入记录。
diagnostic-import-log-damaged = 导入记录里有读不出的行，其余照常显示。已导入的数不受影响。
diagnostic-import-log-failed = 导入记录读写失败：{ $reason }。已导入的数不受影响。
diagnostic-profile-damaged = 导入方案读不出来：{ $reason }。请改正这一行，或删去该文件后重新保存方案。
diagnostic-profile-read-failed = 导入方案读取失败：{ $reason }。
diagnostic-profile-too-new = 导入方案的格式版本是 { $format }，本程序只认得 { $known }。请用较新的程序打开。
diagnostic-profile-write-failed = 导入方案没有保存：{ $reason }。请检查文件夹是否可写。

# 导入：打开文件
diagnostic-import-missing = 找不到这个文件。它可能已被移动或改名，或所在的盘未连接；请重新选择。
diagnostic-import-folder = 这是文件夹，不是文件。请打开它，选择其中的文件；可以一次选几个。
diagnostic-import-empty = 文件是空的，没有可读的内容。请向来源方再要一份，或检查下载、复制是否完整。
diagnostic-import-locked = 文件正被另一个程序占用，多半是在 Excel 或 WPS 里打开着（{ $reason }）。请在那里关闭它再重试，或复制一份来导入。
diagnostic-import-denied = 没有读取该文件的权限（{ $reason }）。请把文件复制到自己的文件夹，或请管理员开放权限。
diagnostic-import-read-failed = 文件读不出来（{ $reason }）。请检查磁盘或网络连接后重试，或先复制到本机。
diagnostic-import-no-table = 文件里没有可读的表格（内容像是 { $text }）。请导入 CSV、TXT、XLSX、XLS 或 ODS；其他格式请先另存为其中一种。
diagnostic-import-web-page = 文件其实是网页，里面没有表格。请用 Excel 或 WPS 打开，另存为 XLSX 或 CSV 后再导入；也可以复制表格后粘贴。
diagnostic-import-xml-sheet = 文件是 XML，但不是 Excel 的工作簿，里面没有工作表。请用 Excel 或 WPS 打开，另存为 XLSX 后再导入。
diagnostic-import-password = 工作簿设了密码。请打开它，去掉密码后另存一份再导入。
diagnostic-import-damaged = 工作簿已损坏或不完整（{ $reason }）。请重新下载或复制；若 Excel、WPS 还能打开它，另存一份再导入。
diagnostic-import-bomb = 工作簿解压后过大（{ $text } 超过 { $allowed } MB），为保护内存没有打开。请确认来源可靠；确为数据时，只保留需要的工作表，另存为 CSV。
diagnostic-import-too-large = 工作簿超过 { $allowed } MB，不能整个打开。请只保留需要的工作表，或另存为 CSV（CSV 可以更大）。
diagnostic-import-encoding-unknown = 没有名为“{ $text }”的编码。可用 UTF-8、GBK、GB18030、UTF-16LE、UTF-16BE、Big5、windows-1252。
diagnostic-import-cancelled = 已停止导入，没有写入任何内容。
diagnostic-import-not-decodable = 有字符不属于编码 { $encoding }：“{ $text }”，这样的单元格共 { $count } 个。请在第一步换一种编码；换了仍如此，就是文件有损坏，请核对这些格。
diagnostic-import-encoding-unsure = 非英文字符太少，编码 { $text } 只是推测。请看预览中的文字是否正常，不对就换一种编码。
diagnostic-import-nul = 单元格里混有空字节（NUL），已去掉：“{ $text }”，共 { $count } 个单元格。文件可能在传输中损坏，请核对这些值。
diagnostic-import-quote-open = 引号没有配对：“{ $text }”，共 { $count } 处，已当作普通文字。请核对这一行的列是否对齐，或在原文件里补上引号。
diagnostic-import-line-ends = 文件混用了几种换行，都已当作换行。请看预览中有没有被断开的行。
diagnostic-import-cell-cut = 单元格过长（{ $bytes } 字节，“{ $text }”），只保留前 { $allowed } 个字符，共 { $count } 个。若整份文件挤成一格，请检查分隔符或引号。
diagnostic-import-columns-cut = 这一行有 { $columns } 列，只读前 { $allowed } 列，共 { $count } 处。请检查分隔符，或把表拆开再导入。
diagnostic-import-rows-cut = 文件太大，这里只看得到前 { $rows } 行，约占 { $share }%。企业明细会直接从文件里逐行汇总，不受影响；其他表的部分行会被当成全部，所以不导入任何数值，请把文件按年份或地区拆开，分次导入。
diagnostic-import-rows-longer = 这一行比多数行（{ $width } 列）长，多出“{ $text }”，这样的行共 { $count } 行。数字里的千分位逗号可能被当成了分隔符；请换分隔符，或在原文件里给数字加引号。
diagnostic-import-last-row-short = 最后一行只有 { $cells } 列（应为 { $width } 列），止于“{ $text }”，文件可能没有传完。请与来源核对，必要时重新下载。
diagnostic-import-sheet-cut = 工作表“{ $text }”太大，只读得下前 { $rows } 行，所以没有导入任何数值。请拆成几个文件，或选定较小的范围。
diagnostic-import-sheet-missing = 没有工作表“{ $text }”，改用了“{ $instead }”。请确认，或另选一张。
diagnostic-import-sheet-unreadable = 工作表“{ $text }”第 { $row } 行之后读不出来（{ $reason }）。请用 Excel 或 WPS 打开，另存一份再导入。
diagnostic-import-range-outside = 选定的范围 { $text } 里没有内容。请改范围，或清空范围读整张表。
diagnostic-import-node-unknown = 规划中没有名为“{ $text }”的对象（共 { $count } 个数）。请从相近的名称中选一个，或选择不读入。
diagnostic-import-node-several = “{ $text }”可以是几个对象（共 { $count } 个数）。请选定是哪一个。
diagnostic-import-node-missing = 表中没有写明这些数属于谁（共 { $count } 个）。请指定一个地区、产业或集聚区。
diagnostic-import-metric-unknown = 规划中没有名为“{ $text }”的指标（共 { $count } 个数）。请从相近的指标中选一个，或选择不读入。
diagnostic-import-metric-several = “{ $text }”可以是几个指标（共 { $count } 个数）。请选定是哪一个。
diagnostic-import-metric-missing = 表中没有写明这些数是什么指标（共 { $count } 个）。请指定指标。
diagnostic-import-coverage-unknown = 规划中没有名为“{ $text }”的口径（共 { $count } 个数）。请选定口径，或选择不读入。
diagnostic-import-period-unclear = “{ $text }”不是期间，或可以是几个期间（共 { $count } 个数）。请写明期间，例如 2011年3月。
diagnostic-import-period-missing = 表中没有写明这些数的期间（共 { $count } 个）。请指定期间。
diagnostic-import-dates-unclear = 表中用日期表示期间（如 { $text }），可以指月、季或年。请选定一种。
diagnostic-import-years-unclear = 规划年度从 { $month } 月开始，“{ $text }”可以是规划年度，也可以是自然年。请选定一种。
diagnostic-import-unit-unknown = 没有定义单位“{ $text }”（共 { $count } 个数）。请选一个相同的单位，或先在规划中添加它。
diagnostic-import-unit-does-not-fit = 单位“{ $text }”不能用于指标“{ $metric }”（规划用 { $unit }，共 { $count } 个数）。请改正单位或指标，或选择不读入。
diagnostic-import-unit-missing = 没有写明“{ $metric }”的单位（共 { $count } 个数）。请选定单位。
diagnostic-import-number-unclear = “{ $text }”不是数，或可以读成几个数（共 { $count } 处）。请选定小数点写法，或改正来源文件，或选择不读入。
diagnostic-import-status-unknown = 不认识状态“{ $text }”（共 { $count } 个数）。请选定是初步数还是最终数。
diagnostic-import-scenario-several = 表中有几个情景（如“{ $text }”）。请选定读入哪一个。
diagnostic-import-twice = { $node }的{ $metric }（{ $period }）在文件中有两个不同的数：{ $other } 和 { $text }。请改正来源文件，或选择都不读入。
diagnostic-import-unit-jump = { $node }的{ $metric }（{ $period }）为 { $value } { $unit }，而 { $other } 为 { $before } { $unit }，相差约 { $factor } 倍，单位可能有误（共 { $count } 个数）。请选定正确的单位，或确认无误。
diagnostic-import-scope-jump = { $node }的{ $metric }（{ $period }）为 { $value } { $unit }，而 { $other } 为 { $before } { $unit }，相差 { $factor } 倍，统计范围可能有变（共 { $count } 个数）。请确认无误，或选择不读入。
diagnostic-import-running-total = { $node }的{ $metric }：上期累计加 { $part } 应为 { $expected } { $unit }，累计 { $period } 却是 { $value } { $unit }。请核对来源，或确认无误。

# 企业明细
diagnostic-firms-too-many-places = 集聚区或地区这一列的不同名称超过 { $count } 个，多半选错了列。请另选一列。
diagnostic-firms-too-many-periods = 时间这一列的不同写法超过 { $count } 种，多半选错了列。请另选一列。
diagnostic-firms-too-many-firms = 企业与时间的组合超过 { $count } 个，内存放不下。请按年份把文件分开导入，或不选企业列（只求合计）。
diagnostic-firms-read = 文件读到一半出错：{ $reason }。请检查磁盘或网络，关闭占用它的程序后重试。

# 评价与考核
diagnostic-unknown-scheme = 所属考核方案“{ $id }”不存在，该条目已保留但不计分。请新建该方案，或改正归属。
diagnostic-bands-unfit = “{ $key }”的分档应为一种方法的名称（gap、growth、trend、progress、pace 或 roll-up）和两个数，已略过，按默认分档计算。请改正。
diagnostic-value-not-truth = “{ $key }”应为 true 或 false，现为 { $text }，已略过该项。请改正。
# 情景文件
diagnostic-value-not-year = “{ $key }”应为年份，其值 { $text } 已略过。请写成 { "{" } 2012 = 30.5 { "}" } 的形式。
diagnostic-scenario-missing = 文件没有 [scenario] 一段，暂以文件名作情景名称。请补上名称。
diagnostic-scenario-too-new = 该情景的文件格式为第 { $format } 版，本程序只能读到第 { $known } 版，情景未载入。请换用较新的程序打开；文件未被改动。
diagnostic-assumption-years-half = 起止年份只写了一个，按仅 { $year } 年有效处理。请补上 from 或 to。
diagnostic-assumption-years-turned = 起始年 { $from } 晚于终止年 { $to }，已对调。请核对年份。
diagnostic-assumption-range-half = 可能范围只写了一端，已略过。请同时写 low 和 high。
diagnostic-scenario-node-unknown = 引用了规划中没有的节点“{ $id }”，内容已保留但不起作用。请新建该节点，或在情景中改选。
diagnostic-scenario-metric-unknown = 引用了规划中没有的指标“{ $id }”，内容已保留但不起作用。请新建该指标，或在情景中改选。
diagnostic-scenario-project-unknown = 引用了规划中没有的项目“{ $id }”，内容已保留但不起作用。请新建该项目，或在情景中改选。
diagnostic-scenario-limit-unknown = 引用了规划中没有的约束“{ $id }”，内容已保留但不起作用。请新建该约束，或在情景中改选。
diagnostic-scenario-unit-unknown = 单位“{ $id }”无法识别，内容已保留但不起作用。请改正单位，或在规划中定义它。
diagnostic-scenario-parent-unknown = 上级情景“{ $id }”不存在，暂按以规划为上级处理。请改选上级情景。
diagnostic-scenario-parent-ring = 上级情景绕成了一圈：{ $text }。推算到绕回处为止，再往上按规划本身。请改选上级情景。
# 情景的修改
diagnostic-scenario-locked = 情景“{ $name }”已锁定，未作修改。请先解锁，或复制一份再改。
diagnostic-scenario-child-locked = 下级情景“{ $name }”已锁定，不能改换它的上级，因此未删除。请先把它解锁。
diagnostic-scenario-own-parent = 情景“{ $name }”不能以“{ $parent }”为上级：后者本身继承自前者。请另选上级。
diagnostic-scenario-gone = 情景“{ $name }”已不存在，未作修改。请重新选择情景。
diagnostic-assumption-gone = 假设“{ $name }”已不在情景中，未作修改。请重新选择。
diagnostic-scenario-without-parent = 情景“{ $name }”直接以规划为上级，没有上级情景可以上移。请先为它选一个上级情景。
diagnostic-scenario-children-moved = 情景“{ $name }”的 { $count } 个下级情景改以它原来的上级为上级；一次撤销即可全部恢复。
diagnostic-hold-not-number = “{ $text }”不是可以锁定的数值，未作修改。请输入数字。
diagnostic-hold-above = 这个数值由上级情景“{ $name }”锁定，未作修改。请到该情景中解除锁定，或在此直接输入新值。
diagnostic-cell-needs-scheme = 规划还没有考核办法。请先在“考核办法”里添加。
diagnostic-cell-percent = “{ $text }”不是比例。可写 90% 或 0.9。
diagnostic-cell-number = “{ $text }”不是数字。
diagnostic-cell-indicator = 考核指标“{ $text }”看不懂。请依次写指标名称、权重，可再写对照和计分范围，如：利润总额 30 规划目标 0–120%。
diagnostic-cell-amount-of = “{ $text }”看不懂。请写名称、空格和数字，如：销售收入 2；几项以“；”隔开。
diagnostic-cell-method-of = “{ $text }”看不懂。请写指标名称、空格和方法，如：销售收入 轨迹偏差；几项以“；”隔开。
diagnostic-cell-bands = “{ $text }”不是分界。请写两个比例，以“/”隔开，如：95% / 60%。
diagnostic-cell-bands-points = “{ $text }”不是分界。请写两个百分点数，以“/”隔开，如：-2 / -5。
diagnostic-cell-bands-order = “{ $text }”的两个分界次序不对：前一个是“符合进度”的界限，应比后一个“进度偏慢”的严。
# 情景页的输入
diagnostic-assumption-no-period = “{ $text }”不是期间，未作修改。可以写 2014、2014-07 或 2014 年 7 月。
diagnostic-assumption-no-quantity = “{ $text }”不是带单位的数量，未作修改。可以写 120 亿元。
diagnostic-assumption-no-ramp = “{ $text }”不是 0 到 100% 之间的比例，未作修改。逐年写，如 30%、60%、100%。
diagnostic-assumption-no-unit = “{ $text }”没有可识别的单位，未作修改。请在数值后写上单位。
diagnostic-assumption-no-years = “{ $text }”不是年份，未作修改。可以写 2013 或 2012–2015，留空为整个规划期。
diagnostic-assumption-range-turned = 可能下限高于上限（{ $text }），未作修改。请先改另一端。
diagnostic-assumption-weight-negative = 权重不能小于零（{ $text }），未作修改。请写 0 或正数。
diagnostic-assumption-years-turned-about = “{ $text }”的起始年晚于终止年，未作修改。请对调。
diagnostic-scenario-value-computed = 这个指标由公式算出，不能直接输入。请改算式里的指标，或加一条比率假设。
diagnostic-seek-no-assumption = 还没有可调整的假设。请先加入一条，再求解。
diagnostic-seek-no-bound = “{ $text }”不是可以满足的要求。请写数值，如 ≥400 或 3600。
# 情景推算
diagnostic-lever-scenario = 没有“{ $text }”这个情景，暂按规划本身推算。请重新选一个情景。
diagnostic-lever-parent = 上级情景“{ $text }”不存在，暂按规划本身作为上级。请重新选上级情景。
diagnostic-lever-parent-ring = 情景的上级绕成了一圈：{ $text }，到绕回处为止按规划本身推算。请改掉其中一个上级。
diagnostic-lever-metric-ring = 假设让这些指标互相依赖，绕成了一圈：{ $text }，它们之间暂按规划轨迹取数。请改掉其中一条假设。
diagnostic-lever-node = 假设“{ $assumption }”针对的节点“{ $text }”在规划里没有，这条假设不起作用。请重选范围。
diagnostic-lever-metric = 假设“{ $assumption }”针对的指标“{ $text }”在规划里没有，这条假设不起作用。请重选指标。
diagnostic-lever-unit = 假设“{ $assumption }”的单位“{ $text }”不能换算成“{ $unit }”，这条假设不起作用。请更正单位。
diagnostic-lever-number = 假设“{ $assumption }”的数过大，或不是数，这条假设不起作用。请重新填写。
diagnostic-lever-year = 假设“{ $assumption }”分摊所依据的 { $year } 年不在规划的年份之内，这条假设不起作用。请换一年。
diagnostic-lever-derived = 假设“{ $assumption }”要改的“{ $metric }”是按公式算出来的，或不能相加，这种假设改不了它。请改公式里的指标，或改用比率假设。
diagnostic-lever-ratio-form = 比率假设“{ $assumption }”只能用于比率指标，或公式为两个指标相除的指标；“{ $metric }”的公式是 { $formula }。请换一个指标。
diagnostic-lever-spread-metric = 指标“{ $metric }”不能相加，假设“{ $assumption }”无从分摊。请换一个指标。
diagnostic-lever-nothing = 假设“{ $assumption }”的范围里没有任何集聚区，也没有集聚区外的部分，因此不起作用。请放宽范围。
diagnostic-lever-no-value = 假设“{ $assumption }”范围里的节点都没有“{ $metric }”的数，因此不起作用。如果数只写在产业或县市区上，请把“集聚区外”也纳入范围。
diagnostic-lever-project = 假设“{ $assumption }”引用的项目“{ $text }”在规划里没有，这条假设不起作用。请重选项目。
diagnostic-lever-project-date = 项目“{ $project }”没有投产时间，假设“{ $assumption }”不起作用。请在项目或假设里写上投产时间。
diagnostic-lever-project-output = 项目“{ $project }”没有写明计入哪个指标或满产后的年产出，假设“{ $assumption }”只计入用地、能耗和投资。请补上。
diagnostic-lever-project-nothing = 假设“{ $assumption }”的项目所在节点没有“{ $metric }”的数，无从相加，产出没有计入。请先给该节点填一个数。
diagnostic-lever-spread-held = 假设“{ $assumption }”把 { $year } 年的合计定为 { $total }，但锁定的已有 { $held }，没有分摊。请提高合计，或放开一些锁定。
diagnostic-lever-spread-fixed = 假设“{ $assumption }”把 { $year } 年的合计定为 { $total }，但下面全部锁定，共 { $held }，没有分摊。请放开一些锁定。
diagnostic-lever-two-dimensions = “{ $metric }”在“{ $first }”和“{ $text }”两个维度的集聚区外都有变动；为免重复，总计只计入“{ $first }”的。请只在一个维度上假设。
diagnostic-lever-basis-few = 有 { $count } 处（节点×指标）实绩太少，定不出所选的基准，仍按规划轨迹。请补充实绩，或换一种基准。
diagnostic-lever-actual-years = 基准用了实绩的年份显示实绩，假设不改动这些年份。要改动它们，请把基准换成规划轨迹。
diagnostic-import-firm-rows = { $what ->
    [fields] { $number } 行的栏数与表头不符（第 { $rows } 行，首行有 { $text } 栏），没有计入合计。多半是数字里的千分位逗号没有加引号。请更正后重新导入，或确认合计可以不含这些行。
    [quotes] { $number } 行的引号不成对（第 { $rows } 行），没有计入合计。请补全或删去引号后重新导入，或确认合计可以不含这些行。
    [long] { $number } 行过长（第 { $rows } 行），没有计入合计。请检查这里是否缺少换行，或确认合计可以不含这些行。
    [period] { $number } 行没有写时间（第 { $rows } 行），没有计入合计。请在文件里补上后重新导入，或确认合计可以不含这些行。
    [number] { $number } 个单元格“{ $text }”等不是数字（第 { $rows } 行），合计里没有它们。请更正后重新导入，或确认可以按缺失处理。
    [too-large] { $number } 个数字“{ $text }”等大得不合常理（第 { $rows } 行），合计里没有它们。请检查单位和小数点，或确认可以按缺失处理。
    [no-firm] { $number } 行没有企业名称或代码（第 { $rows } 行）：计入了合计，没有计入企业数。如果是合计行，请删去后重新导入；否则请确认。
    [damaged] { $number } 行的名称含乱码“{ $text }”（第 { $rows } 行）。请回到第一步另选编码，或确认无误。
    [repeated] { $number } 行与别的行是同一企业、同一集聚区、同一时间，都已相加。请检查文件里是否有重复的行，或确认应当相加。
   *[other] { $number } 行有问题（第 { $rows } 行）：{ $text }。请更正后重新导入，或确认可以接受。
}
diagnostic-import-carried = 还有 { $count } 个文件没有导入完，已带到这个工作区，按这份规划重新辨认。不需要的请点“放弃导入”。
diagnostic-lever-years-outside = 假设“{ $assumption }”写的年份（{ $years }）不在推算的 { $first }–{ $last } 年之内，这些年份不起作用。请改年份。
diagnostic-threshold-unfit = 核查设定“{ $key }”为 { $text }，应在 { $min } 到 { $max } 之间（个数应为整数），已略过，按默认值核查。请改正。
diagnostic-cell-threshold = “{ $text }”不是 { $min } 到 { $max } 之间的数。
