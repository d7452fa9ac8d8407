### command-line

cli-usage = Usage:
cli-arguments = Arguments
cli-options = Options
cli-commands = Commands
cli-command = COMMAND
cli-exit-codes = Exit codes: 0 fine, 1 errors were found, 2 wrong use, 3 something could not be read or written.

cli-about-clusterplan = A workbench for people who steer an industrial plan. Without a command, the window opens.
cli-about-check = Load and validate a workspace, and list what was found
cli-about-import = Read files of the statistics office into the actuals, or say what would change
cli-about-evaluate = Write every value of every node, metric and year
cli-about-export = Write charts as pictures

cli-arg-workspace = Folder of the workspace
cli-arg-frame_stats = On closing the window, write figures about start, frames and memory to this file, as JSON
cli-arg-language = Language of messages and pictures: zh-CN or en
cli-arg-order = Command
cli-arg-check-format = Form of the results: text (the default), csv or json
cli-arg-evaluate-format = Form of the results: csv (the default) or json
cli-arg-export-format = Picture formats, separated by commas: png (the default), svg, pdf
cli-arg-scenario = Scenario to evaluate; may be given several times
cli-arg-chart = Kinds of chart, separated by commas: trajectory, growth, composition, ranking, bubbles, vintages, or all
cli-arg-node = Nodes by id, separated by commas, or all; the whole plan (total) where none is named
cli-arg-metric = Metric by id; the plan's main metric where none is named
cli-arg-width = Width of the picture in pixels, 200 to 16384 (1920 where nothing is said)
cli-arg-height = Height of the picture in pixels, 150 to 16384 (1080 where nothing is said)
cli-arg-dpi = Dots per inch, which give the size of a PNG in documents, 30 to 2400 (192 where nothing is said)
cli-arg-transparent = No ground behind the chart
cli-arg-out = Folder for the pictures
cli-arg-help = Show this help
cli-arg-version = Show the version

cli-finding = { $severity }: { $sentence }
cli-check-summary = Errors: { $errors }, warnings: { $warnings }, notes: { $notes }.

cli-unknown-argument = “{ $arg }” is not known here.
cli-unknown-argument-hint = “{ $arg }” is not known here; perhaps “{ $hint }” is meant.
cli-value-missing = “{ $arg }” needs a value.
cli-wrong-value = “{ $value }” is no value for “{ $arg }”.
cli-wrong-value-choices = “{ $value }” is no value for “{ $arg }”; possible are: { $choices }.
cli-argument-missing = Something is missing: { $arg }.
cli-arguments-conflict = “{ $arg }” and “{ $other }” do not go together.
cli-see-help = “clusterplan --help” lists the commands, “clusterplan COMMAND --help” what a command understands.

cli-cannot-write-output = The results could not be written: { $text }
cli-no-scenario = The scenario “{ $name }” does not exist: this workspace has no scenarios. Leave out --scenario to evaluate the plan itself.
cli-no-such-node = There is no node “{ $name }”. Nodes are named by their ids, as in plan.toml: { $examples } …
cli-no-such-metric = There is no metric “{ $name }”. Known are: { $choices }
cli-no-metric = The plan has no metric with figures, so there is nothing to draw.
cli-cannot-write-file = { $file } could not be written: { $text }
cli-chart-does-not-apply = { $node }, chart “{ $chart }” left out: { $reason }
cli-export-summary = Pictures written to { $folder }: { $count }; left out: { $skipped }.
cli-picture-failed = The picture { $file } could not be made: { $text }
cli-has-errors = The workspace has errors ({ $errors }), so results may be incomplete. “clusterplan check { $workspace }” lists them.

cli-arg-import-files = Files to read: CSV, Excel, ODS …; all are written, or none where anything is unclear
cli-arg-import-profile = Import profile to read them by (a name in the folder profiles); recognised where none is named
cli-arg-import-dry_run = Only say what would change; write nothing
cli-arg-import-format = Form of the results: text (default) or json
cli-arg-import-status = Status of values that name none: preliminary, final or illustrative
cli-arg-import-sheet = Sheet of a workbook
cli-arg-import-encoding = Encoding of a text file, such as UTF-8, GB18030, Big5
cli-arg-import-log = List what was imported
cli-import-added = { $sign } { $node } · { $metric } · { $period }: { $value } ({ $cell })
cli-import-changed = { $sign } { $node } · { $metric } · { $period }: { $old } → { $value } ({ $cell })
cli-import-does-not-count = , does not count for now
cli-import-join = {", "}
cli-import-left = - left at { $place } ({ $reason }): { $text }
cli-import-log-line = { $time }  { $file }  { $size } bytes  { $hash }  { $rows } rows read: { $used } used, { $questioned } asked, { $left } left  { $actuals }
cli-import-needs-person = Something needs a person; nothing was written. Import the file in the window, save a profile there, then use it with --profile.
cli-import-needs-person-dry = Something needs a person. Import the file in the window, save a profile there, then use it with --profile.
cli-import-no-profiles = none yet
cli-import-nothing = No value was understood. Open the file in the window and say what its columns are.
cli-import-profile = profile { $name }
cli-import-rows = {"  "}{ $rows } rows read: { $used } used, { $questioned } asked, { $left } left
cli-import-would-write = { $count } values would be written; this was a dry run, nothing was.
cli-import-written = { $count } values written.
cli-no-such-profile = There is no import profile “{ $name }”. Known: { $choices }
