### diagnostic

diagnostic-at-place = { $place }: { $sentence }

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
diagnostic-list-no-node = The node is missing. Type its name; for the whole plan, the plan's name of the whole.
diagnostic-list-no-metric = The metric is missing. Type its name.
diagnostic-list-no-time = The period is missing. Type a year or the like; “not stated” where the source names no time.
diagnostic-list-no-value = The value is missing. Type it; ? where the source gives no number.
diagnostic-list-unit = The unit “{ $text }” does not convert to that of “{ $metric }” ({ $unit }). Change the unit; for a growth rate, say so under Form.
diagnostic-list-several = The plan has several figures like this one ({ $text }). Fill in coverage and role to tell which is meant.
diagnostic-list-repeats = Says the same as row { $text }. Change or remove one of the two.
