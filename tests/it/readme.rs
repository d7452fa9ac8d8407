//! The README against the program: what it names exists, its examples open, its shortcut table is the program's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clusterplan::app::{Start, Workbench};
use clusterplan::cli::args::command;
use clusterplan::domain::Document;
use clusterplan::io::settings::{Settings, ThemeChoice};
use clusterplan::io::workspace;
use clusterplan::session::{OpenedSession, Session};
use clusterplan::ui::actions::shortcut_table;
use clusterplan::view::chart::ChartKind;
use clusterplan::view::{Language, Words};

use crate::painter::builder;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// The blocks of a language, in order.
fn blocks<'a>(text: &'a str, language: &'a str) -> Vec<&'a str> {
    let opened = text.split("\n```").skip(1).step_by(2);
    opened.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).collect()
}

/// What stands between single backticks, blocks left out.
fn quoted(text: &str) -> Vec<&str> {
    let prose = text.split("\n```").step_by(2);
    prose.flat_map(|part| part.lines().flat_map(|line| line.split('`').skip(1).step_by(2))).collect()
}

#[test]
fn the_shortcut_table_is_that_of_the_program() {
    let table = shortcut_table(&Words::new(Language::Chinese), &Words::new(Language::English));
    assert!(readme().contains(&table), "the README's table is not:\n{table}");
}

#[test]
fn what_the_readme_names_exists() {
    let text = readme();
    let named: BTreeSet<&str> = quoted(&text).into_iter().filter(|name| !name.contains([' ', '<', '*'])).collect();
    let places = ["src/", "tests/", "assets/", "benches/", "sample-data/", ".ci/"];
    let paths: Vec<&&str> = named.iter().filter(|name| places.iter().any(|place| name.starts_with(place))).collect();
    assert!(paths.len() > 20, "{paths:?}");
    for path in paths {
        assert!(root().join(path).exists(), "{path} does not exist");
    }
    for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains("://")) {
        assert!(root().join(link.trim_start_matches('#')).exists() || link.starts_with('#'), "{link} leads nowhere");
    }
    for entry in std::fs::read_dir(root().join("src")).unwrap() {
        let path = entry.unwrap();
        if path.file_type().unwrap().is_dir() {
            let room = format!("src/{}", path.file_name().into_string().unwrap());
            assert!(named.contains(room.as_str()), "the code map lacks {room}");
        }
    }
    for kind in ChartKind::ALL {
        assert!(named.contains(kind.id()), "the chart {} is not named", kind.id());
    }
}

#[test]
fn the_commands_of_the_readme_are_those_of_the_program() {
    let command = command(&Words::new(Language::English));
    let text = readme();
    let mut named = BTreeSet::new();
    let lines = blocks(&text, "text").into_iter().flat_map(str::lines);
    for line in lines.filter_map(|line| line.trim().strip_prefix("clusterplan ")) {
        let order = line.split_whitespace().next().unwrap();
        let order = command.find_subcommand(order).inspect(|order| _ = named.insert(order.get_name().to_owned())).unwrap_or(&command);
        for flag in line.split(|c: char| c.is_whitespace() || "[]".contains(c)).filter_map(|word| word.strip_prefix("--")) {
            let known = order.get_arguments().chain(command.get_arguments()).any(|argument| argument.get_long() == Some(flag));
            assert!(known, "{} has no --{flag}: {line}", order.get_name());
        }
        for argument in order.get_arguments().filter(|a| order.get_name() != "clusterplan" && a.is_required_set()) {
            let name = argument.get_long().map_or_else(|| argument.get_id().as_str().to_uppercase(), |long| format!("--{long}"));
            assert!(line.contains(&name), "{} needs {name}: {line}", order.get_name());
        }
    }
    let all: BTreeSet<String> = command.get_subcommands().map(|order| order.get_name().to_owned()).collect();
    assert_eq!(named, all);
}

#[test]
fn the_files_shown_in_the_readme_open_without_a_finding() {
    let text = readme();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("actuals")).unwrap();
    std::fs::write(folder.path().join("plan.toml"), blocks(&text, "toml")[0]).unwrap();
    std::fs::write(folder.path().join("actuals/own.csv"), blocks(&text, "csv")[0].to_owned() + "\n").unwrap();
    std::fs::create_dir(folder.path().join("scenarios")).unwrap();
    std::fs::write(folder.path().join("scenarios/slow-start.toml"), blocks(&text, "toml")[1].to_owned() + "\n").unwrap();
    let opened = workspace::open(folder.path()).unwrap();
    assert_eq!(opened.diagnostics, []);
    assert!(!opened.document.plan.figures.is_empty() && opened.document.actuals.len() > 1);
    let scenario = opened.document.scenarios.get("slow-start").unwrap();
    assert_eq!(blocks(&text, "toml")[1].trim_end(), clusterplan::io::scenario_file::write(scenario).trim_end());
    let again = clusterplan::io::plan_file::write(&opened.document.plan);
    assert_eq!(blocks(&text, "toml")[0].trim_end(), again.trim_end(), "the program writes the example as it stands");
}

#[test]
fn the_picture_is_that_of_a_window_and_not_heavy() {
    let path = root().join("assets/readme/window.png");
    assert!(path.metadata().unwrap().len() < 300_000);
    let reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).unwrap())).read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (1440, 900));
}

/// Makes the picture anew: `cargo test --test it readme::picture -- --ignored`.
#[test]
#[ignore = "writes the README's picture"]
fn picture() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("sample-data/jiaxing-2011"), folder.path());
    let settings = Settings { language: Some(Language::Chinese), theme: ThemeChoice::Light, ..Settings::default() };
    let session = Session::unsaved(Document::default(), None);
    let mut bench = Workbench::new(session, settings, None, Language::Chinese, || {});
    let OpenedSession { session, .. } = Session::open(folder.path(), None).unwrap();
    let opened = OpenedSession { session, recoverable: None, holder: None };
    bench.begin(Start { opened, later: None, told: Vec::new() }, None);
    let mut window = builder([1440.0, 900.0], false).build_ui_state(
        |ui, bench: &mut Workbench| {
            // The harness leaves a margin around what it tests; a window has none.
            let room = ui.ctx().content_rect();
            let mut whole = ui.new_child(egui::UiBuilder::new().max_rect(room));
            whole.set_clip_rect(room);
            bench.poll(whole.ctx());
            bench.show(&mut whole);
        },
        bench,
    );
    window.run_steps(8);
    // The target of the first cluster: the inspector then says where it was read.
    let place = egui::pos2(683.0, 299.0);
    window.hover_at(place);
    window.drag_at(place);
    window.run_steps(2);
    window.drop_at(place);
    window.run_steps(8);
    window.hover_at(egui::pos2(1300.0, 700.0));
    window.run_steps(4);
    let path = root().join("assets/readme/window.png");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, indexed(&window.render().unwrap())).unwrap();
}

/// A PNG with 256 colours at most. The frequent ones come first, but none that is next to one already taken, so that the greys at
/// the edges of letters leave room for a small mark in a colour of its own; every other colour becomes the nearest of these.
fn indexed(image: &image::RgbaImage) -> Vec<u8> {
    let colour = |pixel: &image::Rgba<u8>| [pixel.0[0], pixel.0[1], pixel.0[2]];
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    image.pixels().for_each(|pixel| *counts.entry(colour(pixel)).or_default() += 1);
    let mut colours: Vec<([u8; 3], usize)> = counts.into_iter().collect();
    colours.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let apart = |a: &[u8; 3], b: &[u8; 3]| a.iter().zip(b).map(|(a, b)| i32::from(a.abs_diff(*b)).pow(2)).sum::<i32>();
    let mut palette: Vec<[u8; 3]> = Vec::new();
    for (colour, _) in &colours {
        if palette.len() < 256 && palette.iter().all(|taken| apart(taken, colour) > 64) {
            palette.push(*colour);
        }
    }
    let nearest = |colour: &[u8; 3]| (0..palette.len()).min_by_key(|place| apart(&palette[*place], colour)).unwrap_or(0) as u8;
    let places: BTreeMap<[u8; 3], u8> = colours.iter().map(|(colour, _)| (*colour, nearest(colour))).collect();
    let pixels: Vec<u8> = image.pixels().map(|pixel| places[&colour(pixel)]).collect();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, image.width(), image.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    out
}

fn copy(from: &Path, to: &Path) {
    for file in ["plan.toml", "actuals/published.csv", "actuals/illustrative.csv"] {
        std::fs::create_dir_all(to.join(file).parent().unwrap()).unwrap();
        std::fs::copy(from.join(file), to.join(file)).unwrap();
    }
}
