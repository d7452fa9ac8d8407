//! The journal: every edit is written down at once, so that a crash loses none.
//!
//! One JSON line an edit, behind a header line that names the state of the files it builds upon. A line is written in
//! the same call that carries out the edit (a few microseconds); a thread of its own makes the disk keep it, at most
//! once a second. Undo and redo are edits like any other. After a save the journal is emptied; what remains when a
//! workspace is opened is offered for recovery. Nothing is ever deleted that was not saved: it is set aside.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::lock::HIDDEN;
use super::rebuild;
use crate::base::{Diagnostic, Place};
use crate::domain::{Document, Edit};
use crate::io::workspace::Prints;
use crate::io::write_file;

/// Version of the journal's own format; another one does not fit.
const FORMAT: u32 = 1;
/// Name of a journal in its folder.
const NAME: &str = "journal.jsonl";

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    journal: u32,
    time: jiff::Timestamp,
    /// The workspace, where the journal does not lie in it.
    workspace: Option<PathBuf>,
    /// The files it builds upon; nothing for a plan that was never saved.
    prints: Option<Marks>,
}

/// The content of each file in a short text.
type Marks = BTreeMap<String, String>;

#[derive(Serialize)]
struct LineOut<'a> {
    time: jiff::Timestamp,
    edit: &'a Edit,
}

#[derive(Deserialize)]
struct LineIn {
    time: jiff::Timestamp,
    edit: Edit,
}

/// Where a journal is kept.
#[derive(Debug)]
enum Home {
    Nowhere,
    /// In the workspace of this folder.
    Workspace(PathBuf),
    /// In a folder of its own below `root`.
    Aside {
        root: PathBuf,
        workspace: Option<PathBuf>,
    },
}

/// A place in a journal: what stands before it is in a snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    generation: u64,
    length: u64,
}

#[derive(Debug)]
struct Open {
    file: Arc<File>,
    path: PathBuf,
    /// Bytes before the first edit.
    head: u64,
    length: u64,
    keeper: SyncSender<()>,
}

impl Drop for Open {
    fn drop(&mut self) {
        // The keeper may have the file open a moment longer; nobody works on it any more.
        let _ = self.file.unlock();
    }
}

/// The journal of a session. It begins its file with the first edit.
#[derive(Debug)]
pub struct Journal {
    home: Home,
    prints: Option<Marks>,
    start: Option<Document>,
    open: Option<Open>,
    generation: u64,
    trouble: Option<(String, String)>,
    superseded: Vec<PathBuf>,
}

impl Journal {
    /// A journal in the hidden folder of a workspace.
    pub fn in_workspace(folder: &Path) -> Self {
        Self::of(Home::Workspace(folder.to_owned()))
    }

    /// A journal in a folder of its own below `root`, for a workspace that cannot hold it or a plan without one.
    pub fn aside(root: Option<&Path>, workspace: Option<&Path>) -> Self {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Self::of(root.map_or(Home::Nowhere, |root| Home::Aside { root: root.to_owned(), workspace: workspace.map(absolute) }))
    }

    fn of(home: Home) -> Self {
        Self { home, prints: None, start: None, open: None, generation: 0, trouble: None, superseded: Vec::new() }
    }

    /// Names the files that the edits to come build upon.
    pub fn builds_on(&mut self, prints: &Prints) {
        self.prints = Some(prints.marks());
    }

    /// Names the document that the edits to come build upon, where it lies in no files.
    pub fn starts_from(&mut self, document: Document) {
        self.start = Some(document);
    }

    /// Writes an edit down. A failure is kept for [`Journal::take_trouble`] and ends the journal, not the work.
    pub fn append(&mut self, edit: &Edit) {
        if let Err(error) = self.try_append(edit) {
            let file = self.open.as_ref().map_or_else(|| NAME.to_owned(), |open| open.path.display().to_string());
            self.open = None;
            self.home = Home::Nowhere;
            self.trouble = Some((file, error.to_string()));
        }
    }

    fn try_append(&mut self, edit: &Edit) -> io::Result<()> {
        if self.open.is_none() {
            self.open = self.begin(&[])?;
        }
        let Some(open) = &mut self.open else { return Ok(()) };
        let line = line(edit)?;
        (&*open.file).write_all(&line)?;
        open.length += line.len() as u64;
        // Full means that the keeper is already called.
        let _ = open.keeper.try_send(());
        Ok(())
    }

    /// The file and the words of a failure, once.
    pub fn take_trouble(&mut self) -> Option<(String, String)> {
        self.trouble.take()
    }

    /// The place up to which everything is in a snapshot taken now.
    pub fn mark(&self) -> Mark {
        Mark { generation: self.generation, length: self.open.as_ref().map_or(0, |open| open.length) }
    }

    /// A file that has to go once what it holds is saved.
    pub fn forget_when_saved(&mut self, file: Option<PathBuf>) {
        self.superseded.extend(file);
    }

    /// Drops what a save has made superfluous: all before `mark`. `moved` is the workspace the session has moved to.
    pub fn saved(&mut self, mark: Mark, moved: Option<&Path>, prints: &Prints) {
        let tail = self.tail(mark);
        self.empty();
        self.builds_on(prints);
        self.start = None;
        if let Some(folder) = moved {
            self.home = Home::Workspace(folder.to_owned());
        }
        for file in self.superseded.drain(..) {
            remove(&file);
        }
        let begun = tail.and_then(|tail| if tail.is_empty() { Ok(None) } else { self.begin(&tail) });
        match begun {
            Ok(open) => self.open = open,
            Err(error) => {
                self.home = Home::Nowhere;
                self.trouble = Some((NAME.to_owned(), error.to_string()));
            }
        }
    }

    /// Sets what was written down aside and begins anew.
    pub fn set_aside(&mut self) -> Option<PathBuf> {
        self.generation += 1;
        let path = self.open.take()?.path.clone();
        set_aside(&path)
    }

    /// Drops what was written down, because it is saved or has been undone.
    pub fn empty(&mut self) {
        self.generation += 1;
        if let Some(open) = self.open.take() {
            let path = open.path.clone();
            drop(open);
            remove(&path);
        }
    }

    /// The edits written down since the mark, as they stand in the file.
    fn tail(&self, mark: Mark) -> io::Result<Vec<u8>> {
        let Some(open) = &self.open else { return Ok(Vec::new()) };
        let from = if mark.generation == self.generation { mark.length.max(open.head) } else { open.head };
        let mut tail = Vec::new();
        if from < open.length {
            let mut file = File::open(&open.path)?;
            file.seek(SeekFrom::Start(from))?;
            io::Read::read_to_end(&mut file, &mut tail)?;
        }
        Ok(tail)
    }

    /// Begins the file with header, start and the lines given. `None` where nothing is to be kept.
    fn begin(&self, lines: &[u8]) -> io::Result<Option<Open>> {
        let (path, workspace, shared) = match &self.home {
            Home::Nowhere => return Ok(None),
            Home::Workspace(folder) => (folder.join(HIDDEN).join(NAME), None, false),
            Home::Aside { root, workspace } => (own_folder(root).join(NAME), workspace.clone(), true),
        };
        set_aside(&path);
        let header = Header { journal: FORMAT, time: jiff::Timestamp::now(), workspace, prints: self.prints.clone() };
        let mut head = serde_json::to_vec(&header)?;
        head.push(b'\n');
        if let Some(start) = self.start.as_ref().filter(|start| **start != Document::default()) {
            head.extend(line(&rebuild::from_nothing(start))?);
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        if !lines.is_empty() {
            // Edits that are on the disk already move whole or not at all.
            write_file(&path, &[&head, lines].concat())?;
        }
        let file = OpenOptions::new().create(true).append(true).open(&path)?;
        if shared {
            // Tells other windows that somebody still works on it. Where locks are unknown nobody is told.
            let _ = file.try_lock();
        }
        if lines.is_empty() {
            (&file).write_all(&head)?;
        }
        let (head, length) = (head.len() as u64, (head.len() + lines.len()) as u64);
        let file = Arc::new(file);
        let keeper = keep(file.clone())?;
        let _ = keeper.try_send(());
        Ok(Some(Open { file, path, head, length, keeper }))
    }
}

/// Starts the thread that makes the disk keep what was written, at most once a second. It ends with its sender.
fn keep(file: Arc<File>) -> io::Result<SyncSender<()>> {
    let (sender, receiver) = sync_channel(1);
    std::thread::Builder::new().name("journal".to_owned()).spawn(move || {
        let mut called = receiver.recv().is_ok();
        while called {
            // Nothing can be done about a disk that does not keep; the lines are written all the same.
            let _ = file.sync_data();
            called = match calls_within(&receiver, Duration::from_secs(1)) {
                Some(0) => receiver.recv().is_ok(),
                Some(_) => true,
                None => false,
            };
        }
        let _ = file.sync_data();
    })?;
    Ok(sender)
}

/// Counts the calls within a time; `None` at once when there can be no more.
fn calls_within(receiver: &Receiver<()>, time: Duration) -> Option<usize> {
    let (end, mut calls) = (Instant::now() + time, 0);
    loop {
        match receiver.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(()) => calls += 1,
            Err(RecvTimeoutError::Timeout) => return Some(calls),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

fn line(edit: &Edit) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(&LineOut { time: jiff::Timestamp::now(), edit })?;
    line.push(b'\n');
    Ok(line)
}

/// A folder below `root` that nobody else uses.
fn own_folder(root: &Path) -> PathBuf {
    let stamp = format!("{}-{}", stamp(), std::process::id());
    let name = crate::base::id::free_text(&stamp, |name| root.join(name).exists());
    root.join(name)
}

fn stamp() -> String {
    jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Removes a journal, and its folder where that held nothing else and is not a workspace's.
fn remove(path: &Path) {
    // A journal that stays is set aside or offered again, so a failure costs a question and no edit.
    let _ = std::fs::remove_file(path);
    if let Some(folder) = path.parent().filter(|folder| folder.file_name().is_some_and(|name| name != HIDDEN)) {
        let _ = std::fs::remove_dir(folder);
    }
}

/// Renames a journal to `journal-<time>.jsonl` beside it. `None` where there was nothing in it, or it could not be moved.
pub fn set_aside(path: &Path) -> Option<PathBuf> {
    if std::fs::metadata(path).is_ok_and(|found| found.len() == 0) {
        return None;
    }
    let folder = path.parent()?;
    let stem = format!("journal-{}", stamp());
    let name = crate::base::id::free_text(&stem, |name| folder.join(format!("{name}.jsonl")).exists());
    let aside = folder.join(format!("{name}.jsonl"));
    std::fs::rename(path, &aside).ok().map(|()| aside)
}

/// Edits of an earlier run that were never saved.
#[derive(Debug)]
pub struct Recovery {
    path: PathBuf,
    edits: Vec<Edit>,
    time: Option<jiff::Timestamp>,
    workspace: Option<PathBuf>,
    damaged: bool,
}

impl Recovery {
    /// Number of edits.
    pub fn len(&self) -> usize {
        self.edits.len()
    }

    /// True without edits; such a recovery is not offered.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// When the last of them was made.
    pub fn time(&self) -> Option<jiff::Timestamp> {
        self.time
    }

    /// True where a line in the middle could not be read; what comes after it is not among the edits.
    pub fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// Where they lie.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn into_parts(self) -> (Vec<Edit>, PathBuf) {
        (self.edits, self.path)
    }
}

/// The edits to offer when a workspace is opened. Journals that do not fit the files are set aside, and that is said.
pub(super) fn find(folder: &Path, prints: &Prints, own: bool, root: Option<&Path>, diagnostics: &mut Vec<Diagnostic>) -> Option<Recovery> {
    let (mut fitting, marks) = (None, prints.marks());
    let inside = own.then(|| folder.join(HIDDEN).join(NAME)).into_iter();
    for path in inside.chain(root.into_iter().flat_map(journals)) {
        let Some((header, recovery)) = read(&path) else { continue };
        let meant = header.as_ref().is_none_or(|header| match &header.workspace {
            Some(workspace) => super::save::same_folder(workspace, folder),
            None => path.starts_with(folder),
        });
        if !meant {
            continue;
        }
        let fits = header.is_some_and(|header| header.journal == FORMAT && header.prints.as_ref() == Some(&marks));
        if !fits {
            let aside = set_aside(&path).unwrap_or(path);
            if !recovery.is_empty() || recovery.damaged {
                let finding = Diagnostic::warning("journal-does-not-fit", Place::default());
                diagnostics.push(finding.arg("file", aside.display()).arg("count", recovery.len()));
            }
        } else if !recovery.is_empty() && fitting.is_none() {
            if recovery.damaged {
                diagnostics.push(Diagnostic::warning("journal-damaged", Place::default()).arg("file", path.display()));
            }
            fitting = Some(recovery);
        }
    }
    fitting
}

/// Plans that were never saved, from runs that did not end well; newest last.
///
/// To bring one back: [`super::Session::unsaved`] with an empty document, then [`super::Session::recover`].
pub fn orphans(root: &Path) -> Vec<Recovery> {
    let plans = journals(root).into_iter().filter_map(|path| read(&path));
    let mut found: Vec<Recovery> = plans
        .filter(|(header, recovery)| header.as_ref().is_some_and(|h| h.journal == FORMAT && h.prints.is_none()) && !recovery.is_empty())
        .map(|(_, recovery)| recovery)
        .filter(|recovery| recovery.workspace.is_none())
        .collect();
    found.sort_by_key(|recovery| recovery.time);
    found
}

/// The journals in the folders below `root` that nobody works on, in order of name.
fn journals(root: &Path) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(root).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = folders.map(|entry| entry.path().join(NAME)).filter(|path| is_free(path)).collect();
    paths.sort_unstable();
    paths
}

fn is_free(path: &Path) -> bool {
    OpenOptions::new().append(true).open(path).is_ok_and(|file| !matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock)))
}

/// Reads a journal as far as it is sound. `None` where there is none, or nothing in it. No header where that is damaged.
fn read(path: &Path) -> Option<(Option<Header>, Recovery)> {
    let bytes = std::fs::read(path).ok().filter(|bytes| !bytes.is_empty())?;
    let mut recovery = Recovery { path: path.to_owned(), edits: Vec::new(), time: None, workspace: None, damaged: false };
    // A line without its end was cut off while it was written: its edit was never reported as done.
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let header: Option<Header> = lines.next().and_then(|line| serde_json::from_slice(line).ok());
    recovery.workspace = header.as_ref().and_then(|header| header.workspace.clone());
    for line in lines {
        match serde_json::from_slice::<LineIn>(line) {
            Ok(line) => {
                recovery.edits.push(line.edit);
                recovery.time = Some(line.time);
            }
            Err(_) => {
                recovery.damaged = true;
                break;
            }
        }
    }
    Some((header, recovery))
}
