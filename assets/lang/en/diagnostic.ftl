### diagnostic

diagnostic-at-place = { $place }: { $sentence }

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
diagnostic-row-period = “{ $value }” is no period; the row was left out: { $text }. Write 2011, 2011H1, 2011Q1, 2011-03 or 2011-01..03.
diagnostic-row-value = “{ $value }” is no number; the row was left out: { $text }. Write a number without unit or separators; remove rows without data.
diagnostic-row-status = “{ $value }” is no status; the row was left out: { $text }. Use final, preliminary or illustrative.
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
