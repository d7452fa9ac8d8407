#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use super::*;
use crate::domain::{Content, FindingRule, TableKind, When, Width};

const TEXT: &str = r#"format = 1
colour = "red"

[briefing]
name = "三月通报"
name-en = "March bulletin"
period = "2013-01..03"
room = 5

[[item]]
id = "a"
kind = "chart"
chart = "trajectory"
node = "gone"
metrics = ["sales_revenue"]
scenarios = ["high"]
width = "half"
hue = 7

[[item]]
id = "b"
kind = "text"
text = "一、**总体**\n\n- 甲"

[[item]]
id = "c"
kind = "table"
table = "years"
node = "total"
period = "latest"

[[item]]
id = "d"
kind = "finding"
rule = "ranking"
node = "total"

[[item]]
id = "e"
kind = "break"

[other]
x = 1
"#;

#[test]
fn a_briefing_comes_back_as_it_was_with_what_nobody_knows() {
    let reading = read(&"m".into(), "briefings/m.toml", TEXT, false).unwrap();
    assert!(reading.diagnostics.is_empty() && !reading.lossy, "{:?}", reading.diagnostics);
    let briefing = reading.record;
    assert_eq!(briefing.when, When::At("2013-01..03".parse().unwrap()));
    assert_eq!(briefing.items[0].width, Width::Half);
    assert_eq!(briefing.items[2].content, Content::Table(TableKind::Years));
    assert_eq!(briefing.items[2].when, Some(When::Latest));
    assert_eq!(briefing.items[3].content, Content::Finding(FindingRule::Ranking));
    let text = write(&briefing);
    assert_eq!(text, TEXT);
    assert_eq!(read(&"m".into(), "m", &text, false).unwrap().record, briefing);
}

#[test]
fn what_cannot_be_read_is_told_and_spoils_nothing_else() {
    let told = |text: &str| {
        let reading = read(&"m".into(), "m", text, false).unwrap();
        (reading.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), reading.record.items.len(), reading.lossy)
    };
    let head = "format = 1\n[briefing]\nname = \"x\"\n";
    assert_eq!(told(""), (vec!["format-missing", "briefing-missing"], 0, false));
    assert_eq!(
        told(&format!("{head}[[item]]\nid=\"a\"\nkind=\"break\"\n[[item]]\nid=\"a\"\nkind=\"break\"\n")),
        (vec!["id-twice"], 1, true)
    );
    assert_eq!(told(&format!("{head}[[item]]\nid=\"a\"\nkind=\"chart\"\nchart=\"pie\"\n")), (vec!["briefing-chart-unknown"], 1, false));
    let (codes, items, lossy) = told(&format!("{head}[[item]]\nid=\"a\"\nkind=\"film\"\n[[item]]\nid=\"b\"\nkind=\"break\"\n"));
    assert!(items == 1 && lossy && !codes.is_empty());
    assert!(matches!(read(&"m".into(), "m", "format = 9\n", false), Err(TooNew { format: 9, .. })));
}
