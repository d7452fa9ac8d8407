//! Units as they are written beside names, in lines above a table, in columns and behind numbers.

use super::han::simplified;
use super::text::half_width;
use crate::base::{UnitId, Units};

/// Splits a heading into its name and the unit in brackets or behind a comma; the unit may be none that is known.
pub fn split(text: &str, units: &Units) -> (String, Option<String>) {
    let half = half_width(text);
    let text = half.trim();
    for (open, close) in [('(', ')'), ('[', ']'), ('〔', '〕'), ('{', '}')] {
        let ranges: Vec<(usize, usize)> =
            text.match_indices(open).filter_map(|(start, _)| text[start..].find(close).map(|length| (start, start + length))).collect();
        // The last brackets that hold a unit: 增加值(现价)(亿元).
        for (start, end) in ranges.into_iter().rev() {
            let inner = text[start + open.len_utf8()..end].trim();
            let inner = inner.strip_prefix("单位").map_or(inner, |rest| rest.trim_start_matches([':', ' ']));
            if lookup(inner, units).is_some() || looks_like_unit(inner) {
                let name = format!("{}{}", &text[..start], &text[end + close.len_utf8()..]);
                return (name.trim().to_owned(), Some(inner.to_owned()));
            }
        }
    }
    for sign in [", ", ":", "/"] {
        if let Some((name, unit)) = text.rsplit_once(sign)
            && !name.is_empty()
            && unit.trim() != "1"
            && lookup(unit, units).is_some()
        {
            return (name.trim().to_owned(), Some(unit.trim().to_owned()));
        }
    }
    (text.to_owned(), None)
}

/// True for what can only be a unit, known or not: so that an unknown one is asked about and not taken for part of a name.
fn looks_like_unit(text: &str) -> bool {
    let endings = [
        "元",
        "美元",
        "欧元",
        "吨",
        "公里",
        "平方米",
        "千瓦",
        "千瓦时",
        "人",
        "户",
        "家",
        "个",
        "件",
        "项",
        "台",
        "辆",
        "标准煤",
        "公顷",
        "亩",
    ];
    let starts = ["万", "亿", "千", "百万", "十"];
    text.chars().count() <= 8
        && (starts.iter().any(|s| text.starts_with(s)) && endings.iter().any(|e| text.ends_with(e))
            || matches!(text, "%" | "‰" | "$" | "€"))
}

/// The unit said in a line above the table: `单位：万元`, `(单位:亿元)`, `Unit: 100 million yuan`.
pub fn in_line(text: &str) -> Option<String> {
    let half = half_width(text);
    let lower = half.to_lowercase();
    // 填报单位 and 编制单位 name an office.
    let start = ["单位:", "unit:", "units:"].iter().find_map(|word| {
        let places = lower.match_indices(word).map(|(place, _)| place);
        places
            .filter(|place| ["填报", "编制", "制表", "报送", "发布"].iter().all(|office| !lower[..*place].ends_with(office)))
            .map(|place| place + word.len())
            .next()
    })?;
    let rest = half.get(start..)?.trim();
    let end = rest.find([')', ';', '|', ',']).unwrap_or(rest.len());
    let unit = rest[..end].split("  ").next().unwrap_or("").trim();
    // Several units in one line say nothing of a single column.
    (!unit.is_empty() && !unit.contains(['、'])).then(|| unit.to_owned())
}

/// The unit that a text spells: its symbol, its name, or a common variant.
pub fn lookup(text: &str, units: &Units) -> Option<UnitId> {
    let half = simplified(&half_width(text));
    let text = half.trim();
    if text.is_empty() {
        return None;
    }
    let id = UnitId::new(text);
    if units.knows(&id) {
        return Some(id);
    }
    let fold = |text: &str| text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    let wanted = fold(text);
    let named = units
        .iter()
        .find(|unit| fold(unit.id.as_str()) == wanted || unit.name.texts().any(|name| !name.is_empty() && fold(name) == wanted));
    if let Some(unit) = named {
        return Some(unit.id.clone());
    }
    let bare = wanted.replace("人民币", "").replace("rmb", "").replace("cny", "").replace("(", "").replace(")", "");
    let variant = match bare.trim() {
        "亿" if wanted.contains('元') => "亿元",
        "100millionyuan" | "yuan100million" | "100million" if wanted != bare || wanted.contains("yuan") => "亿元",
        "10thousandyuan" | "10000yuan" => "万元",
        "millionyuan" | "mnyuan" => "百万元",
        "billionyuan" | "bnyuan" => "十亿元",
        "thousandyuan" => "千元",
        "million" if wanted != bare => "百万元",
        "billion" if wanted != bare => "十亿元",
        "percent" | "percentage" | "percent(%)" | "pct" => "%",
        "户" | "firm" | "enterprises" | "companies" => "家",
        "hectares" | "hectare" => "公顷",
        "tonnes" | "tons" | "tonne" => "吨",
        "people" | "person" => "人",
        "吨标煤" | "吨标准煤当量" => "吨标准煤",
        "万吨标煤" => "万吨标准煤",
        "平方千米" => "平方公里",
        other => other,
    };
    let id = UnitId::new(variant);
    (!variant.is_empty() && units.knows(&id)).then_some(id)
}

/// The unit of a number written with its own (`3.5亿`, `3.5亿元`), given the unit its column says; `None` where both together make no
/// sense.
pub fn of_number(written: &str, column: Option<&UnitId>, units: &Units) -> Option<UnitId> {
    let whole = |text: &str| lookup(text, units);
    if let Some(unit) = whole(written) {
        return Some(unit);
    }
    let column = column?.as_str();
    let scaled = ["万亿", "千万", "百万", "十亿", "万", "亿", "千"].iter().any(|scale| column.starts_with(scale));
    // 3.5亿 in a column of 亿元 could be either; in one of 元 it is 3.5 亿元.
    if scaled { None } else { whole(&format!("{written}{column}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_split_off_names() {
        let units = Units::default();
        for (text, name, unit) in [
            ("销售收入(亿元)", "销售收入", Some("亿元")),
            ("销售收入（万元）", "销售收入", Some("万元")),
            ("增加值(现价)(亿元)", "增加值(现价)", Some("亿元")),
            ("出口额（万美元）", "出口额", Some("万美元")),
            ("Sales [million yuan]", "Sales", Some("million yuan")),
            ("Sales, 亿元", "Sales", Some("亿元")),
            ("指数(上年=100)", "指数(上年=100)", None),
            ("超100亿元企业数", "超100亿元企业数", None),
            ("用地", "用地", None),
        ] {
            assert_eq!(split(text, &units), (name.to_owned(), unit.map(str::to_owned)), "{text}");
        }
        for (line, unit) in [
            ("填报单位：某局  单位：万元", Some("万元")),
            ("（单位:亿元）", Some("亿元")),
            ("单位：亿元、%", None),
            ("填报单位：某局", None),
        ] {
            assert_eq!(in_line(line).as_deref(), unit, "{line}");
        }
    }

    #[test]
    fn units_are_found_in_their_spellings() {
        let units = Units::default();
        for (text, unit) in [
            ("亿元", Some("亿元")),
            ("人民币亿元", Some("亿元")),
            ("RMB 100 million", Some("亿元")),
            ("Million Yuan", Some("百万元")),
            ("％", Some("%")),
            ("万美元", None),
            ("", None),
        ] {
            assert_eq!(lookup(text, &units), unit.map(UnitId::from), "{text}");
        }
        let of = |written: &str, column: Option<&str>| of_number(written, column.map(UnitId::from).as_ref(), &units).map(|u| u.to_string());
        assert_eq!(of("亿", Some("元")).as_deref(), Some("亿元"));
        assert_eq!(of("亿", Some("亿元")), None);
        assert_eq!(of("万元", Some("亿元")).as_deref(), Some("万元"));
        assert_eq!(of("亿", None), None);
    }
}
