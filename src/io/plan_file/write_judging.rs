//! Lays out how a plan is judged. Nothing is written where nothing is set.

use super::judging::ROLL_UP;
use super::lines::{Inline, Lines};
use crate::domain::judging::{Bands, Indicator, Scored, WarningKind};
use crate::domain::{Assessment, AuditSettings, Plan, ScoreEntry, ScoreScheme, WarningRule};

/// Writes settings, schemes, entries and rules.
pub(super) fn write(out: &mut Lines, plan: &Plan) {
    if !plan.assessment.is_empty() {
        assessment(out, &plan.assessment);
    }
    if !plan.audit.is_empty() {
        audit(out, &plan.audit);
    }
    plan.score_schemes.iter().for_each(|row| scheme(out, row));
    plan.score_entries.iter().for_each(|row| entry(out, row));
    plan.warning_rules.iter().for_each(|row| rule(out, row));
}

fn assessment(out: &mut Lines, of: &Assessment) {
    out.text.push_str("\n[assessment]\n");
    of.method.into_iter().for_each(|method| out.string("method", method.word()));
    inline(out, "methods", of.metric_methods.iter(), |entry, (metric, method)| entry.string(metric.as_str(), method.word()));
    let bands = of.bands.iter().map(|(method, bands)| (method.word(), *bands)).chain(of.roll_up.map(|bands| (ROLL_UP, bands)));
    inline(out, "bands", bands, |entry, (key, Bands { on_track, slipping })| entry.floats(key, &[on_track, slipping]));
    inline(out, "node-weights", of.node_weights.iter(), |entry, (node, weight)| entry.float(node.as_str(), *weight));
    inline(out, "metric-weights", of.metric_weights.iter(), |entry, (metric, weight)| entry.float(metric.as_str(), *weight));
    out.filled("note", &of.note);
    out.extra(&of.extra);
}

fn audit(out: &mut Lines, of: &AuditSettings) {
    out.text.push_str("\n[audit]\n");
    of.thresholds.iter().for_each(|(threshold, value)| out.float(threshold.word(), *value));
    out.filled("note", &of.note);
    out.extra(&of.extra);
}

/// An inline table, where there is anything to stand in it.
fn inline<T>(out: &mut Lines, key: &str, items: impl Iterator<Item = T>, mut write: impl FnMut(&mut Inline<'_>, T)) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        out.key(key);
        let mut entry = Inline::new(out, "");
        items.for_each(|item| write(&mut entry, item));
        entry.end("\n");
    }
}

fn scheme(out: &mut Lines, row: &ScoreScheme) {
    out.head("score-scheme", row.id.as_str());
    out.label("name", &row.name);
    match &row.scored {
        Scored::Clusters => out.string("scored", "clusters"),
        Scored::Members(dimension) => {
            out.string("scored", "members");
            out.string("dimension", dimension.as_str());
        }
        Scored::Nodes(nodes) => {
            out.string("scored", "nodes");
            out.ids("nodes", nodes.iter().map(|node| node.as_str()));
        }
    }
    if !row.indicators.is_empty() {
        out.key("indicators");
        out.text.push_str("[\n");
        row.indicators.iter().for_each(|row| indicator(out, row));
        out.text.push_str("]\n");
    }
    row.published_at.iter().for_each(|period| out.string("published-at", &period.to_string()));
    inline(out, "published", row.published.iter(), |entry, (node, score)| entry.float(node.as_str(), *score));
    out.source(&row.source);
    out.filled("note", &row.note);
    out.extra(&row.extra);
}

fn indicator(out: &mut Lines, row: &Indicator) {
    let mut entry = Inline::new(out, "  ");
    entry.string("metric", row.metric.as_str());
    entry.float("weight", row.weight);
    entry.string("aim", row.aim.word());
    row.floor.into_iter().for_each(|floor| entry.float("floor", floor));
    row.cap.into_iter().for_each(|cap| entry.float("cap", cap));
    entry.extra(&row.extra);
    entry.end(",\n");
}

fn entry(out: &mut Lines, row: &ScoreEntry) {
    out.head("score-entry", row.id.as_str());
    out.string("scheme", row.scheme.as_str());
    out.string("node", row.node.as_str());
    out.float("points", row.points);
    out.filled("reason", &row.reason);
    row.at.iter().for_each(|period| out.string("at", &period.to_string()));
    out.source(&row.source);
    out.extra(&row.extra);
}

fn rule(out: &mut Lines, row: &WarningRule) {
    out.head("warning-rule", row.id.as_str());
    out.label("name", &row.name);
    out.string("kind", row.kind.word());
    match row.kind {
        WarningKind::OffTrack { periods } => out.whole("periods", periods.into()),
        WarningKind::LimitUse { above } => out.float("above", above),
        WarningKind::Fall { more_than } => out.float("more-than", more_than),
        WarningKind::NoReport { months } => out.whole("months", months.into()),
    }
    out.ids("nodes", row.nodes.iter().map(|node| node.as_str()));
    out.ids("metrics", row.metrics.iter().map(|metric| metric.as_str()));
    if !row.on {
        out.key("on");
        out.text.push_str("false\n");
    }
    out.filled("note", &row.note);
    out.extra(&row.extra);
}
