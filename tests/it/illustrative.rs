//! The rule that made `actuals/illustrative.csv` of the sample workspace, and the test that the file is what it makes.
//!
//! Nothing here is a statistic. The rule is told in `sample-data/jiaxing-2011/README.md` and works in whole numbers of 万元
//! only, so that it gives the same bytes on every machine:
//!
//! 1. A year's value is the one of the year before, grown by a rate from [`STORIES`] and a draw of ±15 per mille.
//! 2. A running total to month m is the year's value × the weights of the months so far ÷ all weights; each month's
//!    weight comes from [`MONTHS`] and a draw of ±6 %. January is never reported alone.
//! 3. Profit is a yearly margin on that value, spread over the months by weights of its own; tax a yearly rate with a
//!    draw of ±8 %.
//! 4. A tier of firm size is filled in the share in which the cluster's value has reached its target, rounded; a firm in
//!    a higher tier is in the lower ones too.
//!
//! Draws are SplitMix64, seeded by [`SEED`] and the name of the series, so that one series more changes no other.

use std::fmt::Write;

/// The day the plan was issued.
const SEED: u64 = 20_110_708;
const YEARS: std::ops::RangeInclusive<i32> = 2011..=2013;
/// Last months of the running totals with their shares of a year, in per mille.
const MONTHS: [(u8, i64); 11] = [(2, 130), (3, 84), (4, 82), (5, 84), (6, 90), (7, 80), (8, 81), (9, 88), (10, 84), (11, 92), (12, 105)];
const SOURCE: &str = "示例：由固定种子的规则生成，不是统计数据";
const ABOVE: &str = "above-threshold";

/// In which unit values are written.
#[derive(Clone, Copy)]
enum Unit {
    /// 亿元 with two decimals.
    HundredMillion,
    /// Whole 万元.
    TenThousand,
}

/// Profit of a cluster.
struct Profit {
    coverage: &'static str,
    unit: Unit,
    /// Per mille of the value, a year each.
    margin: [i64; 3],
    /// Tax per hundred thousand of the value; `None` where none is made up.
    tax: Option<i64>,
}

/// Firms above a size: the metric and the plan's target, the largest size first.
type Tier = (&'static str, i64);

/// What is made up about one node.
struct Story {
    node: &'static str,
    metric: &'static str,
    coverage: &'static str,
    /// Value of 2010 in 万元: the plan's, or an invented one where it states none. It is not written.
    start: i64,
    /// Growth in per mille, a year each.
    growth: [i64; 3],
    profit: Option<Profit>,
    /// The plan's target of the value in 万元, which tiers are measured against.
    target: i64,
    tiers: &'static [Tier],
}

const fn profit(coverage: &'static str, unit: Unit, margin: [i64; 3], tax: Option<i64>) -> Option<Profit> {
    Some(Profit { coverage, unit, margin, tax })
}

/// Solar is hit in 2012, one cluster so hard that it makes a loss; chemicals and the young clusters grow; warp knitting
/// goes its even way.
const STORIES: [Story; 16] = {
    use Unit::{HundredMillion as Yi, TenThousand as Wan};
    const SALES: &str = "sales_revenue";
    const OUTPUT: &str = "output";
    [
        Story {
            node: "haining-solar",
            metric: SALES,
            coverage: ABOVE,
            start: 701_300,
            growth: [380, -220, 180],
            profit: profit(ABOVE, Yi, [92, -38, 24], None),
            target: 4_000_000,
            tiers: &[("firms_over_50", 4), ("firms_over_10", 5), ("firms_over_1", 20)],
        },
        Story {
            node: "jiashan-solar",
            metric: SALES,
            coverage: "",
            start: 725_000,
            growth: [120, -280, 90],
            profit: profit("", Yi, [74, 9, 21], None),
            target: 5_000_000,
            tiers: &[("firms_over_100", 1), ("firms_over_10", 3), ("firms_over_1", 5)],
        },
        Story {
            node: "pinghu-solar",
            metric: SALES,
            coverage: "",
            start: 114_000,
            growth: [550, -120, 240],
            profit: profit("", Yi, [61, 12, 28], Some(1_754)),
            target: 2_000_000,
            tiers: &[("firms_over_100", 1), ("firms_over_50", 1), ("firms_over_10", 5)],
        },
        Story {
            node: "xiuzhou-solar",
            metric: SALES,
            coverage: "",
            start: 193_000,
            growth: [300, -80, 210],
            profit: profit("", Yi, [262, 118, 141], Some(4_560)),
            target: 1_500_000,
            tiers: &[("firms_over_50", 1)],
        },
        Story {
            node: "port-chemicals",
            metric: SALES,
            coverage: "",
            start: 1_150_000,
            growth: [280, 160, 190],
            profit: profit("", Yi, [58, 49, 53], None),
            target: 8_000_000,
            tiers: &[("firms_over_100", 2), ("firms_over_50", 3), ("firms_over_10", 15), ("firms_over_1", 30)],
        },
        Story {
            node: "haining-warp-knitting",
            metric: SALES,
            coverage: ABOVE,
            start: 1_410_000,
            growth: [90, 60, 80],
            profit: profit(ABOVE, Yi, [42, 40, 43], None),
            target: 2_000_000,
            tiers: &[("firms_over_50", 1), ("firms_over_10", 4), ("firms_over_1", 30)],
        },
        Story {
            node: "haining-magnetics",
            metric: SALES,
            coverage: ABOVE,
            start: 230_000,
            growth: [140, 40, 110],
            profit: profit(ABOVE, Yi, [98, 81, 88], None),
            target: 1_500_000,
            tiers: &[("firms_over_50", 1), ("firms_over_1", 10)],
        },
        Story {
            node: "nanhu-sensor-network",
            metric: OUTPUT,
            coverage: "",
            start: 52_000,
            growth: [610, 620, 480],
            profit: profit("", Yi, [95, 88, 102], None),
            target: 1_000_000,
            tiers: &[],
        },
        Story {
            node: "hangzhou-bay-led",
            metric: OUTPUT,
            coverage: "",
            start: 18_000,
            growth: [780, 850, 600],
            profit: profit("", Yi, [20, 35, 48], None),
            target: 1_000_000,
            tiers: &[("firms_output_over_50", 1), ("firms_output_over_10", 1), ("firms_output_over_1", 10)],
        },
        Story {
            node: "xiuzhou-led",
            metric: SALES,
            coverage: "",
            start: 38_000,
            growth: [350, 310, 330],
            profit: profit("", Wan, [31, 36, 41], Some(1_540)),
            target: 1_000_000,
            tiers: &[("firms_over_10", 2), ("firms_over_1", 10)],
        },
        Story {
            node: "haining-env",
            metric: OUTPUT,
            coverage: ABOVE,
            start: 78_500,
            growth: [220, 170, 200],
            profit: profit("", Wan, [84, 79, 82], None),
            target: 800_000,
            tiers: &[],
        },
        Story {
            node: "haining-env-protection",
            metric: SALES,
            coverage: "",
            start: 71_000,
            growth: [190, 160, 170],
            profit: None,
            target: 300_000,
            tiers: &[("firms_over_10", 2), ("firms_over_1", 5)],
        },
        Story {
            node: "haining-env-led",
            metric: SALES,
            coverage: "",
            start: 6_000,
            growth: [500, 250, 400],
            profit: None,
            target: 500_000,
            tiers: &[],
        },
        Story {
            node: "pinghu-bio",
            metric: SALES,
            coverage: "",
            start: 65_900,
            growth: [180, 210, 160],
            profit: profit("", Wan, [80, 83, 86], Some(4_888)),
            target: 500_000,
            tiers: &[("firms_over_10", 2), ("firms_over_1", 10)],
        },
        Story {
            node: "haiyan-nuclear",
            metric: SALES,
            coverage: "",
            start: 37_800,
            growth: [260, 190, 310],
            profit: profit("", Yi, [22, 26, 31], Some(5_291)),
            target: 1_000_000,
            tiers: &[],
        },
        Story {
            node: "haiyan-nuclear",
            metric: OUTPUT,
            coverage: "",
            start: 41_000,
            growth: [270, 190, 300],
            profit: None,
            target: 1_000_000,
            tiers: &[("firms_output_over_10", 4), ("firms_output_over_5", 10), ("firms_output_over_1", 35)],
        },
    ]
};

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Draws(u64);

impl Draws {
    /// The draws of one series; its name enters as FNV-1a.
    fn of(node: &str, series: &str) -> Self {
        let name = [node, "/", series].concat();
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(SEED ^ hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from −`most` to `most`.
    fn around(&mut self, most: i64) -> i64 {
        let choices = 2 * most.unsigned_abs() + 1;
        i64::try_from(self.next() % choices).unwrap() - most
    }
}

/// `upper / lower`, halves away from zero.
fn rounded(upper: i64, lower: i64) -> i64 {
    let half = lower / 2 * upper.signum();
    (upper + half) / lower
}

/// The values of the story's three years, in 万元.
fn yearly(story: &Story) -> [i64; 3] {
    let mut draws = Draws::of(story.node, story.metric);
    let mut value = story.start;
    story.growth.map(|growth| {
        value = rounded(value * (1000 + growth + draws.around(15)), 1000);
        value
    })
}

/// 万元 as the text that is written, and the unit.
fn written(value: i64, unit: Unit) -> (String, &'static str) {
    match unit {
        Unit::TenThousand => (value.to_string(), "万元"),
        Unit::HundredMillion => {
            let hundredths = rounded(value, 100);
            let sign = if hundredths < 0 { "-" } else { "" };
            let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
            let text = format!("{sign}{whole}.{rest:02}");
            (text.trim_end_matches('0').trim_end_matches('.').to_owned(), "亿元")
        }
    }
}

/// Rows of a file with the key that sorts them; rows of one key stay in order of their periods.
#[derive(Default)]
struct Rows(Vec<([&'static str; 3], String)>);

impl Rows {
    fn push(&mut self, [node, metric, coverage]: [&'static str; 3], period: &str, value: &str, unit: &str) {
        let row = format!("{node},{metric},{coverage},{period},{value},{unit},illustrative,{SOURCE}");
        self.0.push(([node, metric, coverage], row));
    }

    /// Running totals and the year, of all years.
    fn by_month(&mut self, key: [&'static str; 3], years: [i64; 3], unit: Unit) {
        let mut draws = Draws::of(key[0], &[key[1], "/months"].concat());
        for (year, value) in YEARS.zip(years) {
            let weights = MONTHS.map(|(month, weight)| (month, weight * (1000 + draws.around(60))));
            let all: i64 = weights.iter().map(|(_, weight)| weight).sum();
            let mut so_far = 0;
            for (month, weight) in weights {
                so_far += weight;
                let (text, unit) = written(rounded(value * so_far, all), unit);
                if month == 12 {
                    self.push(key, &year.to_string(), &text, unit);
                }
                self.push(key, &format!("{year}-01..{month:02}"), &text, unit);
            }
        }
    }

    fn story(&mut self, story: &Story) {
        let years = yearly(story);
        self.by_month([story.node, story.metric, story.coverage], years, Unit::HundredMillion);
        if let Some(profit) = &story.profit {
            let mut margins = profit.margin.iter();
            let profits = years.map(|value| rounded(value * margins.next().copied().unwrap_or(0), 1000));
            self.by_month([story.node, "profit", profit.coverage], profits, profit.unit);
            if let Some(rate) = profit.tax {
                let mut draws = Draws::of(story.node, "tax");
                for (year, value) in YEARS.zip(years) {
                    let tax = rounded(rounded(value * rate, 100_000) * (1000 + draws.around(80)), 1000);
                    let (text, unit) = written(tax, profit.unit);
                    self.push([story.node, "tax", ""], &year.to_string(), &text, unit);
                }
            }
        }
        for (place, _) in story.tiers.iter().enumerate() {
            for (year, value) in YEARS.zip(years) {
                let count = story.tiers[..=place].iter().map(|(_, target)| rounded(target * value, story.target)).max().unwrap_or(0);
                self.push([story.node, story.tiers[place].0, ""], &year.to_string(), &count.to_string(), "家");
            }
        }
    }
}

/// The whole file.
fn file() -> String {
    let mut rows = Rows::default();
    for story in &STORIES {
        rows.story(story);
    }
    rows.0.sort_by_key(|(key, _)| *key);
    rows.0.iter().fold("node,metric,coverage,period,value,unit,status,source\n".to_owned(), |mut file, (_, row)| {
        let _ = writeln!(file, "{row}");
        file
    })
}

#[test]
fn the_illustrative_actuals_are_what_the_rule_makes() {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data/jiaxing-2011/actuals/illustrative.csv");
    let made = file();
    if std::fs::read_to_string(kept).unwrap_or_default() != made {
        let fresh = concat!(env!("CARGO_TARGET_TMPDIR"), "/illustrative.csv");
        std::fs::write(fresh, &made).unwrap();
        panic!("{kept} differs from what the rule makes, which now lies in {fresh}");
    }
}

#[test]
fn the_story_is_told() {
    let value = |node: &str, metric: &str, period: &str| -> f64 {
        let file = file();
        let mut rows = file.lines().map(|row| row.split(',').collect::<Vec<_>>());
        rows.find(|row| row[0] == node && row[1] == metric && row[3] == period).unwrap()[4].parse().unwrap()
    };
    for node in ["haining-solar", "jiashan-solar", "pinghu-solar", "xiuzhou-solar"] {
        assert!(value(node, "sales_revenue", "2012") < value(node, "sales_revenue", "2011"), "{node} dips in 2012");
        assert!(value(node, "sales_revenue", "2013") > value(node, "sales_revenue", "2012"), "{node} recovers in 2013");
        assert_eq!(value(node, "profit", "2012") < 0.0, node == "haining-solar", "one cluster makes a loss: {node}");
    }
    assert!(value("haining-warp-knitting", "sales_revenue", "2012") > value("haining-warp-knitting", "sales_revenue", "2011"));
}
