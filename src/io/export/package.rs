//! An Office package: parts with their types and relations, packed the same way each time.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::{HEAD, escaped};

/// The namespace of relation types.
pub const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package in the making.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// Content by name, without a leading slash; the order of names is the order in the file.
    parts: BTreeMap<String, Vec<u8>>,
    /// Types of parts that no ending tells.
    types: BTreeMap<String, String>,
    /// Types by ending.
    endings: BTreeMap<String, String>,
    /// Relations by the part that has them; the package's own under the empty name.
    relations: BTreeMap<String, Vec<Relation>>,
}

/// A relation of one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its id within its part.
    pub id: String,
    /// What it is.
    pub kind: String,
    /// To what, relative to the part's folder or absolute.
    pub target: String,
    /// True where the target lies outside the package.
    pub external: bool,
}

impl Package {
    /// An empty package.
    pub fn new() -> Self {
        let mut package = Self::default();
        package.ending("rels", "application/vnd.openxmlformats-package.relationships+xml");
        package.ending("xml", "application/xml");
        package
    }

    /// The type of all parts with an ending.
    pub fn ending(&mut self, ending: &str, kind: &str) {
        self.endings.insert(ending.to_owned(), kind.to_owned());
    }

    /// Adds an XML part with a type of its own; its head line is written here.
    pub fn xml(&mut self, name: &str, kind: &str, text: &str) {
        self.types.insert(name.to_owned(), kind.to_owned());
        self.parts.insert(name.to_owned(), format!("{HEAD}{text}").into_bytes());
    }

    /// Adds a part as it is; its ending or `kind` tells its type.
    pub fn bytes(&mut self, name: &str, kind: Option<&str>, bytes: Vec<u8>) {
        if let Some(kind) = kind {
            self.types.insert(name.to_owned(), kind.to_owned());
        }
        self.parts.insert(name.to_owned(), bytes);
    }

    /// Relates a part (the package itself where `from` is empty) to another, and returns the relation's id.
    pub fn relate(&mut self, from: &str, kind: &str, target: &str) -> String {
        let relations = self.relations.entry(from.to_owned()).or_default();
        let id = (1..).map(|number| format!("rId{number}")).find(|id| relations.iter().all(|known| known.id != *id)).unwrap_or_default();
        let kind = if kind.contains(':') { kind.to_owned() } else { format!("{RELATION}/{kind}") };
        relations.push(Relation { id: id.clone(), kind, target: target.to_owned(), external: false });
        id
    }

    /// Sets the relations of a part as they were read.
    pub fn set_relations(&mut self, from: &str, relations: Vec<Relation>) {
        self.relations.insert(from.to_owned(), relations);
    }

    /// Relations of a part.
    pub fn relations(&self, from: &str) -> &[Relation] {
        self.relations.get(from).map_or(&[], Vec::as_slice)
    }

    /// The content of a part.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.get(name).map(Vec::as_slice)
    }

    /// Names of all parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Removes a part with its type and relations.
    pub fn remove(&mut self, name: &str) {
        self.parts.remove(name);
        self.types.remove(name);
        self.relations.remove(name);
    }

    /// The bytes of the package.
    pub fn pack(&self) -> Result<Vec<u8>, zip::result::ZipError> {
        // A fixed day, so that the same content gives the same bytes.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::DEFAULT);
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(1 << 16)));
        let mut add = |name: &str, bytes: &[u8]| -> Result<(), zip::result::ZipError> {
            zip.start_file(name, options)?;
            Ok(zip.write_all(bytes)?)
        };
        // Readers look at the types first.
        add("[Content_Types].xml", self.content_types().as_bytes())?;
        for (from, relations) in &self.relations {
            add(&relations_name(from), relations_text(relations).as_bytes())?;
        }
        for (name, bytes) in &self.parts {
            add(name, bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn content_types(&self) -> String {
        let mut out = format!("{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        for (ending, kind) in &self.endings {
            out.push_str(&format!("<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>"));
        }
        for (name, kind) in &self.types {
            out.push_str(&format!("<Override PartName=\"/{}\" ContentType=\"{kind}\"/>", escaped(name)));
        }
        out + "</Types>"
    }
}

/// The name of the part that holds the relations of a part.
pub fn relations_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

fn relations_text(relations: &[Relation]) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for Relation { id, kind, target, external } in relations {
        let mode = if *external { " TargetMode=\"External\"" } else { "" };
        out.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"{mode}/>", escaped(target)));
    }
    out + "</Relationships>"
}

/// The parts that every Office file has about itself.
pub fn properties(package: &mut Package, title: &str, language: &str) {
    let core = format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>clusterplan</dc:creator>\
         <dc:language>{language}</dc:language></cp:coreProperties>",
        escaped(title)
    );
    package.xml("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", &core);
    let app = "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
               <Application>clusterplan</Application></Properties>";
    package.xml("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", app);
    package.relate("", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml");
    package.relate("", "extended-properties", "docProps/app.xml");
}
