//! The floors and invariants of the README, held by reading the sources.
//!
//! Rules are made for this code base and know its habits; each names its exceptions with a reason, and an exception that is no
//! longer needed fails too.

use std::collections::{BTreeMap, BTreeSet};

use clusterplan::view::{Language, Words};

use crate::source::{Source, all, source};

/// Modules from the ground up, with the floor each stands on. `cli` stands beside the window and below nothing.
const FLOORS: [(&str, u8); 9] =
    [("base", 0), ("domain", 1), ("engine", 2), ("view", 3), ("io", 4), ("session", 5), ("ui", 6), ("app", 7), ("cli", 7)];
/// The entrance: it names everything.
const ENTRANCE: [&str; 2] = ["lib", "main"];
/// Rooms that compute and word, and touch nothing of the machine.
const PURE: [&str; 4] = ["base", "domain", "engine", "view"];
/// Lines of a file at most.
const LONGEST: usize = 600;

/// Program text, without files of tests.
fn program() -> Vec<Source> {
    all().into_iter().filter(|source| !source.test).collect()
}

/// Fails with every breach that no exception covers, and with every exception that covers nothing.
fn hold(rule: &str, breaches: &[(String, String)], exceptions: &[(&str, &str)]) {
    assert!(exceptions.iter().all(|(_, reason)| reason.len() > 15), "{rule}: an exception has no reason");
    let excused: BTreeSet<&str> = exceptions.iter().map(|(path, _)| *path).collect();
    let covers = |path: &str| excused.iter().any(|excuse| path == *excuse || (excuse.ends_with('/') && path.starts_with(excuse)));
    let told: Vec<&str> = breaches.iter().filter(|(path, _)| !covers(path)).map(|(_, place)| place.as_str()).collect();
    assert!(told.is_empty(), "{rule}:\n  {}", told.join("\n  "));
    for excuse in excused {
        let needed = breaches.iter().any(|(path, _)| path == excuse || (excuse.ends_with('/') && path.starts_with(excuse)));
        assert!(needed, "{rule}: the exception {excuse} is no longer needed");
    }
}

/// Places where any of the words stands in the code.
fn named(sources: &[Source], words: &[&str]) -> Vec<(String, String)> {
    let of = |source: &Source| {
        let places: BTreeSet<usize> = words.iter().flat_map(|word| source.words(word).collect::<Vec<_>>()).collect();
        places.into_iter().map(|at| (source.path.clone(), source.place(at))).collect::<Vec<_>>()
    };
    sources.iter().flat_map(of).collect()
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// Imports that lead up, or across.
fn climbing(source: &Source) -> Vec<(String, String)> {
    let room = source.room();
    let Some(own) = floor(room) else { return Vec::new() };
    let allowed = |top: &str| match floor(top) {
        // A macro or a re-export at the root would hide where something comes from.
        None => false,
        // The command line needs no screen: nothing of it may pull in the window.
        Some(other) if room == "cli" => top == room || other < floor("ui").unwrap(),
        Some(other) => top == room || other < own,
    };
    let climbing = source.imports().into_iter().filter(|(top, _)| !allowed(top));
    climbing.map(|(top, at)| (source.path.clone(), format!("{} ({room} names {top})", source.place(at)))).collect()
}

#[test]
fn a_module_imports_only_from_floors_below_its_own() {
    let sources = program();
    for source in &sources {
        assert!(floor(source.room()).is_some() || ENTRANCE.contains(&source.room()), "{} stands on no floor", source.path);
    }
    let breaches: Vec<_> = sources.iter().flat_map(climbing).collect();
    hold("floors", &breaches, &[]);
    for (path, text) in [
        ("src/base/id.rs", "use crate::domain::Plan;"),
        ("src/view/a/b.rs", "use super::super::super::io::write_file;"),
        ("src/engine/a.rs", "fn f() -> clusterplan::session::Session {}"),
        ("src/cli/a.rs", "use crate::{io, ui::theme};"),
        ("src/app/a.rs", "use crate::cli::Exit;"),
        ("src/io/a.rs", "use crate::some_macro;"),
    ] {
        assert_eq!(climbing(&source(path, text)).len(), 1, "{text}");
    }
}

#[test]
fn only_the_window_knows_the_library_of_the_window() {
    let sources: Vec<Source> = program().into_iter().filter(|source| !matches!(source.room(), "ui" | "app")).collect();
    let words = ["egui", "eframe", "egui_tiles", "winit", "rfd", "epaint", "emath"];
    hold("window library", &named(&sources, &words), &[]);
}

#[test]
fn the_lower_floors_touch_nothing_of_the_machine() {
    let sources: Vec<Source> = program().into_iter().filter(|source| PURE.contains(&source.room())).collect();
    let words = [
        "std::fs",
        "std::env",
        "std::time",
        "std::process",
        "std::net",
        "std::thread",
        "std::io",
        "fs::",
        "env::",
        "Instant",
        "SystemTime",
        "jiff",
        "ThreadPool",
        "ThreadPoolBuilder",
        "build_global",
        "thread::",
        "thread_local",
        "static mut",
        "println",
        "eprintln",
        "print",
        "eprint",
        "dbg",
        "File",
        "TcpStream",
        "sys_locale",
        "directories",
        "memory_stats",
        "tempfile",
        "rand",
    ];
    let day = "a day of the calendar is plain data; the clock of that library is never asked";
    hold("nothing of the machine", &named(&sources, &words), &[("src/base/date.rs", day)]);
    assert_eq!(named(&[source("src/view/a.rs", "let now = std::time::Instant::now();")], &words).len(), 2);
}

#[test]
fn what_is_computed_does_not_depend_on_the_order_of_a_random_table() {
    let sources: Vec<Source> = program().into_iter().filter(|source| PURE.contains(&source.room())).collect();
    let words = ["HashMap", "HashSet", "RandomState", "DefaultHasher"];
    hold("no tables in random order", &named(&sources, &words), &[]);
}

#[test]
fn every_module_says_what_it_is_for() {
    let said = |source: &Source| source.text.starts_with("//!") || source.test;
    let silent: Vec<_> = all().iter().filter(|source| !said(source)).map(|source| (source.path.clone(), source.path.clone())).collect();
    hold("module text", &silent, &[]);
}

#[test]
fn no_file_is_long() {
    let long = |source: &Source| source.text.lines().count() > LONGEST;
    let long: Vec<_> = all().iter().filter(|source| long(source)).map(|source| (source.path.clone(), source.path.clone())).collect();
    hold("length", &long, &[]);
}

#[test]
fn colours_stand_in_the_palette_and_nowhere_else() {
    let sources: Vec<Source> =
        program().into_iter().filter(|source| !matches!(&*source.path, "src/view/palette.rs" | "src/ui/theme.rs")).collect();
    let mut breaches = named(&sources, &["Rgb(", "Rgb::of", "Color32::from_rgb", "Color32::from_gray", "hex_color", "Hsva", "egui::Rgba"]);
    let free = ["TRANSPARENT", "PLACEHOLDER"];
    for source in &sources {
        for at in source.words("Color32::").collect::<Vec<_>>() {
            let name = &source.code[at + "Color32::".len()..];
            if !free.iter().any(|free| name.starts_with(free)) && !name.starts_with("from_rgb") && !name.starts_with("from_gray") {
                breaches.push((source.path.clone(), source.place(at)));
            }
        }
        let hex = |text: &str| text.strip_prefix('#').is_some_and(|rest| rest.len() >= 3 && rest.chars().all(|c| c.is_ascii_hexdigit()));
        breaches.extend(source.literals.iter().filter(|l| hex(&l.text)).map(|l| (source.path.clone(), source.place(l.at))));
    }
    let veil = "the veil behind a form is black of some alpha in both themes";
    let measured = "a text is laid out to be measured and never drawn in that colour";
    hold(
        "colours",
        &breaches,
        &[
            ("src/ui/command_palette.rs", veil),
            ("src/ui/dialogs/mod.rs", veil),
            ("src/ui/panels/top_bar.rs", measured),
            ("src/ui/widgets.rs", measured),
        ],
    );
}

fn is_chinese(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

#[test]
fn texts_stand_in_the_language_files_and_nowhere_else() {
    let sources = program();
    let chinese = |source: &Source| {
        let found = source.literals.iter().filter(|literal| literal.text.chars().any(is_chinese));
        found.map(|literal| (source.path.clone(), source.place(literal.at))).collect::<Vec<_>>()
    };
    let breaches: Vec<_> = sources.iter().flat_map(chinese).collect();
    let read = "words that plans and people write, to be read and not shown";
    let units = "ids of units are their symbols";
    hold(
        "Chinese texts",
        &breaches,
        &[
            ("src/engine/audit/printed.rs", read),
            ("src/engine/firms/chunk.rs", read),
            ("src/base/unit.rs", "the table of units: a unit's id is its symbol"),
            ("src/ui/actions.rs", "the heading of the README's shortcut table, which is no text of the window"),
            ("src/view/figure_list/heading.rs", read),
            ("src/view/import/columns.rs", read),
            ("src/view/import/facts_of.rs", read),
            ("src/view/import/growth.rs", read),
            ("src/view/import/han.rs", "traditional characters and what they are simplified to"),
            ("src/view/import/matching.rs", read),
            ("src/view/import/number.rs", read),
            ("src/view/import/period.rs", read),
            ("src/view/import/period_text.rs", read),
            ("src/view/import/profile.rs", read),
            ("src/view/import/rows.rs", read),
            ("src/view/import/said.rs", read),
            ("src/view/import/text.rs", read),
            ("src/view/import/unit.rs", read),
            ("src/view/names.rs", read),
            ("src/view/new_plan.rs", units),
            ("src/view/register/codec.rs", read),
            ("src/view/register/figure.rs", units),
            ("src/view/spelling.rs", read),
        ],
    );
}

/// True for what reads like a sentence: four words or more with small letters, not markup, not a pattern.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || ".,;:’“”".contains(c)));
    words.count() >= 4
}

#[test]
fn no_sentence_of_the_window_stands_in_the_code() {
    let mut breaches = Vec::new();
    for source in &program() {
        for literal in source.literals.iter().filter(|literal| is_sentence(&literal.text)) {
            // Reasons beside lints, and errors as engineers read them in a log, are no texts of the window.
            let before = source.code[..literal.at].trim_end();
            let aside = ["reason =", "#[error(", "serialize ="].iter().any(|end| before.ends_with(end));
            if !aside {
                breaches.push((source.path.clone(), source.place(literal.at)));
            }
        }
    }
    hold(
        "sentences",
        &breaches,
        &[
            ("src/app/window.rs", "the window library asks for an error where none can come"),
            ("src/app/files.rs", "names of file formats in the system's dialog"),
            ("src/io/export/svg.rs", "the families of fonts that a picture names"),
            ("src/view/import/period.rs", "headings that statistics offices write, to be read and not shown"),
        ],
    );
    assert!(is_sentence("The file could not be read.") && !is_sentence("<rect x=\"{x}\" width=\"{w}\" height=\"{h}\"/>"));
}

#[test]
fn files_are_written_in_one_place() {
    let words = [
        "fs::write",
        "fs::copy",
        "fs::rename",
        "fs::remove_file",
        "fs::remove_dir",
        "fs::remove_dir_all",
        "fs::create_dir",
        "fs::create_dir_all",
        "fs::hard_link",
        "fs::set_permissions",
        "File::create",
        "File::create_new",
        "File::options",
        "OpenOptions",
        "NamedTempFile",
        "persist",
    ];
    hold(
        "writes",
        &named(&program(), &words),
        &[
            ("src/io/write.rs", "the one place that writes files"),
            ("src/io/settings.rs", "a damaged settings file is moved aside, not written"),
            ("src/io/workspace/save.rs", "makes the folder of a new workspace; its files go through the one place"),
            ("src/session/journal.rs", "the journal is appended to while the window is open, so it cannot be replaced as a whole"),
            ("src/session/lock.rs", "the lock is an open file held by the system, not content"),
        ],
    );
}

#[test]
fn drawing_code_cannot_change_the_document() {
    let sources: Vec<Source> = program().into_iter().filter(|source| source.room() == "ui").collect();
    let mut breaches = Vec::new();
    for source in &sources {
        for word in ["Plan", "Document", "Session", "Actuals"] {
            let mutable = |at: &usize| {
                source.code[..*at].trim_end().ends_with("mut") || source.code[..*at].trim_end().ends_with("mut crate::domain::")
            };
            breaches.extend(source.words(word).filter(mutable).map(|at| (source.path.clone(), source.place(at))));
        }
        let calls = [".apply(", ".apply_gesture(", ".undo()", ".redo()", ".document_mut("];
        breaches
            .extend(calls.iter().flat_map(|call| source.words(call).collect::<Vec<_>>()).map(|at| (source.path.clone(), source.place(at))));
    }
    hold("changes by drawing code", &breaches, &[]);
}

#[test]
fn the_document_changes_through_one_gate() {
    // `Edit`s are applied by the session alone; whoever tries one out does so on a copy of its own.
    let sources: Vec<Source> = program().into_iter().filter(|source| !matches!(source.room(), "session" | "domain" | "app")).collect();
    let applied = |source: &Source| {
        source
            .words(".apply(")
            .filter(|at| !source.code[..*at].ends_with("scale") && !source.code[..*at].ends_with("scale?"))
            .map(|at| (source.path.clone(), source.place(at)))
            .collect::<Vec<_>>()
    };
    let breaches: Vec<_> = sources.iter().filter(|source| source.room() != "engine").flat_map(applied).collect();
    let copy = "applies edits to a copy of the document, to check cells against each other before one edit is made of them";
    let saved = "has no session: files are read against a document of its own, which is then saved";
    hold(
        "one gate",
        &breaches,
        &[("src/cli/import/mod.rs", saved), ("src/view/node_page/write.rs", copy), ("src/view/register/sheet.rs", copy)],
    );
    // And the window's own code only through the session.
    let app: Vec<Source> = program().into_iter().filter(|source| source.room() == "app").collect();
    let past = |source: &Source| {
        source
            .words(".apply(")
            .filter(|at| !source.code[..*at].ends_with("session"))
            .map(|at| (source.path.clone(), source.place(at)))
            .collect::<Vec<_>>()
    };
    hold("past the session", &app.iter().flat_map(past).collect::<Vec<_>>(), &[]);
}

#[test]
fn nothing_gives_up_on_what_comes_from_outside() {
    let words =
        [".unwrap()", ".expect(", ".unwrap_err()", "panic!", "todo!", "unimplemented!", "unreachable!", "process::exit", "process::abort"];
    hold("giving up", &named(&program(), &words), &[]);
}

/// Words of the form `file-read-failed`.
fn is_key(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Functions that take a diagnostic's code first: their names, and the file where they hold if others of that name take something else.
fn takers_of_codes(sources: &[Source]) -> BTreeSet<(String, Option<&str>)> {
    let mut takers: BTreeSet<_> = ["error", "warning", "note"].map(|name| (format!("Diagnostic::{name}"), None)).into();
    for source in sources.iter().filter(|source| source.path != "src/base/diagnostic.rs") {
        for at in source.words("code: &'static str").collect::<Vec<_>>() {
            let head = source.code[..at].trim_end().trim_end_matches("&self,").trim_end_matches("&mut self,").trim_end();
            let Some(name) = head.strip_suffix('(').and_then(|head| head.rsplit("fn ").next()) else { continue };
            let name = name.split('<').next().unwrap_or(name);
            if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
                let defined = |source: &Source| source.words(&format!("fn {name}")).count();
                let alone = sources.iter().map(defined).sum::<usize>() == 1;
                takers.insert((name.to_owned(), (!alone).then_some(source.path.as_str())));
            }
        }
    }
    takers
}

/// First arguments that are literals, of every call of a function.
fn first_literals<'a>(source: &'a Source, call: &str) -> Vec<(&'a str, usize)> {
    let opened = format!("{call}(");
    let starts = source.words(&opened).map(|at| at + opened.len()).collect::<Vec<_>>();
    let literal = |at: usize| source.literal_at(at + source.code[at..].len() - source.code[at..].trim_start().len());
    starts.into_iter().filter_map(|at| literal(at).map(|literal| (literal.text.as_str(), literal.at))).collect()
}

/// Literals in the bodies of functions whose name ends so and that give a text known when the program is built.
fn given_literals<'a>(source: &'a Source, ending: &str) -> Vec<(&'a str, usize)> {
    let mut found = Vec::new();
    for at in source.words("fn ").collect::<Vec<_>>() {
        let Some(open) = source.code[at..].find('(').map(|open| open + at) else { continue };
        let name = source.code[at + 3..open].split('<').next().unwrap_or_default();
        let Some(body) = source.code[open..].find(['{', ';']).map(|body| body + open) else { continue };
        if name.ends_with(ending) && source.code[open..body].contains("&'static str") && source.code.as_bytes()[body] == b'{' {
            found.extend(source.literals_in(body, source.end_of(body)).map(|literal| (literal.text.as_str(), literal.at)));
        }
    }
    found
}

#[test]
fn every_diagnostic_has_a_sentence_in_both_languages() {
    let sources = program();
    let takers = takers_of_codes(&sources);
    let mut codes: BTreeMap<&str, String> = BTreeMap::new();
    for source in &sources {
        let called = takers
            .iter()
            .filter(|(_, only)| only.is_none_or(|path| path == source.path))
            .flat_map(|(taker, _)| first_literals(source, taker));
        let listed = source.words("CODES: ").flat_map(|at| {
            let open = at + source.code[at..].find('=').unwrap_or(0);
            let open = open + source.code[open..].find('[').unwrap_or(0);
            source.literals_in(open, source.end_of(open)).map(|literal| (literal.text.as_str(), literal.at)).collect::<Vec<_>>()
        });
        for (code, at) in called.chain(listed).chain(given_literals(source, "code")).collect::<Vec<_>>() {
            codes.entry(code).or_insert_with(|| source.place(at));
        }
    }
    assert!(codes.len() > 100, "only {} codes are found", codes.len());
    lacking(codes.iter().filter(|(code, _)| is_key(code)).map(|(code, place)| (format!("diagnostic-{code}"), place.as_str())));
}

#[test]
fn every_text_that_is_asked_for_stands_in_both_languages() {
    let sources = program();
    let mut keys: BTreeMap<&str, String> = BTreeMap::new();
    for source in &sources {
        let mut found = given_literals(source, "key");
        for (call, whole) in [(".text(", true), (".with(", false)] {
            for at in source.words(call).collect::<Vec<_>>() {
                let open = at + call.len() - 1;
                let end = source.end_of(open);
                let end = if whole { end } else { open + source.code[open..end].find("&[").unwrap_or(end - open) };
                found.extend(source.literals_in(open, end).map(|literal| (literal.text.as_str(), literal.at)));
            }
        }
        for (key, at) in found {
            // A key has a hyphen; ids of actions, kinds and the like go through a longer word.
            if is_key(key) && key.contains('-') && !source.code[..at].ends_with('!') {
                keys.entry(key).or_insert_with(|| source.place(at));
            }
        }
    }
    assert!(keys.len() > 200, "only {} keys are found", keys.len());
    lacking(keys.iter().map(|(key, place)| ((*key).to_owned(), place.as_str())));
}

/// Fails with every key that a language lacks.
fn lacking<'a>(keys: impl Iterator<Item = (String, &'a str)>) {
    let languages = Language::ALL.map(Words::new);
    let mut told = Vec::new();
    for (key, place) in keys {
        for words in languages.iter().filter(|words| !words.has(&key)) {
            told.push(format!("{} has no {key}: {place}", words.language().tag()));
        }
    }
    assert!(told.is_empty(), "texts are missing:\n  {}", told.join("\n  "));
}
