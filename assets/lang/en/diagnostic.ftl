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
