//! Tests of the registers: every column of every list, whole plans typed in, and undo.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first thing that is not there")]

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::{Form, MetricKind, Plan, Role};
use crate::view::new_plan;
use crate::view::words::Language;

pub(in crate::view) fn words(language: Language) -> SharedWords {
    Arc::new(Words::new(language))
}

pub(in crate::view) fn document(language: Language) -> Document {
    Document::new(new_plan::empty("规划", language, 2010, 2011, 2015), crate::domain::Actuals::default())
}

/// A block as pasted: lines of cells separated by `|`.
pub(in crate::view) fn block(row: usize, column: usize, text: &str) -> Vec<CellWrite> {
    let lines = text.trim().lines().enumerate();
    lines
        .flat_map(|(down, line)| {
            line.trim().split('|').enumerate().map(move |(across, cell)| CellWrite {
                row: row + down,
                column: column + across,
                text: cell.trim().to_owned(),
            })
        })
        .collect()
}

/// Pastes a block of new rows and expects that all of it is taken.
pub(in crate::view) fn paste(document: &mut Document, register: Register, words: &SharedWords, columns: &[usize], text: &str) {
    let table = RecordTable::new(register, document, words);
    let row = table.row_count() - 1;
    let mut writes = block(row, 0, text);
    writes.iter_mut().for_each(|write| write.column = columns[write.column]);
    let (edit, refusals) = table.write(&writes, document);
    let sentences: Vec<String> = refusals.iter().map(|refused| words.diagnostic(&refused.diagnostic)).collect();
    assert!(refusals.is_empty(), "{register:?} {refusals:?} {sentences:?}");
    let before = document.clone();
    let inverse = document.apply(edit.clone()).unwrap();
    let mut back = document.clone();
    back.apply(inverse).unwrap();
    assert_eq!(back, before);
}

/// Columns by their headings.
pub(in crate::view) fn columns(register: Register, document: &Document, words: &SharedWords, titles: &[&str]) -> Vec<usize> {
    let table = RecordTable::new(register, document, words);
    let place = |title: &&str| table.columns().iter().position(|column| column.title == *title).unwrap_or_else(|| panic!("{title}"));
    titles.iter().map(place).collect()
}

fn one(document: &Document, register: Register, words: &SharedWords, row: usize, title: &str, text: &str) -> (Edit, Vec<CellRefusal>) {
    let column = columns(register, document, words, &[title])[0];
    RecordTable::new(register, document, words).write(&[CellWrite { row, column, text: text.to_owned() }], document)
}

/// A plan with two of everything, made through the registers.
pub(super) fn full(language: Language) -> (Document, SharedWords) {
    let words = words(language);
    let mut doc = document(language);
    paste(&mut doc, Register::Units, &words, &[0], "百万美元\n万套");
    paste(&mut doc, Register::Coverages, &words, &[0], "集团");
    paste(&mut doc, Register::Members, &words, &[0, 2], "新能源产业|industry\n光伏|industry\n海宁市|county\n桐乡市|county\n风电|industry");
    paste(&mut doc, Register::Clusters, &words, &[0, 2, 3], "海宁光伏集聚区|新能源产业|海宁市\n桐乡光伏集聚区|光伏|桐乡市");
    paste(&mut doc, Register::Parts, &words, &[0, 2], "电池片|海宁光伏集聚区\n组件|海宁光伏集聚区");
    paste(&mut doc, Register::Relations, &words, &[0, 2], "profit|sales_revenue\nsales_revenue|profit");
    paste(&mut doc, Register::Figures, &words, &[0, 1, 5], "海宁光伏集聚区|sales_revenue|≥400\n桐乡市|profit|约18");
    paste(&mut doc, Register::Projects, &words, &[0, 2], "一期|海宁光伏集聚区\n二期|桐乡光伏集聚区");
    paste(&mut doc, Register::Limits, &words, &[0, 2, 3, 5], "用地|海宁市|land|≤2000 亩\n能耗|total|energy|≤10");
    paste(&mut doc, Register::Tasks, &words, &[0], "引进企业\n组织保障");
    paste(
        &mut doc,
        Register::ScoreSchemes,
        &words,
        &[0, 2, 3],
        "县市区考核|county|sales_revenue 60; profit 40 target 0–120%\n集聚区考核|clusters|",
    );
    paste(&mut doc, Register::ScoreEntries, &words, &[0, 1, 2], "县市区考核|海宁市|2.5\n县市区考核|桐乡市|-1");
    paste(&mut doc, Register::WarningRules, &words, &[0, 2, 3], "连续偏离|off-track|2\n限额将尽|limit-use|90%");
    paste(&mut doc, Register::Papers, &words, &[0, 1], "发展规划|46号\n统计公报|");
    let places = columns(Register::Figures, &doc, &words, &[words.text("register-column-source-document")]);
    let (edit, _) = RecordTable::new(Register::Figures, &doc, &words).write(&block(0, places[0], "《发展规划》\n46号"), &doc);
    doc.apply(edit).unwrap();
    (doc, words)
}

/// Texts that some column or other takes.
const SAMPLES: &[&str] = &[
    "甲乙",
    "2012",
    "8%",
    "30 亿元",
    "200 亩",
    "3",
    "7",
    "60%、100%",
    "≥7",
    "profit / output",
    "profit 30 target 0–120%",
    "profit 2",
    "profit gap",
    "海宁市 2",
    "95% / 60%",
    "5% / 20%",
    "-1 / -4",
    "2012年3月",
    "2.5",
    "fr",
];

#[test]
fn every_column_of_every_register_is_written_read_back_and_undone() {
    for language in Language::ALL {
        let (doc, words) = full(language);
        for register in Register::ALL {
            let table = RecordTable::new(register, &doc, &words);
            for column in usize::from(!register.is_list())..table.columns().len() {
                let last = table.row_count() - 1;
                let rows = if register.is_list() { last - 1..last } else { 0..last + 1 };
                for row in rows {
                    let cell = table.cell(row, column);
                    if cell.editable {
                        changes_and_returns(&table, &doc, &words, row, column);
                    } else {
                        let (edit, refusals) = table.write(&[CellWrite { row, column, text: "甲乙".into() }], &doc);
                        assert!(edit.is_empty() && refusals.len() == 1, "{register:?} {column}");
                    }
                    assert!(!table.columns()[column].title.contains("register-"), "{register:?} {}", table.columns()[column].title);
                }
            }
        }
    }
}

fn changes_and_returns(table: &RecordTable, doc: &Document, words: &SharedWords, row: usize, column: usize) {
    let register = table.register();
    let what = format!("{register:?} {} row {row}", table.columns()[column].title);
    let same = CellWrite { row, column, text: table.edit_text(row, column) };
    let (edit, refusals) = table.write(&[same], doc);
    assert!(edit.is_empty() && refusals.is_empty(), "{what}: what stands there is no change, {refusals:?}");
    let choices = table.choices(row, column);
    let texts = choices.into_iter().chain(SAMPLES.iter().map(|text| (*text).to_owned()));
    let written = texts.map(|text| CellWrite { row, column, text }).find_map(|write| {
        let (edit, refusals) = table.write(std::slice::from_ref(&write), doc);
        for refused in &refusals {
            let sentence = words.diagnostic(&refused.diagnostic);
            assert!(!sentence.contains("diagnostic-") && !sentence.contains('$'), "{sentence}");
        }
        (refusals.is_empty() && !edit.is_empty()).then_some((write, edit))
    });
    // The base of a form and the parts of a source that need something else first are tried elsewhere.
    let Some((write, edit)) = written else {
        let dependent = ["相对于", "Relative to", "简称（英文）", "Short name (Chinese)", "上级成员", "Member above"];
        assert!(dependent.contains(&table.columns()[column].title.as_str()), "{what}: nothing is taken");
        return;
    };
    let mut changed = doc.clone();
    let inverse = changed.apply(edit).unwrap();
    assert_ne!(&changed, doc, "{what} {write:?}");
    let after = RecordTable::new(register, &changed, words);
    let again = CellWrite { text: after.edit_text(row, column), ..write.clone() };
    let (edit, refusals) = after.write(&[again], &changed);
    assert!(edit.is_empty() && refusals.is_empty(), "{what} {write:?}: reads back otherwise");
    assert_eq!(after.id_at(row), table.id_at(row), "{what}: ids stay");
    changed.apply(inverse).unwrap();
    assert_eq!(&changed, doc, "{what}");
}

#[test]
fn records_are_added_moved_and_removed_with_what_refers_to_them() {
    let (doc, words) = full(Language::Chinese);
    for register in Register::ALL.into_iter().filter(|register| register.is_list()) {
        let table = RecordTable::new(register, &doc, &words);
        let rows = table.row_count();
        let run = |edit: Edit| {
            let mut changed = doc.clone();
            let inverse = changed.apply(edit).unwrap();
            let mut back = changed.clone();
            back.apply(inverse).unwrap();
            assert_eq!(back, doc, "{register:?}");
            assert_sound(&changed.plan);
            RecordTable::new(register, &changed, &words)
        };
        if register == Register::Units {
            assert!(table.add(&doc).is_err(), "a unit's symbol is its identity");
        } else {
            let added = run(table.add(&doc).unwrap());
            assert_eq!(added.row_count(), rows + 1, "{register:?}");
            assert_eq!(added.row_kind(rows), RowKind::New);
        }
        let removed = run(table.remove(&[0, 1, rows - 1, rows + 7], &doc));
        assert_eq!(removed.row_count(), rows.saturating_sub(2).max(1), "{register:?}");
        let moved = run(table.move_row(0, rows - 2));
        assert_eq!(moved.id_at(rows - 2), table.id_at(0), "{register:?}");
        assert!(table.move_row(rows + 3, 0).is_empty());
    }
    let table = RecordTable::new(Register::Members, &doc, &words);
    let mut changed = doc.clone();
    changed.apply(table.remove(&[3], &doc)).unwrap();
    assert!(changed.plan.figures.iter().all(|figure| figure.node.as_str() != "tong-xiang-shi"), "figures of a removed member go");
    assert_eq!(changed.plan.clusters.rows()[1].membership.len(), 1);
    assert_eq!(doc.plan.figures.rows()[1].source.document, "fa-zhan-gui-hua");
    changed = doc.clone();
    changed.apply(RecordTable::new(Register::Papers, &doc, &words).remove(&[0], &doc)).unwrap();
    assert_eq!(changed.plan.figures.rows()[1].source.document, "发展规划", "what cites a removed document still names it");
}

/// Every reference leads somewhere.
fn assert_sound(plan: &Plan) {
    for figure in &plan.figures {
        assert!(plan.node_kind(&figure.node).is_some() && plan.metrics.contains(&figure.metric), "{figure:?}");
    }
    for cluster in &plan.clusters {
        for (dimension, member) in &cluster.membership {
            assert_eq!(plan.members.get(member).map(|member| &member.dimension), Some(dimension));
        }
    }
    assert!(plan.parts.iter().all(|part| plan.clusters.contains(&part.cluster)));
    assert!(plan.limits.iter().all(|limit| plan.node_kind(&limit.node).is_some()));
}

#[test]
fn what_is_wrong_is_refused_and_the_rest_applies() {
    let (mut doc, words) = full(Language::Chinese);
    let places = columns(Register::Clusters, &doc, &words, &["名称", "产业", "县市区"]);
    let table = RecordTable::new(Register::Clusters, &doc, &words);
    let mut writes = block(2, 0, "甲集聚区|新能源产业|海宁市\n|光伏|海宁市\n乙集聚区|海宁市|桐乡\n\n");
    writes.iter_mut().for_each(|write| write.column = places[write.column]);
    let (edit, refusals) = table.write(&writes, &doc);
    let found: Vec<(usize, usize, &str)> = refusals.iter().map(|r| (r.row, r.column, r.diagnostic.code)).collect();
    // A row without name makes nothing; a county is no industry; a name is not shortened by itself in a register.
    assert_eq!(found, vec![(3, 0, "cell-needs-name"), (4, places[1], "cell-unknown"), (4, places[2], "cell-unknown")]);
    doc.apply(edit).unwrap();
    assert_eq!(doc.plan.clusters.len(), 4);
    assert_eq!(doc.plan.clusters.rows()[2].membership.len(), 2);
    assert!(doc.plan.clusters.rows()[3].membership.is_empty());

    // A figure of an unknown node is not made at all.
    let table = RecordTable::new(Register::Figures, &doc, &words);
    let (edit, refusals) = table.write(&block(2, 0, "不存在|profit\n海宁市|没有的指标\n海宁市|profit"), &doc);
    assert_eq!(refusals.len(), 2);
    assert!(matches!(edit, Edit::Batch(edits) if edits.len() == 1));
}

#[test]
fn a_block_may_refer_to_what_it_makes() {
    let words = words(Language::Chinese);
    let mut doc = document(Language::Chinese);
    paste(&mut doc, Register::Members, &words, &[0, 2, 3], "新能源|产业|\n光伏|产业|新能源\n风电|产业|新能源");
    assert!(doc.plan.members.rows()[1..].iter().all(|member| member.parent.as_ref() == Some(&doc.plan.members.rows()[0].id)));
    let (edit, refusals) = one(&doc, Register::Members, &words, 0, "上级成员", "风电");
    assert!(edit.is_empty() && refusals[0].diagnostic.code == "cell-parent", "no ring of members");
    let (edit, refusals) = one(&doc, Register::Members, &words, 0, "维度", "县市区");
    assert!(edit.is_empty() && refusals[0].diagnostic.code == "cell-member-in-use");
}

#[test]
fn metrics_take_formulas_by_name_and_keep_their_ids() {
    let (mut doc, words) = full(Language::Chinese);
    let places = columns(Register::Metrics, &doc, &words, &["名称", "公式", "单位"]);
    paste(&mut doc, Register::Metrics, &words, &places, "利税率|（利润总额 ＋ 税收）÷ 销售收入|%");
    let metric = doc.plan.metrics.rows().last().unwrap().clone();
    assert_eq!(metric.id.as_str(), "li_shui_lv");
    assert_eq!(metric.kind, MetricKind::Derived { formula: "(profit + tax)/ sales_revenue".into() });
    let (edit, _) = one(&doc, Register::Metrics, &words, 0, "名称", "主营业务收入");
    doc.apply(edit).unwrap();
    assert_eq!(doc.plan.metrics.rows()[0].id.as_str(), "sales_revenue");
    let last = doc.plan.metrics.len() - 1;
    let (edit, refusals) = one(&doc, Register::Metrics, &words, last, "公式", "利润 / 主营业务收入");
    assert!(edit.is_empty());
    assert!(words.diagnostic(&refusals[0].diagnostic).contains("利润总额"), "{}", words.diagnostic(&refusals[0].diagnostic));
    let (edit, refusals) = one(&doc, Register::Metrics, &words, last, "类型", "tier-count");
    assert!(refusals.is_empty());
    doc.apply(edit).unwrap();
    let (edit, refusals) = one(&doc, Register::Metrics, &words, last, "规模下限", "100亿元");
    assert!(refusals.is_empty());
    doc.apply(edit).unwrap();
    assert!(
        matches!(&doc.plan.metrics.rows()[last].kind, MetricKind::TierCount { above, .. } if above.amount == 100.0 && above.unit.as_str() == "亿元")
    );
}

#[test]
fn figures_take_bounds_units_forms_and_words_of_either_language() {
    let (mut doc, words) = full(Language::Chinese);
    for (title, text) in [
        ("数值", "30亿元以上"),
        ("期间", "2011-2015"),
        ("角色", "Milestone"),
        ("强度", "约束性"),
        ("形式", "share"),
        ("相对于", "利润总额"),
        ("价格", "2010"),
        ("口径", "规上"),
    ] {
        let (edit, refusals) = one(&doc, Register::Figures, &words, 1, title, text);
        assert!(refusals.is_empty(), "{title} {refusals:?}");
        doc.apply(edit).unwrap();
    }
    let figure = &doc.plan.figures.rows()[1];
    assert_eq!(figure.bound, crate::base::Bound::AtLeast { value: 30.0 });
    assert_eq!(figure.unit.as_ref().map(ToString::to_string).as_deref(), Some("%"), "a share is stated in percent");
    assert_eq!((figure.role, &figure.form), (Role::Milestone, &Form::Share { of: "profit".into() }));
    let (_, refusals) = one(&doc, Register::Figures, &words, 1, "数值", "许多");
    assert!(words.diagnostic(&refusals[0].diagnostic).contains("许多"));
}

#[test]
fn a_new_figure_takes_unit_and_role_from_what_it_is_about() {
    let (mut doc, words) = full(Language::Chinese);
    let places = columns(Register::Figures, &doc, &words, &["节点", "指标", "期间", "形式"]);
    paste(&mut doc, Register::Figures, &words, &places, "海宁市|用地面积|2010\n海宁市|销售收入|2013|同比增长\n海宁市|销售收入|2015");
    let found: Vec<(Role, Option<String>)> =
        doc.plan.figures.rows()[2..].iter().map(|figure| (figure.role, figure.unit.as_ref().map(ToString::to_string))).collect();
    let expected = [(Role::Baseline, "亩"), (Role::Milestone, "%"), (Role::Target, "亿元")];
    assert_eq!(found, expected.map(|(role, unit)| (role, Some(unit.to_owned()))));
    let (edit, _) = one(&doc, Register::Figures, &words, 0, "期间", "2010");
    doc.apply(edit).unwrap();
    assert_eq!(doc.plan.figures.rows()[0].role, Role::Target, "a figure with a number keeps its role");
}

/// What a cell opens with after a text was written, or the code of the refusal.
fn written(
    document: &mut Document,
    register: Register,
    words: &SharedWords,
    row: usize,
    title: &str,
    text: &str,
) -> Result<String, &'static str> {
    let (edit, refusals) = one(document, register, words, row, title, text);
    document.apply(edit).unwrap();
    match refusals.first() {
        Some(refused) => {
            let sentence = words.diagnostic(&refused.diagnostic);
            assert!(sentence.contains(text.trim()) || sentence.contains('“'), "{sentence}");
            Err(refused.diagnostic.code)
        }
        None => {
            let column = columns(register, document, words, &[title])[0];
            Ok(RecordTable::new(register, document, words).edit_text(row, column))
        }
    }
}

#[test]
fn indicators_are_a_list_in_one_cell_that_reads_back() {
    let (mut doc, words) = full(Language::Chinese);
    for (text, expected) in [
        ("销售收入 40；利润总额 30 规划目标 0–120%", Ok("销售收入 40；利润总额 30 规划目标 0%–120%")),
        ("销售收入 40分; 利润总额 30分 increase ≤110%", Ok("销售收入 40；利润总额 30 基期至目标的增量 ≤110%")),
        ("销售收入 0.5\n利润总额 0.5 年度计划 ≥50%", Ok("销售收入 0.5；利润总额 0.5 ≥50%")),
        ("销售收入 40 0.333–1.5", Ok("销售收入 40 33.3%–150%")),
        ("销售收入 40；销售收入 10 target", Ok("销售收入 40；销售收入 10 规划目标")),
        ("", Ok("")),
        ("销售收入", Err("cell-indicator")),
        ("销售收入 四十", Err("cell-indicator")),
        ("销售收入 -40", Err("cell-indicator")),
        ("没有的 40", Err("cell-unknown")),
        ("销售收入 40 随便", Err("cell-word")),
        ("销售收入 40 120–50%", Err("cell-indicator")),
        ("销售收入 40 0–120", Err("cell-indicator")),
    ] {
        let before = doc.clone();
        let found = written(&mut doc, Register::ScoreSchemes, &words, 0, "考核指标", text);
        assert_eq!(found.as_deref(), expected.as_deref(), "{text}");
        if expected.is_err() {
            assert_eq!(doc, before, "{text}: nothing of it is taken");
        }
    }
}

#[test]
fn unknown_keys_of_indicators_and_names_with_separators_survive_the_cell() {
    let (mut doc, words) = full(Language::Chinese);
    let (edit, _) = one(&doc, Register::Metrics, &words, 0, "名称", "销售；收入 40");
    doc.apply(edit).unwrap();
    let mut scheme = doc.plan.score_schemes.rows()[0].clone();
    scheme.indicators[1].extra.insert("later".into(), toml::Value::Integer(1));
    doc.apply(Edit::set(&doc.plan, scheme)).unwrap();
    let before = doc.plan.score_schemes.rows()[0].indicators.clone();
    let text = written(&mut doc, Register::ScoreSchemes, &words, 0, "名称", "别的").map(|_| {
        let column = columns(Register::ScoreSchemes, &doc, &words, &["考核指标"])[0];
        RecordTable::new(Register::ScoreSchemes, &doc, &words).edit_text(0, column)
    });
    let text = text.unwrap();
    assert!(text.ends_with('\n') && text.contains("销售；收入 40 60"), "{text}");
    assert_eq!(written(&mut doc, Register::ScoreSchemes, &words, 0, "考核指标", &format!("{text}税收 5")).map(|_| ()), Ok(()));
    assert_eq!(doc.plan.score_schemes.rows()[0].indicators[..2], before[..], "unknown keys stay with their metric");
}

#[test]
fn two_schemes_of_one_name_are_told_apart_by_their_ids() {
    let (mut doc, words) = full(Language::Chinese);
    let first = doc.plan.score_schemes.rows()[0].clone();
    let second = ScoreScheme { id: "again".into(), ..first.clone() };
    doc.apply(Edit::set(&doc.plan, second)).unwrap();
    let table = RecordTable::new(Register::ScoreEntries, &doc, &words);
    let column = columns(Register::ScoreEntries, &doc, &words, &["考核办法"])[0];
    assert_eq!(table.edit_text(0, column), first.id.to_string());
    assert!(table.choices(0, column).contains(&"again".to_owned()));
    assert!(written(&mut doc, Register::ScoreEntries, &words, 0, "考核办法", "没有的").is_err());
}

#[test]
fn who_is_scored_is_all_clusters_a_dimension_or_nodes() {
    use crate::domain::judging::Scored;
    let (mut doc, words) = full(Language::Chinese);
    for (text, expected) in [
        ("产业", Some(Scored::Members("industry".into()))),
        ("All clusters", Some(Scored::Clusters)),
        ("海宁市、光伏", Some(Scored::Nodes(vec!["hai-ning-shi".into(), "guang-fu".into()]))),
        ("", None),
        ("没有的", None),
    ] {
        let before = doc.plan.score_schemes.rows()[0].scored.clone();
        let found = written(&mut doc, Register::ScoreSchemes, &words, 0, "考核对象", text);
        assert_eq!(found.is_ok(), expected.is_some(), "{text}");
        assert_eq!(doc.plan.score_schemes.rows()[0].scored, expected.unwrap_or(before));
    }
}

#[test]
fn a_rule_of_another_kind_starts_with_the_usual_threshold() {
    use crate::domain::judging::WarningKind;
    let (mut doc, words) = full(Language::Chinese);
    for (title, text, expected) in [
        ("触发条件", "连续 3 期", Ok(WarningKind::OffTrack { periods: 3 })),
        ("触发条件", "0", Err("cell-whole-number")),
        ("情形", "Limit nearly used up", Err("cell-word")),
        ("情形", "大幅下降", Ok(WarningKind::Fall { more_than: 0.1 })),
        ("触发条件", "15%", Ok(WarningKind::Fall { more_than: 0.15 })),
        ("触发条件", "15", Err("cell-percent")),
        ("情形", "no-report", Ok(WarningKind::NoReport { months: 3 })),
        ("触发条件", "6个月", Ok(WarningKind::NoReport { months: 6 })),
        ("情形", "限额将尽", Ok(WarningKind::LimitUse { above: 0.9 })),
        ("触发条件", "105%", Ok(WarningKind::LimitUse { above: 1.05 })),
    ] {
        let before = doc.plan.warning_rules.rows()[0].kind;
        let found = written(&mut doc, Register::WarningRules, &words, 0, title, text);
        assert_eq!(found.map(|_| ()), expected.map(|_| ()), "{text}");
        assert_eq!(doc.plan.warning_rules.rows()[0].kind, expected.unwrap_or(before), "{text}");
    }
}

#[test]
fn settings_of_assessment_are_typed_and_emptied() {
    use crate::domain::judging::{Bands, Method};
    let (mut doc, words) = full(Language::Chinese);
    let before = doc.clone();
    let row = |doc: &Document, title: &str| {
        let table = RecordTable::new(Register::Assessment, doc, &words);
        (0..table.row_count()).find(|row| table.cell(*row, 0).text == title).unwrap()
    };
    let mut steps = Vec::new();
    for (title, text, expected) in [
        ("评价方法", "Pace", None),
        ("个别指标的方法", "销售收入 轨迹偏差；利润总额 growth", None),
        ("增速比的分界", "90% / 0.5", None),
        ("增速比的分界", "50% / 90%", Some("cell-bands-order")),
        ("线性趋势的分界", "10% / 5%", Some("cell-bands-order")),
        ("序时进度的分界（百分点）", "-1 / -4", None),
        ("序时进度的分界（百分点）", "一 / 四", Some("cell-bands-points")),
        ("节点权重", "海宁市 2；桐乡市 1", None),
        ("节点权重", "海宁市", Some("cell-amount-of")),
        ("指标权重", "销售收入 2；利润总额 -1", Some("cell-amount-of")),
        ("指标权重", "销售收入 2；利润总额 1", None),
    ] {
        let row = row(&doc, title);
        let table = RecordTable::new(Register::Assessment, &doc, &words);
        let (edit, refusals) = table.write(&[CellWrite { row, column: 1, text: text.into() }], &doc);
        assert_eq!(refusals.first().map(|refused| refused.diagnostic.code), expected, "{title} {text}");
        steps.push(doc.apply(edit).unwrap());
    }
    let set = &doc.plan.assessment;
    assert_eq!((set.method, set.method_for(&"profit".into())), (Some(Method::Pace), Method::Growth));
    assert_eq!(set.bands[&Method::Growth], Bands { on_track: 0.9, slipping: 0.5 });
    assert_eq!(set.bands[&Method::Pace], Bands { on_track: -0.01, slipping: -0.04 });
    assert_eq!(set.node_weights.len() + set.metric_weights.len(), 4);
    let table = RecordTable::new(Register::Assessment, &doc, &words);
    let usual = table.cell(row(&doc, "轨迹偏差的分界"), 1);
    assert_eq!((usual.text.as_str(), usual.tone), ("默认：−3% / −10%", crate::view::grid::Tone::Quiet));
    let rows = 0..table.row_count();
    let shown: Vec<CellWrite> = rows.map(|row| CellWrite { row, column: 1, text: table.cell(row, 1).text }).collect();
    let (edit, refusals) = table.write(&shown, &doc);
    assert!(edit.is_empty() && refusals.is_empty(), "what is shown, copied over itself, changes nothing: {refusals:?}");
    for inverse in steps.into_iter().rev() {
        doc.apply(inverse).unwrap();
    }
    assert_eq!(doc, before);
}

#[test]
fn a_scheme_goes_with_what_counts_in_it() {
    let (mut doc, words) = full(Language::Chinese);
    let before = doc.clone();
    let edit = RecordTable::new(Register::ScoreSchemes, &doc, &words).remove(&[0], &doc);
    let inverse = doc.apply(edit).unwrap();
    assert_eq!((doc.plan.score_schemes.len(), doc.plan.score_entries.len()), (1, 0));
    doc.apply(inverse).unwrap();
    assert_eq!(doc, before);
    let mut none = document(Language::Chinese);
    assert_eq!(RecordTable::new(Register::ScoreEntries, &none, &words).add(&none).unwrap_err().code, "cell-needs-scheme");
    paste(&mut none, Register::ScoreSchemes, &words, &[0], "考核");
    assert!(RecordTable::new(Register::ScoreEntries, &none, &words).add(&none).is_ok());
}

#[test]
fn large_blocks_are_taken_at_once() {
    let words = words(Language::Chinese);
    let mut doc = document(Language::Chinese);
    let names: String = (0..3000).map(|n| format!("集聚区{n}|甲公司、乙公司\n")).collect();
    let places = columns(Register::Clusters, &doc, &words, &["名称", "龙头企业"]);
    paste(&mut doc, Register::Clusters, &words, &places, &names);
    let figures: String = (0..3000).map(|n| format!("集聚区{n}|利润总额\n")).collect();
    paste(&mut doc, Register::Figures, &words, &[0, 1], &figures);
    assert_eq!((doc.plan.clusters.len(), doc.plan.figures.len()), (3000, 3000));
}

#[test]
fn the_frame_is_checked_as_a_whole() {
    let (mut doc, words) = full(Language::Chinese);
    let table = RecordTable::new(Register::Frame, &doc, &words);
    let row = |title: &str| (0..table.row_count()).find(|row| table.cell(*row, 0).text == title).unwrap();
    let set = |title: &str, text: &str| CellWrite { row: row(title), column: 1, text: text.into() };
    let (edit, refusals) = table.write(&[set("规划期首年", "2016")], &doc);
    assert!(edit.is_empty() && refusals[0].diagnostic.code == "cell-horizon");
    let writes = [
        set("规划期首年", "2016"),
        set("规划期末年", "2020"),
        set("基准年", "2015"),
        set("规划名称", "新规划"),
        set("主要指标", "利润总额"),
        set("“约”的允许偏差", "10%"),
    ];
    let (edit, refusals) = table.write(&writes, &doc);
    assert!(refusals.is_empty());
    doc.apply(edit).unwrap();
    let info = &doc.plan.info;
    assert_eq!((info.first_year, info.last_year, info.base_year, info.title.text.as_str()), (2016, 2020, 2015, "新规划"));
    assert_eq!((info.main_metric.as_ref().map(ToString::to_string).as_deref(), info.about_tolerance), (Some("profit"), 0.1));
}

#[test]
fn a_name_given_twice_must_be_told_apart() {
    let (mut doc, words) = full(Language::Chinese);
    paste(&mut doc, Register::Members, &words, &[0, 2], "海宁市|产业");
    let (edit, refusals) = one(&doc, Register::Figures, &words, 0, "节点", "海宁市");
    assert!(edit.is_empty());
    assert_eq!(refusals[0].diagnostic.code, "cell-ambiguous");
    let (edit, refusals) = one(&doc, Register::Figures, &words, 0, "节点", "产业 / 海宁市");
    assert!(refusals.is_empty() && !edit.is_empty());
    let table = RecordTable::new(Register::Figures, &doc, &words);
    assert!(table.choices(0, 0).contains(&"县市区 / 海宁市".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_writes_are_taken_back_exactly(steps in prop::collection::vec((0..17_usize, 0..6_usize, 0..17_usize, 0..20_usize, 0..6_u8), 1..25)) {
        let (start, words) = full(Language::Chinese);
        let texts: Vec<&str> = SAMPLES.iter().copied().chain(["", "海宁市", "sales_revenue", "光伏", "海宁光伏集聚区", "multiple", "产业"]).collect();
        let mut doc = start.clone();
        let mut inverses = Vec::new();
        for (register, row, column, text, what) in steps {
            let table = RecordTable::new(Register::ALL[register], &doc, &words);
            let edit = match what {
                0 => table.remove(&[row], &doc),
                1 => table.move_row(row, column),
                2 => table.add(&doc).unwrap_or(Edit::Batch(Vec::new())),
                _ => {
                    let cell = |row, column, text: usize| CellWrite { row, column, text: texts[text % texts.len()].to_owned() };
                    table.write(&[cell(row, column, text), cell(row, column + 1, text + 1), cell(row + 3, 0, text + 2), cell(row + 3, 1, text + 3)], &doc).0
                }
            };
            inverses.push(doc.apply(edit).unwrap());
            assert_sound(&doc.plan);
        }
        for inverse in inverses.into_iter().rev() {
            doc.apply(inverse).unwrap();
        }
        prop_assert_eq!(doc, start);
    }
}
