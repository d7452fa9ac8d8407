### judging

judge-as-of = as of { $period }
judge-as-of-latest = as of the latest
judge-by-plan = as the plan sets
judge-choose = As of when, and by which method
judge-method = Method
judge-method-plan = As the plan sets
judge-period = As of
judge-latest = Latest
judge-count = { $n } { $state }
judge-node = { $state }: { $n } of { $of } metrics with a target can be judged ({ $counts })
judge-node-no-data = No data: none of the { $of } metrics with a target has an actual to judge by
overview-shown-state = State
overview-shown-completion = Completion
overview-shown-gap = Gap to path
overview-completion-hint = Latest actual ÷ target
overview-sum-states = { $n } of { $of } clusters can be judged ({ $counts })
