### command-line

cli-usage = 用法：
cli-arguments = 参数
cli-options = 选项
cli-commands = 命令
cli-command = 命令
cli-exit-codes = 退出码：0 正常，1 发现错误，2 用法有误，3 有内容无法读取或写入。

cli-about-clusterplan = 产业规划工作台。不写命令时打开窗口。
cli-about-check = 读取并检查工作区，列出发现的问题
cli-about-import = 把统计部门的文件读入实绩，或列出会有哪些变化
cli-about-evaluate = 输出每个节点、指标、年份的数值
cli-about-export = 把图表输出为图片

cli-arg-workspace = 工作区文件夹
cli-arg-frame_stats = 关闭窗口时，把启动、帧耗时和内存数据以 JSON 写入此文件
cli-arg-language = 提示与图片所用语言：zh-CN 或 en
cli-arg-order = 命令
cli-arg-check-format = 输出格式：text（默认）、csv 或 json
cli-arg-evaluate-format = 输出格式：csv（默认）或 json
cli-arg-export-format = 图片格式，用逗号分隔：png（默认）、svg、pdf
cli-arg-scenario = 要计算的情景，可多次给出
cli-arg-chart = 图表种类，用逗号分隔：trajectory（轨迹）、growth（增速）、composition（构成）、ranking（排名）、bubbles（增速与规模）、vintages（历次数据），或 all（全部）
cli-arg-node = 节点编号，用逗号分隔，或 all（全部）；不写则为规划总体（total）
cli-arg-metric = 指标编号；不写则用规划的主指标
cli-arg-width = 图片宽度（像素），200 至 16384，默认 1920
cli-arg-height = 图片高度（像素），150 至 16384，默认 1080
cli-arg-dpi = 每英寸点数，决定 PNG 在文档中的大小，30 至 2400，默认 192
cli-arg-transparent = 背景透明
cli-arg-out = 图片存放的文件夹
cli-arg-help = 显示帮助
cli-arg-version = 显示版本

cli-finding = { $severity }：{ $sentence }
cli-check-summary = 错误 { $errors } 个，警告 { $warnings } 个，提示 { $notes } 个。

cli-unknown-argument = 不认识“{ $arg }”。
cli-unknown-argument-hint = 不认识“{ $arg }”，是否指“{ $hint }”？
cli-value-missing = “{ $arg }”缺少取值。
cli-wrong-value = “{ $value }”不能作为“{ $arg }”的取值。
cli-wrong-value-choices = “{ $value }”不能作为“{ $arg }”的取值，可用：{ $choices }。
cli-argument-missing = 缺少：{ $arg }。
cli-arguments-conflict = “{ $arg }”与“{ $other }”不能同时使用。
cli-see-help = 用“clusterplan --help”查看命令，用“clusterplan 命令 --help”查看各命令的写法。

cli-cannot-write-output = 结果无法写出：{ $text }
cli-no-scenario = 没有情景“{ $name }”：此工作区还没有情景。去掉 --scenario 即计算规划本身。
cli-no-such-node = 没有节点“{ $name }”。节点用 plan.toml 中的编号表示，如：{ $examples } ……
cli-no-such-metric = 没有指标“{ $name }”。现有：{ $choices }
cli-no-metric = 规划中没有带数据的指标，没有可画的内容。
cli-cannot-write-file = 无法写入 { $file }：{ $text }
cli-chart-does-not-apply = { $node }的“{ $chart }”已略过：{ $reason }
cli-export-summary = 已在 { $folder } 写出图片 { $count } 张，略过 { $skipped } 张。
cli-picture-failed = 图片 { $file } 无法生成：{ $text }
cli-has-errors = 工作区有 { $errors } 个错误，结果可能不完整。用“clusterplan check { $workspace }”查看。

cli-arg-import-files = 要读入的文件：CSV、Excel、ODS 等，可多个；全部无疑问才写入
cli-arg-import-profile = 按此导入方案读取（profiles 文件夹中的名称）；不写则自动识别
cli-arg-import-dry_run = 只列出会有哪些变化，不写入
cli-arg-import-format = 输出格式：text（默认）或 json
cli-arg-import-status = 未注明状态的数按此读取：preliminary（初步数）、final（最终数）或 illustrative（示例）
cli-arg-import-sheet = 工作簿中的工作表名称
cli-arg-import-encoding = 文本文件的编码，如 UTF-8、GB18030、Big5
cli-arg-import-log = 列出导入记录
cli-import-added = { $sign } { $node } · { $metric } · { $period }：{ $value }（{ $cell }）
cli-import-changed = { $sign } { $node } · { $metric } · { $period }：{ $old } → { $value }（{ $cell }）
cli-import-does-not-count = ，暂不计入
cli-import-join = ，
cli-import-left = - 第 { $place } 处未用（{ $reason }）：{ $text }
cli-import-log-line = { $time }  { $file }  { $size } 字节  { $hash }  读 { $rows } 行：采用 { $used }，待确认 { $questioned }，未用 { $left }  { $actuals }
cli-import-needs-person = 有内容需要确认，没有写入任何数。请在窗口中导入并确认，保存为导入方案后再用 --profile 读取。
cli-import-needs-person-dry = 有内容需要确认。请在窗口中导入并确认，保存为导入方案后再用 --profile 读取。
cli-import-no-profiles = 尚无方案
cli-import-nothing = 没有读出任何数。请在窗口中打开，指明各列的含义。
cli-import-profile = 方案 { $name }
cli-import-rows = {"  "}读 { $rows } 行：采用 { $used }，待确认 { $questioned }，未用 { $left }
cli-import-would-write = 会写入 { $count } 个数；这次只是试读，没有写入。
cli-import-written = 已写入 { $count } 个数。
cli-no-such-profile = 没有导入方案“{ $name }”。现有：{ $choices }
