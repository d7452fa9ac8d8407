//! The arguments as they can be written, and their texts in the user's language.
//!
//! Raw arguments only: whether a workspace or a node exists is found out by the commands.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::base::Period;
use crate::domain::Status;
use crate::domain::judging::Method;
use crate::engine::forecast;
use crate::io::export::chart::Format;
use crate::io::export::preset::Preset;
use crate::io::export::report::ReportFormat;
use crate::view::chart::ChartKind;
use crate::view::report::book::BookPart;
use crate::view::{Language, Words};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "clusterplan", version, disable_help_subcommand = true)]
pub struct Args {
    /// Folder of the workspace to open in the window.
    pub workspace: Option<PathBuf>,
    /// File for figures about frames.
    #[arg(long, value_name = "FILE")]
    pub frame_stats: Option<PathBuf>,
    /// Language of messages and pictures.
    #[arg(long, global = true, value_name = "TAG", value_parser = language)]
    pub language: Option<Language>,
    /// A byte order mark before CSV.
    #[arg(long, global = true)]
    pub bom: bool,
    /// The command; the window without one.
    #[command(subcommand)]
    pub order: Option<Order>,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// Load and validate.
    Check(CheckArgs),
    /// Files into the actuals.
    Import(ImportArgs),
    /// Every node, metric and year.
    Evaluate(EvaluateArgs),
    /// Two scenarios side by side.
    Compare(CompareArgs),
    /// Charts as pictures.
    Export(ExportArgs),
    /// Where every node stands.
    Assess(AssessArgs),
    /// Scores by the plan's schemes.
    Score(ScoreArgs),
    /// Forecasts to the target's year.
    Forecast(ForecastArgs),
    /// What the plan's rules of warning raise.
    Warnings(WarningsArgs),
    /// Decks, bulletins and workbooks.
    Brief(BriefArgs),
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Folder of the workspace.
    pub workspace: PathBuf,
    /// Whether the plan holds together.
    #[arg(long)]
    pub audit: bool,
    /// Form of the results.
    #[arg(long, default_value = "text", value_parser = PossibleValuesParser::new(["text", "csv", "json"]).map(CheckFormat::of))]
    pub format: CheckFormat,
}

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// Folder of the workspace.
    pub workspace: PathBuf,
    /// Files to read.
    #[arg(value_name = "FILE", required_unless_present = "log", conflicts_with = "log")]
    pub files: Vec<PathBuf>,
    /// Profile to read them by; recognised where none is named.
    #[arg(long, value_name = "P")]
    pub profile: Option<String>,
    /// Says what would change, and writes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Form of the difference.
    #[arg(long, default_value = "text", value_parser = PossibleValuesParser::new(["text", "json"]).map(ImportFormat::of))]
    pub format: ImportFormat,
    /// Status of values that name none.
    #[arg(long, value_name = "STATUS", value_parser = PossibleValuesParser::new(Status::ALL.map(Status::word)).map(status))]
    pub status: Option<Status>,
    /// Sheet of a workbook.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Encoding of a text.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Lists what was imported.
    #[arg(long)]
    pub log: bool,
}

/// Arguments of `evaluate`.
#[derive(Debug, clap::Args)]
pub struct EvaluateArgs {
    /// Folder of the workspace.
    pub workspace: PathBuf,
    /// Scenarios to evaluate.
    #[arg(long, value_name = "S")]
    pub scenario: Vec<String>,
    /// A row for each part of a value.
    #[arg(long)]
    pub contributions: bool,
    /// Form of the results.
    #[arg(long, default_value = "csv", value_parser = PossibleValuesParser::new(["csv", "json"]).map(TableFormat::of))]
    pub format: TableFormat,
}

/// Arguments of `compare`.
#[derive(Debug, clap::Args)]
pub struct CompareArgs {
    /// Folder of the workspace.
    pub workspace: PathBuf,
    /// The scenario to compare with.
    #[arg(long, value_name = "A")]
    pub base: String,
    /// The other scenario.
    #[arg(long, value_name = "B")]
    pub with: String,
    /// Nodes by id; all where none is named.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub node: Vec<String>,
    /// Metrics by id; all where none is named.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub metric: Vec<String>,
    /// Years; all where none is named.
    #[arg(long, value_name = "YEAR", value_delimiter = ',')]
    pub year: Vec<i32>,
    /// A row for each step from one value to the other.
    #[arg(long)]
    pub contributions: bool,
    /// Form of the results.
    #[arg(long, default_value = "csv", value_parser = PossibleValuesParser::new(["csv", "json"]).map(TableFormat::of))]
    pub format: TableFormat,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// Folder of the workspace.
    pub workspace: PathBuf,
    /// Kinds of chart, or all.
    #[arg(long, value_name = "KIND", required = true, value_delimiter = ',', value_parser = chart_word())]
    pub chart: Vec<String>,
    /// Scenarios that the charts show; one waterfall each.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub scenario: Vec<String>,
    /// What waterfalls start from.
    #[arg(long, value_name = "ID", default_value = super::names::PLAN)]
    pub base: String,
    /// The year of waterfalls.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Nodes by id, or all.
    #[arg(long, value_name = "ID", value_delimiter = ',', default_value = "total")]
    pub node: Vec<String>,
    /// Metric by id; the plan's main one where none is named.
    #[arg(long, value_name = "ID")]
    pub metric: Option<String>,
    /// Picture formats.
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "png", value_parser = PossibleValuesParser::new(Format::ALL.map(Format::id)))]
    pub format: Vec<String>,
    /// What the pictures are to fill, instead of a width and height.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["width", "height"], value_parser = PossibleValuesParser::new(Preset::ALL.map(Preset::id)))]
    pub preset: Option<String>,
    /// Width in pixels.
    #[arg(long, value_name = "PX", default_value_t = 1920, value_parser = clap::value_parser!(u32).range(200..=16384))]
    pub width: u32,
    /// Height in pixels.
    #[arg(long, value_name = "PX", default_value_t = 1080, value_parser = clap::value_parser!(u32).range(150..=16384))]
    pub height: u32,
    /// Dots per inch, for the size in which other programs place a PNG.
    #[arg(long, value_name = "N", default_value_t = 192, value_parser = clap::value_parser!(u32).range(30..=2400))]
    pub dpi: u32,
    /// No ground behind the chart.
    #[arg(long)]
    pub transparent: bool,
    /// Texts of an SVG as outlines.
    #[arg(long)]
    pub outlines: bool,
    /// Pattern of the files' names.
    #[arg(long, value_name = "PATTERN")]
    pub name: Option<String>,
    /// Leaves files that are there already.
    #[arg(long)]
    pub keep_existing: bool,
    /// Folder for the pictures.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// Which nodes and metrics of which workspace a command goes through, and how it tells of them.
#[derive(Debug, clap::Args)]
pub struct Places {
    /// Folder of the workspace.
    pub workspace: PathBuf,
    /// Nodes by id; all where none is named.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub node: Vec<String>,
    /// Metrics by id; all where none is named.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub metric: Vec<String>,
    /// Form of the results.
    #[arg(long, default_value = "text", value_parser = PossibleValuesParser::new(["text", "csv", "json"]).map(CheckFormat::of))]
    pub format: CheckFormat,
}

/// Arguments of `assess`.
#[derive(Debug, clap::Args)]
pub struct AssessArgs {
    /// The period up to which values count.
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub as_of: Option<Period>,
    /// The method for all metrics.
    #[arg(long, value_name = "METHOD", value_parser = PossibleValuesParser::new(Method::ALL.map(Method::word)).map(method))]
    pub method: Option<Method>,
    /// Where to look, and how to tell.
    #[command(flatten)]
    pub places: Places,
}

/// Arguments of `score`.
#[derive(Debug, clap::Args)]
pub struct ScoreArgs {
    /// Folder of the workspace.
    pub workspace: PathBuf,
    /// Schemes by id; all where none is named.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub scheme: Vec<String>,
    /// The period up to which values count.
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub as_of: Option<Period>,
    /// An earlier period to tell the change since.
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub since: Option<Period>,
    /// Form of the results.
    #[arg(long, default_value = "text", value_parser = PossibleValuesParser::new(["text", "csv", "json"]).map(CheckFormat::of))]
    pub format: CheckFormat,
}

/// Arguments of `forecast`.
#[derive(Debug, clap::Args)]
pub struct ForecastArgs {
    /// How series are continued.
    #[arg(long, value_name = "METHOD", default_value = "auto", value_parser = PossibleValuesParser::new(forecast_words()).map(forecast_method))]
    pub method: forecast::Method,
    /// The last year whose values count.
    #[arg(long, value_name = "YEAR")]
    pub as_of: Option<i32>,
    /// Where to look, and how to tell.
    #[command(flatten)]
    pub places: Places,
}

/// Arguments of `warnings`.
#[derive(Debug, clap::Args)]
pub struct WarningsArgs {
    /// Folder of the workspace.
    pub workspace: PathBuf,
    /// The period that counts as now.
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub as_of: Option<Period>,
    /// Form of the results.
    #[arg(long, default_value = "text", value_parser = PossibleValuesParser::new(["text", "csv", "json"]).map(CheckFormat::of))]
    pub format: CheckFormat,
}

fn period(text: &str) -> Result<Period, String> {
    text.parse().map_err(|_| text.to_owned())
}

fn method(word: String) -> Method {
    Method::ALL.into_iter().find(|method| method.word() == word).unwrap_or_default()
}

fn forecast_words() -> [&'static str; 6] {
    let [a, b, c, d, e] = forecast::Method::YEARLY.map(forecast::Method::word);
    [a, b, c, d, e, forecast::Method::Seasonal.word()]
}

fn forecast_method(word: String) -> forecast::Method {
    forecast::Method::YEARLY.into_iter().find(|method| method.word() == word).unwrap_or(forecast::Method::Seasonal)
}

/// Arguments of `brief`.
#[derive(Debug, clap::Args)]
pub struct BriefArgs {
    /// Folder of the workspace.
    pub workspace: PathBuf,
    /// A briefing of the workspace by id, or a built-in one; the first of the workspace where none is named.
    #[arg(long, value_name = "NAME")]
    pub briefing: Option<String>,
    /// Formats of files.
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "pptx", value_parser = PossibleValuesParser::new(ReportFormat::ALL.map(ReportFormat::id)))]
    pub format: Vec<String>,
    /// The period that it is about; the last one with actuals where none is named.
    #[arg(long, value_name = "PERIOD")]
    pub as_of: Option<Period>,
    /// A deck whose layouts are used.
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// A sheet for each node in a workbook.
    #[arg(long)]
    pub sheet_per_node: bool,
    /// The sheets of a workbook.
    #[arg(long, value_name = "SHEET", value_delimiter = ',', value_parser = PossibleValuesParser::new(BookPart::ALL.map(BookPart::word).into_iter().chain(["all"])))]
    pub sheets: Vec<String>,
    /// The file to write; of several formats each gets its own ending.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Form of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFormat {
    /// Lines for people.
    Text,
    /// A JSON array, one element a file.
    Json,
}

impl ImportFormat {
    fn of(word: String) -> Self {
        if word == "json" { Self::Json } else { Self::Text }
    }
}

fn status(word: String) -> Status {
    Status::ALL.into_iter().find(|status| status.word() == word).unwrap_or(Status::Preliminary)
}

/// Form of the results of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFormat {
    /// A line each, for people.
    Text,
    /// Comma-separated.
    Csv,
    /// A JSON array.
    Json,
}

/// Form of a table of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma-separated.
    Csv,
    /// A JSON array.
    Json,
}

impl CheckFormat {
    fn of(word: String) -> Self {
        match word.as_str() {
            "csv" => Self::Csv,
            "json" => Self::Json,
            _ => Self::Text,
        }
    }
}

impl TableFormat {
    fn of(word: String) -> Self {
        if word == "json" { Self::Json } else { Self::Csv }
    }
}

/// The word for every kind of chart, or every node.
pub const ALL: &str = "all";

fn chart_word() -> PossibleValuesParser {
    ChartKind::ALL.into_iter().map(ChartKind::id).chain([ALL]).collect::<Vec<_>>().into()
}

fn language(tag: &str) -> Result<Language, String> {
    Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag)).ok_or_else(|| tag.to_owned())
}

/// The language asked for, found before the arguments are read, so that complaints about them are in it.
pub fn language_of(arguments: &[OsString]) -> Option<Language> {
    let mut rest = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = rest.next() {
        match argument.split_once('=') {
            Some(("--language", tag)) => return language(tag).ok(),
            _ if argument == "--language" => return rest.next().and_then(|tag| language(tag).ok()),
            _ => {}
        }
    }
    None
}

/// Reads the arguments.
pub fn parse(arguments: Vec<OsString>, words: &Words) -> Result<Args, clap::Error> {
    let mut command = command(words);
    let matches = command.try_get_matches_from_mut(arguments)?;
    let args = Args::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
    // What belongs to the window cannot stand before a command. The library's own rule for that would forbid --language too.
    let before = if args.workspace.is_some() { Some("WORKSPACE") } else { args.frame_stats.as_ref().map(|_| "--frame-stats") };
    match (before, matches.subcommand_name()) {
        (Some(before), Some(order)) => {
            let mut error = clap::Error::new(ErrorKind::ArgumentConflict).with_cmd(&command);
            error.insert(ContextKind::InvalidArg, ContextValue::String(order.to_owned()));
            error.insert(ContextKind::PriorArg, ContextValue::String(before.to_owned()));
            Err(error)
        }
        _ => Ok(args),
    }
}

/// The command line with its texts in the user's language.
pub fn command(words: &Words) -> clap::Command {
    let mut root = localized(Args::command(), words);
    // Flags that the library adds when it builds are given texts like the others.
    root.build();
    let names: Vec<String> = root.get_subcommands().map(|order| order.get_name().to_owned()).collect();
    names.into_iter().fold(localized(root, words), |root, name| root.mut_subcommand(name, |order| localized(order, words)))
}

fn localized(command: clap::Command, words: &Words) -> clap::Command {
    let name = command.get_name().to_owned();
    let about = format!("cli-about-{name}");
    let template = format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n", words.text("cli-usage"));
    let root = name == "clusterplan";
    let command = command
        .about(words.text(&about).to_owned())
        .long_about(None)
        .help_template(template)
        .subcommand_help_heading(words.text("cli-commands").to_owned())
        .subcommand_value_name(words.text("cli-command").to_owned());
    let command = if root { command.after_help(words.text("cli-exit-codes").to_owned()) } else { command };
    command.mut_args(|arg| {
        let own = format!("cli-arg-{name}-{}", arg.get_id());
        let key = if words.has(&own) { own } else { format!("cli-arg-{}", arg.get_id()) };
        let heading = if arg.is_positional() { "cli-arguments" } else { "cli-options" };
        let arg = if words.has(&key) { arg.help(words.text(&key).to_owned()).long_help(None) } else { arg };
        // Choices and defaults stand in the texts, in the user's language.
        let valued = arg.get_action().takes_values();
        arg.help_heading(words.text(heading).to_owned()).hide_possible_values(valued).hide_default_value(valued)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_and_every_argument_has_a_text_in_both_languages() {
        for language in Language::ALL {
            let words = Words::new(language);
            let command = command(&words);
            command.clone().debug_assert();
            for order in std::iter::once(&command).chain(command.get_subcommands()) {
                assert!(words.has(&format!("cli-about-{}", order.get_name())), "{}", order.get_name());
                for arg in order.get_arguments() {
                    let text = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    let named = [format!("cli-arg-{}-{}", order.get_name(), arg.get_id()), format!("cli-arg-{}", arg.get_id())];
                    assert!(named.iter().any(|key| words.text(key) == text), "{} {text}", arg.get_id());
                }
            }
        }
    }

    #[test]
    fn the_language_is_found_wherever_it_stands() {
        let of = |line: &str| language_of(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of("clusterplan check x --language en"), Some(Language::English));
        assert_eq!(of("clusterplan --language=zh-cn"), Some(Language::Chinese));
        assert_eq!(of("clusterplan --language tlh"), None);
        assert_eq!(of("clusterplan"), None);
    }
}
