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
