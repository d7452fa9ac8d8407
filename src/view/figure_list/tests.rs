//! Tests of pasted lists: what is matched, what is asked, and a whole plan typed in.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first thing that is not there")]

use super::*;
use crate::base::{Bound, Span};
use crate::domain::{Form, Role, Strength};
use crate::view::register::Register;
use crate::view::register::tests::{block, columns as places, document, paste, words};
use crate::view::words::Language;

const INDUSTRIES: [&str; 6] = ["新能源产业", "新材料产业", "物联网产业", "节能环保产业", "生物产业", "核电关联产业"];
const COUNTIES: [&str; 5] = ["甲县", "乙市", "丙市", "丁区", "戊区"];

/// A plan of 6 industries and 13 clusters, typed in through tables only.
fn typed_in(language: Language) -> (Document, SharedWords) {
    let words = words(language);
    let mut doc = document(language);
    let names: Vec<String> =
        INDUSTRIES.iter().map(|name| format!("{name}|industry")).chain(COUNTIES.iter().map(|name| format!("{name}|county"))).collect();
    paste(&mut doc, Register::Members, &words, &[0, 2], &names.join("\n"));
    let clusters: Vec<String> = (0..13)
        .map(|n| {
            let (industry, county) = (INDUSTRIES[n % 6], COUNTIES[n % 5]);
            format!(
                "{}{}集聚区{}|{industry}|{county}|第{n}号地块|甲公司、乙公司",
                county.trim_end_matches(['县', '市', '区']),
                industry,
                n + 1
            )
        })
        .collect();
    let titles = match language {
        Language::Chinese => ["名称", "产业", "县市区", "位置", "龙头企业"],
        Language::English => ["Name", "Industry", "County", "Place", "Lead firms"],
    };
    let columns = places(Register::Clusters, &doc, &words, &titles);
    paste(&mut doc, Register::Clusters, &words, &columns, &clusters.join("\n"));
    (doc, words)
}

#[test]
fn a_plan_is_typed_in_without_touching_a_file() {
    for language in Language::ALL {
        let (mut doc, words) = typed_in(language);
        assert_eq!((doc.plan.members.len(), doc.plan.clusters.len()), (11, 13));
        assert!(doc.plan.clusters.iter().all(|cluster| cluster.membership.len() == 2 && cluster.lead_firms.len() == 2));
        let mut text = String::from("年份\t名称\t指标\t值\t单位\t约束\t强度\t出处\n");
        for cluster in &doc.plan.clusters {
            text.push_str(&format!("2010年\t{}\tsales_revenue\t40\t亿元\t\t\t规划\n", cluster.name.text));
            text.push_str(&format!("2015年\t{}\tsales_revenue\t\"1,000\"\t亿元\t以上\t预期性\t规划\n", cluster.name.text));
        }
        let list = FigureList::from_text(&text, &doc, &words);
        assert_eq!(list.counts(), Counts { new: 26, ..Counts::default() }, "{:?}", list.questions().collect::<Vec<_>>());
        let before = doc.clone();
        let inverse = doc.apply(list.edit(&doc)).unwrap();
        assert_eq!(doc.plan.figures.len(), 26);
        let (base, target) = (&doc.plan.figures.rows()[0], &doc.plan.figures.rows()[1]);
        assert_eq!((base.role, base.id.as_str(), base.bound), (Role::Baseline, "F001", Bound::Exactly { value: 40.0 }));
        assert_eq!(
            (target.role, target.strength, target.bound),
            (Role::Target, Some(Strength::Expected), Bound::AtLeast { value: 1000.0 })
        );
        let mut again = FigureList::from_text(&text, &doc, &words);
        assert_eq!(again.counts().same, 26);
        assert!(again.edit(&doc).is_empty());
        again.write(&[CellWrite { row: 1, column: 6, text: "≥1100 亿元".into() }]);
        assert_eq!((again.counts().same, again.counts().replaces), (25, 1));
        assert!(again.cell(1, 0).hint.contains("1,000"), "{:?}", again.cell(1, 0));
        doc.apply(inverse).unwrap();
        assert_eq!(doc, before);
    }
}

#[test]
fn rows_in_doubt_are_asked_about_and_mended_in_the_preview() {
    let (mut doc, words) = typed_in(Language::Chinese);
    let text = "新能源\t利润总额\t2015\t约18\t亿元\n\
                新能原产业\t利润总额\t2015\t20\n\
                甲县\t利润\t2015\t20\n\
                新材料\t利润总额\t某年\t20\n\
                生物\t利润总额\t2015\t很多\n\
                生物\t用地面积\t2015\t20\t亿元\n\
                \t利润总额\t2015\t20\n\
                新能源产业\t利润总额\t2015年\t19\t亿元\n\
                全域\t利润总额\t2011-2015\t20%\t\t\t目标\n";
    let mut list = FigureList::from_text(text, &doc, &words);
    let codes: Vec<(usize, &str)> = list.questions().map(|(row, diagnostic)| (row, diagnostic.code)).collect();
    let expected = [
        (1, "cell-unknown"),
        (2, "cell-unknown"),
        (3, "cell-span"),
        (4, "cell-bound"),
        (5, "list-unit"),
        (6, "list-no-node"),
        (7, "list-repeats"),
        (8, "list-unit"),
    ];
    assert_eq!(codes, expected);
    for (_, diagnostic) in list.questions() {
        let sentence = words.diagnostic(diagnostic);
        assert!(!sentence.contains("diagnostic-") && !sentence.contains('$'), "{sentence}");
    }
    assert_eq!(list.row_count(), 9, "no row is dropped");
    assert_eq!(list.choices(1, 1)[0], "新能源产业", "the likely name comes first");
    assert!(list.cell(1, 1).error.is_some());
    let fix = |row, column, text: &str| CellWrite { row, column, text: text.into() };
    list.write(&[
        fix(1, 1, "新能源产业"),
        fix(1, 4, "2014"),
        fix(2, 2, "利润总额"),
        fix(3, 4, "未说明"),
        fix(4, 6, "?"),
        fix(5, 7, "亩"),
        fix(6, 1, "全域"),
        fix(7, 5, "参考"),
        fix(8, 9, "年均增长"),
    ]);
    assert_eq!(list.counts(), Counts { new: 9, ..Counts::default() }, "{:?}", list.questions().collect::<Vec<_>>());
    doc.apply(list.edit(&doc)).unwrap();
    let last = doc.plan.figures.rows().last().unwrap();
    assert_eq!((last.time, &last.form), (Span::Years { from: 2011, to: 2015 }, &Form::AverageGrowth));
    assert_eq!(doc.plan.figures.rows()[1].role, Role::Milestone);
}

#[test]
fn columns_come_in_any_order_with_headings_in_either_language() {
    let (doc, words) = typed_in(Language::English);
    let text = "Value (million yuan),Source,Remark,Weather,Indicator,Node,Year,Bound,Role\n\
                400,Plan,first,fine,Sales revenue,新能源产业,2015,at least,Target\n\
                1-2,Plan,,fine,Firms,生物产业,2015,,\n";
    let list = FigureList::from_text(text, &doc, &words);
    assert_eq!(list.unknown_headings(), ["Weather"]);
    assert_eq!(list.questions().map(|(row, d)| (row, d.code)).collect::<Vec<_>>(), [(1, "list-unit")]);
    assert_eq!(list.cell(0, 6).text, "≥ 400");
    assert_eq!(list.cell(0, 7).text, "million yuan");
    assert_eq!(list.cell(0, 13).text, "first");
    assert!(FigureList::from_text("", &doc, &words).is_empty());
    // A table copied from the register of figures reads back as it is.
    let mut filled = doc.clone();
    filled.apply(list.edit(&filled)).unwrap();
    let table = crate::view::register::RecordTable::new(Register::Figures, &filled, &words);
    let line = |cell: &dyn Fn(usize) -> String| (0..table.columns().len()).map(cell).collect::<Vec<_>>().join("\t");
    let copied = format!("{}\n{}\n", line(&|c| table.columns()[c].title.clone()), line(&|c| table.cell(0, c).text));
    assert_eq!(FigureList::from_text(&copied, &filled, &words).counts(), Counts { same: 1, ..Counts::default() }, "{copied}");
}

#[test]
fn figures_that_differ_in_coverage_or_role_are_told_apart() {
    let (mut doc, words) = typed_in(Language::Chinese);
    let text = "节点,指标,年份,数值,口径,角色\n全域,销售收入,2015,400,规上,目标\n全域,销售收入,2015,500,全部企业,目标\n";
    doc.apply(FigureList::from_text(text, &doc, &words).edit(&doc)).unwrap();
    let mut list = FigureList::from_text("全域,销售收入,2015,450\n全域,销售收入,2015,500\n", &doc, &words);
    assert_eq!(list.counts().questioned, 2);
    list.write(&block(0, 3, "规上").into_iter().chain(block(1, 3, "全部企业")).collect::<Vec<_>>());
    assert_eq!((list.counts().replaces, list.counts().same), (1, 1));
    doc.apply(list.edit(&doc)).unwrap();
    assert_eq!(doc.plan.figures.len(), 2);
    assert_eq!(doc.plan.figures.rows()[0].bound, Bound::Exactly { value: 450.0 });
}

#[test]
fn long_lists_are_read_quickly_and_completely() {
    let (doc, words) = typed_in(Language::Chinese);
    let text: String = (0..5000).map(|n| format!("{}\t利润总额\t{}\t{n}\n", INDUSTRIES[n % 6], 1000 + n / 6)).collect();
    let list = FigureList::from_text(&text, &doc, &words);
    assert_eq!(list.counts().new, 5000);
}
