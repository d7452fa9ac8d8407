//! The parts of a paper beside its text: styles, lists, faces, settings, head and foot of pages.

use crate::io::export::house::House;
use crate::io::export::package::Package;
use crate::io::export::xml::escaped;
use crate::view::report::Report;
use crate::view::{Language, Words};

const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const SPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
/// Imitation Song, for running text.
const TEXT_FACE: &str = "FangSong";
/// The black face, for headings.
const HEAD_FACE: &str = "SimHei";
/// The Song face, for the title: on every machine, unlike the one that the standard names.
const TITLE_FACE: &str = "SimSun";
/// Latin letters and digits.
const LATIN: &str = "Times New Roman";

/// Faces and sizes of a language, and its words for captions.
pub(super) struct Type {
    language: Language,
    /// Size of running text, in half points.
    body: u32,
    /// Height of a line, in twentieths of a point.
    line: u32,
    title: u32,
    small: u32,
    /// Caption of a figure, with `{n}` and `{title}`.
    pub figure: String,
    /// Caption of a table, with `{n}` and `{title}`.
    pub table: String,
    /// A title with its unit, with `{title}` and `{unit}`.
    pub unit: String,
}

impl Type {
    /// The type of a language.
    pub fn of(language: Language) -> Self {
        let words = Words::new(language);
        let caption = |key: &str| words.with(key, &[("n", "{n}"), ("title", "{title}")]);
        let unit = words.with("report-head-unit", &[("head", "{title}"), ("unit", "{unit}")]);
        let (body, line, title, small) = match language {
            // Third size with a line of 28 points, the title in the second size.
            Language::Chinese => (32, 560, 44, 18),
            Language::English => (22, 320, 36, 17),
        };
        Self { language, body, line, title, small, figure: caption("report-figure"), table: caption("report-table"), unit }
    }
}

/// Adds the parts to a package.
pub(super) fn add(package: &mut Package, document: &str, house: &House, kind: &Type, report: &Report) {
    let list = [
        ("styles", "styles", styles(house, kind)),
        ("settings", "settings", settings(kind)),
        ("fontTable", "fontTable", fonts()),
        ("numbering", "numbering", numbering(kind)),
    ];
    for (name, relation, text) in list {
        package.xml(&format!("word/{name}.xml"), &format!("{KIND}.{name}+xml"), &text);
        package.relate(document, relation, &format!("{name}.xml"));
    }
    package.xml("word/footer1.xml", &format!("{KIND}.footer+xml"), &footer(house, kind));
    package.xml("word/header1.xml", &format!("{KIND}.header+xml"), &header(report));
}

fn faces(chinese: &str) -> String {
    format!("<w:rFonts w:ascii=\"{LATIN}\" w:hAnsi=\"{LATIN}\" w:eastAsia=\"{chinese}\" w:cs=\"{LATIN}\"/>")
}

fn styles(house: &House, kind: &Type) -> String {
    let tag = kind.language.tag();
    let chinese = kind.language == Language::Chinese;
    let palette = &house.palette;
    let (body, line, small) = (kind.body, kind.line, kind.small);
    let exact = |line: u32, before: u32, after: u32| {
        format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{line}\" w:lineRule=\"exact\"/>")
    };
    let loose =
        |before: u32, after: u32| format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"240\" w:lineRule=\"auto\"/>");
    let size = |half: u32| format!("<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/>");
    let colour = |of: crate::view::palette::Rgb| format!("<w:color w:val=\"{}\"/>", of.plain_hex());
    let indent = if chinese { format!("<w:ind w:firstLine=\"{}\" w:firstLineChars=\"200\"/>", body * 20) } else { String::new() };
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:customStyle=\"{}\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>",
            i32::from(["TableText", "KeyNumber", "Source", "Picture"].contains(&id))
        )
        .replace(" w:customStyle=\"0\"", "")
    };
    let heading = |level: u32| {
        let run = if chinese && level > 1 {
            format!("{}<w:b/>{}", faces(TEXT_FACE), size(body))
        } else {
            format!("{}<w:b w:val=\"{}\"/>{}", faces(HEAD_FACE), u32::from(!chinese), size(body + if chinese { 0 } else { 6 - level * 2 }))
        };
        let paragraph = format!(
            "<w:keepNext/><w:keepLines/>{}{indent}<w:outlineLvl w:val=\"{}\"/>",
            exact(line, if level == 1 { 160 } else { 60 }, 0),
            level - 1
        );
        style(&format!("Heading{level}"), &format!("heading {level}"), &paragraph, &run)
    };
    let title_line = kind.title * 13;
    let mut out = format!(
        "<w:styles {SPACE}><w:docDefaults><w:rPrDefault><w:rPr>{}{}<w:lang w:val=\"{}\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
         <w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        faces(TEXT_FACE),
        size(body),
        if chinese { "en-US" } else { tag }
    );
    out += &style(
        "Title",
        "Title",
        &format!("{}<w:jc w:val=\"center\"/>", exact(title_line, 240, 200)),
        &format!("{}<w:b/>{}", faces(TITLE_FACE), size(kind.title)),
    );
    out += &style("Subtitle", "Subtitle", &format!("{}<w:jc w:val=\"center\"/>", exact(line, 0, 0)), &size(body));
    out += &(1..=3).map(heading).collect::<String>();
    out += &style("BodyText", "Body Text", &format!("{}{indent}<w:jc w:val=\"both\"/>", exact(line, 0, if chinese { 0 } else { 120 })), "");
    out += &style("ListBullet", "List Bullet", &exact(line, 0, 0), "");
    out += &style(
        "Caption",
        "caption",
        &format!("{}<w:jc w:val=\"center\"/>", loose(80, 80)),
        &format!("{}{}", faces(HEAD_FACE), size(small + 3)),
    );
    out += &style("TableText", "Table Text", &loose(30, 30), &size(small));
    out += &style("KeyNumber", "Key Number", &loose(40, 40), &format!("<w:b/>{}", size(body + 4)));
    out += &style("Source", "Source", &loose(20, 40), &format!("{}{}", colour(palette.tertiary), size(small - 1)));
    out += &style("Picture", "Picture", &format!("{}<w:jc w:val=\"center\"/>", loose(120, 0)), "");
    out += &style("Header", "header", "<w:jc w:val=\"right\"/>", &size(small));
    out += &style("Footer", "footer", "<w:jc w:val=\"center\"/>", &size(if chinese { 28 } else { 20 }));
    out + "</w:styles>"
}

fn settings(kind: &Type) -> String {
    format!(
        "<w:settings {SPACE}><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/><w:clrSchemeMapping w:bg1=\"light1\" w:t1=\"dark1\" w:bg2=\"light2\" w:t2=\"dark2\" w:accent1=\"accent1\" \
         w:accent2=\"accent2\" w:accent3=\"accent3\" w:accent4=\"accent4\" w:accent5=\"accent5\" w:accent6=\"accent6\" w:hyperlink=\"hyperlink\" \
         w:followedHyperlink=\"followedHyperlink\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\"{}\"/></w:settings>",
        if kind.language == Language::Chinese { "," } else { ";" }
    )
}

/// The faces with those that stand in for them where they are missing.
fn fonts() -> String {
    let font = |name: &str, instead: &str, family: &str, set: &str| {
        let instead = if instead.is_empty() { String::new() } else { format!("<w:altName w:val=\"{instead}\"/>") };
        format!(
            "<w:font w:name=\"{name}\">{instead}<w:charset w:val=\"{set}\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"variable\"/></w:font>"
        )
    };
    format!(
        "<w:fonts {SPACE}>{}{}{}{}</w:fonts>",
        font(TEXT_FACE, "FangSong_GB2312", "modern", "86"),
        font(HEAD_FACE, "Microsoft YaHei", "modern", "86"),
        font(TITLE_FACE, "NSimSun", "auto", "86"),
        font(LATIN, "", "roman", "00")
    )
}

fn numbering(kind: &Type) -> String {
    let level = |level: u32| {
        let left = kind.body * 20 + level * 420;
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"{}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{}\"/></w:pPr><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/></w:rPr></w:lvl>",
            if level == 0 { "•" } else { "–" },
            kind.body * 10
        )
    };
    let levels: String = (0..3).map(level).collect();
    format!(
        "<w:numbering {SPACE}><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{levels}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

/// The page number between dashes, and the house's line.
fn footer(house: &House, kind: &Type) -> String {
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    let field = |part: &str| format!("<w:r><w:fldChar w:fldCharType=\"{part}\"/></w:r>");
    let (before, behind) = if kind.language == Language::Chinese { ("— ", " —") } else { ("", "") };
    let number = format!(
        "{}{}<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>{}{}{}{}",
        text(before),
        field("begin"),
        field("separate"),
        text("1"),
        field("end"),
        text(behind)
    );
    let house = if house.footer.is_empty() {
        String::new()
    } else {
        format!("<w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", text(&house.footer))
    };
    format!("<w:ftr {SPACE}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{number}</w:p>{house}</w:ftr>")
}

/// The mark at the head of every page.
fn header(report: &Report) -> String {
    let mark = report.mark.as_deref().unwrap_or_default();
    let text = if mark.is_empty() { String::new() } else { format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>", escaped(mark)) };
    format!("<w:hdr {SPACE}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{text}</w:p></w:hdr>")
}
