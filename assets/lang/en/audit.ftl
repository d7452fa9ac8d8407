## Rules
audit-rule-parts = Parts and totals
audit-rule-floors = Floors and the whole
audit-rule-rest = Outside clusters
audit-rule-bounds = Ease of targets
audit-rule-identities = Rates and shares
audit-rule-drift = Drifting ratios
audit-rule-tiers = Firms by size
audit-rule-measures = Base years and coverage
audit-rule-multiples = Multiples
audit-rule-gaps = Gaps
audit-rule-order = Order of size
audit-rule-outliers = Outliers
audit-rule-horizon = Beyond the horizon
audit-rule-statements = Repeated and revised

## What was found
audit-case-parts-over = { $node }, { $metric } { $time }: stated { $whole }, but { $group } make { $sum } together, { $gap } more.
audit-case-aspirations-over = { $node }, { $metric } { $time }: stated { $whole }; with what they aspire to, { $group } make { $sum } together, { $gap } more.
audit-case-parts-under = { $node }, { $metric } { $time }: stated { $whole }, but { $group } make only { $sum } together, { $gap } less.
audit-case-floors-short = { $node }, { $metric } { $time }: the target is { $whole }, but the floors of { $group } add up to { $sum } ({ $share }); no member is asked for the remaining { $gap }.
audit-case-floor-below-parts = { $node }, { $metric } { $time }: the target { $whole } lies below the { $sum } that { $group } plan together, so it binds nothing.
audit-case-floor-below-clusters = { $node }, { $metric } { $time }: the target { $whole } lies below the { $sum } that the clusters plan together (comparable metrics included), so it binds nothing.
audit-case-ceilings-over = { $node }, { $metric } { $time }: the ceiling is { $whole }, but the ceilings of { $group } add up to { $sum }, { $gap } more; each can be kept and the whole exceeded.
audit-case-rest-negative = { $node }, { $metric } { $time }: the target is { $whole }, but the clusters plan { $sum } (comparable metrics included); { $rest-target } is left outside them.
audit-case-rest-shrinks = { $node }, { $metric }: what is outside clusters would go from { $rest-base } in { $base-year } ({ $share-base }) to { $rest-target } in { $time } ({ $share-target }), while the whole grows.
audit-case-rest-leaps = { $node }, { $metric }: what is outside clusters would have to go from { $rest-base } in { $base-year } ({ $share-base }) to { $rest-target } in { $time } ({ $share-target }); the clusters do not carry the target.
audit-case-bound-slack = { $direction ->
        [down] { $node }, { $metric }: { $target } by { $time } needs only { $required } a year, while it already fell faster, by { $known } ({ $known-year }).
       *[up] { $node }, { $metric }: { $target } by { $time } needs only { $required } a year, less than the { $known } of { $known-year }.
    }
audit-case-bound-met = { $node }, { $metric }: { $base } in { $base-year } already, so the target { $target } for { $time } goes no further.
audit-case-bound-reach = { $direction ->
        [down] { $node }, { $metric }: { $target } by { $time } needs { $required } a year, a faster fall than any known, { $known } ({ $known-year }).
       *[up] { $node }, { $metric }: { $target } by { $time } needs { $required } a year, more than the highest growth known, { $known } ({ $known-year }).
    }
audit-case-milestone-over = { $node }, { $metric }: { $milestone } is set for { $time }, beyond the target { $target } of { $target-year }.
audit-case-rate-level = { $node }, { $metric }: at { $rate } a year { $time } ends at { $led }, but the target is { $target } ({ $required } a year).
audit-case-growth-levels = { $node }, { $metric } { $time }: growth is stated as { $rate }, which leads to { $led }, but the level is { $target } ({ $required }).
audit-case-growth-whole = { $node }, { $metric } { $time }: growth is stated as { $rate }, but { $group } imply { $implied }.
audit-case-share-identity = { $node }: { $part } growing { $part-rate } a year and { $metric } going from { $base } to { $target } mean { $rate } a year for { $whole }; the plan says { $known }.
audit-case-share-levels = { $node }, { $metric } { $time }: stated as { $share }, but the levels make { $levels }.
audit-case-implied-whole = { $node }: { $part } growing { $part-rate } a year and { $metric } going from { $base } to { $target } mean { $rate } a year for { $whole } (known: { $known }).
audit-case-ratio-drift = { $node }: { $part } grows { $part-rate } a year and { $whole } { $whole-rate }, so that their ratio changes by { $change } by the end.
audit-case-tiers-nested = { $node } { $time }: the firms by size need at least { $nested } of { $metric } (nested), but the target is { $sum }.
audit-case-tiers-exclusive = { $node } { $time }: counted exclusively the firms by size need at least { $exclusive } of { $metric }, and the target is { $sum }; only the nested reading (at least { $nested }) fits.
audit-case-tiers-order = { $node } { $time }: a higher class counts more firms than a lower one, so only the exclusive reading is left, at least { $exclusive } of { $metric } (target { $sum }).
audit-case-base-year = { $node }: the base of { $metrics } is of { $year }, the plan’s base year is { $base-year }.
audit-case-measure-ends = { $node }: the base is stated as { $other }, the target for { $time } as { $metric }; no growth can be computed.
audit-case-measure-siblings = { $node } { $time }: clusters that state { $metric }: { $n }; that state { $other }: { $m }; they do not add as they stand.
audit-case-coverage-ends = { $node }, { $metric }: coverage of the base: { $from }; of the target: { $to }.
audit-case-coverage-siblings = { $node }: its clusters state { $metric } with { $n } different coverages; a sum must say so.
audit-case-multiple-level = { $node }, { $metric } { $time }: stated as { $times } the base, which is { $led }, but the level is { $target } ({ $actual }).
audit-case-multiple-rounding = { $node }, { $metric } { $time }: { $times } the base is { $led }, { $gap } from { $target }; the multiple is rounded that far.
audit-case-multiple-words = { $node }, { $metric }: the words “{ $printed }” mean { $meant }, recorded is { $times }.
audit-case-no-base = { $node }: targets without a base ({ $n }): { $metrics }.
audit-case-no-base-tiers = { $n } targets for firms by size, in { $of } nodes, have no count for { $base-year }.
audit-case-no-year = { $node }, { $metric }: no year is stated.
audit-case-no-unit = { $node }, { $metric } { $time }: no unit is stated.
audit-case-no-number = { $node }, { $metric } { $time }: no number is stated: “{ $printed }”.
audit-case-above-whole = { $node } { $time }: { $part } ({ $value }) is above { $whole } ({ $limit }).
audit-case-share-above-one = { $node } { $time }: { $part } ({ $value }) is above { $whole } ({ $limit }), so { $metric } exceeds 100%.
audit-case-ratio-outlier = { $node }, { $metric } { $time }: { $value }, where the median of { $n } is { $median }.
audit-case-growth-outlier = { $node }, { $metric } { $time }: growth of { $value }, where the median of { $n } is { $median }.
audit-case-required-outlier = { $node }, { $metric }: needs { $value } a year until { $time }, where the median of { $n } is { $median }.
audit-case-beyond-horizon = { $node }: figures for { $year } ({ $metrics }), while the plan ends in { $last-year }.
audit-case-task-beyond-horizon = The task “{ $title }” is due { $time }, while the plan ends in { $last-year }.
audit-case-duplicate = { $node }, { $metric } { $time }: stated twice, as { $first }.
audit-case-conflict = { $node }, { $metric } { $time }: stated as { $first } and as { $second }.
audit-case-revised = { $node }, { $metric } { $time }: { $first } at first, { $second } in another document.
audit-case-revised-by-parts = { $node }, { $metric } { $time }: { $whole } at first; { $group } make { $sum } in another document.

## What would resolve it
audit-way-parts-over = Lower the values of { $group }, or raise the total to { $sum } or more; align coverages first where they differ.
audit-way-aspirations-over = Say that aspirations do not count towards the total, or state an aspiration for the total too.
audit-way-parts-under = Add what is missing, or state the total as { $sum }.
audit-way-floors-short = Assign { $gap } to { $group }, or say who is to carry it.
audit-way-floor-below-parts = Raise the target to { $sum } or more, or say that it is a minimum only.
audit-way-floor-below-clusters = Raise the target to { $sum } or more, or say that it is a minimum only, and check what the comparable metrics cover.
audit-way-ceilings-over = Take { $gap } off the ceilings of { $group }, or say how the ceiling of the whole is kept.
audit-way-rest-negative = Raise the target to what the clusters plan, or check the clusters’ targets and what the comparable metrics cover.
audit-way-rest-shrinks = Say why what is outside clusters shrinks, or raise the target, or lower those of the clusters.
audit-way-rest-leaps = Say what makes the rest grow, or raise the targets of the clusters.
audit-way-bound-slack = { $direction ->
        [down] Tighten the target, or say why the fall is to slow to { $required }.
       *[up] Raise the target, or say why growth is to slow to { $required }.
    }
audit-way-bound-met = Check base and target; raise the target, or state it as keeping the level.
audit-way-bound-reach = { $direction ->
        [down] Say which measures bring it about, or move or loosen the target.
       *[up] Say which projects carry it, or move or lower the target.
    }
audit-way-milestone-over = Check the milestone against the target behind it.
audit-way-rate-level = State the rate as { $required }, or the target as { $led }.
audit-way-growth-levels = Check coverage and prices (a real rate does not follow from nominal levels); otherwise correct one of them.
audit-way-growth-whole = Check the coverage of the parts’ growth and of the whole’s.
audit-way-share-identity = Try rates and shares in the consistency view to see which would reconcile them, then change the plan.
audit-way-share-levels = Correct the share or one of the levels.
audit-way-implied-whole = Try rates and shares in the consistency view to see which would reconcile them; say where a real rate meets a nominal share.
audit-way-ratio-drift = Say why the ratio changes (prices, structure, coverage), or change one of the rates.
audit-way-tiers-nested = Count fewer firms, or raise the target for { $metric }.
audit-way-tiers-exclusive = Say whether “above” includes the higher classes; if not, { $metric } has to exceed { $exclusive }.
audit-way-tiers-order = Say whether “above” includes the higher classes, and check the counts.
audit-way-base-year = Add the base of { $base-year }, or say that growth counts from { $year }.
audit-way-measure-ends = Add a base of { $metric }, or state the target as { $other }.
audit-way-measure-siblings = Use one metric throughout, or say beside a sum that comparable metrics are in it.
audit-way-coverage-ends = State what the target covers, the same as the base.
audit-way-coverage-siblings = Align the coverages, or say so beside the sum.
audit-way-multiple-level = Growing n times more is ×(n+1), doubling is ×2; check the multiple, or state the level as { $led }.
audit-way-multiple-rounding = Say which one holds: { $led } or { $target }.
audit-way-multiple-words = Growing n times more is ×(n+1), doubling is ×2; record the multiple as { $meant }.
audit-way-no-base = Add the values of { $base-year }; without them there is no growth and no progress.
audit-way-no-base-tiers = Add the counts of { $base-year } from the register of firms.
audit-way-no-year = Add the year.
audit-way-no-unit = Add the unit; a number without one is left out of all sums.
audit-way-no-number = Add a number; otherwise nothing can be assessed.
audit-way-above-whole = Check units and coverage of both; where it is so, say why.
audit-way-share-above-one = Check units and coverage of both; where they are merely comparable, register them so.
audit-way-ratio-outlier = Check value, unit and coverage; where it is so, say why.
audit-way-growth-outlier = Check whether the growth is a percentage or a multiple; where it is so, say why.
audit-way-required-outlier = Check base and target; where it is so, say what carries it.
audit-way-beyond-horizon = State what is to be reached within the plan, or extend the horizon.
audit-way-task-beyond-horizon = Say how far it is to be within the plan.
audit-way-duplicate = Remove one of the two.
audit-way-conflict = Check the document, and remove or correct one of the two.
audit-way-revised = Decide which document holds, and record the other as a reference.
audit-way-revised-by-parts = Decide which document holds, and align the total.

## Steps of the arithmetic
audit-line-figure = { $node } · { $metric } · { $time }
audit-line-value = { $node } · { $metric } · { $time }
audit-line-sum = Sum ({ $n } of { $of })
audit-line-more = { $n } more
audit-line-difference = Difference
audit-line-rest-base = Outside clusters, base
audit-line-rest-target = Outside clusters, target
audit-line-share = Share
audit-line-tolerance = Explained by rounding
audit-line-required = Growth a year required
audit-line-growth = Growth { $time }
audit-line-highest = Fastest change known ({ $time })
audit-line-led = Leads to
audit-line-years = Years
audit-line-implied-base = Implied { $time }
audit-line-factor = Factor of { $metric }
audit-line-implied-growth = Growth a year implied for { $metric }
audit-line-observed = Growth a year observed for { $metric } ({ $time })
audit-line-before = Year before
audit-line-before-sum = Year before, together
audit-line-ratio = Ratio { $time }
audit-line-drift = Change of the ratio
audit-line-tier = { $metric }: { $count } × { $lower } ({ $more } more than the class above)
audit-line-nested = At least (nested)
audit-line-exclusive = At least (exclusive)
audit-line-multiplied = Base times multiple
audit-line-median = Median of { $n }
audit-line-deviation = Usual deviation
audit-line-last-year = Last year of the plan
audit-line-base-year = Base year of the plan
audit-line-count = { $metric }: { $n } of { $of }
audit-line-coverage = Coverage: { $coverage }

## Words inside sentences
audit-group-members = the members of { $dimension }
audit-group-clusters = the clusters
audit-group-parts = the parts
audit-list-separator = ,{" "}
audit-times = ×{ $value }
audit-points = { $value } points
audit-unknown = unknown
audit-year = { $year }

## Standing
audit-standing-open = open
audit-standing-reopened = numbers changed
audit-standing-answered = answered

## Consistency
chart-kind-consistency = Consistency
chart-what-consistency = { $metric }: the whole and the sums of its parts
chart-consistency-axis = Level
chart-consistency-whole = Stated total
chart-consistency-gap = Gap { $year }
chart-consistency-short = { $value }, { $gap } short
chart-consistency-over = { $value }, { $gap } over
chart-consistency-rate = { $rate } a year
chart-empty-consistency = { $metric } has no total and sums to set side by side.
chart-note-comparable = comparable metrics included
audit-answer-signed = { $text } ({ $name }, { $date })
whatif-title = { $node }: { $share }
whatif-observed = { $whole } grew { $rate } a year from { $from } to { $to }
whatif-fits = The values given fit together
whatif-apart = The values given cannot all hold
whatif-at = { $metric }, { $year }
whatif-rate = { $metric }, growth a year
whatif-change = { $metric }, change a year
whatif-stated = plan
whatif-assumed = tried
whatif-implied = implied
whatif-missing = unknown

## Page
page-audit = Audit
job-audit = Audit
status-audit = ◆ { $n } audit findings
step-answer = Answer a finding
step-answer-remove = Withdraw an answer
audit-tab-findings = Findings
audit-tab-consistency = Consistency
audit-all = All
audit-rule-any = All rules
audit-node-any = All nodes
audit-filter-rule = Filter by rule
audit-filter-node = Filter by node
audit-empty = Nothing contradicts itself
audit-empty-text = Totals and parts, rates and shares, firms by size and coverages of the plan fit together. More figures are audited as they are entered.
audit-none = No open finding
audit-none-text = Choose another filter, or look at the answered ones.
audit-none-answered = Nothing answered yet
audit-none-answered-text = A finding that is meant that way rests here once its reason is given; it comes back when its numbers change.
audit-choose = Choose a finding; the whole arithmetic and its sources stand here.
audit-resolved = This finding is gone: the numbers fit now.
audit-arithmetic = Arithmetic
audit-figure-hint = Opens the node and shows the source in the inspector
audit-answer = Answer
audit-answer-hint = Where it is meant that way, give the reason: the finding then rests. The reason is kept in the plan.
audit-reopened-hint = The numbers have changed since the answer; please confirm it again.
audit-answer-text = Reason for accepting it
audit-answer-name = Name
audit-answer-date = Date, as 2026-11-25
audit-answer-save = Save answer
audit-answer-remove = Withdraw answer
audit-answer-needs = Reason, name and date are all needed.
audit-lost = Answers without a finding
audit-lost-hint = These findings are there no more; the answers stay in the plan.
audit-consistency-empty = No totals to set side by side
audit-consistency-empty-text = Where the total and its industries or clusters state one metric, the gaps are drawn here.
audit-messages = Audit: errors { $errors }, warnings { $warnings }, notes { $notes }
audit-messages-show = Show
whatif = Rates and shares to try
whatif-hint = Change a number: see what follows for the others, and which value would make it fit. The plan does not change; an empty field gives it back.
whatif-empty = The plan states no share to try values in.
whatif-reset = Back to the plan
whatif-column-name = What
whatif-column-value = Value
whatif-column-origin = From
whatif-column-reconciled = Fits as
whatif-observed-hint = Try the observed growth

## Tasks and key fields
tasks-count = Tasks { $n }
tasks-count-hint = Opens tasks and safeguards
tasks-any-node = All counties and industries
tasks-any-body = All responsible bodies
tasks-by-node = Filter tasks by node
tasks-by-body = Filter tasks by body
tasks-all = Show all
key-field-catalogue = Key fields
key-field-member = Industry
key-field-name = Key field
key-field-clusters = Clusters serving it
key-field-projects = Projects serving it
key-field-text = What it covers
key-field-nobody = nobody
key-field-unlisted = No industry lists this key field
key-field-unserved = { $n } of { $of } key fields are served by no cluster or project
key-field-empty = No key fields yet
key-field-empty-text = List the fields of an industry in its column of key fields, and name them in clusters and projects; the catalogue gathers them here.
key-field-empty-action = Go to the members
audit-coverage-unstated = not stated
audit-settings = Audit settings…
audit-settings-hint = From where on each rule of the audit speaks
audit-answered = Answered
