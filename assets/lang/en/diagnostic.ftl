### diagnostic

diagnostic-at-place = { $place }: { $sentence }

# Computation
diagnostic-node-twice = The id “{ $text }” names two nodes; the later one is left out of all computation. Give one of them another id.
diagnostic-member-parent = The parent “{ $text }” of member “{ $node }” does not exist or is of another dimension; the member is taken as a top one. Choose its parent again.
diagnostic-member-ring = The parent “{ $text }” of member “{ $node }” leads back to the member itself; it is taken as a top one. Change one of the parents.
diagnostic-membership = “{ $text }”, to which cluster “{ $node }” is assigned, is no member of dimension “{ $dimension }”; sums by that dimension lack the cluster. Choose its member again.
diagnostic-part-cluster = The cluster “{ $text }” of part “{ $node }” does not exist; the part is in no sum. Choose its cluster again.
diagnostic-figure-node = Figure { $figure } is about “{ $text }”, which does not exist; it is left out of computation. Correct the node, or add it first.
diagnostic-figure-metric = Figure { $figure } is of the metric “{ $text }”, which does not exist; it is left out of computation. Correct the metric, or add it first.
diagnostic-figure-without-unit = Figure { $figure } has no unit; it is kept but left out of computation. Add its unit.
diagnostic-figure-unit = Figure { $figure } is in “{ $text }”, which does not convert into “{ $unit }”, the unit of metric “{ $metric }”; it is left out of computation. Correct the unit, or define it in the plan.
diagnostic-actual-node = Actuals of the metric “{ $metric }” are about “{ $text }”, which does not exist; they are left out of computation. Correct the node, or add it first.
diagnostic-actual-metric = Actuals of “{ $node }” are of the metric “{ $text }”, which does not exist; they are left out of computation. Correct the metric, or add it first.
diagnostic-actual-unit = Actuals of “{ $node }”, “{ $metric }”, are in “{ $text }”, which does not convert into “{ $unit }”; they are left out of computation. Correct the unit, or define it in the plan.
diagnostic-actual-running-total = Running totals of “{ $node }”, “{ $metric }”, in the actuals “{ $actuals }” do not start in month { $month }, with which the plan’s year starts, and count nowhere: { $text }. Give the running total from that month on ({ $example }), or months, quarters, halves or years.
diagnostic-formula-syntax = The formula “{ $formula }” of metric “{ $metric }” cannot be read at character { $column }: “{ $text }”. Use + - * /, parentheses, numbers and metric ids; unusual ids stand in square brackets.
diagnostic-formula-without-metric = The formula “{ $formula }” of metric “{ $metric }” names no metric and is not computed. Write which metrics it is computed from.
diagnostic-formula-metric = “{ $text }” in the formula “{ $formula }” of metric “{ $metric }” is no metric. Correct the id, or add the metric first.
diagnostic-formula-ring = Formulas refer to each other in a ring, { $text }; none of them can be computed. Change one of the formulas.
diagnostic-formula-unit = The units of the formula of metric “{ $metric }” cannot be checked: “{ $text }”, the unit of “{ $input }”, is not defined. Define it in the plan.
diagnostic-formula-units = The formula of metric “{ $metric }” adds or subtracts different things: “{ $left }” is { $left-measure }, “{ $right }” is { $right-measure }. Change the formula or the units.
diagnostic-formula-result = The formula “{ $formula }” of metric “{ $metric }” gives { $found }, but the unit “{ $unit }” is { $wanted }. Change the formula or the unit.
diagnostic-journal-failed = Unsaved changes can no longer be written down ({ $text }). Save soon, or save to another folder.
diagnostic-journal-does-not-fit = { $count } unsaved changes from last time do not fit the files as they are now. They were moved to { $file }, not deleted; enter them by hand from there if you need them.
diagnostic-journal-damaged = Part of the record of changes { $file } cannot be read; only the changes before it can be restored. Check your latest changes after restoring.
# Cells of registers and of pasted lists
diagnostic-cell-ambiguous = “{ $text }” names more than one { $what }. Say which: { $accepted }.
diagnostic-cell-unknown = There is no { $what } named “{ $text }”. Accepted: { $accepted }.
diagnostic-cell-unknown-none = There is no { $what } named “{ $text }”, and the plan has none to choose from yet. Add one first.
diagnostic-cell-needs-name = The name is missing. Type a name first.
diagnostic-cell-needs-short = There is no short name yet, so “{ $text }” cannot be taken. Type the short name first.
diagnostic-cell-needs-dimension = The plan has no dimension yet. Add one under Dimensions first, such as “Industry”.
diagnostic-cell-needs-cluster = The plan has no cluster yet. Add one under Clusters first.
diagnostic-cell-needs-metric = The plan has no metric that could be used yet. Add one under Metrics first.
diagnostic-cell-whole-number = “{ $text }” is no whole number from { $min } to { $max }.
diagnostic-cell-positive-number = “{ $text }” is no number above zero.
diagnostic-cell-share = “{ $text }” is no share from 0% to 100%. Write 5% or 0.05.
diagnostic-cell-bound = “{ $text }” is no value. Write 400, ≥400, at least 400, ≤10, ~18 or 1–2, with a unit behind if you like; ? where there is no number.
diagnostic-cell-period = “{ $text }” is no period. Write 2015, 2015H1, 2015Q1, 2015-06 or 2015-01..06.
diagnostic-cell-running-total = “{ $text }” does not start with the plan’s year, which starts in month { $month }. Write { $example }, a month, a quarter or a year.
diagnostic-cell-span = “{ $text }” is no period. Write 2015, 2015-06, 2015-01..06 or 2011–2015; leave it empty where no time is stated.
diagnostic-cell-quantity = “{ $text }” is no quantity with a unit. Write 30 ha or 30 × million yuan.
diagnostic-cell-word = “{ $text }” is not among the choices. Accepted: { $accepted }.
diagnostic-cell-formula = “{ $text }” in the formula is not understood. Use metric names and + - * / ( ).
diagnostic-cell-form-base = Only a multiple or a share is relative to something, so “{ $text }” cannot be taken. Change the form first.
diagnostic-cell-tier-only = Only a metric of the kind “Firms above a size” has a size, so “{ $text }” cannot be taken. Change the kind first.
diagnostic-cell-settled = This cell cannot become “{ $text }”: it was settled when the row was made. Add a new row if you need another.
diagnostic-cell-taken = “{ $text }” exists already. Use another, or edit the row that has it.
diagnostic-cell-parent = The member above “{ $text }” does not fit: it must be of the same dimension and neither itself nor below it.
diagnostic-cell-member-in-use = “{ $text }” still has clusters or members, so its dimension cannot change. Move them first.
diagnostic-cell-record-gone = The record of this row is no longer in the plan; nothing was written.
diagnostic-cell-outside = “{ $text }” lies outside the table; it was not written.
diagnostic-cell-language = “{ $text }” is no language. Write Chinese, English, or a tag such as zh-CN or en.
diagnostic-cell-horizon = The first year ({ $first }) comes after the last year ({ $last }). Change the last year first, or paste both together.
diagnostic-cell-base-year = The base year ({ $base }) comes after the last year ({ $last }). Change the last year first, or paste both together.
## Files

diagnostic-more-of-same = { $count } more problems of this kind are not listed one by one (listed up to line { $line }). Correct those listed, then open again.
diagnostic-value-not-text = “{ $key }” must be a text, but is { $text }; it was left out. Put it in quotes.
diagnostic-value-not-number = “{ $key }” must be a number, but is { $text }; it was left out. Write a number without unit or separators.
diagnostic-value-not-whole = “{ $key }” must be a whole number within its range, but is { $text }; it was left out. Correct the number.
diagnostic-value-not-list = “{ $key }” must be a list, but is { $text }; it was left out. Write it as ["a", "b"].
diagnostic-value-not-table = “{ $key }” must be a table of keys, but is { $text }; it was left out. Write key = "value" pairs in braces.
diagnostic-value-not-period = “{ $key }” is no period: { $text }; it was left out. Write 2011, 2011H1, 2011Q1, 2011-03 or 2011..2015.
diagnostic-value-not-bound = “{ $key }” is no bound: { $text }; it was left out. Write 400, >= 400, <= 10, ~ 18, 1 .. 2 or ?.
diagnostic-value-not-quantity = “{ $key }” is no quantity: { $text }; it was left out. Write a number and a unit, as “30 亿元”.
diagnostic-value-not-word = “{ $key }” has the unknown value “{ $text }”; it was left out. Use one of: { $words }.
diagnostic-value-too-large = “{ $key }” holds a number too large to keep: { $text }; it was left out. Write a smaller number, or put it in quotes.
diagnostic-figure-unreadable = This figure cannot be read and was left out: { $text }. Check quotes, commas and braces, then open again.
diagnostic-figure-key-missing = This figure lacks “{ $key }” and was left out: { $text }. Add it, then open again.
diagnostic-figure-value-unfit = “{ $key }” of this figure cannot be understood ({ $value }); the figure was left out: { $text }. Correct it, then open again.
diagnostic-figure-without-id = This figure has no id; it was given “{ $id }”, which saving makes permanent.
diagnostic-file-cut = The file breaks off here: { $text }. All that is sound before it was opened, the broken part was left out. Complete it from a backup; before saving, the program keeps a copy of the file.
diagnostic-line-unreadable = This line cannot be read and was left out: { $text }. Check quotes, equals signs and brackets, then open again.
diagnostic-block-unreadable = The block that starts with “{ $text }” cannot be read and was left out as a whole. Correct it, then open again.
diagnostic-table-twice = “{ $key }” stands more than once; the later one was left out. Merge the two.
diagnostic-table-unfit = “{ $key }” does not have the form of its records and was left out: { $text }. Write it as a record.
diagnostic-format-missing = The file names no format version; it was read as version 1. Saving adds it.
diagnostic-format-unfit = The format version “{ $text }” is unknown; the file was read as version 1. Check what was read; saving corrects it.
diagnostic-plan-missing = The file has no [plan] block; title and years are defaults. Fill them in under plan settings.
diagnostic-plan-year-missing = The plan lacks a usable “{ $key }”; { $year } is used for now. Fill it in under plan settings.
diagnostic-record-no-id = This record has no id and was left out. Give it an id of its own.
diagnostic-name-missing = “{ $key }” is missing; the id stands for it. Add a name.
diagnostic-key-missing = A usable “{ $key }” is missing; the record was left out. Add it, then open again.
diagnostic-id-twice = The id “{ $id }” is taken; the later record was left out: { $text }. Give it another id.
diagnostic-node-id-twice = The id “{ $id }” already belongs to another member, cluster or part; the later record was left out. Give it another id.
diagnostic-id-reserved = The id “{ $id }” is reserved; the record was left out. Give it another id.
diagnostic-unknown-node = It refers to the node “{ $id }”, which does not exist; it is kept but counts nowhere. Add the node or correct the reference.
diagnostic-unknown-metric = It refers to the metric “{ $id }”, which does not exist; it is kept but counts nowhere. Add the metric or correct the reference.
diagnostic-unknown-coverage = It refers to the coverage “{ $id }”, which does not exist; it is kept. Add the coverage or correct the reference.
diagnostic-unknown-unit = The unit “{ $id }” is not defined; the value is kept but cannot be converted. Add the unit or correct it.
diagnostic-unknown-dimension = It refers to the dimension “{ $id }”, which does not exist; it is kept. Add the dimension or correct the reference.
diagnostic-unknown-member = In the dimension “{ $dimension }” it belongs to the member “{ $id }”, which does not exist; that membership was left out. Add the member or correct it.
diagnostic-unknown-parent = The parent “{ $id }” does not exist; the member now stands at the top. Add the parent or correct it.
diagnostic-unknown-cluster = It is part of the cluster “{ $id }”, which does not exist; it is kept but not shown. Add the cluster or correct it.
diagnostic-member-elsewhere = “{ $id }” is no member of the dimension “{ $dimension }”; that membership was left out. Correct it.
diagnostic-parent-elsewhere = The parent “{ $id }” belongs to another dimension; the member now stands at the top. Correct the parent.
diagnostic-parent-ring = The parents form a ring (through “{ $id }”); the member now stands at the top. Correct the parent.
diagnostic-actuals-column-missing = The header lacks the column “{ $column }”: { $text }. Needed are node, metric, period, value and unit; add it, then open again.
diagnostic-actuals-column-unknown = The column “{ $column }” is unknown; its values were left out. Remove or rename it; before saving, the program keeps a copy of the file.
diagnostic-row-fields = This row has { $value } fields instead of { $count } and was left out: { $text }. Check commas and quotes.
diagnostic-row-empty = The column “{ $column }” is empty; the row was left out: { $text }. Fill it in.
diagnostic-row-period = “{ $value }” is no period; the row was left out: { $text }. Write 2011, 2011H1, 2011Q1, 2011-03 or 2011-01..03 (a running total, from the first month of the plan’s year).
diagnostic-row-value = “{ $value }” is no number; the row was left out: { $text }. Write a number without unit or separators; remove rows without data.
diagnostic-row-status = “{ $value }” is no status; the row was left out: { $text }. Use final, preliminary or illustrative.
diagnostic-row-read-on = “{ $value }” is no day; the row was left out: { $text }. Write 2012-03-01, or nothing.
diagnostic-row-pinned = “{ $value }” says neither that the value was chosen nor that it was not; the row was left out: { $text }. Write yes, or nothing.
diagnostic-row-growth = “{ $value }” is no growth in per cent; the row was left out: { $text }. Write 8.4 for 8.4 %, or nothing.
diagnostic-row-not-utf8 = The column “{ $column }” is no UTF-8 text; the row was left out: { $text }. Save the file in UTF-8.
diagnostic-row-twice = This file already has a row for the same node, metric, coverage and period; this one was left out: { $text }. Remove one of them.
diagnostic-actuals-node-unknown = The actuals name the node “{ $id }”, which the plan does not have; the values are kept but not shown. Add the node or correct the id.
diagnostic-actuals-metric-unknown = The actuals name the metric “{ $id }”, which the plan does not have; the values are kept but not shown. Add the metric or correct the id.
diagnostic-actuals-coverage-unknown = The actuals name the coverage “{ $id }”, which the plan does not have; the values are kept. Add the coverage or correct the id.
diagnostic-actuals-unit-unknown = The actuals use the unit “{ $id }”, which is not defined; the values are kept but cannot be converted. Add the unit or correct it.
diagnostic-workspace-missing = There is no folder { $text }. It may have been moved or renamed, or its drive is not connected; choose it again.
diagnostic-workspace-no-folder = { $text } is no folder. Choose the folder that holds plan.toml.
diagnostic-workspace-no-plan = The folder { $text } holds no plan.toml. Choose the folder of a plan, or lay a new plan here.
diagnostic-workspace-too-new = The plan is in file format { $format }; this program reads up to { $known }. Open it with a newer version; the file was not touched.
diagnostic-workspace-exists = The folder { $text } already holds a plan. Choose another folder, or open that plan.
diagnostic-file-not-utf8 = The file is not UTF-8: byte { $offset } in line { $line } does not fit. Save it as UTF-8 in a text editor, then open it again.
diagnostic-file-read-failed = The file cannot be read ({ $reason }). Check the disk or network connection and try again.
diagnostic-file-write-failed = The file cannot be written ({ $reason }). The old file was not touched; check the disk or network connection and try again, or save elsewhere.
diagnostic-file-locked = Another program holds the file ({ $reason }). Close it there, then try again.
diagnostic-file-denied = Access to the file is denied ({ $reason }). Save to a folder that you may write to, or ask for the right.
diagnostic-disk-full = The disk is full ({ $reason }). The old file was not touched; free some space and try again, or save elsewhere.
diagnostic-file-name-unfit = “{ $text }” cannot be a file name. Choose one without / \ : * ? " < > |.
diagnostic-settings-damaged = The settings file is damaged; it was set aside as “{ $text }” and the defaults are used. Choose language, theme and so on again.
diagnostic-settings-unreadable = The settings file cannot be read ({ $reason }); the defaults are used this time. Check the permissions of the file.
diagnostic-settings-unwritable = The settings cannot be saved ({ $reason }) and will be as before at the next start. Check the permissions of the settings folder and the disk space.
diagnostic-folder-missing = There is no user folder for the program's data. Set the environment variable CLUSTERPLAN_HOME to a folder.

diagnostic-save-no-folder = No folder has been chosen yet. Choose one with “Save as”.
diagnostic-save-read-only = This workspace is open for reading only and cannot be saved in place. Save it to another folder.
diagnostic-save-busy = A save is still running. Try again in a moment.
diagnostic-list-no-node = The node is missing. Type its name; for the whole plan, the plan's name of the whole.
diagnostic-list-no-metric = The metric is missing. Type its name.
diagnostic-list-no-time = The period is missing. Type a year or the like; “not stated” where the source names no time.
diagnostic-list-no-value = The value is missing. Type it; ? where the source gives no number.
diagnostic-list-unit = The unit “{ $text }” does not convert to that of “{ $metric }” ({ $unit }). Change the unit; for a growth rate, say so under Form.
diagnostic-list-several = The plan has several figures like this one ({ $text }). Fill in coverage and role to tell which is meant.
diagnostic-list-repeats = Says the same as row { $text }. Change or remove one of the two.
diagnostic-cell-type-symbol = A unit is known by its symbol. Type the symbol of the new unit into the last row.

diagnostic-cell-computed = “{ $text }” was not taken: this cell is computed. Change what it is made from.
diagnostic-cell-no-bound = “{ $text }” is no number or bound. Write 400, ≥400, ≤10, ~18 or 1–2.
diagnostic-cell-no-number = “{ $text }” is no number. Write the value alone; the unit stands at the left.
diagnostic-cell-no-strength = “{ $text }” is no strength. Choose binding, expected or aspirational.
diagnostic-cell-no-target-yet = “{ $text }” was not taken: enter the target first, then its strength.
diagnostic-cell-not-editable = “{ $text }” was not taken: this cell cannot be edited.
diagnostic-cell-unit-does-not-fit = The unit “{ $text }” does not convert to { $unit }. Write one that does, or the value alone.
diagnostic-data-copied = The chart’s data is copied; paste it into a spreadsheet.
diagnostic-edit-failed = The change was not carried out ({ $text }). Try again; if it happens again, save and reopen.
diagnostic-export-failed = The export did not finish: { $reason }. Check that the place can be written and that no other program has the file open.
diagnostic-exported = Exported to { $path }
diagnostic-file-no-text = The file is no text that can be read. Save it as CSV (UTF-8 or GBK) and try again.
diagnostic-file-unreadable = The file cannot be read: { $reason }. Check the path and your rights.
diagnostic-job-broke = “{ $job }” broke down ({ $text }). Nothing was changed; try again.
diagnostic-no-chart = There is no chart on this page now. Choose another metric or kind.
diagnostic-opened-with-errors = Opened, but { $count } places could not be read. See “Messages”; saving keeps a copy of the original first.
diagnostic-picture-copied = The picture is copied; paste it into slides or documents.
diagnostic-recover-failed = The changes could not be brought back: { $text }. The journal stays in the folder .clusterplan.
diagnostic-recovered = { $count } changes are back; one undo takes them away. Check them and save.
diagnostic-recovery-set-aside = The unsaved changes were set aside: { $path }
diagnostic-sample-failed = The sample workspace could not be laid into your folder: { $reason }. Check disk space and rights.
diagnostic-clipboard-no-text = The clipboard holds no text. Copy a table in Excel or another program first.
diagnostic-import-broke = The program stumbled over “{ $file }”; no data was changed. Read it again; if that does not help, save it as CSV and try that.
diagnostic-import-written = Actuals written from “{ $file }”: { $new } new, { $revised } revised, { $final } now final; not written: { $same } the same, { $open } in question. One undo takes all of it back; it enters the import log when saved.
diagnostic-import-log-damaged = The import log has a line that cannot be read; the others are shown. What was imported is not affected.
diagnostic-import-log-failed = The import log cannot be read or written: { $reason }. What was imported is not affected.
diagnostic-profile-damaged = The import profile cannot be read: { $reason }. Correct this line, or delete the file and save the profile again.
diagnostic-profile-read-failed = The import profile cannot be read: { $reason }.
diagnostic-profile-too-new = The import profile has format { $format }; this program knows { $known }. Open it with a newer version.
diagnostic-profile-write-failed = The import profile was not saved: { $reason }. Check that the folder can be written.

# Import: opening files
diagnostic-import-missing = There is no such file. It may have been moved or renamed, or its drive is not connected; choose it again.
diagnostic-import-folder = This is a folder, not a file. Open it and choose the files inside; several at once are fine.
diagnostic-import-empty = The file is empty. Ask its sender for it again, or check that the download or copy was complete.
diagnostic-import-locked = Another program holds the file, most likely Excel or WPS ({ $reason }). Close it there and try again, or import a copy.
diagnostic-import-denied = You may not read this file ({ $reason }). Copy it to a folder of your own, or ask the administrator for the right to read it.
diagnostic-import-read-failed = The file cannot be read ({ $reason }). Check the disk or the network and try again, or copy the file to this computer first.
diagnostic-import-no-table = The file holds no table that can be read (it looks like { $text }). Import CSV, TXT, XLSX, XLS or ODS; save other formats as one of these first.
diagnostic-import-web-page = The file is a web page without a table. Open it in Excel or WPS, save it as XLSX or CSV and import that, or copy the table and paste it.
diagnostic-import-xml-sheet = The file is XML, but no workbook of Excel: it has no worksheet. Open it in Excel or WPS, save it as XLSX and import that.
diagnostic-import-password = The workbook is protected by a password. Open it, save a copy without password and import that.
diagnostic-import-damaged = The workbook is damaged or incomplete ({ $reason }). Download or copy it again; if Excel or WPS still opens it, save a copy and import that.
diagnostic-import-bomb = Unpacked, the workbook would be too large ({ $text } is over { $allowed } MB); it was not opened, to protect the memory. Make sure it comes from somebody you trust; if it is data, keep only the sheets you need and save them as CSV.
diagnostic-import-too-large = The workbook is over { $allowed } MB and cannot be opened whole. Keep only the sheets you need, or save it as CSV, which may be larger.
diagnostic-import-encoding-unknown = There is no encoding named “{ $text }”. Use UTF-8, GBK, GB18030, UTF-16LE, UTF-16BE, Big5 or windows-1252.
diagnostic-import-cancelled = The import was stopped; nothing was written.
diagnostic-import-not-decodable = Characters do not belong to the encoding { $encoding }: “{ $text }”; cells concerned: { $count }. Choose another encoding in the first step; if that does not help, the file is damaged: check these cells.
diagnostic-import-encoding-unsure = There are too few special characters to be sure of the encoding { $text }. If the preview does not read well, choose another encoding.
diagnostic-import-nul = Zero bytes (NUL) stood within cells and were taken out: “{ $text }”; cells concerned: { $count }. The file may have been damaged on its way; check these values.
diagnostic-import-quote-open = A quote never closes: “{ $text }”; places: { $count }. It was taken as text. Check that the columns of this row line up, or add the quote in the file.
diagnostic-import-line-ends = The file mixes several kinds of line ends; each was taken as one. Check in the preview that no row is broken in two.
diagnostic-import-cell-cut = A cell is too long ({ $bytes } bytes, “{ $text }”); only its first { $allowed } characters were kept. Such cells: { $count }. If the whole file ended up in one cell, check delimiter and quotes.
diagnostic-import-columns-cut = This row has { $columns } columns, of which the first { $allowed } were read; places: { $count }. Check the delimiter, or split the table before importing.
diagnostic-import-rows-cut = The file is too large: only its first { $rows } rows, about { $share }%, are shown here. Rows of firms are added up from the file itself and are not affected; of any other table a part would pass for the whole, so nothing of it is imported. Part the file by year or region and import the pieces.
diagnostic-import-rows-longer = This row is longer than most ({ $width } columns): “{ $text }” is too many. Such rows: { $count }. A comma within a number may have been taken for a delimiter; choose another delimiter, or quote the numbers in the file.
diagnostic-import-last-row-short = The last row has { $cells } of { $width } columns and ends with “{ $text }”: the file may not have arrived whole. Check with its sender, or download it again.
diagnostic-import-sheet-cut = The sheet “{ $text }” is too large: only its first { $rows } rows fit, so nothing was imported. Split it into several files, or choose a smaller block of cells.
diagnostic-import-sheet-missing = There is no sheet “{ $text }”; “{ $instead }” was taken instead. Check that, or choose another sheet.
diagnostic-import-sheet-unreadable = The sheet “{ $text }” cannot be read after row { $row } ({ $reason }). Open it in Excel or WPS, save a copy and import that.
diagnostic-import-range-outside = The chosen block { $text } holds nothing. Change it, or leave it empty to read the whole sheet.
diagnostic-import-node-unknown = The plan has nothing named “{ $text }” ({ $count } values). Choose one of the similar names, or leave these values out.
diagnostic-import-node-several = “{ $text }” could be several places or industries ({ $count } values). Choose which one it is.
diagnostic-import-node-missing = The table does not say whose values these are ({ $count }). Choose a county, industry or cluster.
diagnostic-import-metric-unknown = The plan has no metric named “{ $text }” ({ $count } values). Choose one of the similar metrics, or leave these values out.
diagnostic-import-metric-several = “{ $text }” could be several metrics ({ $count } values). Choose which one it is.
diagnostic-import-metric-missing = The table does not say what these values measure ({ $count }). Choose a metric.
diagnostic-import-coverage-unknown = The plan has no coverage named “{ $text }” ({ $count } values). Choose a coverage, or leave these values out.
diagnostic-import-period-unclear = “{ $text }” is no period, or could be several ({ $count } values). Say which period it is, for example 2011-03.
diagnostic-import-period-missing = The table does not say when these values hold ({ $count }). Choose a period.
diagnostic-import-dates-unclear = The table names periods by dates (such as { $text }), which could mean months, quarters or years. Choose one.
diagnostic-import-years-unclear = The plan’s year starts in month { $month }; “{ $text }” could be the plan’s year or the calendar year. Choose one.
diagnostic-import-unit-unknown = The unit “{ $text }” is not defined ({ $count } values). Choose the unit it stands for, or add it to the plan first.
diagnostic-import-unit-does-not-fit = The unit “{ $text }” does not fit the metric “{ $metric }” (the plan uses { $unit }; { $count } values). Correct the unit or the metric, or leave these values out.
diagnostic-import-unit-missing = Nothing says in which unit “{ $metric }” is given ({ $count } values). Choose a unit.
diagnostic-import-number-unclear = “{ $text }” is no number, or could be read as several ({ $count } places). Choose the decimal mark, correct the file, or leave it out.
diagnostic-import-status-unknown = The status “{ $text }” is not known ({ $count } values). Choose preliminary or final.
diagnostic-import-scenario-several = The table holds several scenarios (such as “{ $text }”). Choose the one to read.
diagnostic-import-twice = The file gives two values of { $metric } for { $node } ({ $period }): { $other } and { $text }. Correct the file, or leave both out.
diagnostic-import-unit-jump = { $metric } of { $node } ({ $period }) is { $value } { $unit } while { $other } is { $before } { $unit }, about { $factor } times apart: perhaps a unit mistake ({ $count } values). Choose the right unit, or confirm the values.
diagnostic-import-scope-jump = { $metric } of { $node } ({ $period }) is { $value } { $unit } while { $other } is { $before } { $unit }, { $factor } times apart: perhaps what is counted has changed ({ $count } values). Confirm the values, or leave them out.
diagnostic-import-running-total = { $metric } of { $node }: the previous total and { $part } make { $expected } { $unit }, but the total { $period } is { $value } { $unit }. Check the source, or confirm the values.

# Firm-level rows
diagnostic-firms-too-many-places = The column of places has more than { $count } different names; it is probably not the right one. Choose another column.
diagnostic-firms-too-many-periods = The column of periods has more than { $count } different texts; it is probably not the right one. Choose another column.
diagnostic-firms-too-many-firms = There are more than { $count } values of single firms, more than memory should hold. Split the file by years, or choose no column of firms to get sums only.
diagnostic-firms-read = Reading the file failed halfway: { $reason }. Check the disk or network, close the program that holds it, and try again.

# Judging
diagnostic-unknown-scheme = It belongs to the scoring scheme “{ $id }”, which does not exist; it is kept but does not count. Add the scheme or correct the entry.
diagnostic-bands-unfit = The bands “{ $key }” must name a method (gap, growth, trend, progress, pace) or roll-up and give two numbers; they were left out and the usual ones are used. Correct them.
diagnostic-value-not-truth = “{ $key }” must be true or false, but is { $text }; it was left out. Correct it.
# Scenario files
diagnostic-value-not-year = “{ $key }” must be a year; its value { $text } was left out. Write it as { "{" } 2012 = 30.5 { "}" }.
diagnostic-scenario-missing = The file has no [scenario] block; its file name stands for the scenario's name. Add a name.
diagnostic-scenario-too-new = The scenario is in file format { $format }; this program reads up to { $known }, so it was not loaded. Open it with a newer version; the file was not touched.
diagnostic-assumption-years-half = Only one of its first and last year is given; it is taken as working in { $year } alone. Add from or to.
diagnostic-assumption-years-turned = Its first year { $from } comes after its last year { $to }; they were exchanged. Check the years.
diagnostic-assumption-range-half = Only one end of the possible range is given; it was left out. Write both low and high.
diagnostic-scenario-node-unknown = It refers to the node “{ $id }”, which the plan does not have; it is kept but has no effect. Add the node, or choose another in the scenario.
diagnostic-scenario-metric-unknown = It refers to the metric “{ $id }”, which the plan does not have; it is kept but has no effect. Add the metric, or choose another in the scenario.
diagnostic-scenario-project-unknown = It refers to the project “{ $id }”, which the plan does not have; it is kept but has no effect. Add the project, or choose another in the scenario.
diagnostic-scenario-limit-unknown = It refers to the limit “{ $id }”, which the plan does not have; it is kept but has no effect. Add the limit, or choose another in the scenario.
diagnostic-scenario-unit-unknown = The unit “{ $id }” is unknown; what it measures is kept but has no effect. Correct the unit, or define it in the plan.
diagnostic-scenario-parent-unknown = The parent scenario “{ $id }” does not exist; the plan is taken as the parent. Choose its parent again.
diagnostic-scenario-parent-ring = The parents of scenarios form a ring: { $text }. It is followed until it closes; above that the plan itself counts. Choose another parent.
# Changes of scenarios
diagnostic-scenario-locked = The scenario “{ $name }” is locked; nothing was changed. Unlock it first, or change a duplicate.
diagnostic-scenario-child-locked = The scenario “{ $name }” below it is locked and cannot get another parent, so nothing was deleted. Unlock it first.
diagnostic-scenario-own-parent = “{ $parent }” cannot be the parent of “{ $name }”, because it inherits from it. Choose another parent.
diagnostic-scenario-gone = The scenario “{ $name }” is no longer there; nothing was changed. Choose a scenario again.
diagnostic-assumption-gone = The assumption “{ $name }” is no longer in the scenario; nothing was changed. Choose again.
diagnostic-scenario-without-parent = The scenario “{ $name }” builds on the plan itself, so there is no parent scenario to move it to. Choose a parent scenario for it first.
diagnostic-scenario-children-moved = { $count } scenarios below “{ $name }” now build on what it built on; one undo brings all back.
diagnostic-hold-not-number = “{ $text }” is no value that can be held; nothing was changed. Type a number.
diagnostic-hold-above = This value is held by the scenario “{ $name }” above; nothing was changed. Release it there, or type another value here.
diagnostic-cell-needs-scheme = The plan has no scoring scheme yet. Add one under Scoring schemes first.
diagnostic-cell-percent = “{ $text }” is no share. Write 90% or 0.9.
diagnostic-cell-number = “{ $text }” is no number.
diagnostic-cell-indicator = The indicator “{ $text }” is not understood. Write the metric's name, the weight, and if needed what it is measured against and which completions count: Profit 30 target 0–120%.
diagnostic-cell-amount-of = “{ $text }” is not understood. Write a name, a blank and a number, such as Sales revenue 2; separate several by “;”.
diagnostic-cell-method-of = “{ $text }” is not understood. Write a metric's name, a blank and a method, such as Sales revenue distance to the path; separate several by “;”.
diagnostic-cell-bands = “{ $text }” is no pair of bands. Write two shares separated by “/”, such as 95% / 60%.
diagnostic-cell-bands-points = “{ $text }” is no pair of bands. Write two numbers of percentage points separated by “/”, such as -2 / -5.
diagnostic-cell-bands-order = The two bands of “{ $text }” are the wrong way round: the first ends “on track” and must be stricter than the second, which ends “slipping”.
# Entries of the scenario page
diagnostic-assumption-no-period = “{ $text }” is no period; nothing was changed. Write 2014, 2014-07 or Jul 2014.
diagnostic-assumption-no-quantity = “{ $text }” is no quantity; nothing was changed. Write a number and its unit.
diagnostic-assumption-no-ramp = “{ $text }” is no share between 0 and 100%; nothing was changed. Write one for each year: 30%, 60%, 100%.
diagnostic-assumption-no-unit = “{ $text }” has no known unit; nothing was changed. Write the unit behind the number.
diagnostic-assumption-no-years = “{ $text }” is no year; nothing was changed. Write 2013 or 2012–2015; empty means the plan's whole horizon.
diagnostic-assumption-range-turned = The lowest possible setting would be above the highest ({ $text }); nothing was changed. Change the other end first.
diagnostic-assumption-weight-negative = A weight cannot be below zero ({ $text }); nothing was changed. Write 0 or more.
diagnostic-assumption-years-turned-about = “{ $text }” ends before it starts; nothing was changed. Please turn it about.
diagnostic-scenario-value-computed = This metric follows from a formula and cannot be entered. Change what it is computed from, or add a ratio path.
diagnostic-seek-no-assumption = There is no assumption to move. Add one first.
diagnostic-seek-no-bound = “{ $text }” is no bound to be met. Write a number, as ≥400 or 3600.
# Evaluation of scenarios
diagnostic-lever-scenario = There is no scenario “{ $text }”; the plan itself is evaluated. Choose a scenario again.
diagnostic-lever-parent = The parent scenario “{ $text }” does not exist; the plan itself is taken as the parent. Choose the parent again.
diagnostic-lever-parent-ring = The parents of the scenario lead round in a ring, { $text }; up to where it closes, the plan itself is the parent. Change one of the parents.
diagnostic-lever-metric-ring = Assumptions make metrics depend on one another in a ring, { $text }; among themselves they read the plan path. Change one of the assumptions.
diagnostic-lever-node = Assumption “{ $assumption }” is about the node “{ $text }”, which the plan does not have; it has no effect. Choose its scope again.
diagnostic-lever-metric = Assumption “{ $assumption }” is about the metric “{ $text }”, which the plan does not have; it has no effect. Choose the metric again.
diagnostic-lever-unit = The unit “{ $text }” of assumption “{ $assumption }” does not convert into “{ $unit }”; it has no effect. Correct the unit.
diagnostic-lever-number = Assumption “{ $assumption }” has a number that is too large, or none at all; it has no effect. Enter it again.
diagnostic-lever-year = Assumption “{ $assumption }” spreads by the year { $year }, which lies outside the plan's years; it has no effect. Choose another year.
diagnostic-lever-derived = Assumption “{ $assumption }” is to move “{ $metric }”, which follows from a formula or does not add; this kind of assumption cannot. Move a metric of the formula, or assume a ratio.
diagnostic-lever-ratio-form = Assumption “{ $assumption }” sets a ratio, which takes a ratio metric or one whose formula divides one metric by another; the formula of “{ $metric }” is { $formula }. Choose another metric.
diagnostic-lever-spread-metric = The metric “{ $metric }” does not add, so assumption “{ $assumption }” has nothing to spread. Choose another metric.
diagnostic-lever-nothing = Within the scope of assumption “{ $assumption }” there is no cluster and nothing outside clusters; it has no effect. Widen the scope.
diagnostic-lever-no-value = No node in the scope of assumption “{ $assumption }” has a value of “{ $metric }”, so it has no effect. Where values stand with industries or counties only, take in what lies outside clusters.
diagnostic-lever-project = Assumption “{ $assumption }” refers to the project “{ $text }”, which the plan does not have; it has no effect. Choose the project again.
diagnostic-lever-project-date = Project “{ $project }” has no date on which it comes on stream, so assumption “{ $assumption }” has no effect. Give the date in the project or in the assumption.
diagnostic-lever-project-output = Project “{ $project }” does not say which metric its output counts towards, or how much it is; assumption “{ $assumption }” counts its land, energy and investment only. Add the output.
diagnostic-lever-project-nothing = The node of the project in assumption “{ $assumption }” has no value of “{ $metric }” to add to; its output is not counted. Give the node a value first.
diagnostic-lever-spread-held = Assumption “{ $assumption }” sets the total of { $year } to { $total }, but { $held } of it is held; nothing was spread. Raise the total, or release some holds.
diagnostic-lever-spread-fixed = Assumption “{ $assumption }” sets the total of { $year } to { $total }, but all beneath it is held, { $held } in sum; nothing was spread. Release some holds.
diagnostic-lever-two-dimensions = “{ $metric }” changes outside clusters by “{ $first }” and by “{ $text }”; the total takes the changes by “{ $first }” only, so that none counts twice. Assume them in one dimension.
diagnostic-lever-basis-few = In { $count } places (node × metric) there are too few actuals for the chosen basis; they keep the plan path. Add actuals, or choose another basis.
diagnostic-lever-actual-years = Years for which the basis takes actuals show those, and assumptions do not move them. To move them, take the plan path as the basis.
diagnostic-import-firm-rows = { $what ->
    [fields] { $number } rows have more or fewer fields than the header (rows { $rows }; the first has { $text }) and are not in the sums. Often a thousands separator stands without quotes around the number. Correct them and import the file anew, or confirm that the sums may do without them.
    [quotes] { $number } rows have quotes that do not fit (rows { $rows }) and are not in the sums. Close the quotes and import the file anew, or confirm that the sums may do without them.
    [long] { $number } rows are too long (rows { $rows }) and are not in the sums. Check whether line ends are missing there, or confirm that the sums may do without them.
    [period] { $number } rows name no period (rows { $rows }) and are not in the sums. Add it in the file and import it anew, or confirm that the sums may do without them.
    [number] { $number } cells are no numbers, as “{ $text }” (rows { $rows }); the sums lack them. Correct them and import the file anew, or confirm that they are missing.
    [too-large] { $number } numbers are beyond reason, as “{ $text }” (rows { $rows }); the sums lack them. Check the unit and the decimal point, or confirm that they are missing.
    [no-firm] { $number } rows name no firm (rows { $rows }): they are in the sums, not among the firms. Take them out where they are totals, and import the file anew; otherwise confirm.
    [damaged] { $number } rows have a name with broken characters, as “{ $text }” (rows { $rows }). Go back to the first step and choose another encoding, or confirm.
    [repeated] { $number } rows have the firm, place and period of another row; all were added. Check whether the file holds rows twice, or confirm that they add up.
   *[other] { $number } rows have a problem (rows { $rows }): { $text }. Correct them and import the file anew, or confirm.
}
diagnostic-import-carried = { $count } files were not imported yet. They wait in this workspace and are read anew as its plan understands them; leave out those that do not belong here.
diagnostic-lever-years-outside = The years of the assumption “{ $assumption }” ({ $years }) lie outside { $first }–{ $last }, which are evaluated, and come to nothing there. Change the years.
diagnostic-threshold-unfit = The audit setting “{ $key }” is { $text }; it must lie from { $min } to { $max } (counts whole). It was left out and the usual one is used. Correct it.
diagnostic-cell-threshold = “{ $text }” is no number from { $min } to { $max }.
