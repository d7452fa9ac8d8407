### why

why-scenario = Scenario
why-the-plan = The plan itself
why-held = Held by
why-inherited = { $name } (from “{ $scenario }”)
why-sum = These { $n } parts add up to { $value }
why-source = Source: { $source }
why-figures = Figures of the plan
why-actuals = Actuals
why-year-before = The year before
why-inputs = Computed from
why-beneath-list = What lies beneath
why-step-start = Starts from { $basis }: { $to }
why-step-growth = Growth { $after } instead of { $before }: { $from } → { $to }
why-step-factor = { $from } × { $factor } = { $to }
why-step-given = Set by hand: { $from } → { $to }
why-step-output = Full output { $full } × { $share }: { $from } → { $to }
why-step-ratio = The ratio is { $ratio } (before: { $from })
why-step-ratio-of = { $ratio } × { $metric } { $amount } = { $to } (before: { $from })
why-step-spread = Total { $total }, of which { $held } held, the rest spread: { $from } → { $to }
why-step-beneath = Sum of what changes beneath: { $from } → { $to }
why-step-formula = Follows its inputs by formula: { $from } → { $to }
why-step-extrapolated = { $amount } in { $year }, then { $rate } a year for { $years } years: { $to }
why-step-moved = { $from } → { $to }
