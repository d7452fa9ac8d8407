//! `score`: the score table of every scheme, ranked.

use serde_json::json;

use super::{computed, json_number, truth};
use crate::base::Period;
use crate::cli::args::{CheckFormat, ScoreArgs};
use crate::cli::output::{Failure, Out, cell, hint_at_findings};
use crate::cli::{Exit, names, open, tell};
use crate::domain::{Document, Plan, ScoreScheme};
use crate::engine::Evaluation;
use crate::engine::score::{self, IndicatorScore, ScoreRow, ScoreTable};
use crate::view::judging::missing_of;
use crate::view::{Words, number, wording};

/// A row a node and indicator; the indicator is empty in the row of the node as a whole. `reported` is the period up to which the value
/// of the indicator was reported.
const COLUMNS: [&str; 23] = [
    "scheme",
    "period",
    "node",
    "node_name",
    "rank",
    "tied",
    "indicator",
    "actual",
    "aim",
    "completion",
    "points",
    "weight",
    "bonus",
    "deduction",
    "total",
    "change",
    "reason",
    "n",
    "of",
    "reported",
    "covered",
    "complete",
    "illustrative",
];

/// Runs the command.
pub fn run(args: &ScoreArgs, words: &Words, out: &mut Out) -> Result<Exit, Failure> {
    let opened = open(&args.workspace, words)?;
    let document = &opened.document;
    let period = |asked| names::period(asked, &document.plan.info, words);
    let (as_of, since) = (period(args.as_of)?, period(args.since)?);
    let schemes = schemes(&args.scheme, &document.plan, words)?;
    if schemes.is_empty() {
        tell(words.text("cli-no-schemes"));
    }
    let evaluation = Evaluation::of(document);
    let found = hint_at_findings(opened.diagnostics.iter().chain(evaluation.diagnostics()), &args.workspace, words);
    let tables: Vec<(&ScoreScheme, ScoreTable)> =
        schemes.into_iter().map(|scheme| (scheme, table(document, &evaluation, scheme, as_of, since))).collect();
    match args.format {
        CheckFormat::Text => tables.iter().try_for_each(|(scheme, table)| text(scheme, table, since, document, words, out))?,
        CheckFormat::Csv => csv(&tables, document, words, out)?,
        CheckFormat::Json => {
            let rows = tables.iter().flat_map(|(scheme, table)| table.rows.iter().map(move |row| (*scheme, table, row)));
            out.json(rows.map(|(scheme, table, row)| json(scheme, table, row, &document.plan, words)))?;
        }
    }
    Ok(found)
}

fn schemes<'a>(asked: &[String], plan: &'a Plan, words: &Words) -> Result<Vec<&'a ScoreScheme>, Failure> {
    if asked.is_empty() {
        return Ok(plan.score_schemes.iter().collect());
    }
    let known = |name: &String| {
        plan.score_schemes.get(name.as_str()).ok_or_else(|| {
            let choices: Vec<&str> = plan.score_schemes.iter().map(|scheme| scheme.id.as_str()).collect();
            let message = words.with("cli-no-such-scheme", &[("name", name), ("choices", &choices.join(", "))]);
            Failure::Said(message, Exit::WrongUse)
        })
    };
    asked.iter().map(known).collect()
}

fn table(document: &Document, evaluation: &Evaluation, scheme: &ScoreScheme, as_of: Option<Period>, since: Option<Period>) -> ScoreTable {
    let now = score::of(document, evaluation, scheme, as_of, None);
    match since {
        Some(since) => now.since(&score::of(document, evaluation, scheme, Some(since), None)),
        None => now,
    }
}

fn text(
    scheme: &ScoreScheme,
    table: &ScoreTable,
    since: Option<Period>,
    document: &Document,
    words: &Words,
    out: &mut Out,
) -> Result<(), Failure> {
    let period = |period: Option<Period>| period.map_or_else(String::new, |period| wording::period(words, period));
    let (name, full) = (words.label(&scheme.name).to_owned(), number::value(table.full));
    let metrics: Vec<String> = scheme.indicators.iter().map(|of| wording::metric(words, &document.plan, &of.metric).to_owned()).collect();
    out.line(&words.with("cli-score-head", &[("scheme", &name), ("period", &period(table.period)), ("full", &full)]))?;
    for row in &table.rows {
        let rank = row.rank.map(|rank| rank.to_string()).unwrap_or_default();
        let rank = if row.tied { words.with("cli-score-tied", &[("rank", &rank)]) } else { rank };
        let node = wording::node(words, &document.plan, &row.node);
        let Some(total) = row.total else {
            out.line(&words.with("cli-score-none", &[("node", &node)]))?;
            continue;
        };
        let mut parts = vec![words.with("cli-score-line", &[("rank", &rank), ("node", &node), ("total", &number::fixed(total, 2))])];
        if row.bonus != 0.0 || row.deduction != 0.0 {
            parts.push(words.with("cli-score-entries", &[("points", &number::fixed(row.bonus + row.deduction, 2))]));
        }
        if let (Some((points, ranks)), Some(_)) = (row.change, since) {
            let (points, ranks) = (signed(&number::fixed(points, 2)), signed(&number::fixed(f64::from(ranks), 0)));
            parts.push(words.with("cli-score-change", &[("period", &period(since)), ("points", &points), ("ranks", &ranks)]));
        }
        if row.weighed < 1.0 {
            parts.push(words.with("cli-score-incomplete", &[("share", &number::percent(row.weighed, 0))]));
        }
        parts.extend(missing_of(words, row, &metrics));
        if row.mixed_coverage {
            parts.push(words.text("judged-mixed-coverage").to_owned());
        }
        out.line(&parts.join(words.text("cli-sentence-join")).replace(['\r', '\n'], " "))?;
    }
    if table.rows.iter().any(|row| row.illustrative) {
        out.line(words.text("illustrative-hint"))?;
    }
    Ok(())
}

fn signed(text: &str) -> String {
    if text.starts_with('−') { text.to_owned() } else { format!("+{text}") }
}

fn csv(tables: &[(&ScoreScheme, ScoreTable)], document: &Document, words: &Words, out: &mut Out) -> Result<(), Failure> {
    let mut csv = out.csv()?;
    csv.write_record(COLUMNS)?;
    for (scheme, table) in tables {
        for row in &table.rows {
            let of_node = [
                cell(scheme.id.as_str()).into_owned(),
                table.period.map(|period| period.to_string()).unwrap_or_default(),
                cell(row.node.as_str()).into_owned(),
                cell(&wording::node(words, &document.plan, &row.node)).into_owned(),
                row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
                truth(row.tied).to_owned(),
            ];
            let whole = [
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                computed(row.points),
                computed(Some(table.full)),
                computed(Some(row.bonus)),
                computed(Some(row.deduction)),
                computed(row.total),
                computed(row.change.map(|(points, _)| points)),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                computed(Some(row.covered)),
                truth(row.is_complete()).to_owned(),
                truth(row.illustrative).to_owned(),
            ];
            csv.write_record(of_node.iter().chain(&whole))?;
            for ((indicator, score), weight) in scheme.indicators.iter().zip(&row.indicators).zip(&table.weights) {
                let IndicatorScore { actual, aim, completion, points, why, n, of, .. } = *score;
                let own = [
                    cell(indicator.metric.as_str()).into_owned(),
                    computed(actual),
                    computed(aim),
                    computed(completion),
                    computed(points),
                    computed(Some(*weight)),
                    String::new(),
                    String::new(),
                    String::new(),
                    String::new(),
                    why.map_or("", |why| why.word()).to_owned(),
                    made_of(n, of).map(|n| n.to_string()).unwrap_or_default(),
                    made_of(of, of).map(|of| of.to_string()).unwrap_or_default(),
                    score.period.map(|period| period.to_string()).unwrap_or_default(),
                    String::new(),
                    truth(score.is_complete()).to_owned(),
                    truth(score.illustrative).to_owned(),
                ];
                csv.write_record(of_node.iter().chain(&own))?;
            }
        }
    }
    Ok(csv.flush()?)
}

/// A count of the nodes that a value is made of; none without a value.
fn made_of(count: u32, of: u32) -> Option<u32> {
    (of > 0).then_some(count)
}

fn json(scheme: &ScoreScheme, table: &ScoreTable, row: &ScoreRow, plan: &Plan, words: &Words) -> serde_json::Value {
    let indicators = scheme.indicators.iter().zip(&row.indicators).zip(&table.weights).map(|((indicator, score), weight)| {
        json!({
            "metric": indicator.metric.as_str(),
            "aim": indicator.aim.word(),
            "actual": json_number(score.actual),
            "against": json_number(score.aim),
            "completion": json_number(score.completion),
            "counted": json_number(score.counted),
            "points": json_number(score.points),
            "weight": weight,
            "n": made_of(score.n, score.of),
            "of": made_of(score.of, score.of),
            "reported": score.period.map(|period| period.to_string()),
            "complete": score.is_complete(),
            "illustrative": score.illustrative,
            "reason": score.why.map(|why| why.word()),
        })
    });
    json!({
        "scheme": table.scheme.as_str(),
        "period": table.period.map(|period| period.to_string()),
        "node": row.node.as_str(),
        "node_name": wording::node(words, plan, &row.node),
        "rank": row.rank,
        "tied": row.tied,
        "points": json_number(row.points),
        "bonus": row.bonus,
        "deduction": row.deduction,
        "entries": row.entries.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        "total": json_number(row.total),
        "covered": json_number(Some(row.covered)),
        "complete": row.is_complete(),
        "published": row.published,
        "change": json_number(row.change.map(|(points, _)| points)),
        "rank_change": row.change.map(|(_, ranks)| ranks),
        "illustrative": row.illustrative,
        "mixed_coverage": row.mixed_coverage,
        "indicators": indicators.collect::<Vec<_>>(),
    })
}
