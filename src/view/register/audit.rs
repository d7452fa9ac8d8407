//! The register of the audit's settings: one threshold a row, with what it decides; left empty it is the usual one.

use super::codec::Text;
use super::context::{Context, refusal};
use super::field::{Field, field};
use super::frame::Single;
use super::judging_text::{hundredths, share_of, share_text};
use crate::base::Diagnostic;
use crate::domain::audit_settings::ThresholdKind;
use crate::domain::{AuditSettings, Edit, Plan, Threshold};
use crate::view::grid::{GridCell, Tone};
use crate::view::number;

impl Single for AuditSettings {
    const KEYS: &'static str = "register-audit";

    fn fields(_: &Context) -> Vec<Field<Self>> {
        let mut fields: Vec<Field<Self>> = Threshold::ALL.into_iter().map(threshold).collect();
        fields.push(field!(Self, "note", 0.0, Text, note));
        fields
    }

    fn of(plan: &Plan) -> &Self {
        &plan.audit
    }

    fn edit(self) -> Edit {
        Edit::Audit(Box::new(self))
    }
}

/// A threshold that may be left to the usual one, which is then shown in a quiet tone.
fn threshold(of: Threshold) -> Field<AuditSettings> {
    let exact =
        move |settings: &AuditSettings, _: &Context| settings.thresholds.get(&of).map_or_else(String::new, |value| text(of, *value));
    let mut field = Field::custom(of.word(), 0.0, exact, exact, move |settings: &mut AuditSettings, typed, context| {
        // What is shown where nothing is set may be copied onto another cell.
        if typed.trim().is_empty() || typed == usual(of, context) {
            settings.thresholds.remove(&of);
        } else {
            settings.thresholds.insert(of, read(of, typed)?);
        }
        Ok(())
    });
    field.cell = Box::new(move |settings, context| {
        let cell = match settings.thresholds.get(&of) {
            Some(value) => GridCell::text(text(of, *value)),
            None => GridCell::text(usual(of, context)).tone(Tone::Quiet),
        };
        GridCell { hint: context.words.text(&format!("register-audit-{}-hint", of.word())).to_owned(), ..cell.editable() }
    });
    field
}

/// What stands where nothing is set: rounded, since some usual ones are thirds.
fn usual(of: Threshold, context: &Context) -> String {
    let rounded = match of.kind() {
        ThresholdKind::Share => number::percent(of.usual(), 1),
        _ => text(of, (of.usual() * 1e4).round() / 1e4),
    };
    context.words.with("register-assessment-usual", &[("bands", &rounded)])
}

/// A number as it is typed: shares in per cent, differences in percentage points.
fn text(of: Threshold, value: f64) -> String {
    match of.kind() {
        ThresholdKind::Share => share_text(value),
        ThresholdKind::Points => number::exact((value * 1e12).round() / 1e10),
        ThresholdKind::Number | ThresholdKind::Count => number::exact(value),
    }
}

fn read(of: Threshold, typed: &str) -> Result<f64, Diagnostic> {
    let value = match of.kind() {
        ThresholdKind::Share => share_of(typed),
        ThresholdKind::Points => hundredths(typed.trim().trim_end_matches(['%', '％'])),
        ThresholdKind::Number | ThresholdKind::Count => number::parse(typed.trim()),
    };
    let (min, max) = of.range().into_inner();
    let code = if of.kind() == ThresholdKind::Count { "cell-whole-number" } else { "cell-threshold" };
    let unfit = || refusal(code, typed).arg("min", text(of, min)).arg("max", text(of, max));
    value.filter(|value| of.accepts(*value)).ok_or_else(unfit)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a missing value is a failed test")]
mod tests {
    use super::super::tests::full;
    use super::super::{RecordTable, Register};
    use super::*;
    use crate::view::Language;
    use crate::view::grid::{CellWrite, GridSource};

    #[test]
    fn settings_of_the_audit_are_typed_and_emptied() {
        let (mut doc, words) = full(Language::Chinese);
        let before = doc.clone();
        let mut steps = Vec::new();
        for (of, text, expected) in [
            (Threshold::BoundEasy, "80%", Ok(Some(0.8))),
            (Threshold::BoundEasy, "120%", Err("cell-threshold")),
            (Threshold::BoundEasy, "多半", Err("cell-threshold")),
            (Threshold::RestMoves, "15", Ok(Some(0.15))),
            (Threshold::RateGap, "0.7%", Ok(Some(0.007))),
            (Threshold::DriftShare, "1.5", Ok(Some(1.5))),
            (Threshold::DriftShare, "0.9", Err("cell-threshold")),
            (Threshold::OutlierSiblings, "8", Ok(Some(8.0))),
            (Threshold::OutlierSiblings, "8.5", Err("cell-whole-number")),
            (Threshold::DriftShare, "", Ok(None)),
        ] {
            let table = RecordTable::new(Register::AuditSettings, &doc, &words);
            let row = Threshold::ALL.iter().position(|known| *known == of).unwrap();
            let (edit, refusals) = table.write(&[CellWrite { row, column: 1, text: text.into() }], &doc);
            assert_eq!(refusals.first().map(|refused| refused.diagnostic.code), expected.err(), "{of:?} {text}");
            steps.push(doc.apply(edit).unwrap());
            if let Ok(value) = expected {
                assert_eq!(doc.plan.audit.thresholds.get(&of).copied(), value, "{of:?} {text}");
            }
        }
        let table = RecordTable::new(Register::AuditSettings, &doc, &words);
        let (set, usual) = (table.cell(Threshold::RestMoves as usize, 1), table.cell(Threshold::ImpliedSlow as usize, 1));
        assert_eq!((set.text.as_str(), usual.text.as_str()), ("15", "默认：33.3%"));
        assert_eq!(usual.tone, Tone::Quiet);
        let rows = 0..table.row_count();
        assert!(rows.clone().all(|row| !table.cell(row, 0).text.is_empty()));
        let shown: Vec<CellWrite> = rows.map(|row| CellWrite { row, column: 1, text: table.cell(row, 1).text }).collect();
        let (edit, refusals) = table.write(&shown, &doc);
        assert!(edit.is_empty() && refusals.is_empty(), "what is shown, copied over itself, changes nothing: {refusals:?}");
        for inverse in steps.into_iter().rev() {
            doc.apply(inverse).unwrap();
        }
        assert_eq!(doc, before);
    }
}
