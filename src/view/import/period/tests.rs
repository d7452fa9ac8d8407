//! Periods in the spellings of senders.

use super::*;

#[test]
fn periods_of_all_spellings_are_read() {
    for (texts, written) in [
        (
            &[
                "2011",
                "2011年",
                "2011 年",
                "FY2011",
                "FY 2011",
                "FY11",
                "2011年度",
                "2011年末",
                "二〇一一年",
                "11年",
                "２０１１年",
                "2011年全年",
            ][..],
            "2011",
        ),
        (&["2011Q1", "2011q1", "2011年一季度", "2011年第一季度", "2011年1季度", "Q1 2011", "2011-Q1", "1Q11", "1Q2011", "Q1-11"], "2011Q1"),
        (&["2011H1", "2011年上半年", "H1 2011"], "2011H1"),
        (
            &[
                "2011-03",
                "2011年3月",
                "2011年03月",
                "2011年三月",
                "Mar-11",
                "Mar 2011",
                "March, 2011",
                "201103",
                "2011/3",
                "2011.03",
                "2011年3月份",
                "11年3月",
                "Mar '11",
                "2011年3月末",
            ],
            "2011-03",
        ),
        (&["2011-03-31", "2011/3/31", "31.03.2011", "20110331", "2011年3月31日", "3/31/2011", "2011-03-31 00:00:00"], "2011-03"),
        (
            &[
                "2011年1-3月",
                "2011年1—3月",
                "2011年1-3月累计",
                "2011年1～3月（累计）",
                "2011年3月累计",
                "2011年一季度累计",
                "Jan–Mar 2011",
                "2011年前三个月",
                "2011-01..03",
                "2011年1月-3月",
            ],
            "2011-01..03",
        ),
        (&["2011年1—11月累计", "Jan–Nov 2011", "Jan-Nov 11", "2011年1至11月", "2011 年 1-11 月"], "2011-01..11"),
        (&["2011年1-2月", "Jan-Feb 2011"], "2011-01..02"),
        (&["2011年前三季度", "2011年1-3季度"], "2011-01..09"),
        (&["2011年4-6月"], "2011Q2"),
        (&["2011年十二月", "Dec-11", "201112"], "2011-12"),
    ] {
        for text in texts {
            let period = parse(text, Place::Any).and_then(Partial::period);
            assert_eq!(period.map(|p| p.to_string()).as_deref(), Some(written), "{text}");
        }
    }
}

#[test]
fn parts_wait_for_their_year() {
    for (text, part, running) in [
        ("1-3月", Some(Part::ToMonth(3)), false),
        ("1—11月累计", Some(Part::ToMonth(11)), true),
        ("上半年", Some(Part::Half(1)), false),
        ("3月", Some(Part::Month(3)), false),
        ("三季度", Some(Part::Quarter(3)), false),
        ("Jan–Nov", Some(Part::ToMonth(11)), false),
        ("Sept.", None, false),
        ("全年", Some(Part::Year), false),
    ] {
        let partial = parse(text, Place::Any);
        if let Some(part) = part {
            assert_eq!(partial.map(|p| (p.year, p.part, p.running)), Some((None, Some(part), running)), "{text}");
        }
    }
    let year = Partial { year: Some(2011), ..Partial::default() };
    let period = |text: &str| parse(text, Place::Any).and_then(|p| p.over(year).period()).map(|p| p.to_string());
    assert_eq!(period("1—11月累计").as_deref(), Some("2011-01..11"));
    assert_eq!(period("上半年").as_deref(), Some("2011H1"));
    let march = Partial::of(Period::month(2011, 3).unwrap_or(Period::year(1)));
    let of = |text: &str| parse(text, Place::Any).and_then(|p| p.over(march).period()).map(|p| p.to_string());
    assert_eq!(of("本月").as_deref(), Some("2011-03"));
    assert_eq!(of("本年累计").as_deref(), Some("2011-01..03"));
    assert_eq!(of("上年同期").as_deref(), Some("2010-03"));
}

#[test]
fn what_could_be_two_things_or_none_is_no_period() {
    for text in [
        "",
        "11",
        "2011年13月",
        "2011Q5",
        "2011年2-3月",
        "year",
        "400",
        "2011-2015",
        "3/4/2011",
        "企业数",
        "market",
        "12.5",
        "海宁",
        "1",
        "20111301",
    ] {
        assert_eq!(parse(text, Place::Any), None, "{text}");
    }
    assert_eq!(parse("3", Place::Months).and_then(|p| p.part), Some(Part::Month(3)));
    assert_eq!(parse("3", Place::Quarters).and_then(|p| p.part), Some(Part::Quarter(3)));
}

#[test]
fn periods_are_found_within_headings() {
    for (text, written, rest) in [
        ("2011年销售收入(亿元)", "2011", "销售收入(亿元)"),
        ("销售收入2011年1-3月", "2011-01..03", "销售收入"),
        ("嘉兴市2011年1—11月累计主要指标", "2011-01..11", "嘉兴市主要指标"),
        ("Sales, Q1 2011", "2011Q1", "Sales"),
        ("产值（2011年3月）", "2011-03", "产值"),
    ] {
        let found = find(text).map(|(partial, rest)| (partial.period().map(|p| p.to_string()).unwrap_or_default(), rest));
        assert_eq!(found, Some((written.to_owned(), rest.to_owned())), "{text}");
    }
    for text in ["销售收入", "market share", "超100亿元企业数", "最近20年", "R2000"] {
        assert_eq!(find(text).and_then(|(p, _)| p.period()), None, "{text}");
    }
    assert_eq!(relation_in("社会消费品零售总额_累计值"), Some((Relation::ToDate, "社会消费品零售总额".to_owned())));
    assert_eq!(relation_in("销售收入"), None);
}
