//! The table widget: keys as (before, keys, after), the clipboard, editing, size, and how it looks.

use std::cell::Cell;

use clusterplan::ui::grid::{At, Grid, GridEvent, GridState};
use clusterplan::view::grid::{Align, GridCell, GridColumn, GridSource, Mark, Picture, RowKind, Tone};
use clusterplan::view::palette::Palette;
use clusterplan::view::{Language, Words};
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::painter::{both_themes, harness_state};

/// A small table of texts: `*` before a text locks the cell, `-` as the last row's first text makes it the row for new records.
struct Texts {
    columns: Vec<GridColumn>,
    rows: Vec<Vec<String>>,
    choices: Vec<&'static str>,
}

impl Texts {
    fn new(text: &str) -> Self {
        let rows: Vec<Vec<String>> = text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect();
        let columns = (0..rows[0].len()).map(|c| GridColumn { title: format!("C{c}"), width: 80.0, ..GridColumn::default() }).collect();
        Self { columns, rows, choices: Vec::new() }
    }

    fn shown(&self) -> String {
        self.rows.iter().map(|row| row.join("|")).collect::<Vec<_>>().join("\n")
    }

    fn write(&mut self, events: &[GridEvent]) {
        for event in events {
            let GridEvent::Write(writes) = event else { continue };
            for write in writes {
                while write.row >= self.rows.len() {
                    let new = self.rows.len() - 1;
                    self.rows.insert(new, vec![String::new(); self.columns.len()]);
                }
                self.rows[write.row][write.column].clone_from(&write.text);
            }
        }
    }
}

impl GridSource for Texts {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }
    fn row_count(&self) -> usize {
        self.rows.len()
    }
    fn row_kind(&self, row: usize) -> RowKind {
        if self.rows[row][0] == "-" { RowKind::New } else { RowKind::Normal }
    }
    fn cell(&self, row: usize, column: usize) -> GridCell {
        let text = &self.rows[row][column];
        match text.strip_prefix('*') {
            Some(locked) => GridCell::text(locked).tone(Tone::Computed),
            None => GridCell { number: text.parse().ok(), ..GridCell::text(text) }.editable(),
        }
    }
    fn choices(&self, _: usize, column: usize) -> Vec<String> {
        if column == 1 { self.choices.iter().map(|c| (*c).to_owned()).collect() } else { Vec::new() }
    }
}

struct Bench {
    table: Texts,
    state: GridState,
    events: Vec<GridEvent>,
    words: Words,
}

type Window = Harness<'static, Bench>;

fn window(text: &str) -> Window {
    window_of(Texts::new(text))
}

fn window_of(table: Texts) -> Window {
    let mut state = GridState::default();
    state.request_focus();
    let bench = Bench { table, state, events: Vec::new(), words: Words::new(Language::Chinese) };
    let mut harness = harness_state([500.0, 260.0], false, bench, |ui, bench| {
        let events = Grid::new("texts", &bench.table, &bench.words).show(ui, &mut bench.state);
        bench.table.write(&events);
        bench.events.extend(events);
    });
    harness.run();
    harness.state_mut().events.clear();
    harness
}

/// Presses keys written as `right S-down C-a =text F2 enter`: `=` types a text, `^` goes before what the input method sends.
fn press(window: &mut Window, keys: &str) {
    for token in keys.split(' ').filter(|t| !t.is_empty()) {
        if let Some(text) = token.strip_prefix('=') {
            window.event(Event::Text(text.to_owned()));
        } else if let Some(text) = token.strip_prefix("^?") {
            window.event(Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }));
        } else if let Some(text) = token.strip_prefix("^!") {
            window.event(Event::Ime(ImeEvent::Commit(text.to_owned())));
        } else {
            let (mut modifiers, mut name) = (Modifiers::NONE, token);
            while let Some((modifier, rest)) = name.split_once('-').filter(|(m, rest)| m.len() == 1 && !rest.is_empty()) {
                modifiers |= match modifier {
                    "S" => Modifiers::SHIFT,
                    "C" => Modifiers::COMMAND,
                    _ => Modifiers::ALT,
                };
                name = rest;
            }
            let key = match name {
                "left" => Key::ArrowLeft,
                "right" => Key::ArrowRight,
                "up" => Key::ArrowUp,
                "down" => Key::ArrowDown,
                "pgdn" => Key::PageDown,
                other => Key::from_name(&(other[..1].to_uppercase() + &other[1..])).unwrap(),
            };
            window.key_press_modifiers(modifiers, key);
        }
        window.run();
    }
}

/// Cursor and range as `row,column` or `row,column:row,column`.
fn place(window: &Window) -> String {
    let state = &window.state().state;
    let cursor = state.cursor().unwrap();
    let range = state.range().unwrap();
    if range.cells() == 1 {
        return format!("{},{}", cursor.row, cursor.column);
    }
    format!("{},{}:{},{}", range.top, range.left, range.bottom, range.right)
}

const NUMBERS: &str = "a|1|2|3\nb|4|*5|6\nc|7||9";

#[test]
fn keys_move_the_cursor_and_the_range() {
    for (keys, after) in [
        ("right down", "1,1"),
        ("up left", "0,0"),
        ("right right home", "0,0"),
        ("end", "0,3"),
        ("C-end", "2,3"),
        ("C-end C-home", "0,0"),
        ("C-right", "0,3"),
        ("down down C-right", "2,1"),
        ("down down right C-right", "2,3"),
        ("C-down", "2,0"),
        ("S-right S-down", "0,0:1,1"),
        ("S-right S-down down", "1,0"),
        ("C-a", "0,0:2,3"),
        ("S-right escape", "0,0"),
        ("right tab tab enter", "1,1"),
        ("tab tab S-tab", "0,1"),
        ("end tab", "1,0"),
        ("enter enter S-enter", "1,0"),
        ("right C-space", "0,1:2,1"),
        ("down S-space", "1,0:1,3"),
        ("C-S-end", "0,0:2,3"),
        ("pgdn", "2,0"),
    ] {
        let mut window = window(NUMBERS);
        press(&mut window, keys);
        assert_eq!(place(&window), after, "{keys}");
    }
}

#[test]
fn keys_change_cells() {
    for (before, keys, after, at) in [
        ("a|1\nb|2", "right =7 enter", "a|7\nb|2", "1,1"),
        ("a|1\nb|2", "right =7 =5 tab", "a|75\nb|2", "1,0"),
        ("a|1\nb|2", "right =7 down", "a|7\nb|2", "1,1"),
        ("a|1\nb|2", "right =7 escape", "a|1\nb|2", "0,1"),
        ("a|1\nb|2", "right F2 =0 enter", "a|10\nb|2", "1,1"),
        ("a|1\nb|2", "right F2 left =0 enter", "a|01\nb|2", "1,1"),
        ("a|1\nb|2", "right backspace =9 enter", "a|9\nb|2", "1,1"),
        ("a|1\nb|2", "C-a delete", "|\n|", "0,0:1,1"),
        ("a|1\nb|*2", "right down =7 enter", "a|1\nb|*2", "1,1"),
        ("a|1\nb|2\nc|3", "right S-down S-down C-d", "a|1\nb|1\nc|1", "0,1:2,1"),
        ("a|1\nb|2\nc|3", "down right C-d", "a|1\nb|1\nc|3", "1,1"),
        ("a|1|2\nb|3|4", "S-right S-right S-down C-r", "a|a|a\nb|b|b", "0,0:1,2"),
        ("a|1\nb|2", "right ^?hai ^?haining ^!海宁 enter", "a|海宁\nb|2", "1,1"),
        ("a|1\nb|2", "right ^?ha enter ^!海 enter", "a|海\nb|2", "1,1"),
    ] {
        let mut window = window(before);
        press(&mut window, keys);
        assert_eq!(window.state().table.shown(), after, "{before} {keys}");
        assert_eq!(place(&window), at, "{before} {keys}");
        assert!(!window.state().state.is_editing(), "{before} {keys}");
    }
}

#[test]
fn text_and_enter_within_one_frame_reach_the_cell_in_order() {
    let mut window = window("a|1\nb|2");
    let key = |key| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    let events = [Event::Text("4".into()), Event::Text("2".into()), key(Key::Enter), Event::Text("x".into()), key(Key::Enter)];
    window.input_mut().events.extend(events);
    window.run();
    assert_eq!(window.state().table.shown(), "42|1\nx|2");
}

#[test]
fn a_locked_cell_says_so() {
    let mut window = window(NUMBERS);
    press(&mut window, "down right right =1");
    assert!(window.state().events.contains(&GridEvent::Locked { row: 1, column: 2 }));
    assert!(!window.state().state.is_editing());
}

fn copied(window: &Window) -> Option<String> {
    window.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn a_range_is_copied_and_pasted_as_tab_separated_text() {
    let mut window = window(NUMBERS);
    press(&mut window, "S-right S-down");
    window.event(Event::Copy);
    window.step();
    let text = copied(&window).unwrap();
    assert_eq!(text, "a\t1\nb\t4");
    for (keys, paste, after) in [
        ("right", "8\t\t8\r\n9\t9\t9\r\n", "a|8||8\nb|9|*5|9\nc|7||9"),
        ("C-a", "0", "0|0|0|0\n0|0|*5|0\n0|0|0|0"),
        ("C-end", "x\ty\nz", "a|1|2|3\nb|4|*5|6\nc|7||x"),
        ("right S-down S-down", "\"two\nlines\"", "a|two\nlines|2|3\nb|two\nlines|*5|6\nc|two\nlines||9"),
    ] {
        let mut window = self::window(NUMBERS);
        press(&mut window, keys);
        window.event(Event::Paste(paste.to_owned()));
        window.run();
        assert_eq!(window.state().table.shown(), after, "{keys} {paste:?}");
    }
}

#[test]
fn a_cut_range_is_copied_and_emptied_in_one_change() {
    let mut window = window("a|1\nb|2");
    press(&mut window, "S-right");
    window.event(Event::Cut);
    window.step();
    assert_eq!(copied(&window).as_deref(), Some("a\t1"));
    assert_eq!(window.state().table.shown(), "|\nb|2");
    assert_eq!(window.state().events.iter().filter(|e| matches!(e, GridEvent::Write(_))).count(), 1);
}

#[test]
fn a_block_pasted_on_the_row_for_new_records_goes_past_the_end() {
    let mut window = window("a|1\n-|");
    press(&mut window, "down");
    window.event(Event::Paste("b\t2\nc\t3".to_owned()));
    window.run();
    let GridEvent::Write(writes) = window.state().events.iter().find(|e| matches!(e, GridEvent::Write(_))).unwrap() else { unreachable!() };
    assert_eq!(
        writes.iter().map(|w| (w.row, w.column, w.text.as_str())).collect::<Vec<_>>(),
        [(1, 0, "b"), (1, 1, "2"), (2, 0, "c"), (2, 1, "3")]
    );
}

#[test]
fn a_choice_is_filtered_by_typing_and_taken_with_enter_or_a_click() {
    let choices = || Texts { choices: vec!["约束性", "预期性", "力争"], ..Texts::new("a|预期性\nb|力争") };
    let mut window = window_of(choices());
    press(&mut window, "right F2 up enter");
    assert_eq!(window.state().table.shown(), "a|约束性\nb|力争");
    press(&mut window, "=预 enter");
    assert_eq!(window.state().table.shown(), "a|约束性\nb|预期性");
    press(&mut window, "up F2");
    window.get_by_label("力争").click();
    window.run();
    assert_eq!(window.state().table.shown(), "a|力争\nb|预期性");
    press(&mut window, "delete");
    assert_eq!(window.state().table.shown(), "a|\nb|预期性");
}

#[test]
fn the_pointer_selects_drags_edits_and_commits() {
    let mut window = window(NUMBERS);
    window.get_by_label("b · C1").click();
    window.run();
    assert_eq!(place(&window), "1,1");
    let (from, to) = (window.get_by_label("b · C1").rect().center(), window.get_by_label("c · C3").rect().center());
    for event in [Event::PointerMoved(from), button(from, true), Event::PointerMoved(to), button(to, false)] {
        window.event(event);
    }
    window.run();
    assert_eq!(place(&window), "1,1:2,3");
    let at = window.get_by_label("a · C3").rect().center();
    for event in [Event::PointerMoved(at), button(at, true), button(at, false), button(at, true), button(at, false)] {
        window.input_mut().events.push(event);
    }
    window.run();
    assert!(window.state().state.is_editing());
    press(&mut window, "=5");
    window.get_by_label("c").click();
    window.run();
    assert_eq!(window.state().table.shown(), "a|1|2|35\nb|4|*5|6\nc|7||9");
    assert_eq!(place(&window), "2,0");
}

fn button(pos: egui::Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

#[test]
fn a_click_that_comes_and_goes_within_one_frame_selects_the_cell_under_the_pointer() {
    let mut window = window(NUMBERS);
    let heading = window.get_by_label("C1").rect();
    let pos = heading.center() + egui::vec2(0.0, heading.height() * 2.0);
    window.input_mut().events.extend([Event::PointerMoved(pos)]);
    window.run();
    window.input_mut().events.extend([button(pos, true), button(pos, false)]);
    window.run();
    assert_eq!(place(&window), "1,1");
}

#[test]
fn a_heading_selects_its_column_and_its_edge_sets_the_width() {
    let mut window = window(NUMBERS);
    window.get_by_label("C1").click();
    window.run();
    assert_eq!(place(&window), "0,1:2,1");
    let rect = window.get_by_label("C1").rect();
    let (from, to) = (rect.right_center(), rect.right_center() + egui::vec2(40.0, 0.0));
    for event in [Event::PointerMoved(from), button(from, true), Event::PointerMoved(to), button(to, false)] {
        window.event(event);
    }
    window.run();
    assert!((window.get_by_label("C1").rect().width() - rect.width() - 40.0).abs() < 1.0);
}

#[test]
fn cells_are_met_where_they_are_shown_after_scrolling() {
    let mut window = window(&"a|b|c|d|e|f|g|h|i|j\n".repeat(60));
    window.state_mut().table.rows[50][9] = "here".to_owned();
    window.state_mut().state.select(50, 9);
    window.run();
    for (label, wanted) in [("a · C8", 8), ("a · C9", 9)] {
        let node = window.get_all_by_label(label).last().unwrap();
        node.click();
        window.run();
        assert_eq!(window.state().state.cursor().unwrap(), At { row: 50, column: wanted }, "{label}");
    }
    let first = window.get_all_by_label("a").last().unwrap();
    assert!(first.rect().left() < 20.0, "the first column stays");
    first.click();
    window.run();
    assert_eq!(place(&window), "50,0");
}

#[test]
fn the_context_menu_offers_what_the_keys_do() {
    let mut window = window("a|1\nb|2");
    window.get_by_label("b · C1").click_secondary();
    window.run();
    window.get_by_label_contains("清空").click();
    window.run();
    assert_eq!(window.state().table.shown(), "a|1\nb|");
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let mut window = window(NUMBERS);
    press(&mut window, "right down");
    window.run_steps(2);
    let root = window.output().viewport_output.get(&egui::ViewportId::ROOT).unwrap();
    assert!(root.repaint_delay > std::time::Duration::from_secs(60), "{:?}", root.repaint_delay);
    assert!(clusterplan::ui::grid::navigating(&window.ctx));
    press(&mut window, "=7");
    assert!(!clusterplan::ui::grid::navigating(&window.ctx));
}

#[test]
fn escape_gives_the_keyboard_away() {
    let mut window = window(NUMBERS);
    press(&mut window, "right escape");
    assert!(window.ctx.memory(|memory| memory.focused()).is_none());
}

#[test]
fn a_heading_that_sorts_is_clicked() {
    let mut table = Texts::new(NUMBERS);
    table.columns[2].sortable = true;
    let mut window = window_of(table);
    window.get_by_label("C2").click();
    window.run();
    assert_eq!(window.state().events, [GridEvent::Sort { column: 2 }]);
}

#[test]
fn enter_opens_a_row_that_cannot_be_edited_and_folds_a_group() {
    let words = Words::new(Language::Chinese);
    let mut source = showcase();
    source.rows.iter_mut().flat_map(|row| &mut row.1).for_each(|cell| cell.editable = false);
    let bench = (GridState::default(), Vec::new());
    let mut window = harness_state([820.0, 360.0], false, bench, move |ui, (state, events)| {
        events.extend(Grid::new("rows", &source, &words).whole_rows(true).show(ui, state));
    });
    for (row, wanted) in [(1, GridEvent::Open { row: 1 }), (4, GridEvent::Toggle { row: 4 }), (10, GridEvent::AddRow)] {
        window.state_mut().0.select(row, 0);
        window.state_mut().0.request_focus();
        window.run();
        window.key_press(Key::Enter);
        window.run();
        assert!(window.state().1.contains(&wanted), "{wanted:?}");
    }
    let rect = window.get_by_label("新能源产业").rect();
    let chevron = rect.left_center() + egui::vec2(13.0, 0.0);
    for event in [Event::PointerMoved(chevron), button(chevron, true), button(chevron, false)] {
        window.event(event);
    }
    window.run();
    assert!(window.state().1.contains(&GridEvent::Toggle { row: 0 }));
}

#[test]
fn the_selection_is_summed() {
    let window = {
        let mut window = window("a|1|2\nb|4|x");
        press(&mut window, "C-a");
        window
    };
    let summary = window.state().state.summary(&window.state().table);
    assert_eq!((summary.cells, summary.numbers, summary.sum, summary.average), (6, 3, Some(7.0), Some(7.0 / 3.0)));
}

/// A large table that counts how often it is asked.
struct Large {
    columns: Vec<GridColumn>,
    asked: Cell<usize>,
}

impl GridSource for Large {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }
    fn row_count(&self) -> usize {
        100_000
    }
    fn cell(&self, row: usize, column: usize) -> GridCell {
        self.asked.set(self.asked.get() + 1);
        GridCell::text(format!("{row}/{column}")).editable()
    }
}

#[test]
fn of_a_hundred_thousand_rows_only_those_that_are_seen_are_asked_for() {
    let columns = (0..40).map(|c| GridColumn { title: format!("C{c}"), width: 70.0, ..GridColumn::default() }).collect();
    let large = Large { columns, asked: Cell::new(0) };
    let words = Words::new(Language::English);
    let mut harness = harness_state([800.0, 600.0], false, (large, GridState::default()), move |ui, (large, state)| {
        large.asked.set(0);
        Grid::new("large", large, &words).show(ui, state);
    });
    harness.run();
    assert!(harness.state().0.asked.get() < 600, "{}", harness.state().0.asked.get());
    for row in [0, 1, 57_301, 99_998, 99_999] {
        harness.state_mut().1.select(row, 39);
        harness.run();
        assert!(harness.state().0.asked.get() < 600, "{}", harness.state().0.asked.get());
        let rect = harness.get_by_label(&format!("{row}/0 · C39")).rect();
        assert!((rect.height() - 26.0).abs() < 0.01, "row {row} is seen whole: {rect:?}");
        let value = harness.get_by_label(&format!("{row}/0 · C39")).value();
        assert_eq!(value.as_deref(), Some(format!("{row}/39").as_str()));
    }
    harness.get_by_label("99999/0").click();
    harness.run();
    assert_eq!(harness.state().1.cursor(), Some(At { row: 99_999, column: 0 }));
}

/// One row of the showcase: its kind and the cells.
struct Showcase {
    columns: Vec<GridColumn>,
    rows: Vec<(RowKind, Vec<GridCell>)>,
}

impl GridSource for Showcase {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }
    fn row_count(&self) -> usize {
        self.rows.len()
    }
    fn row_kind(&self, row: usize) -> RowKind {
        self.rows[row].0
    }
    fn cell(&self, row: usize, column: usize) -> GridCell {
        self.rows[row].1.get(column).cloned().unwrap_or_default()
    }
}

fn showcase() -> Showcase {
    let column = |title: &str, unit: &str, width, align| GridColumn {
        title: title.into(),
        unit: unit.into(),
        width,
        align,
        sortable: true,
        ..GridColumn::default()
    };
    let mut columns = vec![
        column("集聚区", "", 190.0, Align::Left),
        column("县市区", "", 60.0, Align::Left),
        column("2010 基数", "亿元", 90.0, Align::Right),
        column("2015 目标", "亿元", 90.0, Align::Right),
        column("所需年均", "", 70.0, Align::Right),
        column("走势", "", 70.0, Align::Center),
        column("距轨迹", "", 110.0, Align::Right),
        column("状态", "", 80.0, Align::Left),
    ];
    columns[3].sorted = Some(false);
    let colour = |place| Some(Palette::LIGHT.member(place).0);
    let group = |name: &str, place, base: &str, target: &str, open| {
        let cells = vec![
            GridCell { strip: colour(place), ..GridCell::text(name) },
            GridCell::default(),
            GridCell::text(base),
            GridCell::text(target),
        ];
        (RowKind::Group { open }, cells)
    };
    let row = |name: &str, county: &str, base: &str, target: &str, growth: &str, gap: f64, mark, state: &str| {
        let tone = if gap < -0.5 {
            Tone::Bad
        } else if gap < -0.1 {
            Tone::Warning
        } else {
            Tone::Good
        };
        let known = base != "—";
        let cells = vec![
            GridCell { indent: 1, ..GridCell::text(name) },
            GridCell::text(county).tone(Tone::Quiet),
            GridCell { number: base.parse().ok(), heat: base.parse::<f64>().ok().map(|v| v / 150.0), ..GridCell::text(base) }.editable(),
            GridCell::text(target).editable(),
            GridCell::text(growth).tone(Tone::Computed),
            GridCell {
                picture: known.then(|| Picture::Spark(vec![Some(1.0), None, Some(1.2), Some(1.1 + gap / 4.0), Some(1.5 + gap)])),
                ..GridCell::default()
            },
            GridCell {
                picture: known.then_some(Picture::Bar(gap)),
                tone,
                ..GridCell::text(if known { format!("{:+.0}%", gap * 100.0).replace('-', "−") } else { String::new() })
            },
            GridCell { mark: Some(mark), ..GridCell::text(state) },
        ];
        (RowKind::Normal, cells)
    };
    let mut rows = vec![
        group("新能源产业", 0, "173.33", "1,250", true),
        row("海宁太阳能产业集聚区", "海宁", "70.13", "400", "41.7%", -0.52, Mark::OffTrack, "偏离"),
        row("嘉善太阳能光伏产业集聚区（含大云、姚庄等园区）", "嘉善", "72.5", "500", "47.1%", -0.65, Mark::OffTrack, "偏离"),
        row("平湖光伏产业集聚区", "平湖", "11.4", "200", "77.3%", -0.39, Mark::Slipping, "滞后"),
        group("新材料产业", 1, "279.00", "1,150", true),
        row("海宁经编新材料产业集聚区", "海宁", "141", "200", "7.2%", -0.03, Mark::OnTrack, "正轨"),
        row("海宁磁性材料产业集聚区", "海宁", "23", "150", "45.5%", 0.04, Mark::Achieved, "达成"),
        group("物联网产业", 2, "—", "100", false),
        row("浙江省无线传感器网络产业集聚区", "南湖", "—", "≥ 100", "—", 0.0, Mark::NoData, "无数据"),
        (
            RowKind::Total,
            vec![
                GridCell::text("集聚区之和"),
                GridCell::default(),
                GridCell::text("470.6"),
                GridCell { badge: "12/13".into(), ..GridCell::text("2,930") },
            ],
        ),
        (RowKind::New, vec![GridCell::default().editable()]),
    ];
    rows[1].1[2].badge = "示例".into();
    rows[3].1[3].error = Some("读不出数：“二百”".into());
    Showcase { columns, rows }
}

#[test]
fn the_table_looks_as_drawn() {
    let words = Words::new(Language::Chinese);
    let source = showcase();
    let state = std::cell::RefCell::new(GridState::default());
    both_themes(
        "grid",
        [820.0, 360.0],
        |ui| {
            Grid::new("showcase", &source, &words).show(ui, &mut state.borrow_mut());
        },
        |harness| {
            state.borrow_mut().select_range(At { row: 5, column: 2 }, At { row: 6, column: 4 });
            state.borrow_mut().request_focus();
            harness.run();
        },
    );
}

#[test]
fn a_narrow_table_keeps_its_first_column_and_shows_the_editor() {
    let words = Words::new(Language::Chinese);
    let source =
        Texts { choices: vec!["约束性", "预期性", "力争"], ..Texts::new(&"海宁太阳能|预期性|70.13|400|41.7\n".repeat(40)) };
    let state = std::cell::RefCell::new(GridState::default());
    both_themes(
        "grid-narrow",
        [300.0, 220.0],
        |ui| {
            Grid::new("narrow", &source, &words).compact(true).show(ui, &mut state.borrow_mut());
        },
        |harness| {
            *state.borrow_mut() = GridState::default();
            state.borrow_mut().select(20, 4);
            state.borrow_mut().request_focus();
            harness.run();
            state.borrow_mut().select(18, 1);
            harness.run();
            harness.key_press(Key::F2);
            harness.run();
        },
    );
}
