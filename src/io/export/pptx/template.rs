//! A deck of the house as the ground of ours: its masters, layouts, theme and pictures stay, its slides go.
//!
//! Only what its slides alone refer to is left out. A deck without layouts for a title and for content is refused, in data.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::own::PRESENTATION;
use super::{Ground, Layout};
use crate::io::export::package::{Package, Relation, relations_name};

/// Bytes of all parts together at most: a template is no film.
const LARGEST: u64 = 256 << 20;

/// Why a deck cannot be the ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is no deck, or not one that can be read.
    Unreadable,
    /// Layouts are missing; their kinds.
    Layouts(String),
}

/// Reads a deck.
pub(super) fn read(bytes: &[u8]) -> Result<Ground, Unfit> {
    let mut package = unpack(bytes).ok_or(Unfit::Unreadable)?;
    let presentation = package.part(PRESENTATION).and_then(|text| String::from_utf8(text.to_vec()).ok()).ok_or(Unfit::Unreadable)?;
    let size = slide_size(&presentation).ok_or(Unfit::Unreadable)?;
    let presentation = without_slides(&presentation).ok_or(Unfit::Unreadable)?;
    let kept = package
        .relations(PRESENTATION)
        .iter()
        .filter(|relation| !relation.kind.ends_with("/slide") && !relation.kind.ends_with("/notesMaster"));
    let kept: Vec<Relation> = kept.cloned().collect();
    package.set_relations(PRESENTATION, kept);
    // Properties are written anew; what nothing refers to any longer goes.
    let kept = package.relations("").iter().filter(|relation| relation.kind.ends_with("/officeDocument")).cloned().collect();
    package.set_relations("", kept);
    drop_unreachable(&mut package);
    let layouts: Vec<(String, Layout)> = package
        .names()
        .filter(|name| name.starts_with("ppt/slideLayouts/") && name.ends_with(".xml"))
        .filter_map(|name| layout(name, package.part(name)?))
        .collect();
    let of = |kinds: &[&str]| kinds.iter().find_map(|kind| layouts.iter().find(|(of, _)| of == kind)).map(|(_, layout)| layout.clone());
    let (title, content) = (of(&["title"]), of(&["titleOnly", "obj", "tx"]));
    let missing: Vec<&str> =
        [(title.is_none(), "title"), (content.is_none(), "titleOnly")].iter().filter(|(lacks, _)| *lacks).map(|(_, name)| *name).collect();
    match (title, content) {
        (Some(title), Some(content)) => {
            let divider = of(&["secHead"]).unwrap_or_else(|| title.clone());
            Ok(Ground { package, size, layouts: [title, divider, content], presentation })
        }
        _ => Err(Unfit::Layouts(missing.join(", "))),
    }
}

fn unpack(bytes: &[u8]) -> Option<Package> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut files = Vec::new();
    let mut all = 0_u64;
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).ok()?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().ok()?.into_owned();
        let mut content = Vec::new();
        // What the directory says of a size may be a lie; what comes out is counted.
        all += file.by_ref().take(LARGEST + 1).read_to_end(&mut content).ok()? as u64;
        if all > LARGEST {
            return None;
        }
        files.push((name, content));
    }
    let mut package = Package::new();
    let types = files.iter().find(|(name, _)| name == "[Content_Types].xml")?;
    let mut kinds = Vec::new();
    each_tag(&types.1, |tag| {
        let value = |name: &str| attribute(tag, name);
        match tag.local_name().as_ref() {
            "Default" => {
                if let (Some(ending), Some(kind)) = (value("Extension"), value("ContentType")) {
                    package.ending(&ending, &kind);
                }
            }
            "Override" => kinds.extend(value("PartName").zip(value("ContentType"))),
            _ => {}
        }
    })?;
    for (name, content) in &files {
        if let Some(part) = part_of_relations(name) {
            package.set_relations(&part, relations(content)?);
        } else if name != "[Content_Types].xml" {
            let kind = kinds.iter().find(|(part, _)| part.trim_start_matches('/') == name).map(|(_, kind)| kind.as_str());
            // A deck saved as a template is a deck here.
            let kind = kind.map(|kind| kind.replace("presentationml.template.main", "presentationml.presentation.main"));
            package.bytes(name, kind.as_deref(), content.clone());
        }
    }
    Some(package)
}

/// The part whose relations a part holds.
fn part_of_relations(name: &str) -> Option<String> {
    let rest = name.strip_suffix(".rels")?;
    let (folder, file) = rest.rsplit_once("_rels/")?;
    let part = format!("{folder}{file}");
    (relations_name(&part) == name).then_some(part)
}

fn relations(content: &[u8]) -> Option<Vec<Relation>> {
    let mut list = Vec::new();
    each_tag(content, |tag| {
        let value = |name: &str| attribute(tag, name);
        if let (Some(id), Some(kind), Some(target)) = (value("Id"), value("Type"), value("Target")) {
            list.push(Relation { id, kind, target, external: value("TargetMode").as_deref() == Some("External") });
        }
    })?;
    Some(list)
}

fn each_tag(content: &[u8], mut on: impl FnMut(&BytesStart<'_>)) -> Option<()> {
    let mut reader = Reader::from_str(std::str::from_utf8(content).ok()?);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => on(&tag),
            Ok(Event::Eof) => return Some(()),
            Ok(_) => {}
            Err(_) => return None,
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    let text = found.value.as_ref();
    Some(text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

fn slide_size(presentation: &str) -> Option<(f32, f32)> {
    let mut size = None;
    each_tag(presentation.as_bytes(), |tag| {
        if tag.local_name().as_ref() == "sldSz" {
            let length = |name: &str| attribute(tag, name)?.parse::<f32>().ok().map(|emu| emu / 12_700.0);
            size = length("cx").zip(length("cy"));
        }
    })?;
    size.filter(|(width, height)| (200.0..5000.0).contains(width) && (150.0..5000.0).contains(height))
}

/// The presentation's text with a place for our list of slides where its own stood; sections that list slides go with them.
fn without_slides(text: &str) -> Option<String> {
    let prefix = text
        .split("<")
        .filter_map(|tag| tag.split_once(':'))
        .find(|(_, rest)| rest.starts_with("presentation"))
        .map(|(prefix, _)| prefix)?;
    if prefix != "p" || text.contains('{') && text.contains("{slides}") {
        return None;
    }
    let mut text = text.to_owned();
    for tag in ["p:sldIdLst", "p:notesMasterIdLst", "p:custShowLst", "p:extLst"] {
        text = without(&text, tag);
    }
    let list = "<p:sldIdLst>{slides}</p:sldIdLst>";
    // The list stands behind those of masters.
    let at = ["</p:handoutMasterIdLst>", "</p:sldMasterIdLst>"].iter().find_map(|tag| Some(text.find(tag)? + tag.len()))?;
    text.insert_str(at, list);
    Some(text)
}

fn without(text: &str, tag: &str) -> String {
    let (open, close, empty) = (format!("<{tag}>"), format!("</{tag}>"), format!("<{tag}/>"));
    if let Some(start) = text.find(&open)
        && let Some(end) = text[start..].rfind(&close)
    {
        return format!("{}{}", &text[..start], &text[start + end + close.len()..]);
    }
    text.replace(&empty, "")
}

fn drop_unreachable(package: &mut Package) {
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut open = vec![String::new()];
    while let Some(part) = open.pop() {
        for relation in package.relations(&part).iter().filter(|relation| !relation.external) {
            let target = resolved(&part, &relation.target);
            if reached.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    let gone: Vec<String> = package.names().filter(|name| !reached.contains(*name)).map(str::to_owned).collect();
    gone.iter().for_each(|name| package.remove(name));
}

fn resolved(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => {
                folders.pop();
            }
            "." | "" => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}

fn layout(name: &str, content: &[u8]) -> Option<(String, Layout)> {
    let mut kind = String::new();
    let mut layout = Layout { part: name.to_owned(), ..Layout::default() };
    each_tag(content, |tag| match tag.local_name().as_ref() {
        "sldLayout" => kind = attribute(tag, "type").unwrap_or_default(),
        "ph" => {
            let (of, index) = (attribute(tag, "type").unwrap_or_default(), attribute(tag, "idx"));
            match of.as_str() {
                "title" | "ctrTitle" => layout.title = of,
                "sldNum" => layout.number = index,
                "subTitle" | "body" if layout.below.is_none() => layout.below = index.map(|index| (of, index)),
                _ => {}
            }
        }
        _ => {}
    })?;
    (!layout.title.is_empty()).then_some((kind, layout))
}
