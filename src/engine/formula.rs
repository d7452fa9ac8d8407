//! Formulas of derived metrics: text in, tree out.
//!
//! `+ - * /` (also `× ÷`), parentheses, numbers, unary minus, and metric ids. An id of letters, digits, `_` and `.` stands
//! bare; any other stands in square brackets. What the units say about a formula is decided elsewhere (`program`).

use std::fmt;

use crate::base::MetricId;

/// Longest formula read, in characters.
const MAX_LENGTH: usize = 1000;
/// Deepest nesting of parentheses and signs.
const MAX_DEPTH: usize = 50;

/// A formula as a tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number without unit.
    Number(f64),
    /// The value of a metric at the same node and year.
    Metric(MetricId),
    /// Minus what stands behind it.
    Negate(Box<Expr>),
    /// Two terms joined.
    Binary(Op, Box<Expr>, Box<Expr>),
}

/// How two terms are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// A formula that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: “{text}” where {expected} was expected")]
pub struct FormulaError {
    /// Where, in characters from 1.
    pub column: usize,
    /// The text from there on; empty at the end of the formula.
    pub text: String,
    /// What could stand there instead, as symbols of the grammar.
    pub expected: String,
}

peg::parser! {
    grammar grammar() for str {
        pub rule formula() -> Expr = _ e:sum() _ { e }

        rule sum() -> Expr = precedence! {
            a:(@) _ ("+" / "＋") _ b:@ { binary(Op::Add, a, b) }
            a:(@) _ ("-" / "−" / "－") _ b:@ { binary(Op::Subtract, a, b) }
            --
            a:(@) _ ("*" / "×") _ b:@ { binary(Op::Multiply, a, b) }
            a:(@) _ ("/" / "÷") _ b:@ { binary(Op::Divide, a, b) }
            --
            ("-" / "−" / "－") _ a:@ { Expr::Negate(Box::new(a)) }
            --
            n:number() { Expr::Number(n) }
            m:metric() { Expr::Metric(m) }
            ("(" / "（") _ e:sum() _ (")" / "）") { e }
        }

        rule number() -> f64 = quiet!{
            text:$(digit()+ ("." digit()+)? (("e" / "E") ("+" / "-")? digit()+)?) !letter() {?
                text.parse::<f64>().ok().filter(|n| n.is_finite()).ok_or("number")
            }
        } / expected!("number")

        rule metric() -> MetricId
            = quiet!{ text:$(letter() (letter() / digit() / ".")*) { MetricId::new(text) } }
            / quiet!{ "[" text:$([^ '[' | ']']+) "]" { MetricId::new(text.trim()) } }
            / expected!("metric")

        rule letter() = [c if c.is_alphabetic() || c == '_']
        rule digit() = ['0'..='9']
        rule _() = quiet!{ [c if c.is_whitespace()]* }
    }
}

fn binary(op: Op, left: Expr, right: Expr) -> Expr {
    Expr::Binary(op, Box::new(left), Box::new(right))
}

/// Reads a formula.
pub fn parse(text: &str) -> Result<Expr, FormulaError> {
    if let Some(column) = too_deep(text) {
        return Err(error(text, column, "()".to_owned()));
    }
    grammar::formula(text).map_err(|e| {
        let mut expected: Vec<&str> = e.expected.tokens().collect();
        expected.sort_unstable();
        error(text, e.location.column, expected.join(" "))
    })
}

fn error(text: &str, column: usize, expected: String) -> FormulaError {
    FormulaError { column, text: text.chars().skip(column.saturating_sub(1)).take(40).collect(), expected }
}

/// The column at which a formula nests deeper or runs longer than anyone writes by hand; the parser stays off such texts.
fn too_deep(text: &str) -> Option<usize> {
    let (mut open, mut signs) = (0_usize, 0_usize);
    for (place, c) in text.chars().enumerate() {
        match c {
            '(' | '（' => open += 1,
            ')' | '）' => open = open.saturating_sub(1),
            '-' | '−' | '－' => signs += 1,
            c if c.is_whitespace() => {}
            _ => signs = 0,
        }
        if place >= MAX_LENGTH || open + signs > MAX_DEPTH {
            return Some(place + 1);
        }
    }
    None
}

impl Expr {
    /// The metrics the formula names, each once, in the order they first appear.
    pub fn metrics(&self) -> Vec<MetricId> {
        let mut list = Vec::new();
        self.collect(&mut list);
        list
    }

    fn collect(&self, list: &mut Vec<MetricId>) {
        match self {
            Self::Number(_) => {}
            Self::Metric(id) if list.contains(id) => {}
            Self::Metric(id) => list.push(id.clone()),
            Self::Negate(inner) => inner.collect(list),
            Self::Binary(_, left, right) => {
                left.collect(list);
                right.collect(list);
            }
        }
    }
}

/// A metric id as it is written in formulas: bare where it can be, else in square brackets.
pub fn word(id: &MetricId) -> String {
    let text = id.as_str();
    let mut chars = text.chars();
    let bare = chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && chars.all(|c| c.is_alphabetic() || c.is_ascii_digit() || c == '_' || c == '.');
    if bare { text.to_owned() } else { format!("[{text}]") }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        })
    }
}

impl fmt::Display for Expr {
    /// The formula with a pair of parentheses round every joined term inside another, and no others.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = |e: &Self, f: &mut fmt::Formatter<'_>| match e {
            Self::Binary(..) => write!(f, "({e})"),
            _ => write!(f, "{e}"),
        };
        match self {
            Self::Number(n) => write!(f, "{n}"),
            Self::Metric(id) => f.write_str(&word(id)),
            Self::Negate(e) => {
                f.write_str("-")?;
                inner(e, f)
            }
            Self::Binary(op, left, right) => {
                inner(left, f)?;
                write!(f, " {op} ")?;
                inner(right, f)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match parse(text) {
            Ok(e) => e.to_string(),
            Err(e) => format!("column {} “{}”", e.column, e.text),
        }
    }

    #[test]
    fn formulas_are_read_as_on_paper() {
        for (text, expected) in [
            ("profit / sales_revenue", "profit / sales_revenue"),
            ("a + b * c", "a + (b * c)"),
            ("a - b - c", "(a - b) - c"),
            ("a / b / c", "(a / b) / c"),
            ("-a * b", "-a * b"),
            ("2 * -(a + 1.5e3)", "2 * -(a + 1500)"),
            ("利润 ÷ 销售收入", "利润 / 销售收入"),
            ("（a＋b）－2", "(a + b) - 2"),
            ("（a+b）× 2", "(a + b) * 2"),
            ("[per head-2] / m2.x", "[per head-2] / m2.x"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn errors_name_column_and_text() {
        for (text, expected) in [
            ("", "column 1 “”"),
            ("profit /", "column 9 “”"),
            ("profit / / sales", "column 10 “/ sales”"),
            ("2x", "column 1 “2x”"),
            ("a b", "column 3 “b”"),
            ("(a", "column 3 “”"),
            ("a ^ 2", "column 3 “^ 2”"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert!(parse(&"(".repeat(100_000)).is_err());
        assert!(parse(&"-".repeat(900)).is_err());
        assert!(parse(&format!("a{}", "+a".repeat(400))).is_ok());
    }

    #[test]
    fn metrics_are_listed_once_in_order() {
        let list = parse("b / (a + b) - [c d]").map(|e| e.metrics());
        assert_eq!(list, Ok(vec!["b".into(), "a".into(), "c d".into()]));
    }
}
